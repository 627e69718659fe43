import { parseSourceKey } from '../../../aws/source.ts';
import { expect, test } from 'vitest';
import { AwsError } from '../../../aws/errors.ts';

import { toJob } from '../../model/job.ts';
import { groupJobs } from './group-jobs.ts';
import type { SourceState } from '../job-list.ts';

const sources = [
  state('security/us-east-1', 'complete'),
  state('security/eu-west-1', 'complete'),
  state('sales/us-east-1', 'reading'),
  state('sales/eu-west-1', 'complete'),
];

const jobs = [
  job('security/us-east-1', 'RUNNING'),
  job('security/eu-west-1', 'PAUSED'),
  job('sales/us-east-1', 'PAUSED'),
];

test('jobs are counted by account over Regions', () => {
  expect(groupJobs(jobs, sources, 'account', { now: 0 })).toEqual([
    { id: 'security', jobs: 2, attention: 1, complete: true },
    { id: 'sales', jobs: 1, attention: 1, complete: false },
  ]);
});

test('jobs are counted by Region over accounts', () => {
  expect(groupJobs(jobs, sources, 'region', { now: 0 })).toEqual([
    { id: 'us-east-1', jobs: 2, attention: 1, complete: false },
    { id: 'eu-west-1', jobs: 1, attention: 1, complete: true },
  ]);
});

test('a group without a job is there, and one that failed is not complete unless Macie is off there', () => {
  const off = { ...state('a/eu-west-1', 'failed'), error: refusal('not-enabled') };
  const denied = { ...state('b/eu-west-1', 'failed'), error: refusal('denied') };
  expect(groupJobs([], [off, denied], 'account', { now: 0 })).toEqual([
    { id: 'a', jobs: 0, attention: 0, complete: true },
    { id: 'b', jobs: 0, attention: 0, complete: false },
  ]);
});

function state(key: string, state: SourceState['state']): SourceState {
  return { source: parseSourceKey(key), state, count: 0, readAt: undefined, whole: false, error: undefined };
}

function refusal(kind: 'denied' | 'not-enabled'): AwsError {
  return new AwsError(kind, 'ListClassificationJobs', { message: 'no', code: 'AccessDeniedException' });
}

function job(source: string, jobStatus: 'RUNNING' | 'PAUSED' | 'USER_PAUSED') {
  const made = toJob(source, { jobId: source, jobStatus });
  if (!made) throw new Error('A job has an id.');
  return made;
}
