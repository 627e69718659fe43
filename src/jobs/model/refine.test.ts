import { describe, expect, it } from 'vitest';
import type { Refinements } from '../criteria/criteria.ts';
import type { Job } from './job.ts';
import { attentionOf, hasRefinements, matchesRefinements, needsSomeone } from './refine.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const NONE: Refinements = { lastRun: undefined, buckets: [], attention: false };

function job(members: Partial<Job>): Job {
  return {
    source: 'security/eu-west-1',
    jobId: '0123456789abcdef0123456789abcdef',
    name: 'pii',
    jobStatus: 'RUNNING',
    jobType: 'ONE_TIME',
    createdAt: NOW - DAY,
    lastRunError: 'NONE',
    userPausedDetails: undefined,
    bucketDefinitions: undefined,
    bucketCriteria: undefined,
    ...members,
  };
}

const texts = (members: Partial<Job>): string[] => attentionOf(job(members), NOW).map(({ text }) => text);

describe('attentionOf', () => {
  it.each(['RUNNING', 'IDLE', 'COMPLETE', 'CANCELLED', 'ARCHIVED', undefined])(
    'leaves %s jobs alone, unless their last run had errors',
    (jobStatus) => {
      expect(texts({ jobStatus })).toEqual([]);
      expect(texts({ jobStatus, lastRunError: undefined })).toEqual([]);
      expect(texts({ jobStatus, lastRunError: 'ERROR' })).toEqual(['Errors in last run']);
    },
  );

  it('tells who paused the job', () => {
    expect(texts({ jobStatus: 'PAUSED' })).toEqual(['Paused by Macie']);
    expect(texts({ jobStatus: 'USER_PAUSED' })).toEqual(['Paused by user']);
    expect(texts({ jobStatus: 'USER_PAUSED', userPausedDetails: { jobPausedAt: new Date(NOW) } })).toEqual([
      'Paused by user',
    ]);
  });

  it.each([
    [30 * DAY - 1000, 'Expires in 30 days', false],
    [7.6 * DAY, 'Expires in 8 days', false],
    [7.4 * DAY, 'Expires in 7 days', true],
    [5 * DAY - 1000, 'Expires in 5 days', true],
    [2 * DAY, 'Expires in 2 days', true],
    [25 * HOUR, 'Expires in 1 day', true],
    [13 * HOUR, 'Expires in 1 day', true],
    [11 * HOUR, 'Expires today', true],
    [0, 'Expires today', true],
    [-1, 'Expired', true],
    [-3 * DAY, 'Expired', true],
  ])('with %d ms left says %s', (left, text, urgent) => {
    const paused = job({
      jobStatus: 'USER_PAUSED',
      lastRunError: 'ERROR',
      userPausedDetails: { jobExpiresAt: new Date(NOW + left) },
    });
    expect(attentionOf(paused, NOW)).toEqual([
      { kind: 'errors', text: 'Errors in last run', urgent: false },
      { kind: 'paused-by-user', text: 'Paused by user', urgent: false },
      { kind: 'expires', text, urgent },
    ]);
  });

  it('takes no notice of pause details on a job that is not paused', () => {
    expect(texts({ userPausedDetails: { jobExpiresAt: new Date(NOW + DAY) } })).toEqual([]);
  });
});

it('needsSomeone is whether there is any reason', () => {
  for (const jobStatus of [
    'RUNNING',
    'IDLE',
    'PAUSED',
    'USER_PAUSED',
    'COMPLETE',
    'CANCELLED',
    'NEW',
    undefined,
  ]) {
    for (const lastRunError of ['ERROR', 'NONE', undefined]) {
      const each = job({ jobStatus, lastRunError });
      expect(needsSomeone(each)).toBe(attentionOf(each, NOW).length > 0);
    }
  }
});

describe('matchesRefinements', () => {
  const buckets: Partial<Job> = {
    bucketDefinitions: [
      { accountId: '111122223333', buckets: ['app-logs', 'Legacy-PII'] },
      { accountId: '444455556666', buckets: undefined },
    ],
  };

  it.each<[Partial<Refinements>, Partial<Job>, boolean]>([
    [{}, {}, true],
    [{ lastRun: 'error' }, { lastRunError: 'ERROR' }, true],
    [{ lastRun: 'error' }, { lastRunError: 'NONE' }, false],
    [{ lastRun: 'error' }, { lastRunError: undefined }, false],
    [{ lastRun: 'none' }, { lastRunError: 'NONE' }, true],
    [{ lastRun: 'none' }, { lastRunError: 'ERROR' }, false],
    [{ lastRun: 'none' }, { lastRunError: undefined }, false],
    [{ buckets: ['logs'] }, buckets, true],
    [{ buckets: ['LOGS'] }, buckets, true],
    [{ buckets: ['pii'] }, buckets, true],
    [{ buckets: ['nothing', 'app-'] }, buckets, true],
    [{ buckets: ['nothing'] }, buckets, false],
    [{ buckets: ['logs'] }, { bucketCriteria: {} }, false],
    [{ attention: true }, { jobStatus: 'PAUSED' }, true],
    [{ attention: true }, {}, false],
    [{ attention: true, lastRun: 'none' }, { jobStatus: 'PAUSED' }, true],
    [{ attention: true, lastRun: 'error' }, { jobStatus: 'PAUSED' }, false],
  ])('%o on %o is %s', (refinements, members, matches) => {
    expect(matchesRefinements(job(members), { ...NONE, ...refinements })).toBe(matches);
  });
});

it('hasRefinements tells whether any is set', () => {
  expect(hasRefinements(NONE)).toBe(false);
  expect(hasRefinements({ ...NONE, lastRun: 'none' })).toBe(true);
  expect(hasRefinements({ ...NONE, buckets: ['a'] })).toBe(true);
  expect(hasRefinements({ ...NONE, attention: true })).toBe(true);
});
