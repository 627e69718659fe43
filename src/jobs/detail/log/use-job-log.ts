import type { DescribeClassificationJobResponse } from '@aws-sdk/client-macie2';
import { skipToken, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReadJobLog } from '../../../aws/logs-client.ts';
import { sourceKey } from '../../../aws/source.ts';
import type { Source } from '../../../aws/source.ts';
import { usePreferences } from '../../model/preferences.ts';
import { pollInterval } from '../../queries/poll-interval.ts';
import { parseLogEvent } from './log-events.ts';
import type { LogEvent } from './log-events.ts';

/** A job's log, as far as it has been read. */
export interface JobLog {
  /** Newest first where CloudWatch Logs can; undefined while nothing has been read. */
  readonly events: readonly LogEvent[] | undefined;
  /** Whether the Region has no log of Macie jobs at all. */
  readonly isAbsent: boolean;
  readonly hasMore: boolean;
  readonly isReadingMore: boolean;
  readonly error: Error | null;
  /** When it is read again by itself after the failure, in milliseconds since 1970; undefined where it isn't. */
  readonly retryAt: number | undefined;
  readonly readMore: () => void;
  readonly retry: () => void;
}

/** Reads a job's log; undefined where the configuration doesn't switch that on. */
export function useJobLog(
  { createdAt, lastRunTime }: DescribeClassificationJobResponse,
  source: Source,
  jobId: string,
  readLog: ReadJobLog | undefined,
): JobLog | undefined {
  const { refresh } = usePreferences();
  const {
    data,
    error,
    errorUpdatedAt,
    hasNextPage,
    isFetching,
    isFetchingNextPage,
    isFetchNextPageError,
    fetchNextPage,
    refetch,
  } = useInfiniteQuery({
    // With the time of the last run, so that a new run is read.
    // oxlint-disable-next-line @tanstack/query/exhaustive-deps -- How the log is read doesn't change.
    queryKey: ['jobs', 'log', sourceKey(source), jobId, createdAt, lastRunTime],
    queryFn: readLog
      ? ({ pageParam, signal }) =>
          readLog(source, { jobId, createdAt, lastRunTime, token: pageParam, signal })
      : skipToken,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: 30_000,
    refetchInterval: ({ state: { error } }) => error !== null && pollInterval(undefined, refresh, error),
  });
  const events = useMemo(() => data?.pages.flatMap(({ lines }) => lines.map(parseLogEvent)), [data]);
  if (!readLog) return undefined;
  const wait = error !== null && !isFetching && pollInterval(undefined, refresh, error);
  return {
    events,
    isAbsent: data?.pages[0]?.absent ?? false,
    hasMore: hasNextPage,
    isReadingMore: isFetchingNextPage,
    error,
    retryAt: wait ? errorUpdatedAt + wait : undefined,
    readMore: () => void fetchNextPage(),
    retry: () => void (isFetchNextPageError ? fetchNextPage() : refetch()),
  };
}
