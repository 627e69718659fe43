import type { BucketFacts } from '../../aws/insights-client.ts';
import { parseSourceKey } from '../../aws/source.ts';
import type { SourceKey } from '../../aws/source.ts';
import type { CoverageSort, CoverageView } from '../criteria/coverage-link.ts';
import { resolveTime } from '../criteria/time.ts';
import { hasNeverRun } from './details.ts';
import type { Job } from './job.ts';

/** What is known of how jobs cover a bucket. */
export interface CoveredBucket {
  readonly key: string;
  readonly source: SourceKey;
  readonly name: string;
  readonly accountId: string | undefined;
  /** How many jobs name it. */
  readonly jobs: number;
  /** How many of these had errors in their last run. Which buckets these were about, the jobs don't say. */
  readonly jobsWithErrors: number;
  /** What Macie's inventory says of it; undefined where it was not read, or lacks the bucket. */
  readonly facts: BucketFacts | undefined;
  /** Whether a recurring job scans it; undefined where that isn't known. */
  readonly isMonitored: boolean | undefined;
  /**
   * When a job last ran over it, in milliseconds since 1970. By the inventory, or else by the jobs that name it and ran
   * without errors. Undefined where none is known to have.
   */
  readonly lastRun: number | undefined;
}

/** The buckets, and what the jobs say beside. */
export interface Coverage {
  readonly buckets: readonly CoveredBucket[];
  /** Jobs that select their buckets by criteria at each run, so that they name none. */
  readonly criteriaJobs: number;
  /** Jobs over all buckets of an account, which they don't name. */
  readonly accountJobs: number;
}

interface Named {
  readonly source: SourceKey;
  readonly name: string;
  readonly accountId: string | undefined;
  jobs: number;
  jobsWithErrors: number;
  isMonitored: boolean;
  cleanRun: number | undefined;
}

/**
 * How jobs cover buckets.
 *
 * @param inventories by source, as far as they were read; a source without one has what its jobs name
 */
export function coverageOf(
  jobs: readonly Job[],
  inventories: ReadonlyMap<SourceKey, readonly BucketFacts[]>,
): Coverage {
  const named = new Map<string, Named>();
  let criteriaJobs = 0;
  let accountJobs = 0;
  for (const job of jobs) {
    const { source, bucketDefinitions = [], bucketCriteria } = job;
    if (bucketCriteria) criteriaJobs += 1;
    const cleanRun = cleanRunOf(job);
    for (const { accountId, buckets } of bucketDefinitions) {
      if (!buckets?.length) accountJobs += 1;
      for (const name of buckets ?? []) {
        const key = keyOf(source, name);
        let bucket = named.get(key);
        if (!bucket) {
          bucket = {
            source,
            name,
            accountId,
            jobs: 0,
            jobsWithErrors: 0,
            isMonitored: false,
            cleanRun: undefined,
          };
          named.set(key, bucket);
        }
        bucket.jobs += 1;
        if (job.lastRunError === 'ERROR') bucket.jobsWithErrors += 1;
        if (job.jobType === 'SCHEDULED' && job.jobStatus !== 'CANCELLED') bucket.isMonitored = true;
        if (cleanRun !== undefined && cleanRun > (bucket.cleanRun ?? 0)) bucket.cleanRun = cleanRun;
      }
    }
  }
  const buckets: CoveredBucket[] = [];
  for (const [source, facts] of inventories) {
    for (const each of facts) {
      const key = keyOf(source, each.name);
      const byJobs = named.get(key);
      named.delete(key);
      buckets.push({
        key,
        source,
        name: each.name,
        accountId: each.accountId,
        jobs: byJobs?.jobs ?? 0,
        jobsWithErrors: byJobs?.jobsWithErrors ?? 0,
        facts: each,
        isMonitored: each.isMonitored,
        lastRun: each.lastRun,
      });
    }
  }
  for (const [key, { source, name, accountId, jobs, jobsWithErrors, isMonitored, cleanRun }] of named) {
    buckets.push({
      key,
      source,
      name,
      accountId,
      jobs,
      jobsWithErrors,
      facts: undefined,
      // Others may select it by criteria.
      isMonitored: isMonitored || undefined,
      lastRun: cleanRun,
    });
  }
  return { buckets, criteriaJobs, accountJobs };
}

/** When a job last ran without errors, as far as that is known; a complete one-time job began when it was created. */
function cleanRunOf({ details, jobStatus, jobType, lastRunError, createdAt }: Job): number | undefined {
  if (lastRunError !== 'NONE' || jobStatus === 'CANCELLED') return undefined;
  if (details) return hasNeverRun(details) ? undefined : details.lastRunTime;
  return jobType === 'ONE_TIME' && jobStatus === 'COMPLETE' ? createdAt : undefined;
}

function keyOf(source: SourceKey, name: string): string {
  return `${source}/${name}`;
}

/** The buckets that a view shows, in its order; those without the value that decides come last, or first by last run. */
export function shownBuckets(
  buckets: readonly CoveredBucket[],
  { show, notSince, q, sort, accounts, regions }: CoverageView,
  now: number,
): readonly CoveredBucket[] {
  const since = notSince === undefined ? undefined : Date.parse(resolveTime(notSince, new Date(now)));
  const text = q.toLowerCase();
  return buckets
    .filter((bucket) => {
      const { account, region } = parseSourceKey(bucket.source);
      return (
        (accounts.length === 0 || accounts.includes(account)) &&
        (regions.length === 0 || regions.includes(region)) &&
        (show === undefined || SHOWS[show](bucket)) &&
        (since === undefined || (bucket.lastRun ?? -Infinity) < since) &&
        bucket.name.toLowerCase().includes(text)
      );
    })
    .toSorted(orderBy(sort));
}

/** Whether a bucket is of a kind; false where that isn't known. */
export const SHOWS = {
  never: ({ facts, lastRun }: CoveredBucket) => facts !== undefined && lastRun === undefined,
  denied: ({ facts }: CoveredBucket) => facts?.isDenied === true,
  'public-unmonitored': ({ facts, isMonitored }: CoveredBucket) =>
    facts?.isPublic === true && isMonitored === false,
};

const KEYS = {
  'last-run': ({ lastRun }) => lastRun,
  objects: ({ facts }) => facts?.classifiableObjects,
  bytes: ({ facts }) => facts?.classifiableBytes,
  jobs: ({ jobs }) => jobs,
  score: ({ facts }) => facts?.score,
} satisfies Record<Exclude<CoverageSort['field'], 'name'>, (bucket: CoveredBucket) => number | undefined>;

function orderBy({ field, order }: CoverageSort): (a: CoveredBucket, b: CoveredBucket) => number {
  const way = order === 'ASC' ? 1 : -1;
  if (field === 'name') return (a, b) => way * byName(a, b);
  const key = KEYS[field];
  // No run counts as the oldest; other values that are missing come last.
  const missing = field === 'last-run' ? -way : 1;
  return (a, b) => {
    const [left, right] = [key(a), key(b)];
    if (left === right) return byName(a, b);
    if (left === undefined) return missing;
    if (right === undefined) return -missing;
    return way * (left - right);
  };
}

function byName(a: CoveredBucket, b: CoveredBucket): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
