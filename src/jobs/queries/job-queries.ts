import type { DescribeClassificationJobCommandOutput } from '@aws-sdk/client-macie2';
import { queryOptions } from '@tanstack/react-query';
import type { QueryClient, QueryFilters, QueryKey } from '@tanstack/react-query';
import { createLimiter } from '../../aws/request-scheduler.ts';
import { sourceKey } from '../../aws/source.ts';
import type { Source, SourceKey } from '../../aws/source.ts';
import type { ListCriteria } from '../criteria/link.ts';
import type { InventoryId, InventoryQuestion, ShownInventory } from '../sync/transfer.ts';
import { isFinal } from '../model/job.ts';

/** What DescribeClassificationJob said of a job, and when. */
export interface Described {
  readonly job: DescribeClassificationJobCommandOutput;
  /** Milliseconds since 1970. */
  readonly answeredAt: number;
}

/** Failures in a row. */
export interface Trouble {
  readonly failures: number;
  /** The latest of them. */
  readonly error: Error;
}

/** What the queries call. What is asked rejects with an AwsError, or with the signal's reason. */
export interface JobCalls {
  /**
   * Reads an inventory, or brings it up to date.
   *
   * @param publish told of what is known whenever that is more
   * @returns what is known in the end
   */
  readJobs(
    question: InventoryQuestion,
    publish: (inventory: ShownInventory) => void,
    signal: AbortSignal,
  ): Promise<ShownInventory>;
  /** Keeps an inventory that has been read in this browser for the next visit. */
  keepJobs(id: InventoryId): void;
  /** Lets go of an inventory that nobody shows. */
  forgetJobs(id: InventoryId): void;
  describeJob(
    source: Source,
    jobId: string,
    signal: AbortSignal,
  ): Promise<DescribeClassificationJobCommandOutput>;
  /** The sources whose next row holds up the list: their background reading goes before the others'. */
  setNeeded(sources: readonly SourceKey[]): void;
}

/** What a query says about itself. */
interface QueryMeta extends Record<string, unknown> {
  /** The inventory that it shows. */
  readonly inventory?: InventoryId;
  /** What it is read for. */
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
 * @param keeps whether the reader wants inventories kept in this browser for the next visit
 */
export function createJobQueries(calls: JobCalls, queryClient: QueryClient, keeps: () => boolean) {
  /** By query: the failures since its last success. */
  const troubles = new Map<string, Trouble>();
  // Columns that Describe fills ask for every row on screen at once.
  const describes = createLimiter({ total: 4, perKey: 4 });
  queryClient.getQueryCache().subscribe(({ type, query: { meta } }) => {
    if (type === 'removed' && meta?.inventory) calls.forgetJobs(meta.inventory);
  });
  return {
    setNeeded: (sources: readonly SourceKey[]) => {
      calls.setNeeded(sources);
    },

    /**
     * Every job of a source that matches the criteria: published while it is being read, then kept up
     * to date by each refetch. The key holds relative times as they are; a read resolves them once.
     *
     * @param purpose what is read for counts only can wait for the rows
     */
    list: (
      source: Source,
      { key: words, terms, sort }: ListCriteria,
      purpose: 'rows' | 'counts' = 'rows',
    ) => {
      const criteria = { terms, sort };
      const id = { source, words };
      const queryKey = ['jobs', 'list', sourceKey(source), words] as const;
      // oxlint-disable-next-line @tanstack/query/exhaustive-deps -- The purpose says when to read, not what.
      return queryOptions<ShownInventory>({
        queryKey,
        meta: { inventory: id, purpose },
        queryFn: async ({ signal }) => {
          try {
            const inventory = await calls.readJobs(
              { ...id, criteria, purpose, fromKept: keeps() },
              (known) => queryClient.setQueryData(queryKey, known),
              signal,
            );
            troubles.delete(textOf(queryKey));
            // The reader may have switched it off since the read began, in another tab too.
            if (keeps()) calls.keepJobs(id);
            return inventory;
          } catch (error) {
            if (!signal.aborted && error instanceof Error) {
              const failures = (troubles.get(textOf(queryKey))?.failures ?? 0) + 1;
              troubles.set(textOf(queryKey), { failures, error });
            }
            throw error;
          }
        },
        structuralSharing: false,
        gcTime: 15 * 60_000,
        // A read that was broken off by leaving the page goes on when the page is back; one that the
        // reader stopped does not go on because they looked away.
        refetchOnMount: ({ state }) => (state.data?.complete ? true : 'always'),
        refetchOnWindowFocus: ({ state }) => state.data?.complete ?? true,
      });
    },

    /** What has gone wrong with a list since it was last read well; undefined while all is well. */
    troubleOf: (queryKey: QueryKey): Trouble | undefined => troubles.get(textOf(queryKey)),

    /**
     * Everything that Macie tells of one job. What is final is asked once.
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
            () => calls.describeJob(source, jobId, signal),
            signal,
          ),
          answeredAt: Date.now(),
        }),
        staleTime: ({ state: { data } }) => {
          if (isFinal(data?.job.jobStatus)) return Infinity;
          return isFinal(status) ? 0 : 30_000;
        },
      }),

    /** The jobs on the page of which more than the list tells is shown, and may have changed. */
    unfinished: (source: Source): QueryFilters => ({
      queryKey: ['jobs', 'detail', sourceKey(source)],
      type: 'active',
      predicate: ({ queryKey }) => !isFinal(queryClient.getQueryData<Described>(queryKey)?.job.jobStatus),
    }),
  };
}

/** A list's key as a text: all its parts are texts, and hundreds of them are asked for each time a list is drawn. */
function textOf(queryKey: QueryKey): string {
  return queryKey.join(' ');
}
