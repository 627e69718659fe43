import { hashKey, useQueries, useQueryClient } from '@tanstack/react-query';
import type { Query } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { AwsError } from '../../aws/errors.ts';
import { sourceKey } from '../../aws/source.ts';
import type { Source, SourceKey } from '../../aws/source.ts';
import { withoutStatusTerms } from '../criteria/criteria.ts';
import type { Criteria, View } from '../criteria/criteria.ts';
import type { ShownInventory } from '../sync/transfer.ts';
import { useMonitor } from '../queries/monitor.ts';
import { usePreferences } from '../model/preferences.ts';
import { useHidden } from '../../lib/use-hidden.ts';
import { chosenSources } from '../model/sources.ts';
import { assembleList, createMerge } from './assemble-list.ts';
import type { SourceRead } from './assemble-list.ts';
import type { JobList } from './job-list.ts';
import { isNotified } from '../notifications/notify-permission.ts';
import { refreshInterval } from './toolbar/refresh-interval.ts';
import { useLetGo } from './sources/use-unresponsive.ts';

/** The list for a view, read and kept fresh, and the callback that tells it which rows are on screen. */
export function useJobList(view: View): {
  list: JobList;
  onRange: (first: number, last: number) => void;
} {
  const { sources, queries } = useMonitor();
  const client = useQueryClient();
  const chosen = useMemo(() => chosenSources(sources, view), [sources, view]);
  const criteria = useMemo(() => ({ terms: view.terms, sort: view.sort }), [view.terms, view.sort]);
  const base = useMemo(() => withoutStatusTerms(criteria), [criteria]);
  const [running, setRunning] = useState<ReadonlySet<SourceKey>>(new Set());

  const reads = useReads(chosen, criteria, running, 'rows');
  const otherReads = useReads(base === criteria ? NO_SOURCES : chosen, base, running, 'counts');

  const keys = useMemo(
    () => (only: readonly Source[]) =>
      only.flatMap((source) =>
        [...new Set([criteria, base])].map((each) => queries.list(source, each).queryKey),
      ),
    [criteria, base, queries],
  );
  const refresh = useCallback(
    (only: readonly Source[] = chosen) => {
      for (const queryKey of keys(only)) void client.refetchQueries({ queryKey, exact: true });
      for (const source of only) void client.refetchQueries(queries.unfinished(source));
    },
    [chosen, keys, client, queries],
  );
  const stop = useCallback(() => {
    for (const queryKey of keys(chosen)) void client.cancelQueries({ queryKey, exact: true });
  }, [chosen, keys, client]);

  const [merge] = useState(createMerge);
  const { needed, list } = useMemo(() => {
    const assembled = assembleList(reads, base === criteria ? reads : otherReads, view, merge);
    return { needed: assembled.needed, list: { ...assembled.list, refresh, stop } };
  }, [reads, otherReads, base, criteria, view, merge, refresh, stop]);

  // The sources that hold up the next row are read before the others.
  useEffect(() => {
    queries.setNeeded(needed);
  }, [queries, needed]);

  const rows = useRef(list.rows);
  useEffect(() => {
    rows.current = list.rows;
  }, [list.rows]);
  const onRange = useCallback((first: number, last: number) => {
    const onScreen = rows.current.slice(first, last + 1);
    const next = new Set(
      onScreen.filter(({ jobStatus }) => jobStatus === 'RUNNING').map(({ source }) => source),
    );
    setRunning((before) =>
      before.size === next.size && [...next].every((source) => before.has(source)) ? before : next,
    );
  }, []);
  return { list, onRange };
}

const NO_SOURCES: readonly Source[] = [];

/** This reader's own, so that readers who came together don't call together. */
const JITTER = Math.random();

/** What is known of each source for some criteria; the same array for as long as nothing has changed. */
function useReads(
  sources: readonly Source[],
  criteria: Criteria,
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
        return {
          ...query,
          refetchIntervalInBackground: notified,
          refetchInterval: ({ state: { data, error } }: Query<ShownInventory>) => {
            // What the reader stopped stays stopped.
            if (data && !data.complete && !error) return false;
            const trouble = queries.troubleOf(query.queryKey);
            return refreshInterval({
              preference,
              running: running.has(sourceKey(source)),
              sources: sources.length,
              failures: trouble?.failures ?? 0,
              throttled: trouble?.error instanceof AwsError && trouble.error.kind === 'throttled',
              hidden,
              jitter: JITTER,
            });
          },
        };
      }),
    [queries, sources, criteria, purpose, preference, notified, hidden, running],
  );
  const results = useQueries({ queries: options });
  const inventories = useSame(results.map(({ data }) => data));
  // Asked again, a query that has no data forgets why; the reader should not have to.
  const errors = useSame(
    options.map(({ queryKey }, index) => results[index]?.error ?? queries.troubleOf(queryKey)?.error ?? null),
  );
  const fetches = useSame(results.map(({ fetchStatus }) => fetchStatus));
  const keys = useMemo(() => options.map(({ queryKey }) => hashKey(queryKey)), [options]);
  const isLetGo = useLetGo(
    keys.map((key, index) => ({
      key,
      known: inventories[index] !== undefined || Boolean(errors[index]),
      complete: inventories[index]?.complete ?? false,
      fetch: fetches[index] ?? 'idle',
    })),
    // In a page that nobody sees nothing is asked.
    hidden && !notified,
  );
  const letGo = useSame(keys.map(isLetGo));
  return useMemo(
    () =>
      sources.map((source, index) => ({
        source,
        inventory: inventories[index],
        error: errors[index] ?? null,
        fetch: fetches[index] ?? 'idle',
        letGo: letGo[index] ?? false,
      })),
    [sources, inventories, errors, fetches, letGo],
  );
}

/** The first of several arrays in a row that hold the same things. */
function useSame<T>(values: readonly T[]): readonly T[] {
  const [kept, setKept] = useState(values);
  const same = kept.length === values.length && kept.every((value, index) => value === values[index]);
  if (same) return kept;
  setKept(values);
  return values;
}
