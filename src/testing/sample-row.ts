import type { Job } from '../jobs/model/job.ts';

/** A row of the list with some members of its own: a complete one-time job without errors by default. */
export function sampleRow(members: Partial<Job> = {}): Job {
  return {
    source: 'security/eu-west-1',
    jobId: '0123456789abcdef0123456789abcdef',
    name: 'pii',
    jobStatus: 'COMPLETE',
    jobType: 'ONE_TIME',
    createdAt: Date.parse('2026-11-19T12:00:00Z'),
    lastRunError: 'NONE',
    userPausedDetails: undefined,
    bucketDefinitions: undefined,
    bucketCriteria: undefined,
    ...members,
  };
}
