import type { DescribeClassificationJobCommandOutput } from '@aws-sdk/client-macie2';
import { hashKey, queryOptions } from '@tanstack/react-query';
import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { createLimiter } from '../aws/limiter.ts';
import type { Macie } from '../aws/macie.ts';
import { sourceKey } from '../aws/source.ts';
import type { Source, SourceKey } from '../aws/source.ts';
import { formatView } from './criteria-link.ts';
import { toListRequest } from './criteria-request.ts';
import { DEFAULT_VIEW } from './criteria.ts';
import type { Criteria } from './criteria.ts';
import { FIRST_PAGE, readInventory } from './inventory.ts';
import type { Inventory } from './inventory.ts';
import { isFinal } from './job.ts';
import type { ReadingGate } from './reading-gate.ts';
import type { KeptInventories } from './kept.ts';

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

/** First jobs in all that are worth waiting for, and the fewest of a source. */
const FIRST_JOBS = 600;
const FEWEST_FIRST = 10;

/** The keys and options of everything that is read from Macie. */
export type JobQueries = ReturnType<typeof createJobQueries>;

/** The queries over Macie, for pages, prefetching and invalidation alike. */
export function createJobQueries(
  macie: Macie,
  queryClient: QueryClient,
  gate: ReadingGate,
  /** Where to keep inventories for the next visit; undefined while the reader wants none kept. */
  kept: () => KeptInventories | undefined,
  /** How many sources there are: the more, the fewer first jobs each has to give. */
  sources = 1,
) {
  const firstPage = Math.min(FIRST_PAGE, Math.max(FEWEST_FIRST, Math.ceil(FIRST_JOBS / sources)));
  /** By query: the failures since its last success. */
  const troubles = new Map<string, Trouble>();
  // Columns that Describe fills ask for every row on screen at once.
  const describes = createLimiter({ total: 4, perKey: 4 });
  return {
    /** The sources whose next row holds up the list: their background reading goes before the others'. */
    setNeeded: (sources: readonly SourceKey[]) => {
      macie.setNeeded(sources);
    },

    /** To be called when a list shows its first rows, or what stands in their place: the rest may be read now. */
    rowsShown: () => {
      gate.rowsShown();
    },

    /**
     * Every job of a source that matches the criteria: published while it is being read, then kept up
     * to date by each refetch. The key holds relative times as they are; a read resolves them once.
     *
     * @param purpose what is read for counts only can wait for the rows
     */
    list: (source: Source, { terms, sort }: Criteria, purpose: 'rows' | 'counts' = 'rows') => {
      const key = sourceKey(source);
      const words = formatView({ ...DEFAULT_VIEW, terms, sort });
      const queryKey = ['jobs', 'list', key, words] as const;
      const publish = (inventory: Inventory) => {
        queryClient.setQueryData(queryKey, inventory);
      };
      const read = async (signal: AbortSignal) => {
        let previous = queryClient.getQueryData<Inventory>(queryKey);
        if (!previous) {
          previous = await kept()?.load(key, words, publish);
          signal.throwIfAborted();
          if (previous) publish(previous);
        }
        return readInventory({
          source: key,
          resolve: (now) => toListRequest({ terms, sort }, new Date(now)),
          list: (input, options) => macie.listJobs(source, input, options),
          describe: (jobId, options) => macie.describeJob(source, jobId, options),
          previous,
          publish,
          signal,
          gate,
          firstPage,
          firstPriority: purpose === 'rows' ? 'interactive' : 'background',
        });
      };
      // oxlint-disable-next-line @tanstack/query/exhaustive-deps -- The gate says when to read, not what.
      return queryOptions<Inventory>({
        queryKey,
        queryFn: async ({ signal }) => {
          try {
            const inventory = await read(signal);
            troubles.delete(hashKey(queryKey));
            void kept()?.save(words, inventory);
            return inventory;
          } catch (error) {
            if (!signal.aborted && error instanceof Error) {
              const failures = (troubles.get(hashKey(queryKey))?.failures ?? 0) + 1;
              troubles.set(hashKey(queryKey), { failures, error });
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
    troubleOf: (queryKey: QueryKey): Trouble | undefined => troubles.get(hashKey(queryKey)),

    /** Everything that Macie tells of one job. What is final is asked once. */
    detail: (source: Source, jobId: string, status?: string) =>
      queryOptions<Described>({
        queryKey: ['jobs', 'detail', sourceKey(source), jobId],
        queryFn: async ({ signal }) => ({
          job: await describes.run(
            'describe',
            'interactive',
            () => macie.describeJob(source, jobId, { signal }),
            signal,
          ),
          answeredAt: Date.now(),
        }),
        staleTime: isFinal(status) ? Infinity : 30_000,
      }),
  };
}
