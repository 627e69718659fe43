import type { FindingCounts } from '../../aws/insights-client.ts';
import type { Job } from './job.ts';

/** The findings of all jobs of a source, by job id. */
export interface SourceFindings {
  readonly total: FindingCounts;
  /** Of high severity. */
  readonly high: FindingCounts;
}

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

function countOf(jobId: string, { counts, whole }: FindingCounts): number | undefined {
  return counts.get(jobId) ?? (whole ? 0 : undefined);
}
