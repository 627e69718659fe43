import type { JobDocument } from '../macie/job-document.ts';
import type { Random } from './random.ts';
import { DAY, type JobState, type Rhythm } from './job-states.ts';
import { laterToday, runsBetween, type Schedule, scheduleFor } from './schedule.ts';

/** Macie cancels a run that was paused for longer. AWS Health announces it a week before. */
const PAUSE_LIMIT = 30 * DAY;
const PAUSE_NOTICE = 23 * DAY;

export interface RunOptions {
  readonly state: JobState;
  /** The job's current status. It differs from its state's once a running job has finished. */
  readonly status: string | undefined;
  readonly now: number;
  /** When the emulator started, in milliseconds since 1970. */
  readonly start: number;
}

/** A job's schedule and runs as Macie describes them. */
export function runOf(random: Random, { state, status, now, start }: RunOptions): Partial<JobDocument> {
  const schedule = state.rhythm && fittingSchedule(random, state, state.rhythm, start);
  const wantsInitialRun = random.chance(0.5) && !state.neverRan;
  const objects = Math.round(10 ** (3.5 + 3 * random.next()));
  // A job that was stopped ran only until then.
  const cancelledAt = state.createdAt + random.next() * Math.min(start - state.createdAt, 40 * DAY);
  const until =
    state.pausedAt ??
    (state.status === 'CANCELLED' ? cancelledAt : Math.max(state.createdAt, start - (state.overdueFor ?? 0)));

  const scheduledRuns = schedule && !state.neverRan ? runsBetween(schedule, state.createdAt, until) : [];
  // A job that ran before its first scheduled day had an initial run.
  const initialRun =
    schedule !== undefined && (wantsInitialRun || (scheduledRuns.length === 0 && !state.neverRan));
  // Assumption: a run counts from its start, as lastRunTime does.
  const runs = schedule ? scheduledRuns.length + (initialRun ? 1 : 0) : 1;
  const firstRun = Math.min(state.createdAt + random.between(5_000, 90_000), until);
  const lastRun = runs === 0 ? state.createdAt : (scheduledRuns.at(-1) ?? firstRun);

  return {
    // False for a one-time job too.
    initialRun,
    scheduleFrequency: schedule?.frequency ?? null,
    // Macie gives the creation time of a job that has not run.
    lastRunTime: new Date(lastRun).toISOString(),
    statistics: {
      numberOfRuns: runs,
      approximateNumberOfObjectsToProcess:
        status === state.status ? Math.ceil(objects * shareLeft(random, state, lastRun, now)) : 0,
    },
  };
}

/** A schedule of that rhythm. For a job that has not run yet, one that isn't due yet, unless it is to be overdue. */
function fittingSchedule(random: Random, state: JobState, rhythm: Rhythm, start: number): Schedule {
  if (state.dueToday) return laterToday(random, start);
  let schedule = scheduleFor(random, rhythm);
  for (let tries = 20; tries > 0 && state.neverRan; tries -= 1) {
    const missed = runsBetween(schedule, state.createdAt, start).length > 0;
    if (missed === (state.overdueFor !== undefined)) break;
    schedule = scheduleFor(random, rhythm);
  }
  return schedule;
}

/** The share of the current run's objects that is left. */
function shareLeft(random: Random, state: JobState, lastRun: number, now: number): number {
  if (state.stuck) return 0.37;
  if (state.finishesAt !== undefined) return (state.finishesAt - now) / (state.finishesAt - lastRun);
  const midRun = state.status === 'PAUSED' || (state.status === 'USER_PAUSED' && !state.pausedIdle);
  return midRun || (state.status === 'CANCELLED' && state.type === 'ONE_TIME')
    ? 0.05 + 0.9 * random.next()
    : 0;
}

/**
 * When a paused run expires. Assumption: a pause between runs, which doesn't expire, has no details.
 */
export function pauseOf(
  { pausedAt, pausedIdle }: JobState,
  start: number,
  region: string,
  jobId: string,
): Pick<JobDocument, 'userPausedDetails'> {
  if (pausedAt === undefined || pausedIdle) return {};
  // Assumption: the event's code. Only the shape of a Health event's ARN is documented.
  const code = 'AWS_MACIE_JOB_IMMINENT_EXPIRATION';
  return {
    userPausedDetails: {
      jobPausedAt: new Date(pausedAt).toISOString(),
      jobExpiresAt: new Date(pausedAt + PAUSE_LIMIT).toISOString(),
      jobImminentExpirationHealthEventArn:
        start - pausedAt >= PAUSE_NOTICE
          ? `arn:aws:health:${region}::event/MACIE/${code}/${code}_${jobId.slice(0, 12)}`
          : null,
    },
  };
}
