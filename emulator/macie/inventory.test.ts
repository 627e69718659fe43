import type { ListJobsFilterTerm } from '@aws-sdk/client-macie2';
import { expect, test } from 'vitest';
import { createEmulator } from '../emulator.ts';
import type { JobDocument } from './job-document.ts';
import { ACCOUNT, listAll, macieClient, REGION } from '../testing.ts';

const MINUTE = 60_000;

/** A Macie whose clock the test moves. It starts now, so that signatures are never too old. */
function fakeMacie(jobs: number) {
  const start = Date.now();
  let passed = 0;
  const emulator = createEmulator({ jobs, now: () => start + passed });
  return {
    emulator,
    pass: (ms: number) => {
      passed += ms;
    },
    jobs: () => emulator.describe(ACCOUNT, REGION) ?? [],
  };
}

function running(jobs: readonly JobDocument[]): readonly JobDocument[] {
  return jobs.filter(({ jobStatus }) => jobStatus === 'RUNNING');
}

function resting(jobs: readonly JobDocument[]): readonly JobDocument[] {
  return jobs.filter(({ jobStatus }) => jobStatus !== 'RUNNING');
}

function left(jobs: readonly JobDocument[], jobId: JobDocument['jobId']): number {
  return (
    jobs.find((job) => job.jobId === jobId)?.statistics?.approximateNumberOfObjectsToProcess ?? Number.NaN
  );
}

test('running jobs make progress as time passes; nothing else changes by itself', () => {
  const { pass, jobs } = fakeMacie(200);
  const before = jobs();
  pass(5 * MINUTE);
  const after = jobs();
  expect(running(after).length).toBeGreaterThanOrEqual(4);
  const stuck = running(after).filter(({ jobId }) => left(after, jobId) === left(before, jobId));
  // One is stuck, so that the demo has one.
  expect(stuck).toHaveLength(1);
  for (const { jobId } of running(after)) {
    if (jobId !== stuck[0]?.jobId) expect(left(after, jobId)).toBeLessThan(left(before, jobId));
  }
  expect(resting(after)).toEqual(resting(before));
});

test('they finish: a one-time job is complete, a recurring one idle, and no job vanishes', () => {
  const { pass, jobs } = fakeMacie(200);
  const before = jobs();
  pass(40 * 24 * 60 * MINUTE);
  const after = jobs();
  expect(running(after)).toEqual([]);
  expect(after.map(({ jobId }) => jobId)).toEqual(before.map(({ jobId }) => jobId));
  for (const { jobId, jobType } of running(before)) {
    expect(after.find((job) => job.jobId === jobId)).toMatchObject({
      jobStatus: jobType === 'ONE_TIME' ? 'COMPLETE' : 'IDLE',
      statistics: { approximateNumberOfObjectsToProcess: 0 },
    });
  }
});

test('a finished job leaves the list of running ones, and joins the complete', async () => {
  const { emulator, pass } = fakeMacie(200);
  const client = macieClient(emulator);
  const count = async (jobStatus: string): Promise<number> => {
    const includes: ListJobsFilterTerm[] = [{ key: 'jobStatus', comparator: 'EQ', values: [jobStatus] }];
    return (await listAll(client, { filterCriteria: { includes }, maxResults: 200 })).length;
  };
  const [runningBefore, completeBefore] = [await count('RUNNING'), await count('COMPLETE')];
  // The first of the demo's running jobs has six minutes to go.
  pass(7 * MINUTE);
  client.config.systemClockOffset = 7 * MINUTE;
  expect(await count('RUNNING')).toBe(runningBefore - 1);
  expect(await count('COMPLETE')).toBe(completeBefore + 1);
});

test('jobs that were put stay as they are, even running ones', () => {
  const { emulator, pass, jobs } = fakeMacie(3);
  const job: JobDocument = {
    jobId: 'a',
    jobStatus: 'RUNNING',
    statistics: { approximateNumberOfObjectsToProcess: 7 },
  };
  emulator.setInventory(ACCOUNT, REGION, [job]);
  pass(40 * 24 * 60 * MINUTE);
  expect(jobs()).toEqual([job]);
});
