import { counted } from '../../lib/text.ts';
import { stuckSince } from './details.ts';
import { isFinal } from './job.ts';
import type { Job } from './job.ts';
import { pauseOf, pauseText, timeLeftText } from './pause.ts';
import { isOverdue, overdueAt } from './schedule.ts';

/** Why a job needs attention. */
export type AttentionReason =
  | 'pause-expires'
  | 'errors'
  | 'overdue'
  | 'pause-expired'
  | 'stuck'
  | 'paused-by-macie';

/** A reason why a job needs attention, as a row of the list shows it. */
export interface Attention {
  readonly reason: AttentionReason;
  readonly text: string;
  /** The higher, the sooner it should be looked at; the same for every reader. */
  readonly urgency: number;
  /** When it is too late, or since when it is, in milliseconds since 1970; undefined where there is no such time. */
  readonly deadline: number | undefined;
}

/** What the rule needs to know besides the job itself. */
export interface AttentionContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether a later job of the same name ended without errors; by default not. */
  readonly isSuperseded?: ((job: Job) => boolean) | undefined;
}

const DAY = 86_400_000;

/** So long after the end of a job its errors need attention. */
export const FINAL_ERRORS_DAYS = 30;

/** What a person would look at first. Within one reason, the earlier deadline comes first. */
const URGENCY: Readonly<Record<AttentionReason, number>> = {
  'pause-expires': 60,
  errors: 50,
  overdue: 40,
  'pause-expired': 30,
  stuck: 20,
  'paused-by-macie': 10,
};

/** A pause of a one-time job that ends within two days: after that the job is lost for good. */
const ABOUT_TO_BE_LOST = 70;

/**
 * Why a job needs attention, the most urgent reason first; empty where it doesn't. Cancelled jobs, old final jobs and a
 * fresh pause don't: the first two can't be helped, and the last is a fact.
 */
export function attentionOf(job: Job, context: AttentionContext): readonly Attention[] {
  const { now } = context;
  const reasons: Attention[] = [];
  const add = (reason: AttentionReason, text: string, deadline?: number, urgency = URGENCY[reason]) => {
    reasons.push({ reason, text, urgency, deadline });
  };
  const pause = pauseOf(job, now);
  if (pause?.expired) add('pause-expired', pauseText(pause, job.jobType), pause.expiresAt);
  else if (pause?.soon) {
    const lost = job.jobType === 'ONE_TIME' && pause.left < 2 * DAY;
    add('pause-expires', pauseText(pause, job.jobType), pause.expiresAt, lost ? ABOUT_TO_BE_LOST : undefined);
  }
  if (hasErrors(job) && errorsCount(job, context)) add('errors', 'Errors in last run');
  if (job.jobStatus === 'PAUSED') add('paused-by-macie', 'Paused by Macie');
  if (isOverdue(job, now)) {
    const due = job.details && overdueAt(job.details);
    add('overdue', due === undefined ? 'Overdue' : `Overdue by ${overdueText(now - due)}`, due);
  }
  // The runs of a recurring job may be as long as they like: the next one shows if it is overdue.
  const runsOnce = job.jobStatus === 'RUNNING' && job.jobType === 'ONE_TIME';
  const since = runsOnce && job.details ? stuckSince(job.details) : undefined;
  if (since !== undefined) add('stuck', `No progress for ${timeLeftText(now - since)}`, since);
  return reasons.length < 2 ? reasons : reasons.toSorted((a, b) => b.urgency - a.urgency);
}

/**
 * What a row says beside the status: how long a pause still lasts, or why a job that looks well needs attention. Errors
 * and pauses by Macie have their own places. Undefined where there is nothing to say.
 */
export function markOf(
  job: Job,
  now: number,
): { readonly text: string; readonly isUrgent: boolean } | undefined {
  const pause = pauseOf(job, now);
  if (pause) return { text: pauseText(pause, job.jobType), isUrgent: pause.soon || pause.expired };
  const reason = attentionOf(job, { now }).find(
    (each) => each.reason === 'overdue' || each.reason === 'stuck',
  );
  return reason && { text: reason.text, isUrgent: true };
}

/** Whether a job needs attention at all. */
export function needsAttention(job: Job, context: AttentionContext): boolean {
  return attentionOf(job, context).length > 0;
}

/** Orders jobs for `sort=urgency`: the most urgent first, then the earlier deadline, then the newer job. */
export function compareUrgency(
  [first, a]: readonly [Attention | undefined, Job],
  [second, b]: readonly [Attention | undefined, Job],
): number {
  return (
    (second?.urgency ?? 0) - (first?.urgency ?? 0) ||
    (first?.deadline ?? Infinity) - (second?.deadline ?? Infinity) || // Infinity - Infinity is NaN, which is falsy too.
    (b.createdAt ?? 0) - (a.createdAt ?? 0)
  );
}

/** Whether the last run had errors. Legal for every status: a complete job may have skipped some of its data. */
export function hasErrors(job: Pick<Job, 'lastRunError'>): boolean {
  return job.lastRunError === 'ERROR';
}

/** The context of the rule over all jobs that are known: it knows which failed jobs a later one has made good. */
export function attentionContext(jobs: readonly Job[], now: number): AttentionContext {
  const cleanSince = new Map<string, number>();
  for (const job of jobs) {
    if (job.jobStatus !== 'COMPLETE' || job.lastRunError !== 'NONE' || job.createdAt === undefined) continue;
    const name = nameKey(job);
    if (name !== undefined) cleanSince.set(name, Math.max(cleanSince.get(name) ?? 0, job.createdAt));
  }
  return {
    now,
    isSuperseded: (job) => {
      const name = nameKey(job);
      return name !== undefined && (cleanSince.get(name) ?? -Infinity) > (job.createdAt ?? Infinity);
    },
  };
}

/** Jobs of the same name in one source are taken for the same task. */
function nameKey({ source, name }: Job): string | undefined {
  return name ? `${source}/${name}` : undefined;
}

function errorsCount(job: Job, { now, isSuperseded }: AttentionContext): boolean {
  if (job.jobStatus === 'CANCELLED') return false;
  if (!isFinal(job.jobStatus)) return true;
  // Assumed (?): a job ended when its last run began, or was created. Neither operation gives the time of the end, so
  // the errors of a job that ran for days drop out that much too early.
  const ended = job.details?.lastRunTime ?? job.createdAt;
  return (ended === undefined || now - ended <= FINAL_ERRORS_DAYS * DAY) && !isSuperseded?.(job);
}

/** By how much a day has passed, at least: `under a day`, `3 days`. */
function overdueText(milliseconds: number): string {
  return milliseconds < DAY ? 'under a day' : counted(Math.floor(milliseconds / DAY), 'day');
}
