import type { DescribeClassificationJobResponse } from '@aws-sdk/client-macie2';
import { counted, formatNumber } from '../../../lib/text.ts';
import type { Words } from '../text.ts';

/** How often a job has run. */
export function runsWords(runs: number | undefined): string {
  if (runs === undefined || !Number.isFinite(runs)) return 'Macie did not say';
  return runs === 0 ? 'None: it has not run yet' : formatNumber(runs);
}

/** When the last run began. For a job that never ran Macie gives the time of its creation, which is no run. */
export function lastRunWords({ lastRunTime, statistics }: DescribeClassificationJobResponse): Words {
  if (statistics?.numberOfRuns === 0) {
    return lastRunTime
      ? ['It has not run yet; Macie gives ', lastRunTime, ', when it was created']
      : ['It has not run yet'];
  }
  return lastRunTime ? [lastRunTime] : ['Macie did not say'];
}

/** Whether the last run met errors; one that has not ended may still meet some. */
export function resultWords({
  code,
  status,
}: {
  code: string | undefined;
  status: string | undefined;
}): string {
  switch (code) {
    case 'NONE':
      return status === 'COMPLETE' || status === 'IDLE'
        ? 'None: Macie processed all the data'
        : 'None so far';
    case 'ERROR':
      return 'Errors: Macie skipped data that it could not access';
    case undefined:
    case '':
      return 'Macie did not say';
    default:
      return code;
  }
}

/** What is left of the present run. Macie gives no total, so it is no share of anything. */
export function leftWords({ jobStatus, statistics }: DescribeClassificationJobResponse): string {
  const left = statistics?.approximateNumberOfObjectsToProcess;
  if (left === undefined || !Number.isFinite(left)) return 'Macie did not say';
  const about = left === 0 ? 'None' : `About ${counted(left, 'object')}`;
  return jobStatus === 'RUNNING' ? `${about} in this run` : about;
}
