import type { DayOfWeek } from '@aws-sdk/client-macie2';
import type { JobDocument } from '../macie/job-document.ts';
import { itemAt, type Random } from './random.ts';
import { DAY, type Rhythm } from './job-states.ts';

/** When a recurring job runs. */
export interface Schedule {
  /** As Macie describes it. */
  readonly frequency: NonNullable<JobDocument['scheduleFrequency']>;
  /** The milliseconds into a UTC day at which a run starts. Macie doesn't say. */
  readonly timeOfDay: number;
  /** Whether it runs on the UTC day that starts then. */
  readonly runsOn: (day: Date) => boolean;
}

const DAYS_OF_WEEK: readonly DayOfWeek[] = [
  'SUNDAY',
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
];

/** A schedule of that rhythm. A monthly one skips months without its day, like Macie. */
export function scheduleFor(random: Random, rhythm: Rhythm): Schedule {
  const timeOfDay = random.between(0, DAY - 1);
  if (rhythm === 'daily') {
    return { frequency: { dailySchedule: {} }, timeOfDay, runsOn: () => true };
  }
  if (rhythm === 'weekly') return weekly(random.pick(DAYS_OF_WEEK), timeOfDay);
  const dayOfMonth = random.pick([1, 5, 15, 28, 31]);
  return {
    frequency: { monthlySchedule: { dayOfMonth } },
    timeOfDay,
    runsOn: (day) => day.getUTCDate() === dayOfMonth,
  };
}

/** A weekly schedule whose next run is later on the UTC day of that moment. */
export function laterToday(random: Random, moment: number): Schedule {
  const dayOfWeek = itemAt(DAYS_OF_WEEK, new Date(moment).getUTCDay());
  return weekly(dayOfWeek, random.between(moment % DAY, DAY - 1));
}

function weekly(dayOfWeek: DayOfWeek, timeOfDay: number): Schedule {
  return {
    frequency: { weeklySchedule: { dayOfWeek } },
    timeOfDay,
    runsOn: (day) => DAYS_OF_WEEK[day.getUTCDay()] === dayOfWeek,
  };
}

/** The starts of the scheduled runs after one moment and up to another, in milliseconds since 1970. */
export function runsBetween(schedule: Schedule, after: number, until: number): readonly number[] {
  const runs: number[] = [];
  for (let day = Math.floor(after / DAY) * DAY; day <= until; day += DAY) {
    const run = day + schedule.timeOfDay;
    if (run > after && run <= until && schedule.runsOn(new Date(day))) runs.push(run);
  }
  return runs;
}
