import type {
  JobSummary,
  S3BucketCriteriaForJob,
  S3BucketDefinitionForJob,
  UserPausedDetails,
} from '@aws-sdk/client-macie2';
import { parseSourceKey } from '../../aws/source.ts';
import type { Source, SourceKey } from '../../aws/source.ts';
import type { JobDetails } from './details.ts';

/**
 * A row of the list: what ListClassificationJobs says of a job, and where it was read. Members keep Macie's names. Absent
 * means that Macie did not say.
 */
export interface Job {
  readonly source: SourceKey;
  readonly jobId: string;
  readonly name: string | undefined;
  /** A JobStatus, or a word newer than the SDK. */
  readonly jobStatus: string | undefined;
  /** A JobType, or a word newer than the SDK. */
  readonly jobType: string | undefined;
  /** Milliseconds since 1970: a number weighs a fifth of a Date, and there may be 100,000. */
  readonly createdAt: number | undefined;
  /** `NONE`, `ERROR`, or undefined where Macie did not say. */
  readonly lastRunError: string | undefined;
  readonly userPausedDetails: UserPausedDetails | undefined;
  readonly bucketDefinitions: readonly S3BucketDefinitionForJob[] | undefined;
  readonly bucketCriteria: S3BucketCriteriaForJob | undefined;
  /** What DescribeClassificationJob said of it, where Macie has been asked. */
  readonly details?: JobDetails | undefined;
}

/** The members whose values jobs have in common with others: all but those that are each job's own. */
export const SHARED_MEMBERS = [
  'jobStatus',
  'jobType',
  'lastRunError',
  'userPausedDetails',
  'bucketDefinitions',
  'bucketCriteria',
  'details',
] as const satisfies readonly (keyof Job)[];

/** The row for a JobSummary. An item without an id can't be opened, kept or counted once: undefined. */
export function toJob(source: SourceKey, summary: JobSummary): Job | undefined {
  if (!summary.jobId) return undefined;
  return {
    source,
    jobId: summary.jobId,
    name: summary.name,
    jobStatus: summary.jobStatus,
    jobType: summary.jobType,
    createdAt: summary.createdAt?.getTime(),
    lastRunError: summary.lastRunErrorStatus?.code,
    userPausedDetails: summary.userPausedDetails,
    bucketDefinitions: summary.bucketDefinitions,
    bucketCriteria: summary.bucketCriteria,
  };
}

/** A job's identity over all sources. */
export function jobKey(job: Pick<Job, 'source' | 'jobId'>): string {
  return `${job.source}/${job.jobId}`;
}

/** COMPLETE and CANCELLED are final: such a job never changes again. An unknown status may change. */
export function isFinal(status: string | undefined): boolean {
  return status === 'COMPLETE' || status === 'CANCELLED';
}

/** The path of a job's page. */
export function jobPath({ source, jobId }: Pick<Job, 'source' | 'jobId'>): string {
  const { account, region } = parseSourceKey(source);
  return `/jobs/${[account, region, jobId].map(encodeURIComponent).join('/')}`;
}

/** Whose page a path is, decoded; undefined where it is no job's. Whether there is such a job, only Macie knows. */
export function parseJobPath(pathname: string): (Source & { readonly jobId: string }) | undefined {
  const [before, jobs, ...parts] = pathname.split('/');
  if (before !== '' || jobs !== 'jobs' || parts.length !== 3) return undefined;
  try {
    const [account = '', region = '', jobId = ''] = parts.map(decodeURIComponent);
    return account && region && jobId ? { account, region, jobId } : undefined;
  } catch {
    // A % that stands for nothing.
    return undefined;
  }
}
