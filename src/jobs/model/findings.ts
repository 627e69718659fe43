import type { FindingCounts } from '../../aws/insights-client.ts';
import type { SourceKey } from '../../aws/source.ts';
import type { Job } from './job.ts';

/** The findings of all jobs of a source, by job id. */
export interface SourceFindings {
  readonly total: FindingCounts;
  /** Of high severity. */
  readonly high: FindingCounts;
}

/** What is known of each source: its findings, or why they aren't known. A source that is missing is being read. */
export type KnownFindings = ReadonlyMap<SourceKey, SourceFindings | Error>;

/** Macie keeps findings for so many days (AWS). */
export const FINDINGS_KEPT_DAYS = 90;

/** How many findings of a job Macie keeps. */
export interface JobFindings {
  readonly total: number;
  /** Undefined where that isn't known. */
  readonly high: number | undefined;
}

/** A job's findings; undefined where they aren't known. */
export function findingsOf(
  { jobId }: Pick<Job, 'jobId'>,
  known: SourceFindings | undefined,
): JobFindings | undefined {
  const total = known && countOf(jobId, known.total);
  if (!known || total === undefined) return undefined;
  return { total, high: total === 0 ? 0 : countOf(jobId, known.high) };
}

/** A job's findings by what is known of all sources; undefined where they aren't known. */
export function findingsIn(
  known: KnownFindings | undefined,
  job: Pick<Job, 'source' | 'jobId'>,
): JobFindings | undefined {
  const ofSource = known?.get(job.source);
  return ofSource instanceof Error ? undefined : findingsOf(job, ofSource);
}

function countOf(jobId: string, { counts, whole }: FindingCounts): number | undefined {
  return counts.get(jobId) ?? (whole ? 0 : undefined);
}
