import type { BucketMetadata } from '@aws-sdk/client-macie2';
import { Random } from '../../generator/random.ts';
import { bucketOwners, spareBucketFor } from '../../generator/words.ts';
import { eventsOf } from '../../logs/job-events.ts';
import type { StoredJob } from '../inventory.ts';
import type { JobDocument, Wire } from '../job-document.ts';

/** An item of DescribeBuckets as Macie sends it. */
export type BucketDocument = Wire<BucketMetadata>;

/** Which jobs look into a bucket. */
interface Coverage {
  readonly accountId: string;
  readonly name: string;
  isDefined: boolean;
  isMonitored: boolean;
  /** The job that ran last over it, and when, in milliseconds since 1970. */
  last: { readonly job: StoredJob; readonly at: number } | undefined;
}

/** Events cost more than they are worth for an old inventory's thousands of jobs with criteria: the newest will do. */
const CRITERIA_JOBS = 1000;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * The buckets of an account and its members: those that its jobs name or matched, and some that no job looks into. A
 * bucket that its last job was denied is denied here too.
 */
export function bucketsOf(
  jobs: readonly StoredJob[],
  accountId: string,
  region: string,
  now: number,
): BucketDocument[] {
  const covered = coverageOf(jobs, accountId, now);
  return [...covered.values()]
    .map((coverage) => describe(coverage, region, now))
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
  const wholeAccounts: { readonly job: StoredJob; readonly accountId: string }[] = [];
  const cover = (job: StoredJob, bucket: { readonly accountId: string; readonly name: string }): void => {
    const known = covered.get(bucket.name);
    const coverage = known ?? { ...bucket, isDefined: false, isMonitored: false, last: undefined };
    covered.set(bucket.name, coverage);
    addJob(coverage, job, now);
  };
  let criteriaJobs = 0;
  for (const job of jobs) {
    const summary = job.summary();
    if (summary.bucketCriteria) {
      criteriaJobs += 1;
      if (criteriaJobs > CRITERIA_JOBS) continue;
      for (const name of matchedBuckets(job, accountId, now)) cover(job, { accountId, name });
      continue;
    }
    for (const definition of definitionsOf({ s3JobDefinition: summary })) {
      if (definition.buckets) for (const name of definition.buckets) cover(job, { ...definition, name });
      else wholeAccounts.push({ job, accountId: definition.accountId });
    }
  }
  for (const spare of spareBuckets(covered.size, accountId)) {
    if (!covered.has(spare.name)) covered.set(spare.name, spare);
  }
  for (const { job, accountId } of wholeAccounts) {
    for (const coverage of covered.values()) if (coverage.accountId === accountId) addJob(coverage, job, now);
  }
  return covered;
}

function addJob(coverage: Coverage, job: StoredJob, now: number): void {
  // Macie leaves out jobs that were cancelled.
  if (job.jobStatus !== 'CANCELLED') {
    coverage.isDefined = true;
    coverage.isMonitored ||= job.jobType === 'SCHEDULED';
  }
  const at = lastRunOf(job, now);
  if (at !== undefined && at > (coverage.last?.at ?? 0)) coverage.last = { job, at };
}

/** When a job's last run began. A one-time job runs when it is created, so only recurring ones are looked up. */
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

/** One bucket that no job looks into for every four that one does. */
function spareBuckets(covered: number, accountId: string): Coverage[] {
  const owners = bucketOwners(accountId);
  return Array.from({ length: Math.ceil(covered / 4) }, (_, i) => ({
    accountId: owners[i % owners.length] ?? accountId,
    name: spareBucketFor(i),
    isDefined: false,
    isMonitored: false,
    last: undefined,
  }));
}

function describe(coverage: Coverage, region: string, now: number): BucketDocument {
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
  if (isDefined && last && wasDenied(last.job, name, now)) {
    return {
      ...basics,
      errorCode: 'ACCESS_DENIED',
      errorMessage: "Macie doesn't have permission to retrieve this information.",
    };
  }
  return { ...basics, errorCode: null, errorMessage: null, ...contentsOf(random), ...accessOf(random) };
}

function wasDenied(job: StoredJob, bucket: string, now: number): boolean {
  const document = job.document(now);
  if (document.lastRunErrorStatus?.code !== 'ERROR') return false;
  return eventsOf(document, '', now).some(
    ({ eventType, affectedResource }) =>
      eventType === 'BUCKET_ACCESS_DENIED' && affectedResource?.value === bucket,
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
    // 50 is what Macie gives a bucket that it has not looked into, -1 where it could not.
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
