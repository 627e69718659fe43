import * as fc from 'fast-check';
import type { DayOfWeek } from '@aws-sdk/client-macie2';
import { describe, expect, test } from 'vitest';
import { dayWords, initialRunWords, nextRunDay, scheduleWords } from './schedule-text.ts';
import { unlisted } from '../../../testing/sample-job.ts';
import type { Scheduled } from './schedule-text.ts';

const weekly = (dayOfWeek: DayOfWeek): Scheduled => ({
  jobType: 'SCHEDULED',
  scheduleFrequency: { weeklySchedule: { dayOfWeek } },
});
const monthly = (dayOfMonth: number): Scheduled => ({
  jobType: 'SCHEDULED',
  scheduleFrequency: { monthlySchedule: { dayOfMonth } },
});
const daily: Scheduled = { jobType: 'SCHEDULED', scheduleFrequency: { dailySchedule: {} } };

describe('the schedule', () => {
  test.each<[Scheduled, string]>([
    [{ jobType: 'ONE_TIME' }, 'Runs once'],
    [daily, 'Daily'],
    [weekly('MONDAY'), 'Weekly on Monday'],
    [weekly('SUNDAY'), 'Weekly on Sunday'],
    [weekly(unlisted('MOONDAY')), 'Weekly on MOONDAY'],
    [
      { jobType: 'SCHEDULED', scheduleFrequency: { weeklySchedule: {} } },
      'Weekly, on a day that Macie did not give',
    ],
    [monthly(28), 'Monthly on day 28'],
    [monthly(29), 'Monthly on day 29; months without one are skipped'],
    [monthly(31), 'Monthly on day 31; months without one are skipped'],
    [monthly(Number.NaN), 'Monthly, on a day that Macie did not give'],
    [
      { jobType: 'SCHEDULED', scheduleFrequency: { monthlySchedule: {} } },
      'Monthly, on a day that Macie did not give',
    ],
    [{ jobType: 'SCHEDULED', scheduleFrequency: {} }, 'On a schedule that this monitor does not know'],
    [{ jobType: 'SCHEDULED' }, 'Recurring, on a schedule that Macie did not give'],
    [
      { scheduleFrequency: { dailySchedule: {}, monthlySchedule: { dayOfMonth: 3 } } },
      'Daily; Monthly on day 3',
    ],
    [{}, 'Macie did not say when it runs'],
    [{ jobType: unlisted('HOURLY') }, 'Of a type that this monitor does not know: HOURLY'],
  ])('%o is %s', (job, expected) => {
    expect(scheduleWords(job)).toBe(expected);
  });
});

describe('the first run', () => {
  test('is no question for a job that runs once, though Macie says false', () => {
    expect(initialRunWords({ jobType: 'ONE_TIME', initialRun: false })).toMatch(/does not apply/i);
  });

  test('is told for a recurring job', () => {
    expect(initialRunWords({ ...daily, initialRun: true })).toMatch(/all objects that exist then/);
    expect(initialRunWords({ ...daily, initialRun: false })).toMatch(/only objects created or changed after/);
    expect(initialRunWords(daily)).toBe('Macie did not say');
    expect(initialRunWords({ initialRun: false })).toBe('No');
  });
});

describe('the next run', () => {
  const now = new Date('2026-02-11T15:30:00Z'); // a Wednesday

  test.each<[string, Scheduled, string | undefined]>([
    ['daily, not yet today', { ...daily, lastRunTime: new Date('2026-02-10T23:59:59Z') }, '2026-02-11'],
    ['daily, ran today', { ...daily, lastRunTime: new Date('2026-02-11T00:00:00Z') }, '2026-02-12'],
    ['weekly, later this week', weekly('FRIDAY'), '2026-02-13'],
    ['weekly, next week', weekly('TUESDAY'), '2026-02-17'],
    ['weekly, today', weekly('WEDNESDAY'), '2026-02-11'],
    [
      'weekly, ran today',
      { ...weekly('WEDNESDAY'), lastRunTime: new Date('2026-02-11T01:00:00Z') },
      '2026-02-18',
    ],
    ['monthly', monthly(1), '2026-03-01'],
    ['monthly, skipping February', monthly(31), '2026-03-31'],
    ['monthly on no day at all', monthly(32), undefined],
    ['once', { jobType: 'ONE_TIME' }, undefined],
    ['unknown', { jobType: 'SCHEDULED', scheduleFrequency: {} }, undefined],
  ])('%s', (_, job, expected) => {
    expect(nextRunDay(job, now)?.toISOString().slice(0, 10)).toBe(expected);
  });

  test('is named with its weekday', () => {
    expect(dayWords(new Date('2026-02-13T00:00:00Z'))).toBe('Friday 13 February (UTC)');
    expect(dayWords(new Date(Number.NaN))).toBe('an unreadable date');
  });

  test('always comes for every day that a month can have, on that day, and never in the past', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 31 }),
        (now, dayOfMonth) => {
          const day = nextRunDay(monthly(dayOfMonth), now);
          expect(day?.getUTCDate()).toBe(dayOfMonth);
          expect((day?.getTime() ?? 0) + 86_400_000).toBeGreaterThan(now.getTime());
        },
      ),
    );
  });
});
