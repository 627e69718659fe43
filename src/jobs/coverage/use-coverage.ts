import { useQueries } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { BucketFacts } from '../../aws/insights-client.ts';
import { sourceKey } from '../../aws/source.ts';
import type { Source, SourceKey } from '../../aws/source.ts';
import type { CoverageView } from '../criteria/coverage-link.ts';
import { DEFAULT_VIEW } from '../criteria/criteria.ts';
import { listCriteria } from '../criteria/link.ts';
import { coverageOf } from '../model/coverage.ts';
import type { Coverage } from '../model/coverage.ts';
import { chosenSources } from '../model/sources.ts';
import { useMonitor } from '../queries/monitor.ts';
import type { ShownInventory } from '../sync/transfer.ts';

/** The coverage as it is known at this moment. */
export interface KnownCoverage extends Coverage {
  readonly sources: number;
  /** Sources whose jobs have been read to the end. */
  readonly jobsRead: number;
  /** Sources whose bucket inventory has been read. */
  readonly inventoriesRead: number;
  /** Why jobs or inventories of a source aren't known. */
  readonly errors: readonly { readonly source: Source; readonly error: Error }[];
}

/** How jobs cover the buckets of the chosen sources: all their jobs, and their inventories where these are on. */
export function useCoverage({
  accounts,
  regions,
}: Pick<CoverageView, 'accounts' | 'regions'>): KnownCoverage {
  const { sources, queries, insights } = useMonitor();
  const chosen = useMemo(() => chosenSources(sources, { accounts, regions }), [sources, accounts, regions]);
  const jobs = useQueries({
    queries: useMemo(() => chosen.map((source) => queries.list(source, ALL_JOBS)), [chosen, queries]),
    combine: useCallback(
      (results: readonly UseQueryResult<ShownInventory>[]) => bySource(results, chosen),
      [chosen],
    ),
  });
  const buckets = useQueries({
    queries: useMemo(() => chosen.map((source) => insights.buckets(source)), [chosen, insights]),
    combine: useCallback(
      (results: readonly UseQueryResult<readonly BucketFacts[]>[]) => bySource(results, chosen),
      [chosen],
    ),
  });
  return useMemo(() => {
    const read = [...jobs.values()].flatMap(({ data }) => data ?? []);
    const inventories = new Map(
      Array.from(buckets).flatMap(([key, { data }]) => (data ? [[key, data] as const] : [])),
    );
    return {
      ...coverageOf(
        read.flatMap(({ head, beyond }) => [...head, ...beyond]),
        inventories,
      ),
      sources: chosen.length,
      jobsRead: read.filter(({ complete }) => complete).length,
      inventoriesRead: inventories.size,
      errors: chosen.flatMap((source) => {
        const key = sourceKey(source);
        const error = jobs.get(key)?.error ?? buckets.get(key)?.error;
        return error ? [{ source, error }] : [];
      }),
    };
  }, [chosen, jobs, buckets]);
}

const ALL_JOBS = listCriteria(DEFAULT_VIEW);

interface Known<T> {
  readonly data: T | undefined;
  readonly error: Error | null;
}

/** As a map: React Query would compare what is in an array with the last one, each with each. */
function bySource<T>(
  results: readonly Known<T>[],
  sources: readonly Source[],
): ReadonlyMap<SourceKey, Known<T>> {
  return new Map(
    results.flatMap(({ data, error }, index) => {
      const source = sources[index];
      return source ? [[sourceKey(source), { data, error }] as const] : [];
    }),
  );
}
