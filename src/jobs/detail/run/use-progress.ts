import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Described } from '../../queries/job-queries.ts';
import type { Sample } from './progress.ts';
import type { ProgressStore } from './progress-store.ts';

/** Where samples of a job are kept, and under which key. */
export interface JobProgress {
  readonly store: ProgressStore;
  readonly key: string;
}

/** The samples of the present run of a job: those kept so far, and one for each answer while it runs. */
export function useProgress({ job, answeredAt }: Described, { store, key }: JobProgress): readonly Sample[] {
  const { approximateNumberOfObjectsToProcess: left, numberOfRuns: runs } = job.statistics ?? {};
  const sample = left === undefined ? undefined : { at: answeredAt, left, runs };
  const { data } = useQuery({
    queryKey: ['jobs', 'progress', key, sample],
    queryFn: () => (sample ? store.add(key, sample) : []),
    enabled: job.jobStatus === 'RUNNING' && sample !== undefined,
    staleTime: Infinity,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
  return data ?? [];
}
