import type {
  ListClassificationJobsCommandInput,
  ListClassificationJobsCommandOutput,
} from '@aws-sdk/client-macie2';
import { readInventory } from '../jobs/sync/inventory.ts';
import { createVirtualScheduler } from './virtual-scheduler.ts';
import { type Quirks, type FakeJob, createFakeMacie } from './fake-macie.ts';
import type { Inventory, InventoryReading, ListRequest } from '../jobs/sync/types.ts';

/** The moment at which tests start. */
export const START = Date.parse('2026-11-20T12:00:00Z');

/** The default list. */
export const NEWEST_FIRST: ListRequest = { sortCriteria: { attributeName: 'createdAt', orderBy: 'DESC' } };

/** How the jobs differ; everything else is the same for all. */
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
): FakeJob[] {
  return Array.from({ length: count }, (_, index) => ({
    jobId: index.toString(16).padStart(32, '0'),
    name: name(index),
    createdAt: new Date(START - age(index)),
    jobType: 'ONE_TIME',
    jobStatus: status(index),
  }));
}

type List = (input: ListClassificationJobsCommandInput) => ListClassificationJobsCommandOutput;

/** Reads a fake Macie at 40 ms a call. `intercept` may answer calls in its place. */
export function createHarness(
  jobs: FakeJob[],
  {
    intercept = (input, list) => list(input),
    ...quirks
  }: Quirks & {
    intercept?: (input: ListClassificationJobsCommandInput, list: List) => ReturnType<List>;
  } = {},
) {
  const macie = createFakeMacie(jobs, quirks);
  const scheduler = createVirtualScheduler({ latency: 40 }, START);
  /** When each call was made, in milliseconds from the start, and what for. */
  const calls: { at: number; input: ListClassificationJobsCommandInput | string }[] = [];
  const published: { at: number; inventory: Inventory }[] = [];
  const note = (input: ListClassificationJobsCommandInput | string) => {
    calls.push({ at: scheduler.clock.now() - START, input });
  };
  const start = (previous?: Inventory, options: Partial<InventoryReading> = {}) =>
    readInventory({
      source: 'demo/eu-west-1',
      resolve: () => NEWEST_FIRST,
      list: (input, { signal }) => {
        note(input);
        return scheduler.call(() => intercept(input, macie.list), signal);
      },
      describe: (jobId, { signal }) => {
        note(jobId);
        return scheduler.call(() => macie.describe(jobId), signal);
      },
      previous,
      publish: (inventory) => {
        published.push({ at: scheduler.clock.now() - START, inventory });
      },
      signal: new AbortController().signal,
      gate: { wait: async () => {} },
      clock: scheduler.clock,
      ...options,
    });
  return {
    macie,
    scheduler,
    calls,
    published,
    start,
    /** Reads to the end. */
    read: (previous?: Inventory, options?: Partial<InventoryReading>) =>
      scheduler.run(start(previous, options)),
    /** Advances the clock by that many milliseconds. */
    advance: (ms: number) => scheduler.run(scheduler.clock.sleep(ms, new AbortController().signal)),
    /** Changes a job's status. */
    setStatus: (index: number, status: string) => {
      const job = macie.jobs[index];
      if (job) job.jobStatus = status;
      macie.invalidate();
    },
    /** Drops the calls and publications recorded so far. */
    clear: () => {
      calls.length = 0;
      published.length = 0;
    },
  };
}

/** The ids of an inventory's rows. */
export function idsOf({ head }: Pick<Inventory, 'head'>): string[] {
  return head.map(({ jobId }) => jobId);
}
