import {
  BatchGetCustomDataIdentifiersCommand,
  DescribeBucketsCommand,
  GetAllowListCommand,
  GetFindingStatisticsCommand,
  GetMacieSessionCommand,
  GetUsageStatisticsCommand,
} from '@aws-sdk/client-macie2';
import type { BucketMetadata, GroupBy, UsageRecord } from '@aws-sdk/client-macie2';
import { AwsError } from './errors.ts';
import type { MacieCall } from './macie-client.ts';
import type { Source } from './source.ts';

/** Which findings to count, and by what. */
export interface FindingsQuestion {
  readonly source: Source;
  readonly groupBy: GroupBy;
  /** Only this job's. */
  readonly jobId?: string | undefined;
  /** Only those of high severity. */
  readonly high?: boolean | undefined;
}

/** Numbers of findings by group, the largest first. */
export interface FindingCounts {
  readonly counts: ReadonlyMap<string, number>;
  /** Whether these are all groups. If not, a group that is missing may still have findings. */
  readonly whole: boolean;
}

/** A custom data identifier. */
export interface IdentifierName {
  readonly id: string;
  readonly name: string | undefined;
  /** Jobs that were made with a deleted one go on using it (AWS). */
  readonly deleted: boolean;
}

/** An allow list. */
export interface AllowListName {
  readonly name: string | undefined;
  /** A status code such as `OK` or `S3_OBJECT_NOT_FOUND`. */
  readonly status: string | undefined;
}

/** A bucket of Macie's inventory. Undefined means that Macie did not say. */
export interface BucketFacts {
  readonly name: string;
  readonly accountId: string | undefined;
  readonly classifiableObjects: number | undefined;
  readonly classifiableBytes: number | undefined;
  /** Whether a recurring job scans it. */
  readonly isMonitored: boolean | undefined;
  /** The job that scanned it last, and when in milliseconds since 1970; both undefined where none has. */
  readonly lastJobId: string | undefined;
  readonly lastRun: number | undefined;
  /** Whether Macie is denied access to it. */
  readonly isDenied: boolean;
  readonly isPublic: boolean | undefined;
  /** What automated discovery gives it: 0 to 100, or -1 where it could not be analysed. */
  readonly score: number | undefined;
}

/** What Macie knows beyond the jobs. Each rejects with an AwsError, or with the signal's reason. */
export interface Insights {
  countFindings(question: FindingsQuestion, signal: AbortSignal): Promise<FindingCounts>;
  /** This month's usage of every account that this one can see. */
  readUsage(source: Source, signal: AbortSignal): Promise<readonly UsageRecord[]>;
  /** All buckets of a source's inventory, a page of 200 at a time. */
  readBuckets(source: Source, signal: AbortSignal): Promise<readonly BucketFacts[]>;
  /** Whether Macie is suspended. */
  isSuspended(source: Source, signal: AbortSignal): Promise<boolean>;
  /** The custom data identifiers with these ids; those that Macie doesn't know are left out. */
  nameIdentifiers(
    question: { readonly source: Source; readonly ids: readonly string[] },
    signal: AbortSignal,
  ): Promise<readonly IdentifierName[]>;
  /** An allow list; undefined where there is none with this id. */
  readAllowList(
    question: { readonly source: Source; readonly id: string },
    signal: AbortSignal,
  ): Promise<AllowListName | undefined>;
}

/** Groups to ask for in one answer. Assumed (?): Macie takes so many, or gives fewer. */
const MOST_GROUPS = 1000;

/** Assumed (?): if Macie gives fewer groups than it has, their number is a multiple of this. */
const LIKELY_CUT = 50;

/** Accounts on a page of usage, and buckets on a page of the inventory. */
const MOST_RECORDS = 200;

/** What Macie knows beyond the jobs, read in turn with everything else. */
export function createInsights(call: MacieCall): Insights {
  return {
    countFindings: async ({ source, groupBy, jobId, high }, signal) => {
      const priority = jobId === undefined ? 'background' : 'interactive';
      const { countsByGroup = [] } = await call(
        'GetFindingStatistics',
        source,
        { signal, priority },
        (client, handling) =>
          client.send(
            new GetFindingStatisticsCommand({
              groupBy,
              size: MOST_GROUPS,
              sortCriteria: { attributeName: 'count', orderBy: 'DESC' },
              findingCriteria: {
                criterion: {
                  ...(jobId !== undefined && { 'classificationDetails.jobId': { eq: [jobId] } }),
                  ...(high && { 'severity.description': { eq: ['High'] } }),
                },
              },
            }),
            handling,
          ),
      );
      const readable = countsByGroup.flatMap(({ groupKey, count }) =>
        groupKey !== undefined && count !== undefined ? [[groupKey, count] as const] : [],
      );
      return {
        counts: new Map(readable),
        whole:
          readable.length === countsByGroup.length &&
          (readable.length === 0 || readable.length % LIKELY_CUT !== 0),
      };
    },
    readUsage: async (source, signal) => {
      const all: UsageRecord[] = [];
      let nextToken: string | undefined;
      do {
        const token = nextToken;
        // Each page has the token of the next one.
        // oxlint-disable-next-line no-await-in-loop
        const page = await call(
          'GetUsageStatistics',
          source,
          { signal, priority: 'background' },
          (client, handling) =>
            client.send(
              new GetUsageStatisticsCommand({
                maxResults: MOST_RECORDS,
                timeRange: 'MONTH_TO_DATE',
                nextToken: token,
              }),
              handling,
            ),
        );
        all.push(...(page.records ?? []));
        nextToken = page.nextToken;
      } while (nextToken);
      return all;
    },
    readBuckets: async (source, signal) => {
      const all: BucketFacts[] = [];
      let nextToken: string | undefined;
      do {
        const token = nextToken;
        // Each page has the token of the next one.
        // oxlint-disable-next-line no-await-in-loop
        const page = await call(
          'DescribeBuckets',
          source,
          { signal, priority: 'background' },
          (client, handling) =>
            client.send(new DescribeBucketsCommand({ maxResults: MOST_RECORDS, nextToken: token }), handling),
        );
        all.push(...(page.buckets ?? []).flatMap(toFacts));
        nextToken = page.nextToken;
      } while (nextToken);
      return all;
    },
    isSuspended: async (source, signal) => {
      const { status } = await call(
        'GetMacieSession',
        source,
        { signal, priority: 'background' },
        (client, handling) => client.send(new GetMacieSessionCommand({}), handling),
      );
      return status === 'PAUSED';
    },
    nameIdentifiers: async ({ source, ids }, signal) => {
      const { customDataIdentifiers = [] } = await call(
        'BatchGetCustomDataIdentifiers',
        source,
        { signal },
        (client, handling) =>
          client.send(new BatchGetCustomDataIdentifiersCommand({ ids: [...ids] }), handling),
      );
      return customDataIdentifiers.flatMap(({ id, name, deleted = false }) =>
        id === undefined ? [] : [{ id, name, deleted }],
      );
    },
    readAllowList: async ({ source, id }, signal) => {
      try {
        const { name, status } = await call('GetAllowList', source, { signal }, (client, handling) =>
          client.send(new GetAllowListCommand({ id }), handling),
        );
        return { name, status: status?.code };
      } catch (error) {
        if (error instanceof AwsError && error.kind === 'not-found') return undefined;
        throw error;
      }
    },
  };
}

/** A bucket without a name can't be shown, linked or counted once. */
function toFacts(bucket: BucketMetadata): readonly BucketFacts[] {
  const { bucketName, jobDetails, publicAccess } = bucket;
  if (bucketName === undefined) return [];
  return [
    {
      name: bucketName,
      accountId: bucket.accountId,
      classifiableObjects: bucket.classifiableObjectCount,
      classifiableBytes: bucket.classifiableSizeInBytes,
      isMonitored: truth(jobDetails?.isMonitoredByJob),
      lastJobId: jobDetails?.lastJobId,
      lastRun: jobDetails?.lastJobRunTime?.getTime(),
      isDenied: bucket.errorCode === 'ACCESS_DENIED',
      isPublic: truth(publicAccess?.effectivePermission, 'PUBLIC', 'NOT_PUBLIC'),
      score: bucket.sensitivityScore,
    },
  ];
}

/** Undefined for any other word, such as UNKNOWN. */
function truth(word: string | undefined, yes = 'TRUE', no = 'FALSE'): boolean | undefined {
  return word === yes ? true : word === no ? false : undefined;
}
