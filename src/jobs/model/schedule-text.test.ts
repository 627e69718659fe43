import type { DayOfWeek } from '@aws-sdk/client-macie2';
import { describe, expect, test } from 'vitest';
import { dayText, initialRunText, scheduleText } from './schedule-text.ts';
import { unlisted } from '../../testing/sample-job.ts';
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
      'Weekly, on a day that Macie didn’t give',
    ],
    [monthly(28), 'Monthly on day 28'],
    [monthly(29), 'Monthly on day 29; months without one are skipped'],
    [monthly(31), 'Monthly on day 31; months without one are skipped'],
    [monthly(Number.NaN), 'Monthly, on a day that Macie didn’t give'],
    [
      { jobType: 'SCHEDULED', scheduleFrequency: { monthlySchedule: {} } },
      'Monthly, on a day that Macie didn’t give',
    ],
    [{ jobType: 'SCHEDULED', scheduleFrequency: {} }, 'On a schedule that this monitor doesn’t know'],
    [{ jobType: 'SCHEDULED' }, 'Recurring, on a schedule that Macie didn’t give'],
    [
      { scheduleFrequency: { dailySchedule: {}, monthlySchedule: { dayOfMonth: 3 } } },
      'Daily; Monthly on day 3',
    ],
    [{}, 'Macie didn’t say when it runs'],
    [{ jobType: unlisted('HOURLY') }, 'Of a type that this monitor doesn’t know: HOURLY'],
  ])('%o is %s', (job, expected) => {
    expect(scheduleText(job)).toBe(expected);
  });
});

describe('the first run', () => {
  test('is no question for a job that runs once, though Macie says false', () => {
    expect(initialRunText({ jobType: 'ONE_TIME', initialRun: false })).toMatch(/doesn’t apply/i);
  });

  test('of a recurring job takes what exists, or waits, and later runs take what is new', () => {
    expect(initialRunText({ ...daily, initialRun: true })).toMatch(
      /all objects that exist then\. Each later run .* since the run before/,
    );
    expect(initialRunText({ ...daily, initialRun: false })).toMatch(
      /created or changed after the job was created\. Each later run/,
    );
    expect(initialRunText(daily)).toBe('Macie didn’t say');
    expect(initialRunText({ initialRun: false })).toBe('No');
  });
});

test('a day has its weekday', () => {
  expect(dayText(new Date('2026-02-13T00:00:00Z'))).toBe('Friday 13 February (UTC)');
  expect(dayText(new Date(Number.NaN))).toBe('an unreadable date');
});
