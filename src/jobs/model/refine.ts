import type { Refinements } from '../criteria/criteria.ts';
import type { Job } from './job.ts';

/** A reason why a job needs someone. */
export interface Attention {
  readonly kind: 'errors' | 'paused-by-user' | 'expires' | 'paused-by-macie';
  /** The reason in words, as pages and tests know it. */
  readonly text: string;
  /** True for a pause that runs out within 7 days, as the text counts them. */
  readonly urgent: boolean;
}

/** Why a job needs someone at a moment (milliseconds since 1970); empty when it doesn't. */
export function attentionOf(job: Job, now: number): readonly Attention[] {
  const reasons: Attention[] = [];
  if (hasErrors(job)) reasons.push({ kind: 'errors', text: 'Errors in last run', urgent: false });
  if (job.jobStatus === 'USER_PAUSED') {
    reasons.push({ kind: 'paused-by-user', text: 'Paused by user', urgent: false });
    // Only a job that was paused in the middle of a run has an expiry. Left over after a resume, it means nothing.
    const expiresAt = job.userPausedDetails?.jobExpiresAt;
    if (expiresAt) reasons.push(expiry(expiresAt.getTime() - now));
  }
  if (job.jobStatus === 'PAUSED') {
    reasons.push({ kind: 'paused-by-macie', text: 'Paused by Macie', urgent: false });
  }
  return reasons;
}

/** Whether there is any such reason; unlike how soon a pause runs out, that doesn't change with time alone. */
export function needsSomeone(job: Job): boolean {
  return hasErrors(job) || job.jobStatus === 'USER_PAUSED' || job.jobStatus === 'PAUSED';
}

/**
 * Whether a job is among those that the refinements ask for. A job whose buckets are chosen by criteria at each
 * run names none, so it matches no bucket; a job of which Macie gives no last-run status has neither errors nor none.
 */
export function matchesRefinements(job: Job, { lastRun, buckets, attention }: Refinements): boolean {
  return (
    (lastRun === undefined || job.lastRunError === LAST_RUN[lastRun]) &&
    (buckets.length === 0 || namesBucket(job, buckets)) &&
    (!attention || needsSomeone(job))
  );
}

/** Whether there is anything to do in the browser, for which every page must be read. */
export function hasRefinements({ lastRun, buckets, attention }: Refinements): boolean {
  return lastRun !== undefined || buckets.length > 0 || attention;
}

const LAST_RUN = { error: 'ERROR', none: 'NONE' };

const DAY = 86_400_000;

/** Whether its last run had errors: legal for every status, COMPLETE too, as Macie then skipped some of the data. */
export function hasErrors(job: Job): boolean {
  return job.lastRunError === LAST_RUN.error;
}

/** Counted in days of 24 hours to the nearest one, so that the reader's zone makes no difference. */
function expiry(left: number): Attention {
  const days = Math.round(left / DAY);
  return { kind: 'expires', text: left < 0 ? 'Expired' : expiryText(days), urgent: days <= 7 };
}

function expiryText(days: number): string {
  if (days === 0) return 'Expires today';
  return days === 1 ? 'Expires in 1 day' : `Expires in ${days} days`;
}

/** Case makes no difference: bucket names are lower case, but for some made before 2018. */
function namesBucket(job: Job, texts: readonly string[]): boolean {
  const wanted = texts.map((text) => text.toLowerCase());
  return (job.bucketDefinitions ?? []).some(({ buckets }) =>
    buckets?.some((bucket) => wanted.some((text) => bucket.toLowerCase().includes(text))),
  );
}
