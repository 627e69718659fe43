import type { DescribeClassificationJobResponse, JobScheduleFrequency } from '@aws-sdk/client-macie2';
import { isoOf } from '../text.ts';

/** The members that say when a job runs. */
export interface Scheduled extends Pick<
  DescribeClassificationJobResponse,
  'scheduleFrequency' | 'initialRun' | 'lastRunTime'
> {
  /** A JobType, or a word newer than the SDK. */
  readonly jobType?: string | undefined;
}

/** When a job runs, in words: `Runs once`, `Weekly on Monday`. Never empty. */
export function scheduleWords({ jobType, scheduleFrequency }: Scheduled): string {
  const patterns = scheduleFrequency ? patternWords(scheduleFrequency) : [];
  if (patterns.length > 0) return patterns.join('; ');
  if (scheduleFrequency) return 'On a schedule that this monitor does not know';
  if (jobType === 'ONE_TIME') return 'Runs once';
  if (jobType === 'SCHEDULED') return 'Recurring, on a schedule that Macie did not give';
  return jobType ? `Of a type that this monitor does not know: ${jobType}` : 'Macie did not say when it runs';
}

/** What the first run of a job looks at, which is all that `initialRun` says. */
export function initialRunWords({ jobType, scheduleFrequency, initialRun }: Scheduled): string {
  // Macie gives false for a job that runs once, where the question does not arise.
  if (jobType === 'ONE_TIME') return 'Does not apply to a job that runs once';
  if (initialRun === true) return 'Starts when the job is created, over all objects that exist then';
  if (initialRun === false) {
    return scheduleFrequency || jobType
      ? 'Waits for the schedule, and takes only objects created or changed after the job was'
      : 'No';
  }
  return 'Macie did not say';
}

/**
 * The day of the next scheduled run, as the start of that day in UTC; undefined where the schedule
 * does not tell. Assumed (?): Macie counts days in UTC, runs at most once a day, and today's run is
 * still to come unless the last one started today.
 */
export function nextRunDay(job: Scheduled, now: Date): Date | undefined {
  const due = dueDays(job.scheduleFrequency);
  if (!due) return undefined;
  const today = startOfDay(now);
  const ranToday = job.lastRunTime !== undefined && startOfDay(job.lastRunTime) === today;
  // No two months in a row lack the same day.
  for (let ahead = ranToday ? 1 : 0; ahead <= 62; ahead++) {
    const day = new Date(today + ahead * DAY);
    if (due(day)) return day;
  }
  return undefined;
}

/** A day of the UTC calendar in words: `Monday 24 November (UTC)`. */
export function dayWords(day: Date): string {
  if (Number.isNaN(day.getTime())) return isoOf(day);
  const weekday = capitalized(WEEK[day.getUTCDay()] ?? '');
  return `${weekday} ${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} (UTC)`;
}

const DAY = 86_400_000;

/** Macie's names, in the order of `Date.getUTCDay()`. */
const WEEK = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function patternWords(frequency: JobScheduleFrequency): string[] {
  const { dailySchedule, weeklySchedule, monthlySchedule } = frequency;
  const patterns: string[] = [];
  if (dailySchedule) patterns.push('Daily');
  if (weeklySchedule) {
    const day = weeklySchedule.dayOfWeek;
    patterns.push(day ? `Weekly on ${capitalized(day)}` : 'Weekly, on a day that Macie did not give');
  }
  if (monthlySchedule) patterns.push(monthlyWords(monthlySchedule.dayOfMonth));
  return patterns;
}

function monthlyWords(day: number | undefined): string {
  if (day === undefined || !Number.isFinite(day)) return 'Monthly, on a day that Macie did not give';
  // The model of 2020 said that such a job runs on the month's last day; the current one, not at all.
  return day > 28 ? `Monthly on day ${day}; months without one are skipped` : `Monthly on day ${day}`;
}

function capitalized(word: string): string {
  return WEEK.includes(word) ? word.charAt(0) + word.slice(1).toLowerCase() : word;
}

function dueDays(frequency: JobScheduleFrequency | undefined): ((day: Date) => boolean) | undefined {
  if (frequency?.dailySchedule) return () => true;
  const dayOfWeek = frequency?.weeklySchedule?.dayOfWeek;
  if (dayOfWeek) return (day) => WEEK[day.getUTCDay()] === dayOfWeek;
  const dayOfMonth = frequency?.monthlySchedule?.dayOfMonth;
  if (dayOfMonth) return (day) => day.getUTCDate() === dayOfMonth;
  return undefined;
}

function startOfDay(instant: Date): number {
  return Math.floor(instant.getTime() / DAY) * DAY;
}
