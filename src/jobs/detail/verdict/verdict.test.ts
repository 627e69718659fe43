import * as fc from 'fast-check';
import { JobStatus, JobType } from '@aws-sdk/client-macie2';
import { describe, expect, test } from 'vitest';
import { toJob } from '../../model/job.ts';
import { needsAttention } from '../../model/attention.ts';
import { toDetails } from '../../model/details.ts';
import { unlisted } from '../../../testing/sample-job.ts';
import { judge } from './verdict.ts';
import type { Judged, Verdict, VerdictContext } from './types.ts';
import { plain } from '../text.ts';

const now = new Date('2026-02-11T12:00:00Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
const headline = (job: Judged, context: Partial<VerdictContext> = {}) =>
  plain(judge(job, { now, ...context }).headline);
const meaning = (job: Judged, context: Partial<VerdictContext> = {}) =>
  plain(judge(job, { now, ...context }).meaning);
const next = (job: Judged, context: Partial<VerdictContext> = {}) =>
  plain(judge(job, { now, ...context }).next);
const needs = (job: Judged, context: Partial<VerdictContext> = {}) => judge(job, { now, ...context }).needs;
const commands = (job: Judged) => judge(job, { now }).commands.map(({ command }) => command);
const ERROR = { lastRunErrorStatus: { code: 'ERROR' } };
const NONE = { lastRunErrorStatus: { code: 'NONE' } };
const paused = (jobType: string, details: Judged['userPausedDetails']): Judged => ({
  jobStatus: 'USER_PAUSED',
  jobType,
  userPausedDetails: details,
});
const daily = { jobType: 'SCHEDULED', scheduleFrequency: { dailySchedule: {} } };
/** Ran last so many days ago. */
const ran = (days: number): Judged => ({
  createdAt: inDays(-100),
  lastRunTime: inDays(-days),
  statistics: { numberOfRuns: 3, approximateNumberOfObjectsToProcess: 0 },
});
const neverRan = (days: number): Judged => ({
  createdAt: inDays(-days),
  lastRunTime: inDays(-days),
  initialRun: false,
  statistics: { numberOfRuns: 0, approximateNumberOfObjectsToProcess: 0 },
});
const named = (buckets: readonly string[], accountId = '111122223333'): Judged => ({
  s3JobDefinition: { bucketDefinitions: [{ accountId, buckets: [...buckets] }] },
});
const skippedBuckets = (...buckets: string[]) => ({ accounts: [], buckets, complete: true });

describe('running', () => {
  test('normally, with what is left where Macie says it', () => {
    const statistics = { approximateNumberOfObjectsToProcess: 12_400, numberOfRuns: 1 };
    expect(headline({ jobStatus: 'RUNNING', statistics })).toBe(
      'Nothing to do: running, with about 12,400 objects left.',
    );
    expect(headline({ jobStatus: 'RUNNING' })).toBe('Nothing to do: running.');
    expect(
      headline({ jobStatus: 'RUNNING', statistics: { approximateNumberOfObjectsToProcess: Number.NaN } }),
    ).toBe('Nothing to do: running.');
  });

  test('for days says for how long, and what this browser has seen', () => {
    const job: Judged = { jobStatus: 'RUNNING', jobType: 'ONE_TIME', lastRunTime: inDays(-3) };
    expect(headline(job)).toBe('Nothing to do: running for 3 days.');
    expect(meaning(job, { progress: ['It moves.'] })).toMatch(/It moves\.$/);
    expect(headline({ ...job, jobType: 'SCHEDULED' })).toBe('Nothing to do: running.');
    expect(headline({ ...job, lastRunTime: inDays(-0.5) })).toBe('Nothing to do: running.');
  });

  test('without progress for a day needs attention', () => {
    const job: Judged = { jobStatus: 'RUNNING', jobType: 'ONE_TIME' };
    const stuck = { stuckSince: inDays(-2).getTime() };
    expect(headline(job, stuck)).toBe('Needs attention: running, but without progress for 2 days.');
    expect(needs(job, stuck)).toBe('look');
    expect(meaning({ ...job, ...ERROR }, stuck)).toMatch(/couldn’t access some accounts or buckets/);
  });

  test('with errors: of which run is unsure for a recurring job only', () => {
    expect(headline({ jobStatus: 'RUNNING', jobType: 'ONE_TIME', ...ERROR })).toBe(
      'Needs attention: running, but Macie skipped some or all of its data.',
    );
    expect(meaning({ jobStatus: 'RUNNING', jobType: 'ONE_TIME', ...ERROR })).not.toMatch(/the one before/);
    expect(meaning({ jobStatus: 'RUNNING', jobType: 'SCHEDULED', ...ERROR })).toMatch(/the one before/);
  });
});

describe('finished', () => {
  const complete: Judged = { jobStatus: 'COMPLETE', jobType: 'ONE_TIME', ...ran(1) };

  test('well, or perhaps', () => {
    expect(headline({ ...complete, ...NONE })).toBe(
      'Nothing to do: finished, and Macie processed all the data in scope.',
    );
    expect(headline({ ...complete, ...NONE, samplingPercentage: 20 })).toMatch(/all the data in its sample/);
    expect(headline(complete)).toMatch(/didn’t say whether there were errors/);
    expect(needs(complete)).toBe('unknown');
  });

  test('without a run never reads as all processed', () => {
    const never = { ...complete, ...NONE, statistics: { numberOfRuns: 0 } };
    expect(headline(never)).toBe('Can’t tell: complete, but Macie counts no run of it.');
    expect(needs(never)).toBe('unknown');
  });

  test.each<[string, Partial<VerdictContext>, Judged, string]>([
    ['not known how much', {}, {}, 'Macie skipped some or all of its data'],
    [
      'one of several',
      { skipped: skippedBuckets('b') },
      named(['a', 'b', 'c']),
      '1 of 3 buckets (b) was skipped',
    ],
    [
      'all of several',
      { skipped: skippedBuckets('a', 'b') },
      named(['a', 'b']),
      'all 2 buckets were skipped (a, b)',
    ],
    ['the only one', { skipped: skippedBuckets('a') }, named(['a']), 'its only bucket was skipped (a)'],
    [
      'more than have room',
      { skipped: skippedBuckets('a', 'b', 'c', 'd', 'e') },
      named(['a', 'b', 'c', 'd', 'e', 'f']),
      '5 of 6 buckets (a, b, c and 2 more) were skipped',
    ],
    [
      'an account whose buckets are named',
      { skipped: { accounts: ['111122223333'], buckets: [], complete: true } },
      named(['a', 'b']),
      'all 2 buckets were skipped (a, b)',
    ],
    [
      'an account whose buckets aren’t named',
      { skipped: { accounts: ['111122223333'], buckets: ['x'], complete: true } },
      { s3JobDefinition: { bucketCriteria: {} } },
      '1 bucket (x) and all buckets in 1 account (111122223333) were skipped',
    ],
    [
      'buckets that criteria chose',
      { skipped: skippedBuckets('x') },
      { s3JobDefinition: { bucketCriteria: {} } },
      '1 bucket (x) was skipped',
    ],
    [
      'a log that is read in part',
      { skipped: { accounts: [], buckets: ['a'], complete: false } },
      named(['a', 'b']),
      'at least 1 bucket (a) was skipped',
    ],
  ])('with skips: %s', (_, context, members, text) => {
    expect(headline({ ...complete, ...ERROR, ...members }, context)).toBe(
      `Needs attention: finished, but ${text}.`,
    );
  });

  test('with skips: what to do, and where to look', () => {
    const job = { ...complete, ...ERROR };
    expect(next(job, { log: true, skipped: skippedBuckets('a') })).toBe(
      'See the log below for what was refused. Fix access, then create a new job for the skipped buckets.',
    );
    expect(next(job)).toBe('Fix access, then create a new job for what was skipped.');
    expect(commands(job)).toEqual(['logs']);
  });

  test('with skips long ago, or made good since, is a fact', () => {
    const old = { ...complete, ...ERROR, lastRunTime: inDays(-31), createdAt: inDays(-31) };
    expect(headline(old)).toBe('Finished, but Macie skipped some or all of its data.');
    expect(needs(old)).toBe('fact');
    expect(needs({ ...complete, ...ERROR }, { isSuperseded: true })).toBe('fact');
  });
});

describe('idle', () => {
  test('names the day of the next run', () => {
    expect(headline({ jobStatus: 'IDLE', ...daily, ...ran(1), ...NONE })).toBe(
      'Nothing to do: waiting for its next run, due on Wednesday 11 February (UTC).',
    );
  });

  test('whose schedule is not known says so', () => {
    expect(headline({ jobStatus: 'IDLE', jobType: 'SCHEDULED' })).toBe('Idle: waiting for its next run.');
    expect(needs({ jobStatus: 'IDLE', jobType: 'SCHEDULED' })).toBe('unknown');
    expect(meaning({ jobStatus: 'IDLE', jobType: 'SCHEDULED' }, { summaryOnly: true })).toMatch(
      /aren’t known yet/,
    );
  });

  test('and never run: today, if it is due today', () => {
    const job: Judged = {
      jobStatus: 'IDLE',
      jobType: 'SCHEDULED',
      scheduleFrequency: { weeklySchedule: { dayOfWeek: 'WEDNESDAY' } },
      ...neverRan(1 / 24),
      ...NONE,
    };
    expect(headline(job)).toBe(
      'Nothing to do: not run yet, and waiting for its first run, due on Wednesday 11 February (UTC).',
    );
  });

  test('and overdue', () => {
    const job: Judged = { jobStatus: 'IDLE', ...daily, ...ran(5), ...NONE };
    expect(headline(job)).toBe(
      'Needs attention: overdue. Its last run began on 2026-02-06T12:00:00.000Z, and a run was due on Saturday 7 February (UTC).',
    );
    expect(needs(job)).toBe('look');
    expect(headline({ ...job, ...neverRan(5) })).toBe(
      'Needs attention: overdue. It has never run, and a run was due on Friday 6 February (UTC).',
    );
    expect(needs({ ...job, ...neverRan(5), initialRun: true })).toBe('nothing');
  });

  test('after errors says what later runs don’t take', () => {
    const job: Judged = { jobStatus: 'IDLE', ...daily, ...ran(1), ...ERROR };
    expect(headline(job)).toBe('Needs attention: Macie skipped some or all of its data in the last run.');
    expect(next(job)).toBe(
      'Fix access, then create a one-time job for what was skipped: later runs analyse only objects that are created or changed from then on.',
    );
    expect(meaning(job)).toMatch(/The next run is due on Wednesday 11 February/);
  });
});

describe('paused by a person', () => {
  const details = { jobPausedAt: inDays(-25), jobExpiresAt: inDays(5) };

  test('in the middle of a run: a one-time job is lost, a recurring one loses the run', () => {
    expect(headline(paused('ONE_TIME', details))).toBe(
      'Needs attention: paused by a user. In 5 days, on 2026-02-16T12:00:00.000Z, the job is cancelled for good.',
    );
    expect(headline(paused('SCHEDULED', details))).toMatch(/the current run is cancelled\.$/);
    expect(meaning(paused('SCHEDULED', details))).toMatch(
      /^Paused since 2026-01-17.*stays paused and can be resumed at any time/,
    );
    expect(commands(paused('ONE_TIME', details))).toEqual(['resume', 'cancel']);
    expect(needs(paused('ONE_TIME', details))).toBe('act');
  });

  test.each([
    [11, '11 hours'],
    [13, '13 hours'],
    [37, '37 hours'],
    [60, '2 days'],
  ])('%i hours before its end says %s', (hours, text) => {
    expect(headline(paused('ONE_TIME', { jobExpiresAt: inDays(hours / 24) }))).toContain(`In ${text}, on `);
  });

  test('a fresh pause is a fact', () => {
    const fresh = paused('ONE_TIME', { jobPausedAt: inDays(-1), jobExpiresAt: inDays(29) });
    expect(needs(fresh)).toBe('fact');
    expect(headline(fresh)).toMatch(/^Paused by a user\. In 29 days/);
  });

  test('past its expiry: a recurring job stays paused, a one-time job is cancelled', () => {
    const past = { jobExpiresAt: inDays(-60) };
    expect(headline(paused('SCHEDULED', past))).toMatch(
      /^Needs attention: the paused run expired on .*stays paused until it is resumed\.$/,
    );
    expect(commands(paused('SCHEDULED', past))).toEqual(['resume', 'cancel']);
    expect(headline(paused('ONE_TIME', past))).toMatch(/its pause expired on .*Macie cancels the job\.$/);
    expect(commands(paused('ONE_TIME', past))).toEqual(['describe']);
  });

  test('of a job whose type is not known claims neither end', () => {
    const soon = { jobStatus: 'USER_PAUSED', userPausedDetails: { jobExpiresAt: inDays(3) } };
    const past = { jobStatus: 'USER_PAUSED', userPausedDetails: { jobExpiresAt: inDays(-3) } };
    expect(headline(soon)).toMatch(/the pause expires\.$/);
    expect(meaning(soon)).toMatch(/doesn’t show which this is/);
    expect(headline(past)).not.toMatch(/cancels|stays paused/);
    expect(meaning(past)).toMatch(/doesn’t show which this is/);
  });

  test('between runs nothing expires', () => {
    expect(judge(paused('SCHEDULED', undefined), { now }).state).toBe('paused-by-person-while-idle');
    expect(meaning(paused('SCHEDULED', { jobPausedAt: inDays(-90) }))).toMatch(/nothing expires/);
    expect(meaning(paused('ONE_TIME', {}))).toMatch(/stays paused for 30 days/);
    expect(judge(paused('ONE_TIME', { jobExpiresAt: new Date(Number.NaN) }), { now }).state).toBe(
      'paused-by-person-while-idle',
    );
  });

  test('with errors shows them too', () => {
    const job = { ...paused('ONE_TIME', details), ...ERROR };
    expect(meaning(job)).toMatch(/couldn’t access/);
    expect(commands(job)).toEqual(['resume', 'cancel', 'logs']);
    const between = { ...paused('SCHEDULED', undefined), ...ERROR };
    expect(needs(between)).toBe('look');
    expect(headline(between)).toMatch(/^Needs attention: Macie skipped .* and the job is paused\.$/);
  });
});

const owned = (...accounts: string[]): Judged => ({
  jobStatus: 'PAUSED',
  jobType: 'SCHEDULED',
  s3JobDefinition: { bucketDefinitions: accounts.map((accountId) => ({ accountId, buckets: ['a'] })) },
});

describe('paused by the quota', () => {
  const own = { accountId: '111122223333' };

  test('resumes by itself, on a day that is named', () => {
    expect(headline({ jobStatus: 'PAUSED' })).toMatch(/resumes it by itself, on Sunday 1 March \(UTC\)/);
    expect(commands({ jobStatus: 'PAUSED', ...ERROR })).toEqual(['logs']);
  });

  test('says whose quota it is, as far as that is known', () => {
    expect(meaning(owned('111122223333'), own)).not.toMatch(/member/);
    expect(meaning(owned('444455556666'), own)).toMatch(/leaves out that account’s objects/);
    expect(meaning(owned('444455556666'), own)).not.toMatch(/own quota/);
    for (const job of [owned('111122223333', '444455556666'), owned()]) {
      expect(meaning(job, own)).toMatch(/own quota.*member account’s quota/);
    }
    expect(meaning(owned('111122223333'))).toMatch(/own quota.*member account’s quota/);
  });
});

test('complete in the list alone claims nothing of how much was processed', () => {
  expect(headline({ jobStatus: 'COMPLETE', jobType: 'ONE_TIME', ...NONE }, { summaryOnly: true })).toBe(
    'Nothing to do: finished without errors.',
  );
});

test('cancelled is never because Macie was disabled, and is no tick', () => {
  expect(meaning({ jobStatus: 'CANCELLED', jobType: 'ONE_TIME' })).toBe(
    'Macie doesn’t say why: a user cancelled it, it stayed paused for 30 days, or Macie was suspended in this Region.',
  );
  expect(meaning({ jobStatus: 'CANCELLED', jobType: 'SCHEDULED' })).not.toMatch(/30 days/);
  expect(headline({ jobStatus: 'CANCELLED', statistics: { approximateNumberOfObjectsToProcess: 40 } })).toBe(
    'Cancelled, with about 40 objects left: it never runs again.',
  );
  expect(needs({ jobStatus: 'CANCELLED', ...ERROR })).toBe('fact');
});

test('every status of the SDK has a verdict of its own', () => {
  const states = Object.values(JobStatus).map((jobStatus) => judge({ jobStatus }, { now }).state);
  expect(new Set(states).size).toBe(states.length);
  expect(states).not.toContain('unknown-status');
});

test('an unknown status is shown as it is, and a missing one as missing', () => {
  expect(headline({ jobStatus: 'HIBERNATING' })).toBe(
    'Can’t tell: its status is HIBERNATING, which this monitor doesn’t know.',
  );
  expect(judge({}, { now }).state).toBe('nothing-known');
  expect(judge({ jobStatus: '' }, { now }).state).toBe('nothing-known');
});

const anyJob: fc.Arbitrary<Judged> = fc.record(
  {
    jobStatus: fc.constantFrom(...Object.values(JobStatus)),
    jobType: fc.constantFrom(...Object.values(JobType), 'HOURLY'),
    lastRunErrorStatus: fc.record({ code: fc.constantFrom('NONE', 'ERROR', 'SOME') }, { requiredKeys: [] }),
    statistics: fc.record({
      numberOfRuns: fc.oneof(fc.nat(), fc.double()),
      approximateNumberOfObjectsToProcess: fc.oneof(fc.nat(), fc.double()),
    }),
    userPausedDetails: fc.record({ jobPausedAt: fc.date(), jobExpiresAt: fc.date() }, { requiredKeys: [] }),
    lastRunTime: fc.date(),
    scheduleFrequency: fc.oneof(
      fc.constant({}),
      fc.constant({ dailySchedule: {} }),
      fc.record({ monthlySchedule: fc.record({ dayOfMonth: fc.oneof(fc.integer(), fc.double()) }) }),
    ),
  },
  { requiredKeys: ['jobStatus'] },
);

test('the page and the list agree on which jobs need attention', () => {
  fc.assert(
    fc.property(anyJob, (job) => {
      const { needs } = judge(job, { now });
      const row = toJob('security/eu-west-1', unlisted({ ...job, jobId: '1' }));
      const known = row && { ...row, details: toDetails(job, 0) };
      expect(needs === 'look' || needs === 'act').toBe(
        known !== undefined && needsAttention(known, { now: now.getTime() }),
      );
    }),
  );
});

test('every verdict is whole sentences, whatever Macie says', () => {
  fc.assert(
    fc.property(anyJob, (job) => {
      const verdict: Verdict = judge(job, { now });
      for (const rich of [verdict.headline, verdict.meaning, verdict.next]) {
        const text = plain(rich);
        expect(text).toMatch(/^[A-Z].*\.$/);
        expect(text).not.toMatch(/undefined|null|NaN|Infinity|\[object|Invalid|  |\.\.|,,/);
      }
    }),
  );
});
