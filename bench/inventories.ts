import { createEmulator } from '../emulator/emulator.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { generateJobs } from '../emulator/generator/generate.ts';
import type { JobDocument } from '../emulator/macie/job-document.ts';
import { demoAccounts } from '../emulator/accounts.ts';

/** The source that everything is measured with. */
export const ACCOUNT = '111122223333';
export const REGION = 'us-east-1';

/** How many jobs are alive in the inventory of one source; the rest is history. */
export const ALIVE = 20;

/** What an emulator is to hold, and how long each of its answers takes at least. */
export interface World {
  readonly jobs: number;
  readonly latencyMs?: number;
}

/**
 * An emulator whose measured source holds that many jobs, the same in every run but for their times, which are relative
 * to now. Nothing in it changes by itself.
 */
export function createWorld({ jobs, latencyMs = 0 }: World): Emulator {
  const emulator = createEmulator({ accounts: demoAccounts(0), latencyMs });
  fill(emulator, ACCOUNT, REGION, jobs);
  return emulator;
}

/**
 * Puts that many jobs into a source, the same in every run but for their times. They are made now: an emulator that
 * makes them when they are asked for would be what is measured.
 */
export function fill(emulator: Emulator, accountId: string, region: string, jobs: number): void {
  emulator.setInventory(accountId, region, documents(accountId, region, jobs));
}

/** Above this, jobs have only what the list has: a hundred thousand whole ones take a gigabyte and half a minute. */
const MOST_WHOLE = 1000;

function documents(accountId: string, region: string, count: number): JobDocument[] {
  const start = Date.now();
  const jobs = generateJobs({ accountId, region, count, seed: 1, start });
  let alive = 0;
  return jobs.map((job) => {
    const document = count <= MOST_WHOLE ? job.document(start) : listed(job.summary());
    if (document.jobStatus === 'COMPLETE' || document.jobStatus === 'CANCELLED') return document;
    alive += 1;
    if (alive > ALIVE) {
      document.jobStatus = 'COMPLETE';
      document.userPausedDetails = null;
    }
    return document;
  });
}

function listed({
  bucketCriteria,
  bucketDefinitions,
  ...rest
}: ReturnType<Summarized['summary']>): JobDocument {
  return { ...rest, s3JobDefinition: { bucketCriteria, bucketDefinitions } };
}

type Summarized = ReturnType<typeof generateJobs>[number];
