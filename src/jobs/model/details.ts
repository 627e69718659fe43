import type { DescribeClassificationJobResponse, JobScheduleFrequency } from '@aws-sdk/client-macie2';

/**
 * What DescribeClassificationJob says of a job that ListClassificationJobs doesn't. Times are milliseconds since 1970.
 * Absent means that Macie did not say.
 */
export interface JobDetails {
  /** When Macie was asked. */
  readonly describedAt: number;
  readonly createdAt?: number | undefined;
  /** When the last run began; for a job that never ran Macie gives the time of its creation. */
  readonly lastRunTime?: number | undefined;
  readonly numberOfRuns?: number | undefined;
  /** `approximateNumberOfObjectsToProcess`: what is left of the current run. */
  readonly objectsLeft?: number | undefined;
  /** Since when `objectsLeft` has been the same, in the answers that this browser has; undefined in the first. */
  readonly leftSince?: number | undefined;
  readonly initialRun?: boolean | undefined;
  readonly schedule?: JobScheduleFrequency | undefined;
  readonly samplingPercentage?: number | undefined;
  readonly jobArn?: string | undefined;
}

/** The details in an answer of DescribeClassificationJob. @param describedAt milliseconds since 1970 */
export function toDetails(
  answer: Partial<
    Pick<
      DescribeClassificationJobResponse,
      | 'createdAt'
      | 'initialRun'
      | 'jobArn'
      | 'lastRunTime'
      | 'samplingPercentage'
      | 'scheduleFrequency'
      | 'statistics'
    >
  >,
  describedAt: number,
): JobDetails {
  return {
    describedAt,
    createdAt: timeOf(answer.createdAt),
    lastRunTime: timeOf(answer.lastRunTime),
    numberOfRuns: numberOf(answer.statistics?.numberOfRuns),
    objectsLeft: numberOf(answer.statistics?.approximateNumberOfObjectsToProcess),
    initialRun: typeof answer.initialRun === 'boolean' ? answer.initialRun : undefined,
    schedule: answer.scheduleFrequency,
    samplingPercentage: numberOf(answer.samplingPercentage),
    jobArn: answer.jobArn,
  };
}

/** Newer details of a job, with since when the number of objects left has not moved. */
export function followingOn(details: JobDetails, before: JobDetails | undefined): JobDetails {
  const { objectsLeft, numberOfRuns } = details;
  if (!before || objectsLeft === undefined) return details;
  const isSame = before.objectsLeft === objectsLeft && before.numberOfRuns === numberOfRuns;
  return isSame ? { ...details, leftSince: before.leftSince ?? before.describedAt } : details;
}

/**
 * Since when a run has not moved, in milliseconds since 1970, if answers a day or longer apart show that; undefined
 * otherwise, and where nothing is left.
 */
export function stuckSince({
  describedAt,
  objectsLeft,
  leftSince,
}: Pick<JobDetails, 'describedAt' | 'objectsLeft' | 'leftSince'>): number | undefined {
  if (!objectsLeft || leftSince === undefined) return undefined;
  return describedAt - leftSince >= STUCK_MS ? leftSince : undefined;
}

/** A number of objects left that stands still for this long counts as stuck. */
export const STUCK_MS = 86_400_000;

/** Whether a job has never run; undefined where Macie's answer doesn't show it. */
export function hasNeverRun({
  numberOfRuns,
  lastRunTime,
  createdAt,
}: Pick<JobDetails, 'numberOfRuns' | 'lastRunTime' | 'createdAt'>): boolean | undefined {
  if (numberOfRuns !== undefined) return numberOfRuns === 0;
  if (lastRunTime === undefined || createdAt === undefined) return undefined;
  // "If the job hasn't run yet, this value indicates when the job was created" (API reference). A first run that began
  // at that very instant would look the same, so only the absence of the number of runs makes this count.
  return lastRunTime === createdAt;
}

function timeOf(instant: unknown): number | undefined {
  return instant instanceof Date ? numberOf(instant.getTime()) : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
