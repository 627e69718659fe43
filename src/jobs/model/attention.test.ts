import { describe, expect, test } from 'vitest';
import { sampleRow } from '../../testing/sample-row.ts';
import { attentionContext, attentionOf, compareUrgency } from './attention.ts';
import type { Job } from './job.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const ONE_TIME = { jobType: 'ONE_TIME' };
const RECURRING = { jobType: 'SCHEDULED' };
const ERRORS = { lastRunError: 'ERROR' };
const pausedFor = (left: number): Partial<Job> => ({
  jobStatus: 'USER_PAUSED',
  userPausedDetails: { jobExpiresAt: new Date(NOW + left) },
});
/** Ran last so many days ago, every day. */
const dailySince = (days: number): Partial<Job> => ({
  ...RECURRING,
  jobStatus: 'IDLE',
  details: {
    describedAt: NOW,
    numberOfRuns: 5,
    lastRunTime: NOW - days * DAY,
    schedule: { dailySchedule: {} },
  },
});

describe('what needs attention', () => {
  test.each<[string, Partial<Job>, string[]]>([
    ['a living job with errors', { ...ERRORS, jobStatus: 'RUNNING' }, ['Errors in last run']],
    ['a recurring job with errors', { ...ERRORS, ...RECURRING, jobStatus: 'IDLE' }, ['Errors in last run']],
    [
      'a living job with errors, however old',
      { ...ERRORS, jobStatus: 'IDLE', createdAt: NOW - 900 * DAY },
      ['Errors in last run'],
    ],
    [
      'a job that ended with errors this month',
      { ...ERRORS, createdAt: NOW - 29 * DAY },
      ['Errors in last run'],
    ],
    ['one that ended with errors before', { ...ERRORS, createdAt: NOW - 31 * DAY }, []],
    [
      'one created before, whose last run began this month',
      { ...ERRORS, createdAt: NOW - 60 * DAY, details: { describedAt: NOW, lastRunTime: NOW - 2 * DAY } },
      ['Errors in last run'],
    ],
    ['a cancelled job with errors', { ...ERRORS, jobStatus: 'CANCELLED' }, []],
    ['a job without errors', {}, []],
    ['a job whose result Macie does not give', { lastRunError: undefined }, []],
    ['a fresh pause', pausedFor(29 * DAY), []],
    ['a pause without an end', { jobStatus: 'USER_PAUSED', userPausedDetails: {} }, []],
    ['a pause with more than a week left', pausedFor(7 * DAY + 1), []],
    ['a pause with a week left', pausedFor(7 * DAY), ['Expires in 7 days']],
    ['60 hours left', pausedFor(60 * HOUR), ['Expires in 2 days']],
    ['37 hours left', pausedFor(37 * HOUR), ['Expires in 37 hours']],
    ['13 hours left', pausedFor(13 * HOUR), ['Expires in 13 hours']],
    ['11 hours left', pausedFor(11 * HOUR), ['Expires in 11 hours']],
    ['almost two hours left', pausedFor(2 * HOUR - 1), ['Expires in 119 minutes']],
    ['seconds left', pausedFor(30_000), ['Expires in under a minute']],
    ['a recurring pause that is over', { ...RECURRING, ...pausedFor(-90 * DAY) }, ['Run expired']],
    ['a one-time pause that is over', { ...ONE_TIME, ...pausedFor(0) }, ['Pause expired']],
    [
      'a pause that is over, of a job of unknown type',
      { jobType: undefined, ...pausedFor(0) },
      ['Pause expired'],
    ],
    ['left-over pause details', { ...pausedFor(HOUR), jobStatus: 'RUNNING' }, []],
    ['paused by Macie', { jobStatus: 'PAUSED' }, ['Paused by Macie']],
    ['an overdue job', dailySince(6), ['Overdue by 4 days']],
    ['a job that ran yesterday', dailySince(1), []],
    ['an idle job that Macie has not been asked about', { ...RECURRING, jobStatus: 'IDLE' }, []],
    ['an unknown status', { jobStatus: 'HIBERNATING' }, []],
    [
      'several reasons, the most urgent first',
      { ...pausedFor(3 * DAY), ...ERRORS },
      ['Expires in 3 days', 'Errors in last run'],
    ],
  ])('%s', (_, members, texts) => {
    expect(attentionOf(sampleRow(members), { now: NOW }).map(({ text }) => text)).toEqual(texts);
  });

  test('a run that does not move, for as long as it has been seen', () => {
    const details = { describedAt: NOW - HOUR, objectsLeft: 9, leftSince: NOW - 26 * HOUR };
    const job = sampleRow({ jobStatus: 'RUNNING', details });
    const context = { now: NOW };
    expect(attentionOf(job, context)).toMatchObject([{ reason: 'stuck', text: 'No progress for 26 hours' }]);
    const none: Partial<Job>[] = [
      { jobStatus: 'COMPLETE' },
      { jobType: 'SCHEDULED' },
      { details: undefined },
      { details: { ...details, objectsLeft: 0 } },
      { details: { ...details, leftSince: NOW - 24 * HOUR } },
    ];
    for (const members of none) expect(attentionOf({ ...job, ...members }, context)).toEqual([]);
  });
});

describe('a later job of the same name', () => {
  const failed = sampleRow({ ...ERRORS, jobId: 'a', createdAt: NOW - 5 * DAY });
  const needs = (later: Partial<Job>) => {
    const jobs = [failed, sampleRow({ jobId: 'b', createdAt: NOW - 4 * DAY, ...later })];
    return attentionOf(failed, attentionContext(jobs, NOW)).length > 0;
  };

  test('that ended without errors makes the failed one good', () => {
    expect(needs({})).toBe(false);
  });

  test.each<[string, Partial<Job>]>([
    ['is older', { createdAt: NOW - 6 * DAY }],
    ['had errors too', ERRORS],
    ['has not ended', { jobStatus: 'RUNNING' }],
    ['was cancelled', { jobStatus: 'CANCELLED' }],
    ['has another name', { name: 'other' }],
    ['is in another source', { source: 'dev/eu-west-1' }],
    ['has no name', { name: undefined }],
  ])('does not if it %s', (_, later) => {
    expect(needs(later)).toBe(true);
  });

  test('makes a living job no better', () => {
    const living = { ...failed, jobStatus: 'IDLE' };
    const jobs = [living, sampleRow({ jobId: 'b', createdAt: NOW - DAY })];
    expect(attentionOf(living, attentionContext(jobs, NOW))).toHaveLength(1);
  });
});

test('the queue begins with what is about to be lost', () => {
  const queue: Partial<Job>[] = [
    { name: 'lost tomorrow', ...ONE_TIME, ...pausedFor(DAY) },
    { name: 'run lost tomorrow', ...RECURRING, ...pausedFor(DAY) },
    { name: 'expires in 5 days', ...ONE_TIME, ...pausedFor(5 * DAY) },
    { name: 'errors, newer', ...ERRORS, createdAt: NOW - DAY },
    { name: 'errors, older', ...ERRORS, createdAt: NOW - 2 * DAY },
    { name: 'overdue', ...dailySince(9) },
    { name: 'run expired', ...RECURRING, ...pausedFor(-DAY) },
    { name: 'paused by Macie', jobStatus: 'PAUSED' },
    { name: 'fine', createdAt: NOW },
  ];
  const ranked = queue
    .toReversed()
    .map((members) => {
      const job = sampleRow(members);
      return [attentionOf(job, { now: NOW })[0], job] as const;
    })
    .toSorted(compareUrgency);
  expect(ranked.map(([, { name }]) => name)).toEqual(queue.map(({ name }) => name));
});
