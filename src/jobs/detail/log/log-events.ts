/** An event of a job in CloudWatch Logs, as far as it can be read. */
export interface LogEvent {
  /** Unique in a list of events. */
  readonly id: string;
  /** When it happened, in milliseconds since 1970; undefined where nothing says it. */
  readonly at: number | undefined;
  /** AWS's name of the event, such as `BUCKET_ACCESS_DENIED`; undefined where the line is no event of Macie's. */
  readonly type: string | undefined;
  /** AWS's own sentence; or the whole line where it is no event of Macie's. */
  readonly description: string;
  /** The account that owns what is affected. */
  readonly account: string | undefined;
  /** What is affected: mostly a bucket's name. */
  readonly resource: { readonly type: string | undefined; readonly value: string } | undefined;
  /** What Macie tried when it failed, such as `ListObjectsV2`. */
  readonly operation: string | undefined;
  /** When the run began, in milliseconds since 1970. */
  readonly runAt: number | undefined;
}

/** What an event means, and what to do about it. */
export interface EventText {
  readonly title: string;
  /** Whether it kept Macie from some data, and how much of it; `status` events are only about the course of a run. */
  readonly level: 'account' | 'bucket' | 'status' | 'unknown';
  readonly meaning: string;
  /** What mends it; undefined where nothing is broken. */
  readonly remedy?: string;
}

/** Where AWS explains the events. */
export const EVENTS_GUIDE =
  'https://docs.aws.amazon.com/macie/latest/user/discovery-jobs-monitor-cw-logs-ref.html';

/** Reads a line of the log. Never throws: whatever is no event of Macie's is kept as text. */
export function parseLogEvent(line: {
  readonly eventId?: string | undefined;
  readonly timestamp?: number | undefined;
  readonly message?: string | undefined;
}): LogEvent {
  const message = line.message ?? '';
  const fields = readObject(message);
  const resource = isRecord(fields['affectedResource']) ? fields['affectedResource'] : {};
  const type = textOf(fields['eventType']);
  const resourceValue = textOf(resource['value']);
  return {
    id: line.eventId ?? `${line.timestamp ?? ''} ${message}`,
    at: instantOf(fields['occurredAt']) ?? line.timestamp,
    type,
    description: type === undefined ? message : (textOf(fields['description']) ?? ''),
    account: textOf(fields['affectedAccount']),
    resource:
      resourceValue === undefined ? undefined : { type: textOf(resource['type']), value: resourceValue },
    operation: textOf(fields['operation']),
    runAt: instantOf(fields['runDate']),
  };
}

/** What an event of a type means. A type newer than this page has no words but its own. */
export function eventText(type: string | undefined): EventText {
  if (type === undefined) {
    return {
      title: 'Not a Macie event',
      level: 'unknown',
      meaning: 'This line of the log has a different format.',
    };
  }
  return (
    EVENTS.get(type) ?? {
      title: type,
      level: 'unknown',
      meaning: 'This event is newer than this monitor. AWS’s description is below.',
    }
  );
}

/** Whether an event kept Macie from some of the data. */
export function isErrorEvent({ type }: LogEvent): boolean {
  const { level } = eventText(type);
  return level === 'account' || level === 'bucket';
}

const FIX_ACCESS =
  'Allow the service-linked role AWSServiceRoleForAmazonMacie in the bucket policy and the KMS key policy.';

/** Every event that AWS documents; the meanings and remedies are AWS's, in our words. */
const EVENTS: ReadonlyMap<string, EventText> = new Map<string, EventText>([
  [
    'ACCOUNT_ACCESS_DENIED',
    {
      title: 'No access to an account’s buckets',
      level: 'account',
      meaning: 'Macie isn’t allowed to access the buckets in this account, so all of them were skipped.',
      remedy: `Usually the bucket policies are too restrictive. ${FIX_ACCESS}`,
    },
  ],
  [
    'ACCOUNT_DISABLED',
    {
      title: 'Macie is disabled in an account',
      level: 'account',
      meaning: 'Macie was disabled in this account, so its buckets were skipped.',
      remedy: 'Enable Macie for the account in this Region again.',
    },
  ],
  [
    'ACCOUNT_DISASSOCIATED',
    {
      title: 'An account left the organization',
      level: 'account',
      meaning:
        'The account is no longer a member of the Macie administrator’s organization, so its buckets were skipped.',
      remedy: 'Add it as a member account again, or leave it out of the next job.',
    },
  ],
  [
    'ACCOUNT_ISOLATED',
    {
      title: 'An account is isolated',
      level: 'account',
      meaning: 'AWS has isolated the account, so its buckets were skipped.',
      remedy: 'AWS documents no fix. Contact AWS Support about the account.',
    },
  ],
  [
    'ACCOUNT_REGION_DISABLED',
    {
      title: 'The Region is off in an account',
      level: 'account',
      meaning: 'The account is not active in this Region, so its buckets were skipped.',
      remedy: 'Enable the Region in the account’s settings, or leave the account out of the next job.',
    },
  ],
  [
    'ACCOUNT_SUSPENDED',
    {
      title: 'Macie is suspended in an account',
      level: 'account',
      meaning:
        'Macie was suspended for the account. In the job’s own account that cancels the job; in a member account, its buckets were skipped.',
      remedy:
        'Enable Macie for the account in this Region again. If the job was cancelled, create a new one.',
    },
  ],
  [
    'ACCOUNT_TERMINATED',
    {
      title: 'An account is closed',
      level: 'account',
      meaning: 'The AWS account was closed, so its buckets were skipped.',
      remedy: 'Leave the account out of the next job.',
    },
  ],
  [
    'BUCKET_ACCESS_DENIED',
    {
      title: 'No access to a bucket',
      level: 'bucket',
      meaning: 'Macie isn’t allowed to access this bucket, so nothing in it was analysed.',
      remedy: `Usually the bucket policy is too restrictive. ${FIX_ACCESS}`,
    },
  ],
  [
    'BUCKET_DETAILS_UNAVAILABLE',
    {
      title: 'Bucket details unavailable',
      level: 'bucket',
      meaning:
        'A temporary issue kept Macie from the details of this bucket and its objects, so it was skipped.',
      remedy:
        'Create a one-time job for this bucket. A recurring job tries again at its next run, but only objects created or changed since then.',
    },
  ],
  [
    'BUCKET_DOES_NOT_EXIST',
    {
      title: 'A bucket is gone',
      level: 'bucket',
      meaning: 'The bucket no longer exists. Usually it was deleted.',
      remedy:
        'If that was intended, nothing. A job’s buckets can’t be changed: to stop this error, create a new job without the bucket.',
    },
  ],
  [
    'BUCKET_IN_DIFFERENT_REGION',
    {
      title: 'A bucket is in another Region',
      level: 'bucket',
      meaning: 'The bucket is now in another Region, and a job analyses only buckets in its own.',
      remedy: 'Create a job for the bucket in its current Region.',
    },
  ],
  [
    'BUCKET_OWNER_CHANGED',
    {
      title: 'A bucket has another owner',
      level: 'bucket',
      meaning:
        'The bucket now belongs to another account, and Macie isn’t allowed to access it. The account below is the previous owner.',
      remedy:
        'Add the new owner as a member account of this Macie administrator, or leave the bucket out of the next job.',
    },
  ],
  ['JOB_CREATED', { title: 'Created', level: 'status', meaning: 'The job was created.' }],
  ['ONE_TIME_JOB_STARTED', { title: 'Started', level: 'status', meaning: 'The job started its only run.' }],
  ['SCHEDULED_RUN_STARTED', { title: 'Run started', level: 'status', meaning: 'A scheduled run started.' }],
  [
    'BUCKET_MATCHED_THE_CRITERIA',
    {
      title: 'Bucket matched',
      level: 'status',
      meaning: 'The bucket matches the job’s criteria, so this run analyses it.',
    },
  ],
  [
    'NO_BUCKETS_MATCHED_THE_CRITERIA',
    {
      title: 'No buckets matched',
      level: 'status',
      meaning: 'The run started, but no bucket matched the job’s criteria, so nothing was analysed.',
      remedy: 'If some should match, compare the criteria with the buckets that Macie monitors.',
    },
  ],
  [
    'SCHEDULED_RUN_COMPLETED',
    { title: 'Run complete', level: 'status', meaning: 'A scheduled run is complete.' },
  ],
  ['JOB_PAUSED_BY_USER', { title: 'Paused by user', level: 'status', meaning: 'A user paused the job.' }],
  ['JOB_RESUMED_BY_USER', { title: 'Resumed by user', level: 'status', meaning: 'A user resumed the job.' }],
  [
    'JOB_PAUSED_BY_MACIE_SERVICE_QUOTA_MET',
    {
      title: 'Paused by Macie',
      level: 'status',
      meaning: 'Continuing would have exceeded the monthly quota of an account whose buckets it analyses.',
      remedy: 'Macie resumes it by itself. To resume sooner, request a higher quota in Service Quotas.',
    },
  ],
  [
    'JOB_RESUMED_BY_MACIE_SERVICE_QUOTA_LIFTED',
    {
      title: 'Resumed by Macie',
      level: 'status',
      meaning: 'The quota no longer applies, so Macie resumed the job.',
    },
  ],
  [
    'JOB_CANCELLED',
    {
      title: 'Cancelled',
      level: 'status',
      meaning:
        'A user cancelled the job, a one-time job stayed paused for 30 days, or Macie was suspended in this Region.',
    },
  ],
  ['JOB_COMPLETED', { title: 'Complete', level: 'status', meaning: 'The job finished its only run.' }],
]);

function readObject(message: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(message);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function instantOf(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}
