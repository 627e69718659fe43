import type { JobScheduleFrequency } from '@aws-sdk/client-macie2';
import { hasNeverRun } from './details.ts';
import type { JobDetails } from './details.ts';
import type { Job } from './job.ts';

/*
 * Assumed (?): Macie counts days in UTC and runs a job at most once a day, at a time of that day which it does not give.
 * A job that is due on the day it is created starts at once (AWS).
 */

const DAY = 86_400_000;

/** Macie's names of the days, in the order of `Date.getUTCDay()`. */
export const WEEK = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];

/** No two months in a row lack the same day, so this many days always hold one that is due. */
const LONGEST_GAP_DAYS = 62;

/**
 * The day of the next scheduled run, as the start of that day in UTC (milliseconds since 1970). Today's run is still to
 * come unless the last one began today. Undefined where the schedule doesn't say.
 */
export function nextRunDay(details: Omit<JobDetails, 'describedAt'>, now: number): number | undefined {
  const today = startOfDay(now);
  const { lastRunTime } = details;
  const ranToday = lastRunTime !== undefined && !hasNeverRun(details) && startOfDay(lastRunTime) === today;
  return dueDayFrom(details.schedule, ranToday ? today + DAY : today);
}

/**
 * The day on which a job of the list runs next, as `nextRunDay` gives it. A paused job has none until it is resumed, and
 * of a job that Macie has not been asked about it isn't known.
 */
export function nextRunOf(
  { jobStatus, details }: Pick<Job, 'jobStatus' | 'details'>,
  now: number,
): number | undefined {
  return details && (jobStatus === 'IDLE' || jobStatus === 'RUNNING') ? nextRunDay(details, now) : undefined;
}

/**
 * When a recurring job becomes overdue: the time that its schedule allows after its last run began, and a day's grace.
 * For a job that never ran, counted from its creation. Milliseconds since 1970; undefined where that can't be known, and
 * for a job whose first run begins at its creation.
 */
export function overdueAt(details: Omit<JobDetails, 'describedAt'>): number | undefined {
  const never = hasNeverRun(details);
  if (never && details.initialRun === true) return undefined;
  const last = never ? details.createdAt : details.lastRunTime;
  if (last === undefined || never === undefined) return undefined;
  // Due on the day of its creation, a job starts at once; after a run, the next one comes on a later day.
  const due = dueDayFrom(details.schedule, startOfDay(last) + (never ? 0 : DAY));
  return due === undefined ? undefined : last + (due - startOfDay(last)) + DAY;
}

/**
 * Whether a recurring job has missed a run. Only an idle job can: a running one is at work, and a paused one doesn't run
 * until it is resumed. Undefined where Macie has not been asked, or its answer doesn't show it.
 */
export function isOverdue(
  {
    jobStatus,
    jobType,
    details,
  }: {
    jobStatus?: string | undefined;
    jobType?: string | undefined;
    details?: Omit<JobDetails, 'describedAt'> | undefined;
  },
  now: number,
): boolean | undefined {
  if (jobStatus !== 'IDLE' || jobType === 'ONE_TIME') return false;
  if (!details) return undefined;
  const at = overdueAt(details);
  if (at !== undefined) return now > at;
  return hasNeverRun(details) && details.initialRun === true ? false : undefined;
}

/** The first day from a day on (its start in UTC) on which a schedule is due; undefined where it doesn't say. */
function dueDayFrom(schedule: JobScheduleFrequency | undefined, from: number): number | undefined {
  const isDue = dueDays(schedule);
  if (!isDue) return undefined;
  for (let day = from; day <= from + LONGEST_GAP_DAYS * DAY; day += DAY) if (isDue(new Date(day))) return day;
  return undefined;
}

function dueDays(schedule: JobScheduleFrequency | undefined): ((day: Date) => boolean) | undefined {
  if (schedule?.dailySchedule) return () => true;
  const dayOfWeek = schedule?.weeklySchedule?.dayOfWeek;
  if (dayOfWeek) return (day) => WEEK[day.getUTCDay()] === dayOfWeek;
  const dayOfMonth = schedule?.monthlySchedule?.dayOfMonth;
  // A month without that day has no run (current model).
  if (dayOfMonth) return (day) => day.getUTCDate() === dayOfMonth;
  return undefined;
}

function startOfDay(instant: number): number {
  return Math.floor(instant / DAY) * DAY;
}
