import { queryOptions } from '@tanstack/react-query';
import type { QueryClient, QueryFilters, QueryKey } from '@tanstack/react-query';
import type { DescribedJob } from '../../aws/macie-client.ts';
import { createLimiter } from '../../aws/request-scheduler.ts';
import type { Urgency } from '../../aws/request-scheduler.ts';
import { AwsError } from '../../aws/errors.ts';
import { parseSourceKey, sourceKey } from '../../aws/source.ts';
import type { Source, SourceKey } from '../../aws/source.ts';
import type { ListCriteria } from '../criteria/link.ts';
import type { InventoryId, InventoryQuestion, ShownInventory } from '../sync/transfer.ts';
import type { JobDetails } from '../model/details.ts';
import { isFinal } from '../model/job.ts';
import type { Job } from '../model/job.ts';

/** DescribeClassificationJob's answer, and since when the number of objects left has not moved, as in `JobDetails`. */
export type JobAnswer = DescribedJob & Pick<JobDetails, 'leftSince'>;

/** An answer about a job, and when it came. */
export interface Described {
  readonly job: JobAnswer;
  /** Milliseconds since 1970. */
  readonly answeredAt: number;
}

/** Failures in a row. */
export interface Trouble {
  readonly failures: number;
  /** The latest of them. */
  readonly error: Error;
  /** When that was, in milliseconds since 1970. */
  readonly at: number;
}

/** What the queries call. Calls reject with an AwsError, or with the signal's reason. */
export interface JobCalls {
  /**
   * Reads an inventory, or brings it up to date.
   *
   * @param publish called whenever more is known
   * @returns the inventory at the end
   */
  readJobs(
    question: InventoryQuestion,
    publish: (inventory: ShownInventory) => void,
    signal: AbortSignal,
  ): Promise<ShownInventory>;
  /** Caches an inventory in this browser for the next visit, once it has been read. */
  cacheJobs(id: InventoryId): void;
  /** Releases an inventory that is no longer shown. */
  releaseJobs(id: InventoryId): void;
  describeJob(
    question: {
      readonly source: Source;
      readonly jobId: string;
      readonly priority?: Urgency;
      /** Whether what is known of the job is cached in this browser. */
      readonly fromCache: boolean;
    },
    signal: AbortSignal,
  ): Promise<JobAnswer>;
  /** The sources whose next row holds up the list. Their background calls go first. */
  setNeeded(sources: readonly SourceKey[]): void;
}

/** What each query carries. */
interface QueryMeta extends Record<string, unknown> {
  /** The inventory that it shows. */
  readonly inventory?: InventoryId;
  /** Whether rows or only counts are needed. */
  readonly purpose?: InventoryQuestion['purpose'];
}

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: QueryMeta;
  }
}

/** The keys and options of everything that is read from Macie. */
export type JobQueries = ReturnType<typeof createJobQueries>;

/**
 * The queries over Macie, for pages, prefetching and invalidation alike.
 *
 * @param caches whether the reader wants inventories cached in this browser for the next visit
 */
export function createJobQueries(calls: JobCalls, queryClient: QueryClient, caches: () => boolean) {
  /** By query: the failures since its last success. */
  const troubles = new Map<string, Trouble>();
  // Columns that need Describe ask for every row on screen at once.
  const describes = createLimiter({ total: 4, perKey: 4 });
  queryClient.getQueryCache().subscribe(({ type, query: { meta } }) => {
    if (type === 'removed' && meta?.inventory) calls.releaseJobs(meta.inventory);
  });
  return {
    setNeeded: (sources: readonly SourceKey[]) => {
      calls.setNeeded(sources);
    },

    /**
     * Every job of a source that matches the criteria: published while it is read, then updated by each refetch.
     * The key holds relative times as they are; a read resolves them once.
     *
     * @param purpose inventories that are only counted wait for those whose rows are shown
     */
    list: (
      source: Source,
      { key: criteriaKey, terms, sort }: ListCriteria,
      purpose: 'rows' | 'counts' = 'rows',
    ) => {
      const criteria = { terms, sort };
      const id = { source, criteriaKey };
      const queryKey = ['jobs', 'list', sourceKey(source), criteriaKey] as const;
      // oxlint-disable-next-line @tanstack/query/exhaustive-deps -- The purpose says when to read, not what.
      return queryOptions<ShownInventory>({
        queryKey,
        meta: { inventory: id, purpose },
        queryFn: async ({ signal }) => {
          try {
            const inventory = await calls.readJobs(
              { ...id, criteria, purpose, fromCache: caches() },
              (known) => queryClient.setQueryData(queryKey, known),
              signal,
            );
            troubles.delete(textOf(queryKey));
            // The reader may have turned caching off since, also in another tab.
            if (caches()) calls.cacheJobs(id);
            return inventory;
          } catch (error) {
            if (!signal.aborted && error instanceof Error) {
              const failures = (troubles.get(textOf(queryKey))?.failures ?? 0) + 1;
              troubles.set(textOf(queryKey), { failures, error, at: Date.now() });
            }
            throw error;
          }
        },
        structuralSharing: false,
        gcTime: 15 * 60_000,
        // A read that stopped because the page was left goes on when the page is back. One that the reader stopped
        // does not go on because the window got the focus.
        refetchOnMount: ({ state }) => (state.data?.complete ? true : 'always'),
        refetchOnWindowFocus: ({ state }) => state.data?.complete ?? true,
      });
    },

    /** The failures of a list since it was last read without one; undefined where there are none. */
    troubleOf: (queryKey: QueryKey): Trouble | undefined => troubles.get(textOf(queryKey)),

    /**
     * Everything that Macie says about one job. A final job is asked about once.
     *
     * @param status as the list has it, which may be newer than what the job's answer said
     */
    detail: (source: Source, jobId: string, status?: string) =>
      queryOptions<Described>({
        queryKey: ['jobs', 'detail', sourceKey(source), jobId],
        queryFn: async ({ signal }) => ({
          job: await describes.run(
            'describe',
            'interactive',
            () => calls.describeJob({ source, jobId, fromCache: caches() }, signal),
            signal,
          ),
          answeredAt: Date.now(),
        }),
        staleTime: ({ state: { data } }) => {
          if (isFinal(data?.job.jobStatus)) return Infinity;
          return isFinal(status) ? 0 : 30_000;
        },
      }),

    /**
     * Asks about jobs that are not asked about by themselves, such as final ones. The answers arrive with the inventories
     * that hold the jobs. Jobs that Macie doesn't know are passed over.
     *
     * @param progressed called with the number of jobs that are done
     * @throws AwsError at the first failure, or the signal's reason
     */
    readDetails: async (
      jobs: readonly Pick<Job, 'source' | 'jobId'>[],
      progressed: (done: number) => void,
      signal: AbortSignal,
    ): Promise<void> => {
      let done = 0;
      const stop = new AbortController();
      const either = AbortSignal.any([signal, stop.signal]);
      const read = async ({ source, jobId }: Pick<Job, 'source' | 'jobId'>) => {
        try {
          const question = {
            source: parseSourceKey(source),
            jobId,
            priority: 'background',
            fromCache: caches(),
          } as const;
          await describes.run('details', 'background', () => calls.describeJob(question, either), either);
        } catch (error) {
          if (!(error instanceof AwsError && error.kind === 'not-found')) throw error;
        }
        progressed((done += 1));
      };
      try {
        await Promise.all(jobs.map(read));
      } finally {
        stop.abort();
      }
    },

    /** The details on screen that may have changed. */
    unfinished: (source: Source): QueryFilters => ({
      queryKey: ['jobs', 'detail', sourceKey(source)],
      type: 'active',
      predicate: ({ queryKey }) => !isFinal(queryClient.getQueryData<Described>(queryKey)?.job.jobStatus),
    }),
  };
}

/** A list's key as a string. All its parts are strings, and hundreds of keys are looked up at each render. */
function textOf(queryKey: QueryKey): string {
  return queryKey.join(' ');
}
