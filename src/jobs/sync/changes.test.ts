import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareJobs, isSame } from './changes.ts';
import type { Job } from '../model/job.ts';
import type { Change } from './types.ts';

const JOB: Job = {
  source: 'demo/eu-west-1',
  jobId: '',
  name: undefined,
  jobStatus: 'RUNNING',
  jobType: undefined,
  createdAt: undefined,
  lastRunError: undefined,
  userPausedDetails: undefined,
  bucketDefinitions: undefined,
  bucketCriteria: undefined,
};

function toJobs(items: readonly { id: number; status: string }[]): Job[] {
  return items.map(({ id, status }) => ({ ...JOB, jobId: `${id}`, jobStatus: status }));
}

describe('compareJobs', () => {
  test('reports what appeared, left and changed, and keeps the objects of the rest', () => {
    const list = fc.uniqueArray(fc.record({ id: fc.nat(15), status: fc.constantFrom('RUNNING', 'IDLE') }), {
      selector: ({ id }) => id,
    });
    fc.assert(
      fc.property(list, list, fc.nat(15), (one, other, shared) => {
        const common = other.slice(0, shared);
        const before = toJobs([...common, ...one.filter(({ id }) => common.every((each) => each.id !== id))]);
        const after = toJobs(other);
        const { jobs, changed } = compareJobs(before, after);
        expect(jobs).toEqual(after);
        const expected = new Map<string, Change>();
        for (const job of after) {
          const old = before.find(({ jobId }) => jobId === job.jobId);
          if (old?.jobStatus === job.jobStatus) expect(jobs).toContain(old);
          else expected.set(job.jobId, old ? 'changed' : 'appeared');
        }
        for (const { jobId } of before)
          if (!after.some((job) => job.jobId === jobId)) expected.set(jobId, 'left');
        expect(changed).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});

describe('isSame', () => {
  const pausedAt = (jobPausedAt: number): Job => ({
    ...JOB,
    userPausedDetails: { jobPausedAt: new Date(jobPausedAt), jobExpiresAt: new Date(9) },
  });

  test.each([
    ['the status', { ...JOB, jobStatus: 'IDLE' }],
    ['errors', { ...JOB, lastRunError: 'ERROR' }],
    ['a pause', pausedAt(1)],
  ])('minds %s', (_, job) => {
    expect(isSame(JOB, job)).toBe(false);
    expect(isSame(job, structuredClone(job))).toBe(true);
  });

  test('minds when a pause began', () => {
    expect(isSame(pausedAt(1), pausedAt(2))).toBe(false);
  });
});
