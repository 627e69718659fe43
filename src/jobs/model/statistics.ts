import type { Job } from './job.ts';
import { hasErrors, needsAttention } from './attention.ts';
import type { AttentionContext } from './attention.ts';
import { pauseOf } from './pause.ts';
import { isOverdue } from './schedule.ts';

/** How many jobs are in each state that a tile shows. */
export interface JobCounts {
  /** Jobs that need attention. */
  readonly attention: number;
  /** Recurring jobs of which it isn't known yet whether they are overdue: Macie has not been asked for their details. */
  readonly unchecked: number;
  /** Errors in the last run, whatever the status. */
  readonly errors: number;
  /** Of the jobs paused by a user, those whose pause expires within 7 days. */
  readonly expiring: number;
  /** Of the jobs paused by a user, those whose pause has expired. */
  readonly expired: number;
  /** By status as Macie names it; a status that no job has is absent. */
  readonly byStatus: Readonly<Record<string, number>>;
}

/** Counts jobs in one pass. */
export function countJobs(jobs: readonly Job[], context: AttentionContext): JobCounts {
  const byStatus = new Map<string, number>();
  let errors = 0;
  let attention = 0;
  let unchecked = 0;
  let expiring = 0;
  let expired = 0;
  for (const job of jobs) {
    const { jobStatus = UNKNOWN } = job;
    byStatus.set(jobStatus, (byStatus.get(jobStatus) ?? 0) + 1);
    if (hasErrors(job)) errors += 1;
    if (needsAttention(job, context)) attention += 1;
    else if (!job.details && isOverdue(job, context.now) === undefined) unchecked += 1;
    const pause = pauseOf(job, context.now);
    if (pause?.soon) expiring += 1;
    if (pause?.expired) expired += 1;
  }
  return { attention, unchecked, errors, expiring, expired, byStatus: Object.fromEntries(byStatus) };
}

/** A span of creation times and the jobs created in it. */
export interface Bin {
  /** Milliseconds since 1970, included. */
  readonly from: number;
  /** Milliseconds since 1970, not included: the next bin's `from`. */
  readonly to: number;
  readonly total: number;
  /** By status as Macie names it; a status that no job of the bin has is absent. */
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Jobs by the time of their creation: adjoining bins of one width, from the oldest job to the newest,
 * at most 60 of them. Widths are minutes, hours, days or weeks that begin at whole ones in UTC. Jobs of
 * which the creation time is unknown are in none.
 */
export function createdBins(jobs: readonly Job[]): readonly Bin[] {
  let oldest = Infinity;
  let newest = -Infinity;
  for (const { createdAt } of jobs) {
    if (createdAt === undefined) continue;
    oldest = Math.min(oldest, createdAt);
    newest = Math.max(newest, createdAt);
  }
  if (oldest > newest) return [];
  const width = widthFor(newest - oldest);
  // Weeks begin on Monday, which 1970-01-01 wasn't.
  const origin = width % (7 * DAY) === 0 ? FIRST_MONDAY : 0;
  const start = Math.floor((oldest - origin) / width) * width + origin;
  const bins = Array.from({ length: Math.floor((newest - start) / width) + 1 }, (_, index) => ({
    from: start + index * width,
    to: start + (index + 1) * width,
    total: 0,
    counts: new Map<string, number>(),
  }));
  for (const { createdAt, jobStatus = UNKNOWN } of jobs) {
    const bin = createdAt === undefined ? undefined : bins[Math.floor((createdAt - start) / width)];
    if (!bin) continue;
    bin.total += 1;
    bin.counts.set(jobStatus, (bin.counts.get(jobStatus) ?? 0) + 1);
  }
  return bins.map(({ from, to, total, counts }) => ({ from, to, total, counts: Object.fromEntries(counts) }));
}

/** What a job without a status counts as. */
const UNKNOWN = 'unknown';

const MOST_BINS = 60;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FIRST_MONDAY = Date.UTC(1970, 0, 5);
const WIDTHS = [
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  28 * DAY,
  364 * DAY,
];

/** The narrowest width of which so many bins cover a span, however it lies on them. */
function widthFor(span: number): number {
  const fits = (width: number) => span / width < MOST_BINS - 1;
  return WIDTHS.find(fits) ?? Math.ceil(span / (MOST_BINS - 1) / DAY) * DAY;
}
