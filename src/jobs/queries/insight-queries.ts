import { queryOptions } from '@tanstack/react-query';
import { AwsError } from '../../aws/errors.ts';
import type { Insights } from '../../aws/insights-client.ts';
import type { Insight } from '../../aws/operations.ts';
import { sourceKey } from '../../aws/source.ts';
import type { Source } from '../../aws/source.ts';
import type { SourceFindings } from '../model/findings.ts';

/** What the queries call. */
export type InsightCalls = Insights;

/** The keys and options of everything that is read beyond the jobs. */
export type InsightQueries = ReturnType<typeof createInsightQueries>;

/** What is known counts as true for so long. */
const FRESH_MS = 5 * 60_000;

/**
 * The queries over what Macie knows beyond the jobs. None calls Macie more often than every five minutes, and none whose
 * insight is off calls it at all.
 */
export function createInsightQueries(calls: InsightCalls, on: readonly Insight[]) {
  const has = (insight: Insight): boolean => on.includes(insight);
  return {
    /** Whether the configuration switches it on. */
    has,

    /** The findings of all jobs of a source, two calls: in all, and of high severity. */
    findings: (source: Source) =>
      queryOptions<SourceFindings>({
        ...SPARING,
        queryKey: ['insights', 'findings', sourceKey(source)],
        enabled: has('findings'),
        queryFn: async ({ signal }) => {
          const question = { source, groupBy: 'classificationDetails.jobId' } as const;
          const [total, high] = await Promise.all([
            calls.countFindings(question, signal),
            calls.countFindings({ ...question, high: true }, signal),
          ]);
          return { total, high };
        },
        // A role that lacks the action lacks it in five minutes too.
        refetchInterval: ({ state: { error } }) =>
          error instanceof AwsError && error.kind.startsWith('denied') ? false : FRESH_MS,
      }),

    /** The findings of one job by type, severity and bucket, a call each. */
    jobFindings: (source: Source, jobId: string) =>
      queryOptions({
        ...SPARING,
        queryKey: ['insights', 'job-findings', sourceKey(source), jobId],
        enabled: has('findings'),
        queryFn: async ({ signal }) => {
          const [types, severities, buckets] = await Promise.all(
            (['type', 'severity.description', 'resourcesAffected.s3Bucket.name'] as const).map((groupBy) =>
              calls.countFindings({ source, groupBy, jobId }, signal),
            ),
          );
          return { types, severities, buckets };
        },
      }),

    /** This month's usage of the accounts that a source can see, and their quotas. */
    usage: (source: Source) =>
      queryOptions({
        ...SPARING,
        queryKey: ['insights', 'usage', sourceKey(source)],
        enabled: has('usage'),
        queryFn: ({ signal }) => calls.readUsage(source, signal),
      }),

    /** The buckets of a source's inventory. */
    buckets: (source: Source) =>
      queryOptions({
        ...SPARING,
        queryKey: ['insights', 'buckets', sourceKey(source)],
        enabled: has('buckets'),
        queryFn: ({ signal }) => calls.readBuckets(source, signal),
        // There may be 10,000, each compared with each.
        structuralSharing: false,
      }),

    /** Whether Macie is suspended in a source. */
    suspended: (source: Source) =>
      queryOptions({
        ...SPARING,
        queryKey: ['insights', 'suspended', sourceKey(source)],
        enabled: has('usage'),
        queryFn: ({ signal }) => calls.isSuspended(source, signal),
      }),

    /** Custom data identifiers by their ids. */
    identifiers: (source: Source, ids: readonly string[]) =>
      queryOptions({
        ...SPARING,
        queryKey: ['insights', 'identifiers', sourceKey(source), ids],
        enabled: has('names') && ids.length > 0,
        queryFn: ({ signal }) => calls.nameIdentifiers({ source, ids }, signal),
      }),

    /** An allow list by its id; null where there is none. */
    allowList: (source: Source, id: string) =>
      queryOptions({
        ...SPARING,
        queryKey: ['insights', 'allow-list', sourceKey(source), id],
        enabled: has('names'),
        queryFn: async ({ signal }) => (await calls.readAllowList({ source, id }, signal)) ?? null,
      }),
  };
}

/** No call before what is known is old, and none for the focus or the network alone: failures have nothing to be old. */
const SPARING = {
  staleTime: FRESH_MS,
  gcTime: FRESH_MS,
  retryOnMount: false,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
} as const;
