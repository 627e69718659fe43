import type { DescribeClassificationJobResponse } from '@aws-sdk/client-macie2';
import { skipToken, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReadJobLog } from '../../../aws/logs-client.ts';
import { sourceKey } from '../../../aws/source.ts';
import type { Source } from '../../../aws/source.ts';
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
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
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
  });
  const events = useMemo(() => data?.pages.flatMap(({ lines }) => lines.map(parseLogEvent)), [data]);
  if (!readLog) return undefined;
  return {
    events,
    isAbsent: data?.pages[0]?.absent ?? false,
    hasMore: hasNextPage,
    isReadingMore: isFetchingNextPage,
    error,
    readMore: () => void fetchNextPage(),
    retry: () => void refetch(),
  };
}
