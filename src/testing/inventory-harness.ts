import type {
  ListClassificationJobsCommandInput,
  ListClassificationJobsCommandOutput,
} from '@aws-sdk/client-macie2';
import { type Inventory, type InventoryReading, readInventory } from '../jobs/sync/inventory.ts';
import type { ListRequest } from '../jobs/sync/pages.ts';
import { createStage } from './virtual-scheduler.ts';
import { type Manners, type WorldJob, createWorld } from './fake-macie.ts';

/** The moment at which tests begin. */
export const START = Date.parse('2026-11-20T12:00:00Z');

/** The list as it is by default. */
export const NEWEST_FIRST: ListRequest = { sortCriteria: { attributeName: 'createdAt', orderBy: 'DESC' } };

/** What to make jobs of; all else is the same for all. */
export interface JobPattern {
  /** How long before the start a job was created, in milliseconds. An hour for each job by default. */
  readonly age?: (index: number) => number;
  readonly status?: (index: number) => string;
  readonly name?: (index: number) => string;
}

/** That many jobs; the first 20 are running, the others complete. */
export function createJobs(
  count: number,
  {
    age = (index) => (index + 1) * 3_600_000,
    status = (index) => (index < 20 ? 'RUNNING' : 'COMPLETE'),
    name = (index) => `job-${index}`,
  }: JobPattern = {},
): WorldJob[] {
  return Array.from({ length: count }, (_, index) => ({
    jobId: index.toString(16).padStart(32, '0'),
    name: name(index),
    createdAt: new Date(START - age(index)),
    jobType: 'ONE_TIME',
    jobStatus: status(index),
  }));
}

type List = (input: ListClassificationJobsCommandInput) => ListClassificationJobsCommandOutput;

/** A world of jobs, read with 40 ms a call. `meddle` may answer calls in the world's place. */
export function createRig(
  jobs: WorldJob[],
  {
    meddle = (input, list) => list(input),
    ...manners
  }: Manners & { meddle?: (input: ListClassificationJobsCommandInput, list: List) => ReturnType<List> } = {},
) {
  const world = createWorld(jobs, manners);
  const stage = createStage({ latency: 40 }, START);
  /** When each call was made, in milliseconds from the start, and what for. */
  const calls: { at: number; input: ListClassificationJobsCommandInput | string }[] = [];
  const published: { at: number; inventory: Inventory }[] = [];
  const note = (input: ListClassificationJobsCommandInput | string) => {
    calls.push({ at: stage.clock.now() - START, input });
  };
  const start = (previous?: Inventory, options: Partial<InventoryReading> = {}) =>
    readInventory({
      source: 'demo/eu-west-1',
      resolve: () => NEWEST_FIRST,
      list: (input, { signal }) => {
        note(input);
        return stage.call(() => meddle(input, world.list), signal);
      },
      describe: (jobId, { signal }) => {
        note(jobId);
        return stage.call(() => world.describe(jobId), signal);
      },
      previous,
      publish: (inventory) => {
        published.push({ at: stage.clock.now() - START, inventory });
      },
      signal: new AbortController().signal,
      gate: { wait: async () => {} },
      clock: stage.clock,
      ...options,
    });
  return {
    world,
    stage,
    calls,
    published,
    start,
    /** Reads to the end. */
    read: (previous?: Inventory, options?: Partial<InventoryReading>) => stage.play(start(previous, options)),
    /** Lets that many milliseconds go by. */
    pass: (ms: number) => stage.play(stage.clock.sleep(ms, new AbortController().signal)),
    /** Gives a job another status. */
    turn: (index: number, status: string) => {
      const job = world.jobs[index];
      if (job) job.jobStatus = status;
      world.touch();
    },
    /** Forgets the calls made so far. */
    forget: () => {
      calls.length = 0;
      published.length = 0;
    },
  };
}

/** The ids of an inventory's rows. */
export function idsOf({ head }: Pick<Inventory, 'head'>): string[] {
  return head.map(({ jobId }) => jobId);
}
