import type { DayOfWeek } from '@aws-sdk/client-macie2';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JobDetails } from './details.ts';
import { isOverdue, nextRunDay, overdueAt, WEEK } from './schedule.ts';

type Details = Omit<JobDetails, 'describedAt'>;

const DAY = 86_400_000;
const at = (text: string) => Date.parse(text);
const daily: Details = { schedule: { dailySchedule: {} } };
const weekly = (dayOfWeek: DayOfWeek): Details => ({ schedule: { weeklySchedule: { dayOfWeek } } });
const monthly = (dayOfMonth: number): Details => ({ schedule: { monthlySchedule: { dayOfMonth } } });
const ran = (schedule: Details, time: string): Details => ({
  ...schedule,
  numberOfRuns: 3,
  lastRunTime: at(time),
  createdAt: at('2026-01-01T00:00:00Z'),
});
const neverRan = (schedule: Details, created: string, initialRun = false): Details => ({
  ...schedule,
  numberOfRuns: 0,
  lastRunTime: at(created),
  createdAt: at(created),
  initialRun,
});

describe('the next run', () => {
  const now = at('2026-02-11T15:30:00Z'); // a Wednesday

  test.each<[string, Details, string | undefined]>([
    ['daily, not yet today', ran(daily, '2026-02-10T23:59:59Z'), '2026-02-11'],
    ['daily, ran today', ran(daily, '2026-02-11T00:00:00Z'), '2026-02-12'],
    ['weekly, later this week', weekly('FRIDAY'), '2026-02-13'],
    ['weekly, next week', weekly('TUESDAY'), '2026-02-17'],
    ['weekly, today', weekly('WEDNESDAY'), '2026-02-11'],
    ['weekly, ran today', ran(weekly('WEDNESDAY'), '2026-02-11T01:00:00Z'), '2026-02-18'],
    [
      'weekly, created today and never run',
      neverRan(weekly('WEDNESDAY'), '2026-02-11T14:30:00Z'),
      '2026-02-11',
    ],
    [
      'weekly, created today, the number of runs unknown',
      { ...neverRan(weekly('WEDNESDAY'), '2026-02-11T14:30:00Z'), numberOfRuns: undefined },
      '2026-02-11',
    ],
    ['monthly', monthly(1), '2026-03-01'],
    ['monthly, skipping February', monthly(31), '2026-03-31'],
    ['monthly on no day at all', monthly(32), undefined],
    ['without a schedule', {}, undefined],
    ['on an unknown schedule', { schedule: {} }, undefined],
  ])('%s', (_, details, expected) => {
    const day = nextRunDay(details, now);
    expect(day === undefined ? undefined : new Date(day).toISOString().slice(0, 10)).toBe(expected);
  });

  test('comes for every day that a month can have, on that day, and never in the past', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('2020-01-01'), max: at('2100-01-01') }),
        fc.integer({ min: 1, max: 31 }),
        (now, dayOfMonth) => {
          const day = nextRunDay(monthly(dayOfMonth), now) ?? 0;
          expect(new Date(day).getUTCDate()).toBe(dayOfMonth);
          expect(day + DAY).toBeGreaterThan(now);
        },
      ),
    );
  });
});

describe('overdue', () => {
  test.each<[string, Details, string | undefined]>([
    ['daily: two days after the last run began', ran(daily, '2026-02-10T08:00:00Z'), '2026-02-12T08:00:00Z'],
    ['weekly: eight days', ran(weekly('TUESDAY'), '2026-02-10T08:00:00Z'), '2026-02-18T08:00:00Z'],
    [
      'weekly after a run on another day',
      ran(weekly('FRIDAY'), '2026-02-10T08:00:00Z'),
      '2026-02-14T08:00:00Z',
    ],
    ['monthly: a month and a day', ran(monthly(10), '2026-02-10T08:00:00Z'), '2026-03-11T08:00:00Z'],
    [
      'monthly on a day that February lacks',
      ran(monthly(31), '2026-01-31T08:00:00Z'),
      '2026-04-01T08:00:00Z',
    ],
    [
      'never run: from its creation',
      neverRan(weekly('TUESDAY'), '2026-02-11T08:00:00Z'),
      '2026-02-18T08:00:00Z',
    ],
    [
      'never run, created on the day',
      neverRan(weekly('WEDNESDAY'), '2026-02-11T08:00:00Z'),
      '2026-02-12T08:00:00Z',
    ],
    ['never run, but to begin at its creation', neverRan(daily, '2026-02-11T08:00:00Z', true), undefined],
    ['no schedule', ran({}, '2026-02-10T08:00:00Z'), undefined],
    ['no last run', { ...daily, numberOfRuns: 3 }, undefined],
  ])('%s', (_, details, expected) => {
    const time = overdueAt(details);
    expect(time).toBe(expected === undefined ? undefined : at(expected));
  });

  const details = ran(daily, '2026-02-10T08:00:00Z');
  const idle = { jobStatus: 'IDLE', jobType: 'SCHEDULED', details };
  const late = at('2026-02-20T00:00:00Z');

  test('is for idle recurring jobs, once the time is over', () => {
    expect(isOverdue(idle, at('2026-02-12T08:00:00Z'))).toBe(false);
    expect(isOverdue(idle, late)).toBe(true);
    for (const jobStatus of ['RUNNING', 'PAUSED', 'USER_PAUSED', 'COMPLETE', 'CANCELLED', undefined]) {
      expect(isOverdue({ ...idle, jobStatus }, late)).toBe(false);
    }
    expect(isOverdue({ ...idle, jobType: 'ONE_TIME' }, late)).toBe(false);
  });

  test('is not known before Macie has been asked, or where its answer does not show it', () => {
    expect(isOverdue({ ...idle, details: undefined }, late)).toBeUndefined();
    expect(isOverdue({ ...idle, details: {} }, late)).toBeUndefined();
    expect(isOverdue({ ...idle, details: neverRan(daily, '2026-02-11T08:00:00Z', true) }, late)).toBe(false);
  });

  test('a run on each due day is never overdue on the next one, whenever on the day it begins', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          daily,
          ...WEEK.map((day) => weekly(day as DayOfWeek)),
          monthly(1),
          monthly(28),
          monthly(31),
        ),
        fc.integer({ min: at('2020-01-01'), max: at('2100-01-01') }),
        fc.nat({ max: DAY - 1 }),
        (schedule, around, time) => {
          const due = nextRunDay(schedule, around) ?? 0;
          const last = due + time;
          const next = nextRunDay({ ...schedule, numberOfRuns: 1, lastRunTime: last }, last) ?? 0;
          expect(overdueAt({ ...schedule, numberOfRuns: 1, lastRunTime: last })).toBeGreaterThanOrEqual(
            next + DAY,
          );
        },
      ),
    );
  });
});
