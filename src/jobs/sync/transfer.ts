import { sourceKey } from '../../aws/source.ts';
import type { Source } from '../../aws/source.ts';
import type { Criteria } from '../criteria/criteria.ts';
import type { Inventory } from './inventory.ts';
import type { Job } from '../model/job.ts';

/** Which jobs: those of a source that match some criteria. */
export interface InventoryId {
  readonly source: Source;
  /** The criteria as in a link. */
  readonly words: string;
}

/** What to read, and how. */
export interface InventoryQuestion extends InventoryId {
  readonly criteria: Criteria;
  /** What is read for counts only can wait for the rows. */
  readonly purpose: 'rows' | 'counts';
  /** Whether to begin with what is kept of it in this browser. */
  readonly fromKept: boolean;
}

/** An inventory's identity as a text. */
export function inventoryId({ source, words }: InventoryId): string {
  return `${sourceKey(source)} ${words}`;
}

/** What a page shows of an inventory: all but what only the next read is interested in. */
export type ShownInventory = Omit<Inventory, 'resolvedAt' | 'closedBefore' | 'others'>;

/**
 * What has become of an inventory since the last message about it, as it goes through a port. Jobs have numbers, given
 * at both ends in the order in which they come over, so that each comes over once.
 */
export interface InventoryMessage {
  readonly rest: Omit<ShownInventory, 'head' | 'beyond'>;
  readonly fresh: FreshJobs;
  /** The numbers of the jobs, in order; undefined where the list is the very one that it was. */
  readonly head: Uint32Array | undefined;
  readonly beyond: Uint32Array | undefined;
}

/** Jobs that the other end doesn't have, in columns: those are copied faster than objects are. */
interface FreshJobs {
  readonly jobIds: readonly string[];
  readonly names: readonly (string | undefined)[];
  /** NaN where Macie did not say. */
  readonly createdAt: Float64Array;
  /** What jobs have in common with others and that has not come over yet. */
  readonly words: readonly unknown[];
  /** Per job, the places of its status, type, last run's error, pause, buckets and bucket criteria among all words. */
  readonly places: Uint32Array;
}

/** How many words a job has. */
const WORDS = 6;

/** Tells another end what becomes of one inventory; messages must arrive in order. */
export function createSender(): (inventory: Inventory) => InventoryMessage {
  let before: Pick<Inventory, 'head' | 'beyond'> = { head: [], beyond: [] };
  let numbers = new Map<Job, number>();
  let places = new Map<unknown, number>();

  return (inventory) => {
    const { source, complete, state, readAt, calls, unreadable, changed, head, beyond } = inventory;
    const jobs: Job[] = [];
    const numbered = (list: readonly Job[]) => Uint32Array.from(list, (job) => numberOf(numbers, job, jobs));
    const lists = {
      head: head === before.head ? undefined : numbered(head),
      beyond: beyond === before.beyond ? undefined : numbered(beyond),
    };
    const words: unknown[] = [];
    const placesOf = (job: Job) =>
      [
        job.jobStatus,
        job.jobType,
        job.lastRunError,
        job.userPausedDetails,
        job.bucketDefinitions,
        job.bucketCriteria,
      ].map((word) => numberOf(places, word, words));
    const fresh: FreshJobs = {
      jobIds: jobs.map(({ jobId }) => jobId),
      names: jobs.map(({ name }) => name),
      createdAt: Float64Array.from(jobs, ({ createdAt = Number.NaN }) => createdAt),
      places: Uint32Array.from(jobs.flatMap(placesOf)),
      words,
    };
    before = { head, beyond };
    if (isCrowded(numbers.size, before)) {
      numbers = new Map([...head, ...beyond].map((job, number) => [job, number]));
      places = new Map();
    }
    return { rest: { source, complete, state, readAt, calls, unreadable, changed }, fresh, ...lists };
  };
}

/** The number of a value, which is the next one if it has none. */
function numberOf<T>(known: Map<T, number>, value: T, fresh: T[]): number {
  const number = known.get(value);
  if (number !== undefined) return number;
  known.set(value, known.size);
  fresh.push(value);
  return known.size - 1;
}

/** Makes an inventory of the messages about it: a job, or list of jobs, that stays what it was stays the same object. */
export function createReceiver(): (message: InventoryMessage) => ShownInventory {
  let before: Pick<Inventory, 'head' | 'beyond'> = { head: [], beyond: [] };
  let jobs: Job[] = [];
  let words: unknown[] = [];

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
    for (const word of fresh.words) words.push(word);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The other end is of the same build, and typed.
    const word = (place: number) => words[places[place] ?? 0] as never;
    for (const [index, jobId] of jobIds.entries()) {
      const created = createdAt[index] ?? Number.NaN;
      const place = index * WORDS;
      jobs.push({
        source: rest.source,
        jobId,
        name: names[index],
        jobStatus: word(place),
        jobType: word(place + 1),
        createdAt: Number.isNaN(created) ? undefined : created,
        lastRunError: word(place + 2),
        userPausedDetails: word(place + 3),
        bucketDefinitions: word(place + 4),
        bucketCriteria: word(place + 5),
      });
    }
    before = {
      head: head ? listed(head) : before.head,
      beyond: beyond ? listed(beyond) : before.beyond,
    };
    if (isCrowded(jobs.length, before)) {
      jobs = [...before.head, ...before.beyond];
      words = [];
    }
    return { ...rest, ...before };
  };
}

/** Whether most of the jobs that have numbers are in the lists no more: then both ends number those lists' anew. */
function isCrowded(numbers: number, { head, beyond }: Pick<Inventory, 'head' | 'beyond'>): boolean {
  return numbers > 2 * (head.length + beyond.length) + SPARE;
}

/** So many numbers are never too many. */
const SPARE = 1000;
