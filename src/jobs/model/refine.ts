import type { Refinements } from '../criteria/criteria.ts';
import { needsAttention } from './attention.ts';
import type { AttentionContext } from './attention.ts';
import type { Job } from './job.ts';

/**
 * Whether a job is among those that the refinements ask for. A job whose buckets are chosen by criteria at each
 * run names none, so it matches no bucket; a job of which Macie gives no last-run status has neither errors nor none.
 */
export function matchesRefinements(
  job: Job,
  { lastRun, buckets, attention }: Refinements,
  context: AttentionContext,
): boolean {
  return (
    (lastRun === undefined || job.lastRunError === LAST_RUN[lastRun]) &&
    (buckets.length === 0 || namesBucket(job, buckets)) &&
    (!attention || needsAttention(job, context))
  );
}

/** Whether there is anything to do in the browser, for which every page must be read. */
export function hasRefinements({ lastRun, buckets, attention }: Refinements): boolean {
  return lastRun !== undefined || buckets.length > 0 || attention;
}

const LAST_RUN = { error: 'ERROR', none: 'NONE' };

/** Case makes no difference: bucket names are lower case, but for some made before 2018. */
function namesBucket(job: Job, texts: readonly string[]): boolean {
  const wanted = texts.map((text) => text.toLowerCase());
  return (job.bucketDefinitions ?? []).some(({ buckets }) =>
    buckets?.some((bucket) => wanted.some((text) => bucket.toLowerCase().includes(text))),
  );
}
