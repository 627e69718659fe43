import type { JobStatus, JobType } from '@aws-sdk/client-macie2';
import { itemAt, Random, seedOf } from './random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The state of a job; everything else is derived from it. Times are milliseconds since 1970. */
export interface JobState {
  readonly status: JobStatus;
  readonly type: JobType;
  readonly createdAt: number;
  /** The last run had errors. */
  readonly error: boolean;
  /** Set for a running job. */
  readonly finishesAt?: number;
  /** Set where a person paused it. */
  readonly pausedAt?: number;
  /** A recurring job paused between runs: such a pause does not expire. */
  readonly pausedIdle?: boolean;
  readonly rhythm?: Rhythm;
  /** A recurring job without a run. */
  readonly neverRan?: boolean;
  /** A recurring job that has not run for that long, in milliseconds, against its schedule. */
  readonly overdueFor?: number;
  /** A recurring job that is due later today. */
  readonly dueToday?: boolean;
  /** A running job that makes no progress. */
  readonly stuck?: boolean;
  /** A job that names buckets of several accounts. */
  readonly ofMembers?: boolean;
}

export type Rhythm = 'daily' | 'weekly' | 'monthly';

/** A job of the demo that is not over. `age` and `pause` are days, `left` is minutes until it finishes. */
interface LiveJob {
  readonly status: Exclude<JobStatus, 'COMPLETE' | 'CANCELLED'>;
  readonly age: number;
  readonly pause?: number;
  readonly pausedIdle?: boolean;
  readonly left?: number;
  readonly error?: boolean;
  readonly rhythm?: Rhythm;
  readonly neverRan?: boolean;
  /** Days. */
  readonly overdueFor?: number;
  readonly dueToday?: boolean;
  readonly stuck?: boolean;
  readonly ofMembers?: boolean;
}

/**
 * The jobs that are not over, the most important first: a small inventory gets only the first ones. A large inventory
 * has no more of them: companies have a few dozen live jobs and thousands that are done.
 */
const LIVE_JOBS: readonly LiveJob[] = [
  { status: 'RUNNING', age: 0, left: 6 },
  { status: 'USER_PAUSED', age: 1, pause: 0.3 },
  { status: 'IDLE', age: 6, rhythm: 'daily' },
  { status: 'USER_PAUSED', age: 31, pause: 29.7, error: true },
  { status: 'PAUSED', age: 3 },
  { status: 'RUNNING', age: 45, rhythm: 'daily', left: 40 },
  { status: 'IDLE', age: 20, rhythm: 'weekly', error: true },
  { status: 'IDLE', age: 75, rhythm: 'monthly' },
  { status: 'RUNNING', age: 0.35, left: 90, error: true },
  { status: 'USER_PAUSED', age: 25, pause: 24.2 },
  { status: 'IDLE', age: 0.5, rhythm: 'weekly', neverRan: true },
  { status: 'RUNNING', age: 2, left: 600 },
  { status: 'USER_PAUSED', age: 160, pause: 26.5, rhythm: 'weekly' },
  { status: 'USER_PAUSED', age: 220, pause: 64, rhythm: 'monthly', pausedIdle: true },
  { status: 'PAUSED', age: 110, rhythm: 'daily' },
  { status: 'USER_PAUSED', age: 4, pause: 3.1, error: true },
  { status: 'IDLE', age: 1.4, rhythm: 'daily' },
  { status: 'IDLE', age: 300, rhythm: 'daily' },
  { status: 'RUNNING', age: 150, rhythm: 'weekly', left: 2000 },
  { status: 'USER_PAUSED', age: 12, pause: 11.4 },
  { status: 'USER_PAUSED', age: 24, pause: 22.8 },
  { status: 'IDLE', age: 420, rhythm: 'weekly' },
  { status: 'IDLE', age: 500, rhythm: 'monthly', error: true },
  { status: 'USER_PAUSED', age: 330, pause: 5.5, rhythm: 'daily' },
  { status: 'PAUSED', age: 380, rhythm: 'weekly', error: true },
  { status: 'IDLE', age: 9, rhythm: 'monthly', neverRan: true },
  // Overdue.
  { status: 'IDLE', age: 130, rhythm: 'weekly', overdueFor: 19 },
  { status: 'IDLE', age: 190, rhythm: 'daily', error: true, overdueFor: 4 },
  { status: 'IDLE', age: 260, rhythm: 'monthly', overdueFor: 70 },
  { status: 'IDLE', age: 40, rhythm: 'weekly', neverRan: true, overdueFor: 30 },
  { status: 'IDLE', age: 2, rhythm: 'weekly', neverRan: true, dueToday: true },
  { status: 'USER_PAUSED', age: 29, pause: 28.4 },
  // The paused run has expired; the job can still be resumed.
  { status: 'USER_PAUSED', age: 300, pause: 140, rhythm: 'monthly' },
  { status: 'USER_PAUSED', age: 200, pause: 33, rhythm: 'daily' },
  // One-time jobs that run for days: one slowly, one without any progress.
  { status: 'RUNNING', age: 6, left: 5000 },
  { status: 'RUNNING', age: 11, left: 43_200, stuck: true },
  // A member account has met its quota rather than the job's own.
  { status: 'PAUSED', age: 5, ofMembers: true },
  { status: 'PAUSED', age: 80, rhythm: 'weekly', ofMembers: true },
  { status: 'IDLE', age: 610, rhythm: 'weekly' },
  { status: 'IDLE', age: 690, rhythm: 'daily' },
];

/** The states of an inventory's jobs, newest first, from minutes to about two years old. */
export function createJobStates(
  count: number,
  start: number,
  ...seed: readonly (string | number)[]
): readonly JobState[] {
  const base = seedOf(...seed, 'life');
  // A small inventory covers less time, so that it looks like a small team's.
  const span = 730 * DAY * Math.min(1, count / 200);
  const newest = 4 * MINUTE;
  const wanted = placeLiveJobs(count, (age) => Math.max(0, age * DAY - newest) / span);
  return Array.from({ length: count }, (_, index) => {
    const random = new Random(base, index);
    // The company grows, so there are more recent jobs than old ones.
    const age = newest + Math.round(span * ((index === 0 ? 0 : index + random.next()) / count) ** 1.5);
    const state = wanted.get(index);
    if (state) return stateOf(state, start - age, start);
    const cancelled = random.chance(0.08);
    return {
      status: cancelled ? 'CANCELLED' : 'COMPLETE',
      createdAt: start - age,
      error: index % 19 === 5 || random.chance(0.03),
      ...(cancelled && random.chance(0.4)
        ? { type: 'SCHEDULED', rhythm: itemAt(['daily', 'weekly', 'monthly'], index) }
        : { type: 'ONE_TIME' }),
    };
  });
}

/** The index of each live job, by its age. */
function placeLiveJobs(count: number, shareOfSpan: (age: number) => number): ReadonlyMap<number, LiveJob> {
  const places = new Map<number, LiveJob>();
  const living = Math.min(LIVE_JOBS.length, Math.max(1, Math.round(count * 0.4)));
  for (const wanted of LIVE_JOBS.slice(0, living)) {
    let place = Math.min(count - 1, Math.ceil(count * shareOfSpan(wanted.age) ** (2 / 3)));
    // The next free place, wrapping around.
    while (places.has(place)) place = (place + 1) % count;
    places.set(place, wanted);
  }
  return places;
}

function stateOf(wanted: LiveJob, createdAt: number, start: number): JobState {
  const { status, age: _, rhythm, pause, left, overdueFor, error = false, ...others } = wanted;
  return {
    ...others,
    status,
    type: rhythm ? 'SCHEDULED' : 'ONE_TIME',
    createdAt,
    error,
    ...(rhythm && { rhythm }),
    // In a small inventory, a job may be too young to be overdue.
    ...(overdueFor !== undefined && start - createdAt > overdueFor * DAY && { overdueFor: overdueFor * DAY }),
    ...(left !== undefined && { finishesAt: start + left * MINUTE }),
    // In a small inventory, a job may be younger than its pause should be.
    ...(pause !== undefined && {
      pausedAt: Math.round(Math.max(start - pause * DAY, createdAt + (start - createdAt) / 40)),
    }),
  };
}
