import type { DescribeClassificationJobResponse, JobScheduleFrequency } from '@aws-sdk/client-macie2';
import { WEEK } from './schedule.ts';
import { isoOf } from '../../lib/format-time.ts';

/** The members that say when a job runs. */
export interface Scheduled extends Pick<
  DescribeClassificationJobResponse,
  'scheduleFrequency' | 'initialRun'
> {
  /** A JobType, or a word newer than the SDK. */
  readonly jobType?: string | undefined;
}

/** When a job runs, in words: `Runs once`, `Weekly on Monday`. Never empty. */
export function scheduleText({ jobType, scheduleFrequency }: Scheduled): string {
  const patterns = scheduleFrequency ? patternText(scheduleFrequency) : [];
  if (patterns.length > 0) return patterns.join('; ');
  if (scheduleFrequency) return 'On a schedule that this monitor doesn’t know';
  if (jobType === 'ONE_TIME') return 'Runs once';
  if (jobType === 'SCHEDULED') return 'Recurring, on a schedule that Macie didn’t give';
  return jobType ? `Of a type that this monitor doesn’t know: ${jobType}` : 'Macie didn’t say when it runs';
}

/** When the first run of a job starts and what it analyses, and what later runs do. */
export function initialRunText({ jobType, scheduleFrequency, initialRun }: Scheduled): string {
  // Macie gives false for a job that runs once, where the question does not arise.
  if (jobType === 'ONE_TIME') return 'Doesn’t apply to a one-time job';
  if (initialRun === true)
    return 'When the job is created, over all objects that exist then. Each later run analyses only objects created or changed since the run before.';
  if (initialRun === false) {
    return scheduleFrequency || jobType
      ? 'As scheduled, over objects created or changed after the job was created. Each later run analyses only objects created or changed since the run before.'
      : 'No';
  }
  return 'Macie didn’t say';
}

/** A day of the UTC calendar in words: `Monday 24 November (UTC)`. */
export function dayText(day: Date): string {
  if (Number.isNaN(day.getTime())) return isoOf(day);
  const weekday = capitalized(WEEK[day.getUTCDay()] ?? '');
  return `${weekday} ${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} (UTC)`;
}

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

function patternText(frequency: JobScheduleFrequency): string[] {
  const { dailySchedule, weeklySchedule, monthlySchedule } = frequency;
  const patterns: string[] = [];
  if (dailySchedule) patterns.push('Daily');
  if (weeklySchedule) {
    const day = weeklySchedule.dayOfWeek;
    patterns.push(day ? `Weekly on ${capitalized(day)}` : 'Weekly, on a day that Macie didn’t give');
  }
  if (monthlySchedule) patterns.push(monthlyText(monthlySchedule.dayOfMonth));
  return patterns;
}

function monthlyText(day: number | undefined): string {
  if (day === undefined || !Number.isFinite(day)) return 'Monthly, on a day that Macie didn’t give';
  // The model of 2020 said that such a job runs on the month's last day; the current one, not at all.
  return day > 28 ? `Monthly on day ${day}; months without one are skipped` : `Monthly on day ${day}`;
}

function capitalized(word: string): string {
  return WEEK.includes(word) ? word.charAt(0) + word.slice(1).toLowerCase() : word;
}
