import type { DescribeClassificationJobResponse, JobSummary } from '@aws-sdk/client-macie2';

/** A type of the SDK as it is on the wire: times are ISO 8601 strings, and any member may be null. */
export type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? { [Member in keyof T]?: Wire<T[Member]> | null }
      : T;

/** DescribeClassificationJob's answer as Macie sends it. */
export type JobDocument = Wire<DescribeClassificationJobResponse>;

/** An item of ListClassificationJobs as Macie sends it. */
export type JobSummaryDocument = Wire<JobSummary>;

/** A job's summary: a few of the document's members, with the buckets at the top level. */
export function summarize(job: JobDocument): JobSummaryDocument {
  const summary: JobSummaryDocument = {
    jobId: job.jobId,
    name: job.name,
    jobStatus: job.jobStatus,
    jobType: job.jobType,
    createdAt: job.createdAt,
    lastRunErrorStatus: job.lastRunErrorStatus,
    bucketCriteria: job.s3JobDefinition?.bucketCriteria,
    bucketDefinitions: job.s3JobDefinition?.bucketDefinitions,
  };
  if (job.userPausedDetails) summary.userPausedDetails = job.userPausedDetails;
  return summary;
}
