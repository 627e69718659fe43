import { hashKey, useQueries, useQueryClient } from '@tanstack/react-query';
import type { Query, UseQueryResult } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { AwsError } from '../../aws/errors.ts';
import { sourceKey } from '../../aws/source.ts';
import type { Source, SourceKey } from '../../aws/source.ts';
import { withoutStatusTerms } from '../criteria/criteria.ts';
import type { View } from '../criteria/criteria.ts';
import { listCriteria } from '../criteria/link.ts';
import type { ListCriteria } from '../criteria/link.ts';
import type { ShownInventory } from '../sync/transfer.ts';
import type { Trouble } from '../queries/job-queries.ts';
import { useMonitor } from '../queries/monitor.ts';
import { usePreferences } from '../model/preferences.ts';
import { createFreshStart } from '../../lib/fresh-start.ts';
import { useAtPresent } from '../../components/time.tsx';
import { useHidden } from '../../lib/use-hidden.ts';
import type { Job } from '../model/job.ts';
import { useSourceFindings } from '../insights/use-source-findings.ts';
import { chosenSources } from '../model/sources.ts';
import { assembleList, createMerge } from './assemble-list.ts';
import type { SourceRead } from './assemble-list.ts';
import type { JobList } from './job-list.ts';
import { isNotified } from '../model/notify-permission.ts';
import { refreshInterval } from './toolbar/refresh-interval.ts';
import { useUnresponsive } from './sources/use-unresponsive.ts';

/** The list for a view, read and kept fresh, and the callback for which jobs are on screen. */
export function useJobList(view: View): {
  list: JobList;
  onShown: (jobs: readonly Job[]) => void;
} {
  const { sources, queries } = useMonitor();
  const client = useQueryClient();
  const chosen = useMemo(() => chosenSources(sources, view), [sources, view]);
  const { terms, sort } = view;
  const criteria = useMemo(() => listCriteria({ terms, sort }), [terms, sort]);
  const base = useMemo(() => {
    const without = withoutStatusTerms(criteria);
    return without === criteria ? criteria : listCriteria(without);
  }, [criteria]);
  const [running, setRunning] = useState<ReadonlySet<SourceKey>>(new Set());

  const reads = useReads(chosen, criteria, running, 'rows');
  const otherReads = useReads(base === criteria ? NO_SOURCES : chosen, base, running, 'counts');

  const { columns } = usePreferences();
  const findings = useSourceFindings(
    chosen,
    sort.field === 'findings' || (columns ?? ['findings']).includes('findings'),
  );

  const keys = useMemo(
    () => (only: readonly Source[]) =>
      only.flatMap((source) =>
        [...new Set([criteria, base])].map((each) => queries.list(source, each).queryKey),
      ),
    [criteria, base, queries],
  );
  const [beginsAgain] = useState(createFreshStart);
  const refresh = useCallback(
    (only: readonly Source[] = chosen) => {
      const options = { cancelRefetch: beginsAgain() };
      for (const queryKey of keys(only)) void client.refetchQueries({ queryKey, exact: true }, options);
      for (const source of only) void client.refetchQueries(queries.unfinished(source), options);
    },
    [chosen, keys, client, queries, beginsAgain],
  );
  const stop = useCallback(() => {
    for (const queryKey of keys(chosen)) void client.cancelQueries({ queryKey, exact: true });
  }, [chosen, keys, client]);

  const minute = useAtPresent((_, now) => now - (now % 60_000));
  const [merge] = useState(createMerge);
  const { needed, list } = useMemo(() => {
    const assembled = assembleList(
      reads,
      base === criteria ? reads : otherReads,
      view,
      merge,
      minute,
      findings,
    );
    return { needed: assembled.needed, list: { ...assembled.list, refresh, stop } };
  }, [reads, otherReads, base, criteria, view, minute, merge, findings, refresh, stop]);

  // Sources that hold up the next row are read first.
  useEffect(() => {
    queries.setNeeded(needed);
  }, [queries, needed]);

  const onShown = useCallback((onScreen: readonly Job[]) => {
    const next = new Set(
      onScreen.filter(({ jobStatus }) => jobStatus === 'RUNNING').map(({ source }) => source),
    );
    setRunning((before) =>
      before.size === next.size && [...next].every((source) => before.has(source)) ? before : next,
    );
  }, []);
  return { list, onShown };
}

const NO_SOURCES: readonly Source[] = [];

/** Differs between readers, so that those who opened the page together don't refresh together. */
const JITTER = Math.random();

/** What is known of each source for some criteria; the same array for as long as nothing has changed. */
function useReads(
  sources: readonly Source[],
  criteria: ListCriteria,
  running: ReadonlySet<SourceKey>,
  purpose: 'rows' | 'counts',
): readonly SourceRead[] {
  const { queries } = useMonitor();
  const preferences = usePreferences();
  const { refresh: preference } = preferences;
  const notified = isNotified(preferences);
  const hidden = useHidden();
  const options = useMemo(
    () =>
      sources.map((source) => {
        const query = queries.list(source, criteria, purpose);
        const intervalAfter = (trouble: Trouble | undefined) => {
          const failure = trouble?.error instanceof AwsError ? trouble.error : undefined;
          return refreshInterval({
            preference,
            running: running.has(sourceKey(source)),
            sources: sources.length,
            failures: trouble?.failures ?? 0,
            throttled: failure?.kind === 'throttled',
            passing: failure?.mayPass ?? false,
            hidden,
            jitter: JITTER,
          });
        };
        return {
          ...query,
          refetchIntervalInBackground: notified,
          refetchInterval: ({ state: { data, error } }: Query<ShownInventory>) => {
            // What the reader stopped stays stopped.
            if (data && !data.complete && !error) return false;
            return intervalAfter(queries.troubleOf(query.queryKey));
          },
          retryAfter: (trouble: Trouble) => {
            const interval = intervalAfter(trouble);
            return interval === false ? undefined : trouble.at + interval;
          },
        };
      }),
    [queries, sources, criteria, purpose, preference, notified, hidden, running],
  );
  const combine = useCallback(
    (results: readonly UseQueryResult<ShownInventory>[]): Found =>
      // As a map: React Query would compare the jobs of an array with those of the last one, each with each.
      new Map(
        options.map(({ queryKey, retryAfter }, index) => {
          const { data, error, fetchStatus } = results[index] ?? NOTHING_FOUND;
          const trouble = queries.troubleOf(queryKey);
          return [
            hashKey(queryKey),
            {
              inventory: data,
              // A query without data forgets its error while it is tried again; the reader should not have to.
              error: error ?? trouble?.error ?? null,
              fetch: fetchStatus,
              retryAt: trouble && fetchStatus === 'idle' ? retryAfter(trouble) : undefined,
            },
          ];
        }),
      ),
    [options, queries],
  );
  const found = useQueries({ queries: options, combine });
  const patienceWith = useUnresponsive(
    Array.from(found, ([key, { inventory, error, fetch }]) => ({
      key,
      known: inventory !== undefined || error !== null,
      complete: inventory?.complete ?? false,
      fetch,
    })),
    // A hidden page requests nothing.
    hidden && !notified,
  );
  return useMemo(
    () =>
      Array.from(found.entries()).flatMap(([key, { inventory, error, fetch, retryAt }], index) => {
        const source = sources[index];
        const { skipped, timedOut } = patienceWith(key);
        return source ? { source, inventory, error, fetch, retryAt, skipped, timedOut } : [];
      }),
    [sources, found, patienceWith],
  );
}

/** What the query of each source says, by the hash of its key. */
type Found = ReadonlyMap<string, Pick<SourceRead, 'inventory' | 'error' | 'fetch' | 'retryAt'>>;

const NOTHING_FOUND = { data: undefined, error: null, fetchStatus: 'idle' } as const;
