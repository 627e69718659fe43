import { sourceKey } from '../../aws/source.ts';
import type { Source } from '../../aws/source.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { SHARED_MEMBERS } from '../model/job.ts';
import type { Job } from '../model/job.ts';
import type { Inventory } from './types.ts';

/** Identifies an inventory: the jobs of a source that match some criteria. */
export interface InventoryId {
  readonly source: Source;
  /** The criteria in their canonical form, as in a link. */
  readonly criteriaKey: string;
}

/** What to read, and how. */
export interface InventoryQuestion extends InventoryId {
  readonly criteria: Criteria;
  /** Inventories that are only counted wait for those whose rows are shown. */
  readonly purpose: 'rows' | 'counts';
  /** Whether to start from the copy cached in this browser. */
  readonly fromCache: boolean;
}

/** An inventory's identity as one string. */
export function inventoryId({ source, criteriaKey }: InventoryId): string {
  return `${sourceKey(source)} ${criteriaKey}`;
}

/** What the page shows of an inventory: everything but what only the next read needs. */
export type ShownInventory = Omit<Inventory, 'resolvedAt' | 'verifiedAt' | 'closedBefore' | 'others'>;

/**
 * The changes of an inventory since the last message about it, as they go through a port. Both ends number jobs in the
 * order in which they are sent, so each job is sent once.
 */
export interface InventoryMessage {
  readonly rest: Omit<ShownInventory, 'head' | 'beyond'>;
  readonly fresh: FreshJobs;
  /** The numbers of the jobs, in order; undefined where the list has not changed. */
  readonly head: Uint32Array | undefined;
  readonly beyond: Uint32Array | undefined;
}

/** Jobs that the other end doesn't have yet, in columns, which are copied faster than objects. */
interface FreshJobs {
  readonly jobIds: readonly string[];
  readonly names: readonly (string | undefined)[];
  /** NaN where Macie did not say. */
  readonly createdAt: Float64Array;
  /** Values that jobs share and that have not been sent yet. */
  readonly values: readonly unknown[];
  /** Per job, the indexes of its shared members among all values, in the order of SHARED_MEMBERS. */
  readonly places: Uint32Array;
}

/** Makes messages about one inventory for the other end of a port. They must arrive in order. */
export function createSender(): (inventory: Inventory) => InventoryMessage {
  let before: Pick<Inventory, 'head' | 'beyond'> = { head: [], beyond: [] };
  let numbers = new Map<Job, number>();
  let places = new Map<unknown, number>();

  return (inventory) => {
    const {
      head,
      beyond,
      resolvedAt: _,
      verifiedAt: _verified,
      closedBefore: _closed,
      others: _others,
      ...rest
    } = inventory;
    const jobs: Job[] = [];
    const numbered = (list: readonly Job[]) => Uint32Array.from(list, (job) => numberOf(numbers, job, jobs));
    const lists = {
      head: head === before.head ? undefined : numbered(head),
      beyond: beyond === before.beyond ? undefined : numbered(beyond),
    };
    const values: unknown[] = [];
    const placesOf = (job: Job) => SHARED_MEMBERS.map((member) => numberOf(places, job[member], values));
    const fresh: FreshJobs = {
      jobIds: jobs.map(({ jobId }) => jobId),
      names: jobs.map(({ name }) => name),
      createdAt: Float64Array.from(jobs, ({ createdAt = Number.NaN }) => createdAt),
      places: Uint32Array.from(jobs.flatMap(placesOf)),
      values,
    };
    before = { head, beyond };
    if (isCrowded(numbers.size, before)) {
      numbers = new Map([...head, ...beyond].map((job, number) => [job, number]));
      places = new Map();
    }
    return { rest, fresh, ...lists };
  };
}

/** The number of a value; a new value gets the next one. */
function numberOf<T>(known: Map<T, number>, value: T, fresh: T[]): number {
  const number = known.get(value);
  if (number !== undefined) return number;
  known.set(value, known.size);
  fresh.push(value);
  return known.size - 1;
}

/** Rebuilds an inventory from the messages about it. A job or list that has not changed stays the same object. */
export function createReceiver(): (message: InventoryMessage) => ShownInventory {
  let before: Pick<Inventory, 'head' | 'beyond'> = { head: [], beyond: [] };
  let jobs: Job[] = [];
  let values: unknown[] = [];

  const listed = (numbers: Uint32Array): readonly Job[] => {
    const list: Job[] = [];
    for (const number of numbers) {
      const job = jobs[number];
      if (job) list.push(job);
    }
    return list;
  };

  return ({ rest, fresh, head, beyond }) => {
    const { jobIds, names, createdAt, places } = fresh;
    for (const value of fresh.values) values.push(value);
    for (const [index, jobId] of jobIds.entries()) {
      const created = createdAt[index] ?? Number.NaN;
      const job: Record<string, unknown> = {
        source: rest.source,
        jobId,
        name: names[index],
        createdAt: Number.isNaN(created) ? undefined : created,
      };
      for (const [at, member] of SHARED_MEMBERS.entries()) {
        job[member] = values[places[index * SHARED_MEMBERS.length + at] ?? 0];
      }
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The other end is of the same build, and typed.
      jobs.push(job as unknown as Job);
    }
    before = {
      head: head ? listed(head) : before.head,
      beyond: beyond ? listed(beyond) : before.beyond,
    };
    if (isCrowded(jobs.length, before)) {
      jobs = [...before.head, ...before.beyond];
      values = [];
    }
    return { ...rest, ...before };
  };
}

/** Whether most numbered jobs have left the lists. Then both ends renumber the jobs that remain. */
function isCrowded(numbers: number, { head, beyond }: Pick<Inventory, 'head' | 'beyond'>): boolean {
  return numbers > 2 * (head.length + beyond.length) + SPARE;
}

/** This many unused numbers are always acceptable. */
const SPARE = 1000;
