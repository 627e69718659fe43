import type { JobDocument } from '../macie/job-document.ts';
import { Random } from '../generator/random.ts';

/** An event that Macie publishes about a job; the message of a log event is its JSON. Times are ISO 8601. */
export interface JobEvent {
  readonly adminAccountId: string;
  readonly jobId: string;
  readonly eventType: string;
  readonly occurredAt: string;
  readonly description: string;
  readonly jobName: string;
  readonly operation?: string;
  /** When the run of a recurring job began. */
  readonly runDate?: string;
  readonly affectedAccount?: string;
  readonly affectedResource?: { readonly type: 'S3_BUCKET_NAME'; readonly value: string };
}

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** The events of a job's life, oldest first. They match its type, schedule, scope, errors and status. */
export function eventsOf(job: JobDocument, adminAccountId: string, now: number): readonly JobEvent[] {
  const random = new Random('events', job.jobId ?? '');
  const createdAt = Date.parse(job.createdAt ?? '') || now;
  const lastRun = Date.parse(job.lastRunTime ?? '') || createdAt;
  const events: JobEvent[] = [];
  const add = (at: number, eventType: string, more: Partial<JobEvent> = {}): void => {
    events.push({
      adminAccountId,
      jobId: job.jobId ?? '',
      eventType,
      // An event is neither older than the job nor in the future.
      occurredAt: new Date(Math.min(Math.max(at, createdAt), now)).toISOString(),
      description: DESCRIPTIONS[eventType] ?? '',
      jobName: job.name ?? '',
      ...more,
    });
  };
  const running = random.between(10, 300) * MINUTE;

  add(createdAt, 'JOB_CREATED');
  const period = periodOf(job);
  if (period !== undefined && (job.statistics?.numberOfRuns ?? 0) > 1) {
    addRun(add, random, job, lastRun - period);
    add(
      lastRun - period + Math.min(running, period / 2),
      'SCHEDULED_RUN_COMPLETED',
      runOf(job, lastRun - period),
    );
  }
  if ((job.statistics?.numberOfRuns ?? 0) > 0) addRun(add, random, job, lastRun);
  if (job.lastRunErrorStatus?.code === 'ERROR') addErrors(add, random, job, adminAccountId, lastRun);
  addOutcome(add, job, lastRun, running, adminAccountId);
  return events.toSorted((a, b) => (a.occurredAt < b.occurredAt ? -1 : a.occurredAt > b.occurredAt ? 1 : 0));
}

type Add = (at: number, eventType: string, more?: Partial<JobEvent>) => void;

function addRun(add: Add, random: Random, job: JobDocument, startedAt: number): void {
  add(
    startedAt,
    job.jobType === 'SCHEDULED' ? 'SCHEDULED_RUN_STARTED' : 'ONE_TIME_JOB_STARTED',
    runOf(job, startedAt),
  );
  if (!job.s3JobDefinition?.bucketCriteria) return;
  const matched = random.between(0, 3);
  if (matched === 0) add(startedAt + 20_000, 'NO_BUCKETS_MATCHED_THE_CRITERIA');
  for (let i = 0; i < matched; i += 1) {
    add(startedAt + 20_000, 'BUCKET_MATCHED_THE_CRITERIA', {
      affectedResource: { type: 'S3_BUCKET_NAME', value: `alderfinch-matched-${random.hex(6)}` },
    });
  }
}

type Definition = NonNullable<NonNullable<JobDocument['s3JobDefinition']>['bucketDefinitions']>[number];

/**
 * Adds one to three of the twelve errors; a third of the jobs that name few buckets can read none of them. Account-level
 * errors name the account, bucket-level errors the bucket as well.
 */
function addErrors(
  add: Add,
  random: Random,
  job: JobDocument,
  adminAccountId: string,
  lastRun: number,
): void {
  const definitions = job.s3JobDefinition?.bucketDefinitions ?? [];
  const addError = (
    eventType: string,
    definition: Definition | undefined,
    bucket: string | undefined,
  ): void => {
    add(lastRun + random.between(1, 9) * MINUTE, eventType, {
      affectedAccount: definition?.accountId ?? adminAccountId,
      operation: random.pick(['ListObjectsV2', 'GetObject', 'GetBucketLocation']),
      ...runOf(job, lastRun),
      ...(bucket !== undefined && { affectedResource: { type: 'S3_BUCKET_NAME', value: bucket } }),
    });
  };
  const named = definitions.flatMap(({ buckets }) => buckets ?? []).length;
  if (named > 0 && named <= 20 && new Random('skips all', job.jobId ?? '').chance(1 / 3)) {
    for (const definition of definitions) {
      if (!definition.buckets) addError('ACCOUNT_ACCESS_DENIED', definition, undefined);
      for (const bucket of definition.buckets ?? []) addError('BUCKET_ACCESS_DENIED', definition, bucket);
    }
    return;
  }
  for (let i = random.between(1, 3); i > 0; i -= 1) {
    const eventType = random.pick(ERROR_TYPES);
    const isOfBucket = eventType.startsWith('BUCKET_');
    const affected = definitions.filter(({ buckets }) => !isOfBucket || buckets);
    const definition = affected.length > 0 ? random.pick(affected) : undefined;
    const bucket = definition?.buckets?.[0] ?? `alderfinch-matched-${random.hex(6)}`;
    addError(eventType, definition, isOfBucket ? bucket : undefined);
  }
}

/** The run that an event of a recurring job belongs to. */
function runOf({ jobType }: JobDocument, startedAt: number): Partial<JobEvent> {
  return jobType === 'SCHEDULED' ? { runDate: new Date(startedAt).toISOString() } : {};
}

/**
 * The account that has met its quota: a member whose buckets the job names, else the job's own.
 *
 * Assumption: the event names it as the affected account.
 */
function quotaMet(job: JobDocument, adminAccountId: string): Partial<JobEvent> {
  const member = job.s3JobDefinition?.bucketDefinitions?.find(
    ({ accountId }) => accountId && accountId !== adminAccountId,
  );
  return { affectedAccount: member?.accountId ?? adminAccountId };
}

function addOutcome(
  add: Add,
  job: JobDocument,
  lastRun: number,
  running: number,
  adminAccountId: string,
): void {
  const ended = lastRun + running;
  const pausedAt = Date.parse(job.userPausedDetails?.jobPausedAt ?? '');
  switch (job.jobStatus) {
    case 'COMPLETE':
      add(ended, 'JOB_COMPLETED');
      break;
    case 'IDLE':
      if ((job.statistics?.numberOfRuns ?? 0) > 0) add(ended, 'SCHEDULED_RUN_COMPLETED', runOf(job, lastRun));
      break;
    case 'CANCELLED':
      add(ended, 'JOB_CANCELLED');
      break;
    case 'PAUSED':
      add(ended, 'JOB_PAUSED_BY_MACIE_SERVICE_QUOTA_MET', {
        ...runOf(job, lastRun),
        ...quotaMet(job, adminAccountId),
      });
      break;
    case 'USER_PAUSED':
      if (Number.isNaN(pausedAt)) add(ended, 'SCHEDULED_RUN_COMPLETED', runOf(job, lastRun));
      else {
        // Paused and resumed once before, which only the log records.
        add(lastRun + (pausedAt - lastRun) / 3, 'JOB_PAUSED_BY_USER');
        add(lastRun + (pausedAt - lastRun) / 2, 'JOB_RESUMED_BY_USER');
      }
      add(Number.isNaN(pausedAt) ? ended + 60 * MINUTE : pausedAt, 'JOB_PAUSED_BY_USER');
      break;
    case 'RUNNING':
      if (job.lastRunErrorStatus?.code === 'ERROR') {
        add(lastRun + 30 * MINUTE, 'JOB_PAUSED_BY_MACIE_SERVICE_QUOTA_MET', {
          ...runOf(job, lastRun),
          ...quotaMet(job, adminAccountId),
        });
        add(lastRun + 31 * MINUTE, 'JOB_RESUMED_BY_MACIE_SERVICE_QUOTA_LIFTED');
      }
      break;
    default:
      break;
  }
}

function periodOf(job: JobDocument): number | undefined {
  const schedule = job.scheduleFrequency;
  if (schedule?.dailySchedule) return DAY;
  if (schedule?.weeklySchedule) return 7 * DAY;
  return schedule?.monthlySchedule ? 30 * DAY : undefined;
}

const ERROR_DESCRIPTIONS: Readonly<Record<string, string>> = {
  ACCOUNT_ACCESS_DENIED: 'Macie has no permission to reach S3 data of the affected account.',
  ACCOUNT_DISABLED: 'The job left out the affected account: Macie was turned off for it.',
  ACCOUNT_DISASSOCIATED: 'The job left out the affected account: it is no longer a member.',
  ACCOUNT_ISOLATED: 'The job left out the affected account: the account was isolated.',
  ACCOUNT_REGION_DISABLED: 'The job left out the affected account: the Region is not active for it.',
  ACCOUNT_SUSPENDED: 'The job left out the affected account: Macie was suspended for it.',
  ACCOUNT_TERMINATED: 'The job left out the affected account: the account was closed.',
  BUCKET_ACCESS_DENIED: 'Macie has no permission to read the affected bucket.',
  BUCKET_DETAILS_UNAVAILABLE: 'A temporary problem kept Macie from reading details of the affected bucket.',
  BUCKET_DOES_NOT_EXIST: 'The affected bucket does not exist any more.',
  BUCKET_IN_DIFFERENT_REGION: 'The affected bucket was moved to another Region.',
  BUCKET_OWNER_CHANGED: 'The affected bucket now belongs to another account.',
};

const ERROR_TYPES = Object.keys(ERROR_DESCRIPTIONS);

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  ...ERROR_DESCRIPTIONS,
  JOB_CREATED: 'The job was created.',
  ONE_TIME_JOB_STARTED: 'The job started to run.',
  SCHEDULED_RUN_STARTED: 'A scheduled run of the job started.',
  BUCKET_MATCHED_THE_CRITERIA: 'The affected bucket meets the bucket criteria of the job.',
  NO_BUCKETS_MATCHED_THE_CRITERIA: 'No bucket meets the bucket criteria of the job.',
  SCHEDULED_RUN_COMPLETED: 'A scheduled run of the job finished.',
  JOB_PAUSED_BY_USER: 'A user paused the job.',
  JOB_RESUMED_BY_USER: 'A user resumed the job.',
  JOB_PAUSED_BY_MACIE_SERVICE_QUOTA_MET:
    'Macie paused the job: it would exceed the monthly quota of an account.',
  JOB_RESUMED_BY_MACIE_SERVICE_QUOTA_LIFTED:
    'Macie resumed the job: the quota was lifted or the month is over.',
  JOB_CANCELLED: 'The job was cancelled.',
  JOB_COMPLETED: 'The job finished.',
};
