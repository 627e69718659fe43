import type { DescribeClassificationJobResponse } from '@aws-sdk/client-macie2';
import { counted, formatNumber } from '../../../lib/text.ts';
import { hasNeverRun, toDetails } from '../../model/details.ts';
import type { RichText } from '../text.ts';

/** How often a job has run. */
export function runsText(runs: number | undefined): string {
  if (runs === undefined || !Number.isFinite(runs)) return 'Macie didn’t say';
  return runs === 0 ? 'Not run yet' : formatNumber(runs);
}

/** When the last run began. For a job that never ran Macie gives the time of its creation, which is no run. */
export function lastRunText(job: DescribeClassificationJobResponse): RichText {
  const { lastRunTime } = job;
  if (hasNeverRun(toDetails(job, 0))) {
    return lastRunTime
      ? ['Not run yet. Macie gives the time of its creation, ', lastRunTime]
      : ['Not run yet'];
  }
  return lastRunTime ? [lastRunTime] : ['Macie didn’t say'];
}

/** Whether the last run had errors; one that has not ended may still have some, and a job that never ran has none to have. */
export function resultText({
  code,
  status,
  hasRun,
  samplingPercentage,
}: {
  readonly code: string | undefined;
  readonly status: string | undefined;
  /** Undefined where it isn't known. */
  readonly hasRun: boolean | undefined;
  readonly samplingPercentage?: number | undefined;
}): string {
  if (hasRun === false) return 'Not run yet';
  switch (code) {
    case 'NONE':
      if (hasRun === undefined || (status !== 'COMPLETE' && status !== 'IDLE')) return 'None so far';
      return (samplingPercentage ?? 100) < 100
        ? 'None: Macie processed all the data in its sample'
        : 'None: Macie processed all the data';
    case 'ERROR':
      return 'Errors: Macie skipped data that it couldn’t access';
    case undefined:
    case '':
      return 'Macie didn’t say';
    default:
      return code;
  }
}

/** What is left of the current run. Macie gives no total, so there is no percentage. */
export function leftText({ jobStatus, statistics }: DescribeClassificationJobResponse): string {
  const left = statistics?.approximateNumberOfObjectsToProcess;
  if (left === undefined || !Number.isFinite(left)) return 'Macie didn’t say';
  const about = left === 0 ? 'None' : `About ${counted(left, 'object')}`;
  return jobStatus === 'RUNNING' ? `${about} in this run` : about;
}
