import { isJobId } from '../../aws/job-id.ts';

/*
 * Links to the AWS console. AWS documents none of them, so each is a best effort, and stands beside
 * the id that it leads to. Every host is fixed here; what comes from AWS only ever becomes a query or
 * a path segment, encoded, so no text of a job can choose where a link leads.
 */

/** The findings that a job made, in the Macie console. Undefined where Region or id are none. */
export function findingsLink(region: string, jobId: string): string | undefined {
  const host = consoleOf(region);
  if (!host || !isJobId(jobId)) return undefined;
  return `${host}/macie/home?region=${region}#findings?search=classificationDetails.jobId%3D${jobId}&macros=current`;
}

/** The Macie console of a Region: no link to a single identifier or allow list is known. Undefined where it is none. */
export function macieLink(region: string): string | undefined {
  const host = consoleOf(region);
  return host && `${host}/macie/home?region=${region}`;
}

/** A job's log stream in the CloudWatch console. Undefined where Region or id are none. */
export function logStreamLink(region: string, jobId: string): string | undefined {
  const host = consoleOf(region);
  if (!host || !isJobId(jobId)) return undefined;
  // The console wants the group's name encoded twice, with `$` for the second `%`.
  const group = '$252Faws$252Fmacie$252Fclassificationjobs';
  return `${host}/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${group}/log-events/${jobId}`;
}

/** The event in which AWS Health warns that a paused job expires. Undefined for what is no such ARN. */
export function healthEventLink(arn: string): string | undefined {
  if (!/^arn:aws[a-z-]*:health:/.test(arn)) return undefined;
  return `https://health.console.aws.amazon.com/health/home#/event-log?eventID=${encodeURIComponent(arn)}`;
}

/** A bucket in the S3 console. Undefined for what can't be a bucket's name. */
export function bucketLink(bucket: string): string | undefined {
  // Upper case and underscores are in names made before 2018.
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$/.test(bucket)) return undefined;
  return `https://s3.console.aws.amazon.com/s3/buckets/${encodeURIComponent(bucket)}`;
}

function consoleOf(region: string): string | undefined {
  return /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? `https://${region}.console.aws.amazon.com` : undefined;
}
