import { TIME_COMPARATORS } from '../criteria/criteria.ts';
import type { Refinements, TimeComparator } from '../criteria/criteria.ts';
import { resolveTime, spanOf } from '../criteria/time.ts';
import { needsAttention } from './attention.ts';
import type { AttentionContext } from './attention.ts';
import { hasNeverRun } from './details.ts';
import type { Job } from './job.ts';
import { pauseOf } from './pause.ts';
import { isOverdue } from './schedule.ts';
import { createSearch } from './search.ts';

/**
 * The test for jobs that the refinements ask for. A job whose buckets are selected by criteria at each run names none, so
 * it matches no bucket; a job of which Macie gives no last-run status has neither errors nor none; and a job whose last
 * run is unknown, because Macie has not been asked for its details, matches no time of the last run and is not overdue.
 */
export function jobFilter(refinements: Refinements, context: AttentionContext): (job: Job) => boolean {
  const { q, lastRun, lastRunTime, buckets, bucketIs, attention, expires, overdue } = refinements;
  const { now } = context;
  const tests: ((job: Job) => boolean)[] = [];
  const search = createSearch(q);
  if (search) tests.push(search.matches);
  if (lastRun !== undefined) tests.push(({ lastRunError }) => lastRunError === LAST_RUN[lastRun]);
  for (const comparator of TIME_COMPARATORS) {
    const value = lastRunTime[comparator];
    if (value === undefined) continue;
    const bound = Date.parse(resolveTime(value, new Date(now)));
    const compare = COMPARE[comparator];
    tests.push((job) => {
      const time = lastRunTimeOf(job);
      return time !== undefined && compare(time, bound);
    });
  }
  if (buckets.length > 0) {
    // Bucket names are lower case, except for some made before 2018.
    const texts = buckets.map((text) => text.toLowerCase());
    tests.push((job) =>
      someBucket(job, (bucket) => texts.some((text) => bucket.toLowerCase().includes(text))),
    );
  }
  if (bucketIs.length > 0) tests.push((job) => someBucket(job, (bucket) => bucketIs.includes(bucket)));
  if (expires !== undefined) {
    const within = spanOf(expires);
    tests.push((job) => {
      const pause = pauseOf(job, now);
      return pause !== undefined && !pause.expired && pause.left <= within;
    });
  }
  if (overdue) tests.push((job) => isOverdue(job, now) === true);
  // The dearest test comes last.
  if (attention) tests.push((job) => needsAttention(job, context));
  return (job) => tests.every((test) => test(job));
}

/** Whether there is anything to do in the browser, for which every page must be read. */
export function hasRefinements(refinements: Refinements): boolean {
  const { q, lastRun, lastRunTime, buckets, bucketIs, attention, expires, overdue } = refinements;
  return (
    q !== '' ||
    lastRun !== undefined ||
    Object.keys(lastRunTime).length > 0 ||
    buckets.length > 0 ||
    bucketIs.length > 0 ||
    attention ||
    expires !== undefined ||
    overdue
  );
}

/** When the last run of a job began, in milliseconds since 1970; undefined where it never ran, or that is unknown. */
export function lastRunTimeOf({ details }: Job): number | undefined {
  return details && !hasNeverRun(details) ? details.lastRunTime : undefined;
}

const LAST_RUN = { error: 'ERROR', none: 'NONE' };

const COMPARE: Readonly<Record<TimeComparator, (time: number, bound: number) => boolean>> = {
  GT: (time, bound) => time > bound,
  GTE: (time, bound) => time >= bound,
  LT: (time, bound) => time < bound,
  LTE: (time, bound) => time <= bound,
};

function someBucket({ bucketDefinitions }: Job, test: (bucket: string) => boolean): boolean {
  return bucketDefinitions?.some(({ buckets }) => buckets?.some(test)) ?? false;
}
