import { Random } from '../../generator/random.ts';
import type { StoredJob } from '../inventory.ts';
import { matchedBuckets, namedBuckets } from './buckets.ts';

/** Findings that are alike, as GetFindingStatistics counts them. */
export interface FindingGroup {
  /** Absent for a policy finding, which no job makes. */
  readonly jobId?: string | undefined;
  readonly type: string;
  /** Low, Medium or High. */
  readonly severity: string;
  readonly bucket: string;
  readonly accountId: string;
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
}

/** Macie keeps findings for that long (AWS). */
const KEPT_FOR = 90 * 86_400_000;

/** The type, the severities that it comes with. */
const KINDS = [
  ['SensitiveData:S3Object/Personal', ['Medium', 'High']],
  ['SensitiveData:S3Object/Financial', ['High']],
  ['SensitiveData:S3Object/Credentials', ['High']],
  ['SensitiveData:S3Object/Multiple', ['Medium', 'High']],
  ['SensitiveData:S3Object/CustomIdentifier', ['Low', 'Medium']],
] as const;

/**
 * The findings of an account in a Region: of nearly half of the jobs that ran in the last ninety days, of one job that
 * is gone (as after Macie was disabled and enabled again), and of a public bucket.
 */
export function findingsOf(jobs: readonly StoredJob[], accountId: string, now: number): FindingGroup[] {
  const groups = jobs.flatMap((job) => findingsOfJob(job, accountId, now));
  const [first] = groups;
  if (!first) return [];
  const gone = { ...first, jobId: new Random('gone', accountId).hex(32), count: 3 };
  const policy = { ...first, jobId: undefined, type: 'Policy:IAMUser/S3BucketPublic', count: 1 };
  return [...groups, gone, { ...policy, severity: 'High' }];
}

function findingsOfJob(job: StoredJob, accountId: string, now: number): FindingGroup[] {
  const random = new Random('findings', job.key);
  if (!random.chance(0.45)) return [];
  // A one-time job runs when it is created; the few recurring ones are looked up.
  if (job.jobType !== 'SCHEDULED' && (job.createdAt ?? 0) < now - KEPT_FOR) return [];
  const document = job.document(now);
  const ranAt = Date.parse(document.lastRunTime ?? '');
  if (!(ranAt >= now - KEPT_FOR) || !((document.statistics?.numberOfRuns ?? 0) > 0)) return [];
  const buckets = document.s3JobDefinition?.bucketCriteria
    ? matchedBuckets(job, accountId, now).map((name) => ({ accountId, name }))
    : namedBuckets(document).slice(0, 5);
  return buckets.flatMap((bucket) => {
    if (random.chance(0.4)) return [];
    const [type, severities] = random.pick(KINDS);
    return [
      {
        jobId: job.key,
        type,
        severity: random.pick(severities),
        bucket: bucket.name,
        accountId: bucket.accountId,
        count: random.between(1, 60),
        updatedAt: ranAt,
      },
    ];
  });
}
