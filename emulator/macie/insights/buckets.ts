import type { BucketMetadata } from '@aws-sdk/client-macie2';
import { Random } from '../../generator/random.ts';
import { bucketOwners, spareBucketFor } from '../../generator/names.ts';
import { eventsOf } from '../../logs/job-events.ts';
import type { StoredJob } from '../inventory.ts';
import type { JobDocument, Wire } from '../job-document.ts';

/** An item of DescribeBuckets as Macie sends it. */
export type BucketDocument = Wire<BucketMetadata>;

/** The jobs that scan a bucket, or all buckets of an account. */
interface Jobs {
  isDefined: boolean;
  isMonitored: boolean;
  /** The job that ran last, and when, in milliseconds since 1970. */
  last: { readonly job: StoredJob; readonly at: number } | undefined;
}

interface Coverage extends Jobs {
  readonly accountId: string;
  readonly name: string;
}

/** Events cost more than they are worth for an old inventory's thousands of jobs with criteria: the newest will do. */
const CRITERIA_JOBS = 1000;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * The buckets of an account and its members: those that its jobs name or matched, and some that no job scans. A
 * bucket that its last job was denied is denied here too.
 */
export function bucketsOf(
  jobs: readonly StoredJob[],
  accountId: string,
  region: string,
  now: number,
): BucketDocument[] {
  const covered = coverageOf(jobs, accountId, now);
  const denied = new Map<StoredJob, ReadonlySet<string>>();
  const deniedBy = (job: StoredJob): ReadonlySet<string> => {
    const names = denied.get(job) ?? deniedBuckets(job, now);
    denied.set(job, names);
    return names;
  };
  return [...covered.values()]
    .map((coverage) => describe(coverage, region, now, deniedBy))
    .toSorted((a, b) => ((a.bucketName ?? '') < (b.bucketName ?? '') ? -1 : 1));
}

/** The buckets that a job names, with their accounts; those of a malformed definition are left out. */
export function namedBuckets(job: JobDocument): { accountId: string; name: string }[] {
  return definitionsOf(job).flatMap(({ accountId, buckets }) =>
    (buckets ?? []).map((name) => ({ accountId, name })),
  );
}

function coverageOf(
  jobs: readonly StoredJob[],
  accountId: string,
  now: number,
): ReadonlyMap<string, Coverage> {
  const covered = new Map<string, Coverage>();
  const wholeAccounts = new Map<string, Jobs>();
  let criteriaJobs = 0;
  for (const job of jobs) {
    const { bucketCriteria, ...definition } = job.summary();
    const over: Jobs = jobsOf(job, now);
    const cover = (name: string, accountId: string): void => {
      const known = covered.get(name) ?? { ...NO_JOBS, name, accountId };
      covered.set(name, addJobs(known, over));
    };
    if (bucketCriteria) {
      criteriaJobs += 1;
      if (criteriaJobs > CRITERIA_JOBS) continue;
      for (const name of matchedBuckets(job, accountId, now)) cover(name, accountId);
      continue;
    }
    for (const { accountId, buckets } of definitionsOf({ s3JobDefinition: definition })) {
      if (buckets) for (const name of buckets) cover(name, accountId);
      else wholeAccounts.set(accountId, addJobs(wholeAccounts.get(accountId) ?? { ...NO_JOBS }, over));
    }
  }
  for (const spare of spareBuckets(covered.size, accountId)) {
    if (!covered.has(spare.name)) covered.set(spare.name, spare);
  }
  for (const bucket of covered.values()) {
    const over = wholeAccounts.get(bucket.accountId);
    if (over) addJobs(bucket, over);
  }
  return covered;
}

const NO_JOBS: Readonly<Jobs> = { isDefined: false, isMonitored: false, last: undefined };

function jobsOf(job: StoredJob, now: number): Jobs {
  // Macie ignores cancelled jobs, except as the last that ran.
  const isDefined = job.jobStatus !== 'CANCELLED';
  const at = lastRunOf(job, now);
  return {
    isDefined,
    isMonitored: isDefined && job.jobType === 'SCHEDULED',
    last: at === undefined ? undefined : { job, at },
  };
}

/** Adds jobs to those that are known, and gives them back. */
function addJobs<Known extends Jobs>(known: Known, { isDefined, isMonitored, last }: Jobs): Known {
  known.isDefined ||= isDefined;
  known.isMonitored ||= isMonitored;
  if (last && last.at > (known.last?.at ?? 0)) known.last = last;
  return known;
}

/** When a job's last run began. A one-time job runs when it is created, so only recurring jobs are described. */
function lastRunOf(job: StoredJob, now: number): number | undefined {
  if (job.jobType !== 'SCHEDULED') return job.createdAt;
  const { lastRunTime, statistics } = job.document(now);
  return (statistics?.numberOfRuns ?? 0) > 0 ? Date.parse(lastRunTime ?? '') || undefined : undefined;
}

/** The buckets that a job's criteria matched, by its log. */
export function matchedBuckets(job: StoredJob, accountId: string, now: number): string[] {
  return eventsOf(job.document(now), accountId, now).flatMap(({ eventType, affectedResource }) =>
    eventType === 'BUCKET_MATCHED_THE_CRITERIA' && affectedResource ? [affectedResource.value] : [],
  );
}

/** One bucket that no job scans for every four that a job scans. */
function spareBuckets(covered: number, accountId: string): Coverage[] {
  const owners = bucketOwners(accountId);
  return Array.from({ length: Math.ceil(covered / 4) }, (_, i) => ({
    isDefined: false,
    isMonitored: false,
    last: undefined,
    accountId: owners[i % owners.length] ?? accountId,
    name: spareBucketFor(i),
  }));
}

function describe(
  coverage: Coverage,
  region: string,
  now: number,
  deniedBy: (job: StoredJob) => ReadonlySet<string>,
): BucketDocument {
  const { accountId, name, isDefined, isMonitored, last } = coverage;
  const random = new Random('bucket', accountId, name);
  const basics: BucketDocument = {
    accountId,
    bucketArn: `arn:aws:s3:::${name}`,
    bucketCreatedAt: new Date(Date.UTC(2023, 0, 1) + random.between(0, 365) * DAY).toISOString(),
    bucketName: name,
    region,
    lastUpdated: new Date(Math.floor(now / HOUR) * HOUR - random.between(0, 23) * HOUR).toISOString(),
    jobDetails: {
      isDefinedInJob: isDefined ? 'TRUE' : 'FALSE',
      isMonitoredByJob: isMonitored ? 'TRUE' : 'FALSE',
      lastJobId: isDefined && last ? last.job.key : null,
      lastJobRunTime: isDefined && last ? new Date(last.at).toISOString() : null,
    },
  };
  // Macie then knows a bucket's name and owner, and little else.
  if (isDefined && last && deniedBy(last.job).has(name)) {
    return {
      ...basics,
      errorCode: 'ACCESS_DENIED',
      errorMessage: "Macie doesn't have permission to retrieve this information.",
    };
  }
  return { ...basics, errorCode: null, errorMessage: null, ...contentsOf(random), ...accessOf(random) };
}

/** The buckets that a job's last run was denied. */
function deniedBuckets(job: StoredJob, now: number): ReadonlySet<string> {
  const document = job.document(now);
  if (document.lastRunErrorStatus?.code !== 'ERROR') return new Set();
  return new Set(
    eventsOf(document, '', now).flatMap(({ eventType, affectedResource }) =>
      eventType === 'BUCKET_ACCESS_DENIED' && affectedResource ? [affectedResource.value] : [],
    ),
  );
}

function contentsOf(random: Random): BucketDocument {
  const classifiableObjectCount = random.chance(0.08) ? 0 : Math.round(10 ** (1 + 5 * random.next()));
  const classifiableSizeInBytes = classifiableObjectCount * random.between(2_000, 4_000_000);
  const fileType = Math.round(classifiableObjectCount * random.next());
  const storageClass = random.chance(0.2) ? random.between(1, 5_000) : 0;
  const size = { fileType: fileType * 90_000, storageClass: storageClass * 8_000_000 };
  return {
    classifiableObjectCount,
    classifiableSizeInBytes,
    objectCount: classifiableObjectCount + fileType + storageClass,
    sizeInBytes: classifiableSizeInBytes + size.fileType + size.storageClass,
    sizeInBytesCompressed: Math.round(classifiableSizeInBytes * 0.1 * random.next()),
    unclassifiableObjectCount: { fileType, storageClass, total: fileType + storageClass },
    unclassifiableObjectSizeInBytes: { ...size, total: size.fileType + size.storageClass },
    // 50 is what Macie gives a bucket that it has not analysed, -1 where it could not.
    sensitivityScore: random.chance(0.3) ? 50 : random.pick([-1, 1, 12, 40, 66, 87, 100]),
    automatedDiscoveryMonitoringStatus: random.chance(0.7) ? 'MONITORED' : 'NOT_MONITORED',
    versioning: random.chance(0.6),
  };
}

function accessOf(random: Random): BucketDocument {
  const isPublic = random.chance(0.06);
  const kms = random.chance(0.5);
  return {
    publicAccess: {
      effectivePermission: isPublic ? 'PUBLIC' : random.chance(0.03) ? 'UNKNOWN' : 'NOT_PUBLIC',
    },
    sharedAccess: random.chance(0.1) ? 'EXTERNAL' : random.chance(0.3) ? 'INTERNAL' : 'NOT_SHARED',
    allowsUnencryptedObjectUploads: random.chance(0.4) ? 'TRUE' : 'FALSE',
    serverSideEncryption: kms
      ? { type: 'aws:kms', kmsMasterKeyId: 'alias/aws/s3' }
      : { type: 'AES256', kmsMasterKeyId: null },
    tags: [{ key: 'data-class', value: random.pick(['internal', 'confidential', 'restricted']) }],
  };
}

interface BucketsOfAccount {
  readonly accountId: string;
  /** Absent for all buckets of the account. */
  readonly buckets?: readonly string[];
}

/** A job's bucket definitions, of any shape that a test may have put. */
function definitionsOf({ s3JobDefinition }: JobDocument): BucketsOfAccount[] {
  const definitions: unknown = s3JobDefinition?.bucketDefinitions;
  if (!Array.isArray(definitions)) return [];
  return definitions.flatMap((definition: unknown) => {
    if (typeof definition !== 'object' || definition === null || !('accountId' in definition)) return [];
    const accountId = String(definition.accountId);
    const buckets: unknown = 'buckets' in definition ? definition.buckets : undefined;
    if (!Array.isArray(buckets)) return [{ accountId }];
    return [{ accountId, buckets: buckets.filter((name) => typeof name === 'string') }];
  });
}
