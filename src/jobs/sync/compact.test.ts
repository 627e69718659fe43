import { describe, expect, test } from 'vitest';
import { createCompactor } from './compact.ts';
import type { Job } from '../model/job.ts';

function createJob(more: Partial<Job> = {}): Job {
  return {
    source: 'demo/eu-west-1',
    jobId: 'a',
    name: 'nightly',
    jobStatus: 'COMPLETE',
    jobType: 'ONE_TIME',
    createdAt: 1,
    lastRunError: 'NONE',
    userPausedDetails: undefined,
    bucketDefinitions: [{ accountId: '111122223333', buckets: ['one', 'two'] }],
    bucketCriteria: {
      includes: { and: [{ simpleCriterion: { comparator: 'EQ', key: 'S3_BUCKET_NAME', values: ['one'] } }] },
    },
    ...more,
  };
}

describe('createCompactor', () => {
  test('says the same of a job', () => {
    const job = createJob({ userPausedDetails: { jobPausedAt: new Date(7) } });
    expect(createCompactor()(job)).toEqual(job);
  });

  test('lets jobs share the buckets and criteria that they have in common', () => {
    const compact = createCompactor();
    const [one, other] = [compact(createJob()), compact(createJob({ jobId: 'b' }))];
    expect(other.bucketDefinitions).toBe(one.bucketDefinitions);
    expect(other.bucketCriteria).toBe(one.bucketCriteria);
    const third = compact(
      createJob({ bucketDefinitions: [{ accountId: '111122223333', buckets: ['three'] }] }),
    );
    expect(third.bucketDefinitions).toEqual([{ accountId: '111122223333', buckets: ['three'] }]);
  });

  test('leaves long lists of buckets as they are', () => {
    const compact = createCompactor();
    const buckets = Array.from({ length: 1000 }, (_, index) => `bucket-${index}`);
    const job = () => createJob({ bucketDefinitions: [{ accountId: '1', buckets: [...buckets] }] });
    expect(compact(job()).bucketDefinitions).toEqual(job().bucketDefinitions);
  });

  test('drops empty details of a pause', () => {
    expect(createCompactor()(createJob({ userPausedDetails: {} })).userPausedDetails).toBeUndefined();
  });
});
