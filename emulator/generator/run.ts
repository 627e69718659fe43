import type { JobDocument } from '../macie/job-document.ts';
import type { Random } from './random.ts';
import { DAY, type Life, type Rhythm } from './lives.ts';
import { laterToday, runsBetween, type Schedule, scheduleFor } from './schedule.ts';

/** Macie cancels a run that was paused for longer. AWS Health announces it a week before. */
const PAUSE_LIMIT = 30 * DAY;
const PAUSE_NOTICE = 23 * DAY;

export interface RunOptions {
  readonly life: Life;
  /** The job's current status. It differs from its life's once a running job has finished. */
  readonly status: string | undefined;
  readonly now: number;
  /** When the emulator started, in milliseconds since 1970. */
  readonly start: number;
}

/** A job's schedule and runs as Macie describes them. */
export function runOf(random: Random, { life, status, now, start }: RunOptions): Partial<JobDocument> {
  const schedule = life.rhythm && fittingSchedule(random, life, life.rhythm, start);
  const wantsInitialRun = random.chance(0.5) && !life.neverRan;
  const objects = Math.round(10 ** (3.5 + 3 * random.next()));
  // A job that was stopped ran only until then.
  const cancelledAt = life.createdAt + random.next() * Math.min(start - life.createdAt, 40 * DAY);
  const until = life.pausedAt ?? (life.status === 'CANCELLED' ? cancelledAt : start - (life.overdueFor ?? 0));

  const scheduledRuns = schedule && !life.neverRan ? runsBetween(schedule, life.createdAt, until) : [];
  // A job that ran before its first scheduled day had an initial run.
  const initialRun =
    schedule !== undefined && (wantsInitialRun || (scheduledRuns.length === 0 && !life.neverRan));
  // Assumption: a run counts from its start, as lastRunTime does.
  const runs = schedule ? scheduledRuns.length + (initialRun ? 1 : 0) : 1;
  const firstRun = Math.min(life.createdAt + random.between(5_000, 90_000), until);
  const lastRun = runs === 0 ? life.createdAt : (scheduledRuns.at(-1) ?? firstRun);

  return {
    // False for a one-time job too.
    initialRun,
    scheduleFrequency: schedule?.frequency ?? null,
    // Macie gives the creation time of a job that has not run.
    lastRunTime: new Date(lastRun).toISOString(),
    statistics: {
      numberOfRuns: runs,
      approximateNumberOfObjectsToProcess:
        status === life.status ? Math.ceil(objects * shareLeft(random, life, lastRun, now)) : 0,
    },
  };
}

/** A schedule of that rhythm. For a job that has not run yet, one that isn't due yet, unless it is to be overdue. */
function fittingSchedule(random: Random, life: Life, rhythm: Rhythm, start: number): Schedule {
  if (life.dueToday) return laterToday(random, start);
  let schedule = scheduleFor(random, rhythm);
  for (let tries = 20; tries > 0 && life.neverRan; tries -= 1) {
    const missed = runsBetween(schedule, life.createdAt, start).length > 0;
    if (missed === (life.overdueFor !== undefined)) break;
    schedule = scheduleFor(random, rhythm);
  }
  return schedule;
}

/** The share of the current run's objects that is left. */
function shareLeft(random: Random, life: Life, lastRun: number, now: number): number {
  if (life.stuck) return 0.37;
  if (life.finishesAt !== undefined) return (life.finishesAt - now) / (life.finishesAt - lastRun);
  const midRun = life.status === 'PAUSED' || (life.status === 'USER_PAUSED' && !life.pausedIdle);
  return midRun || (life.status === 'CANCELLED' && life.type === 'ONE_TIME') ? 0.05 + 0.9 * random.next() : 0;
}

/**
 * When a paused run expires. Assumption: a pause between runs, which doesn't expire, has no details.
 */
export function pauseOf(
  { pausedAt, pausedIdle }: Life,
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
