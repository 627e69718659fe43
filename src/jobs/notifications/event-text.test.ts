import { expect, test } from 'vitest';
import type { Account } from '../../aws/account.ts';
import { toJob } from '../model/job.ts';
import type { Job } from '../model/job.ts';
import { noticesFor } from './event-text.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');

const accounts: readonly Account[] = [
  {
    id: 'security',
    label: 'Security tooling',
    accountId: '111122223333',
    regions: ['us-east-1'],
    credentials: { identityPoolId: 'pool' },
  },
];

test('one job is named with what happened, its name and its source', () => {
  const paused = {
    jobStatus: 'USER_PAUSED',
    userPausedDetails: { jobExpiresAt: new Date(NOW + 2 * 86_400_000) },
  };
  const notices = noticesFor(
    [
      { kind: 'expires', job: job('b', paused) },
      { kind: 'ended', job: job('c', { jobStatus: 'COMPLETE' }) },
      { kind: 'ended', job: job('d', { jobStatus: 'IDLE', name: undefined }) },
      { kind: 'errors', job: job('a') },
    ],
    accounts,
    NOW,
  );
  expect(notices.map(({ title, body }) => [title, body])).toEqual([
    ['Errors in last run', 'Job a\nSecurity tooling, us-east-1'],
    ['Expires in 2 days', 'Job b\nSecurity tooling, us-east-1'],
    ['Complete', 'Job c\nSecurity tooling, us-east-1'],
    ['A run ended', 'd\nSecurity tooling, us-east-1'],
  ]);
});

test('many of a kind are one notice, the same in every tab', () => {
  const events = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ kind: 'errors' as const, job: job(id) }));
  const [notice, ...more] = noticesFor(events, accounts, NOW);
  expect(more).toEqual([]);
  expect(notice).toMatchObject({
    title: '5 more jobs have errors in their last run',
    body: 'Job a, Job b, Job c and 2 more',
    job: undefined,
  });
  expect(noticesFor(events.toReversed(), accounts, NOW)[0]?.id).toBe(notice?.id);
});

function job(jobId: string, more: Partial<Job> = {}): Job {
  const made = toJob('security/us-east-1', { jobId, name: `Job ${jobId}` });
  if (!made) throw new Error('A job has an id.');
  return { ...made, ...more };
}
