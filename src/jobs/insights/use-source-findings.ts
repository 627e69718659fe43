import { useQueries } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { sourceKey } from '../../aws/source.ts';
import type { Source } from '../../aws/source.ts';
import type { KnownFindings, SourceFindings } from '../model/findings.ts';
import { useMonitor } from '../queries/monitor.ts';

/**
 * The findings of all jobs of these sources, two calls a source; the same map for as long as nothing has changed.
 *
 * @param wanted whether the reader sees them or sorts by them; otherwise nothing is asked
 */
export function useSourceFindings(sources: readonly Source[], wanted: boolean): KnownFindings {
  const { insights } = useMonitor();
  const shown = wanted && insights.has('findings') ? sources : NO_SOURCES;
  const queries = useMemo(() => shown.map((source) => insights.findings(source)), [shown, insights]);
  const combine = useCallback(
    (results: readonly UseQueryResult<SourceFindings>[]): KnownFindings =>
      // As a map: React Query would compare what is in an array with the last one, each with each.
      new Map(
        results.flatMap(({ data, error }, index) => {
          const source = shown[index];
          const known = data ?? error;
          return source && known ? [[sourceKey(source), known] as const] : [];
        }),
      ),
    [shown],
  );
  return useQueries({ queries, combine });
}

const NO_SOURCES: readonly Source[] = [];
