import { describe, expect, it } from 'vitest';
import { DEFAULT_VIEW, type Refinements } from '../criteria/criteria.ts';
import type { Job } from './job.ts';
import { hasRefinements, jobFilter } from './refine.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const DAY = 86_400_000;

const NONE: Refinements = DEFAULT_VIEW.refinements;

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

/** Paused by a user, with a pause that ends in so many days. */
function paused(days: number): Partial<Job> {
  return { jobStatus: 'USER_PAUSED', userPausedDetails: { jobExpiresAt: new Date(NOW + days * DAY) } };
}

/** Last run so many days ago. */
function ran(days: number): Partial<Job> {
  return { details: { describedAt: NOW, numberOfRuns: 3, lastRunTime: NOW - days * DAY } };
}

/** A daily job that ran so many days ago. */
function recurring(days: number): Partial<Job> {
  const details = { describedAt: NOW, numberOfRuns: 3, schedule: { dailySchedule: {} } };
  return {
    jobStatus: 'IDLE',
    jobType: 'SCHEDULED',
    details: { ...details, createdAt: NOW - 90 * DAY, lastRunTime: NOW - days * DAY },
  };
}

describe('jobFilter', () => {
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
    [{ bucketIs: ['app-logs'] }, buckets, true],
    [{ bucketIs: ['other', 'Legacy-PII'] }, buckets, true],
    [{ bucketIs: ['logs'] }, buckets, false],
    [{ bucketIs: ['App-Logs'] }, buckets, false],
    [{ bucketIs: ['app-logs'] }, { bucketCriteria: {} }, false],
    [{ q: 'PII' }, {}, true],
    [{ q: 'LEGACY 0123456789ABCDEF' }, buckets, true],
    [{ q: 'legacy nothing' }, buckets, false],
    [{ q: 'p11' }, { name: undefined }, false],
    [{ expires: '7d' }, paused(6.9), true],
    [{ expires: '7d' }, paused(7), true],
    [{ expires: '7d' }, paused(7.1), false],
    [{ expires: '1h' }, paused(0.1), false],
    [{ expires: '7d' }, paused(0), false],
    [{ expires: '7d' }, paused(-1), false],
    [{ expires: '7d' }, { ...paused(1), jobStatus: 'RUNNING' }, false],
    [{ expires: '7d' }, { jobStatus: 'USER_PAUSED' }, false],
    [{ lastRunTime: { GTE: 'now-7d' } }, ran(7), true],
    [{ lastRunTime: { GT: 'now-7d' } }, ran(7), false],
    [{ lastRunTime: { GTE: 'now-7d' } }, ran(7.1), false],
    [{ lastRunTime: { LT: 'now-7d' } }, ran(7), false],
    [{ lastRunTime: { LTE: '2026-11-13T12:00:00Z' } }, ran(7), true],
    [{ lastRunTime: { GTE: 'now-7d', LT: 'now-1d' } }, ran(2), true],
    [{ lastRunTime: { GTE: 'now-7d', LT: 'now-1d' } }, ran(0.5), false],
    [{ lastRunTime: { GTE: 'now-7d' } }, {}, false],
    // Macie gives the time of creation for a job that never ran.
    [
      { lastRunTime: { GTE: 'now-7d' } },
      { details: { ...ran(1).details, describedAt: NOW, numberOfRuns: 0 } },
      false,
    ],
    [{ overdue: true }, recurring(3), true],
    [{ overdue: true }, recurring(1), false],
    [{ overdue: true }, { ...recurring(3), details: undefined }, false],
    [{ attention: true }, { jobStatus: 'PAUSED' }, true],
    [{ attention: true }, {}, false],
    [{ attention: true, lastRun: 'none' }, { jobStatus: 'PAUSED' }, true],
    [{ attention: true, lastRun: 'error' }, { jobStatus: 'PAUSED' }, false],
  ])('%o on %o is %s', (refinements, members, matches) => {
    expect(jobFilter({ ...NONE, ...refinements }, { now: NOW })(job(members))).toBe(matches);
  });
});

it('hasRefinements says whether any is set', () => {
  expect(hasRefinements({ ...NONE, q: 'a' })).toBe(true);
  expect(hasRefinements({ ...NONE, lastRunTime: { LT: 'now-1d' } })).toBe(true);
  expect(hasRefinements({ ...NONE, bucketIs: ['a'] })).toBe(true);
  expect(hasRefinements({ ...NONE, expires: '7d' })).toBe(true);
  expect(hasRefinements({ ...NONE, overdue: true })).toBe(true);
  expect(hasRefinements(NONE)).toBe(false);
  expect(hasRefinements({ ...NONE, lastRun: 'none' })).toBe(true);
  expect(hasRefinements({ ...NONE, buckets: ['a'] })).toBe(true);
  expect(hasRefinements({ ...NONE, attention: true })).toBe(true);
});
