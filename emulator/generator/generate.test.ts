import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JobDocument } from '../macie/job-document.ts';
import { generateJobs, type GenerateOptions } from './generate.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-11-20T12:00:00Z');
const OPTIONS: GenerateOptions = {
  accountId: '111122223333',
  region: 'us-east-1',
  count: 500,
  seed: 1,
  start: START,
};

function documents(options: Partial<GenerateOptions> = {}, now = START): JobDocument[] {
  return generateJobs({ ...OPTIONS, ...options }).map((job) => job.document(now));
}

function countBy(jobs: readonly JobDocument[], status: string): number {
  return jobs.filter(({ jobStatus }) => jobStatus === status).length;
}

/** Every value of a member, anywhere in the jobs. */
function valuesOf(jobs: readonly JobDocument[], member: string): Set<unknown> {
  const values = new Set<unknown>();
  JSON.stringify(jobs, (key, value: unknown) => {
    if (key === member) values.add(value);
    return value;
  });
  return values;
}

function time(text: string | null | undefined): number {
  return Date.parse(text ?? '');
}

test('the same seed gives the same jobs', () => {
  expect(documents()).toEqual(documents());
  expect(documents({ seed: 2 })).not.toEqual(documents());
  expect(documents({ region: 'eu-west-1' })).not.toEqual(documents());
});

test('at another start the jobs are the same, their times moved along', () => {
  const later = documents({ start: START + DAY }, START + DAY);
  expect(later.map(({ jobId, name }) => [jobId, name])).toEqual(
    documents().map(({ jobId, name }) => [jobId, name]),
  );
  expect(later.map(({ createdAt }) => time(createdAt) - DAY)).toEqual(
    documents().map(({ createdAt }) => time(createdAt)),
  );
});

test('an inventory of 500 has everything there is', () => {
  const jobs = documents();
  expect(valuesOf(jobs, 'jobStatus')).toEqual(
    new Set(['COMPLETE', 'CANCELLED', 'IDLE', 'PAUSED', 'RUNNING', 'USER_PAUSED']),
  );
  expect(valuesOf(jobs, 'jobType')).toEqual(new Set(['ONE_TIME', 'SCHEDULED']));
  expect(
    [...valuesOf(jobs, 'scheduleFrequency')].map((schedule) => Object.keys(schedule ?? {}).join()),
  ).toEqual(expect.arrayContaining(['', 'dailySchedule', 'weeklySchedule', 'monthlySchedule']));
  expect(valuesOf(jobs, 'code')).toEqual(new Set(['NONE', 'ERROR']));
  expect([...valuesOf(jobs, 'key')]).toEqual(
    expect.arrayContaining([
      'OBJECT_EXTENSION',
      'OBJECT_KEY',
      'OBJECT_LAST_MODIFIED_DATE',
      'OBJECT_SIZE',
      'TAG',
      'ACCOUNT_ID',
      'S3_BUCKET_EFFECTIVE_PERMISSION',
      'S3_BUCKET_NAME',
      'S3_BUCKET_SHARED_ACCESS',
    ]),
  );
  expect(valuesOf(jobs, 'managedDataIdentifierSelector')).toEqual(
    new Set(['ALL', 'EXCLUDE', 'INCLUDE', 'NONE', 'RECOMMENDED']),
  );
  expect(
    jobs.some((job) => job.s3JobDefinition?.scoping?.includes && job.s3JobDefinition.scoping.excludes),
  ).toBe(true);
  expect(
    jobs.some(
      (job) => job.s3JobDefinition?.bucketCriteria?.includes && job.s3JobDefinition.bucketCriteria.excludes,
    ),
  ).toBe(true);
  expect(Math.max(...jobs.map(bucketCount))).toBe(1000);
  expect(Math.max(...jobs.map(({ tags }) => Object.keys(tags ?? {}).length))).toBe(50);
  expect(
    jobs.some(
      ({ jobStatus, lastRunErrorStatus }) => jobStatus === 'COMPLETE' && lastRunErrorStatus?.code === 'ERROR',
    ),
  ).toBe(true);
  expect(
    jobs.some(({ jobStatus, statistics }) => jobStatus === 'IDLE' && statistics?.numberOfRuns === 0),
  ).toBe(true);
  const names = jobs.map(({ name }) => name ?? '');
  expect(names).toEqual(expect.arrayContaining(['662E41', '00012345', '<script>alert("macie")</script>']));
  expect(Math.max(...names.map((name) => name.length))).toBe(500);
});

test('pauses range from fresh to about to expire, and one has no expiry', () => {
  const paused = documents().filter(({ jobStatus }) => jobStatus === 'USER_PAUSED');
  const daysLeft = paused.flatMap(({ userPausedDetails }) =>
    userPausedDetails ? [(time(userPausedDetails.jobExpiresAt) - START) / DAY] : [],
  );
  expect(Math.max(...daysLeft)).toBeGreaterThan(29);
  expect(Math.min(...daysLeft.filter((days) => days > 0))).toBeLessThan(1);
  expect(Math.min(...daysLeft)).toBeLessThan(-100);
  expect(paused.filter(({ userPausedDetails }) => !userPausedDetails)).toMatchObject([
    { jobType: 'SCHEDULED' },
  ]);
});

test('an inventory of 500 has every state that needs attention, or seems to', () => {
  const jobs = documents();
  const find = (holds: (job: JobDocument) => boolean) => jobs.filter(holds);
  const lastRunAge = (job: JobDocument) => (START - time(job.lastRunTime)) / DAY;

  const overdue = find((job) => job.jobStatus === 'IDLE' && ran(job) && lastRunAge(job) > periodOf(job) + 1);
  expect(
    new Set(overdue.map(({ scheduleFrequency }) => Object.keys(scheduleFrequency ?? {}).join())),
  ).toEqual(new Set(['dailySchedule', 'weeklySchedule', 'monthlySchedule']));
  // Never run, one of them due for weeks, one due later today.
  const waiting = find((job) => job.jobStatus === 'IDLE' && !ran(job));
  expect(waiting.filter((job) => lastRunAge(job) > 14 && job.scheduleFrequency?.weeklySchedule)).not.toEqual(
    [],
  );
  const today = { weeklySchedule: { dayOfWeek: 'FRIDAY' } };
  expect(waiting.map(({ scheduleFrequency }) => scheduleFrequency)).toContainEqual(today);
  // The paused run has expired, lately and long ago.
  const expired = find(({ userPausedDetails }) => time(userPausedDetails?.jobExpiresAt) < START);
  expect(expired.map(({ jobType }) => jobType)).toEqual(['SCHEDULED', 'SCHEDULED']);
  // One-time jobs that have run for days; one makes no progress.
  const long = find(
    (job) => job.jobStatus === 'RUNNING' && job.jobType === 'ONE_TIME' && lastRunAge(job) > 4,
  );
  const later = documents({}, START + DAY).filter(({ jobId }) => long.some((job) => job.jobId === jobId));
  expect(long.map((job, i) => left(job) === left(later[i] ?? {}))).toEqual([false, true]);
  // Paused by Macie, with buckets of the own account only, and of members.
  const paused = find(({ jobStatus }) => jobStatus === 'PAUSED');
  const accounts = paused.map(({ s3JobDefinition }) => s3JobDefinition?.bucketDefinitions?.length ?? 0);
  expect(accounts.filter((count) => count === 1)).not.toEqual([]);
  expect(accounts.filter((count) => count > 1).length).toBeGreaterThanOrEqual(2);
  // Cancelled half-way, and with only some of the objects analysed.
  const half = find(({ jobStatus, statistics }) => {
    return jobStatus === 'CANCELLED' && (statistics?.approximateNumberOfObjectsToProcess ?? 0) > 0;
  });
  expect(half).not.toEqual([]);
  expect(find(({ samplingPercentage }) => (samplingPercentage ?? 100) < 100)).not.toEqual([]);
});

test('an inventory of 500 has every kind of bucket scope', () => {
  const definitions = documents().map(({ s3JobDefinition }) => s3JobDefinition);
  expect(
    definitions.some((job) =>
      job?.bucketDefinitions?.some(({ accountId, buckets }) => accountId && !buckets),
    ),
  ).toBe(true);
  const excludes = definitions.flatMap((job) => job?.bucketCriteria?.excludes?.and ?? []);
  expect(excludes.some(({ tagCriterion }) => tagCriterion)).toBe(true);
  expect(excludes.some(({ simpleCriterion }) => simpleCriterion)).toBe(true);
  expect([...valuesOf(documents(), 'values')].flat()).toContain('EXTERNAL');
});

function ran({ statistics }: JobDocument): boolean {
  return (statistics?.numberOfRuns ?? 0) > 0;
}

function left({ statistics }: JobDocument): number | null | undefined {
  return statistics?.approximateNumberOfObjectsToProcess;
}

function periodOf({ scheduleFrequency }: JobDocument): number {
  if (scheduleFrequency?.dailySchedule) return 1;
  return scheduleFrequency?.weeklySchedule ? 7 : 62;
}

test.each([500, 4000])('of %d jobs a few dozen are alive, the rest is history, newest first', (count) => {
  const jobs = documents({ count });
  const alive = jobs.length - countBy(jobs, 'COMPLETE') - countBy(jobs, 'CANCELLED');
  expect(alive).toBeGreaterThanOrEqual(20);
  expect(alive).toBeLessThanOrEqual(40);
  expect(countBy(jobs, 'COMPLETE')).toBeGreaterThan(count * 0.8);
  const created = jobs.map(({ createdAt }) => time(createdAt));
  expect(created).toEqual(created.toSorted((a, b) => b - a));
  expect(START - (created[0] ?? 0)).toBeLessThan(3_600_000);
  expect(START - (created.at(-1) ?? 0)).toBeGreaterThan(700 * DAY);
});

test('the first screen shows jobs that need someone', () => {
  const first = documents().slice(0, 25);
  expect(countBy(first, 'USER_PAUSED')).toBeGreaterThanOrEqual(1);
  expect(countBy(first, 'RUNNING')).toBeGreaterThanOrEqual(2);
  expect(
    first.filter(({ lastRunErrorStatus }) => lastRunErrorStatus?.code === 'ERROR').length,
  ).toBeGreaterThanOrEqual(2);
  expect(countBy(first, 'COMPLETE')).toBeGreaterThanOrEqual(10);
});

test('any inventory is one that Macie could have', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(), (count, seed) => {
      const jobs = documents({ count, seed });
      expect(new Set(jobs.map(({ jobId }) => jobId)).size).toBe(count);
      for (const job of jobs) expectPossible(job);
    }),
    { numRuns: 15, examples: [[72, 0]] },
  );
});

function expectPossible(job: JobDocument): void {
  const {
    jobStatus,
    jobType,
    userPausedDetails: pause,
    statistics,
    s3JobDefinition,
    lastRunErrorStatus,
  } = job;
  const [created, lastRun, paused] = [time(job.createdAt), time(job.lastRunTime), time(pause?.jobPausedAt)];
  const [runs, left] = [statistics?.numberOfRuns ?? 0, statistics?.approximateNumberOfObjectsToProcess ?? 0];

  expect(job.jobId).toMatch(/^[0-9a-f]{32}$/);
  expect(job.jobArn).toBe(`arn:aws:macie2:us-east-1:111122223333:classification-job/${job.jobId}`);
  expect(job.clientToken).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect((job.name ?? '').length).toBeLessThanOrEqual(500);
  expect(created).toBeLessThanOrEqual(lastRun);
  expect(lastRun).toBeLessThanOrEqual(START);

  if (jobStatus === 'COMPLETE') expect(jobType).toBe('ONE_TIME');
  if (jobStatus === 'IDLE') expect(jobType).toBe('SCHEDULED');
  expect(job.scheduleFrequency === null).toBe(jobType === 'ONE_TIME');
  if (jobType === 'ONE_TIME') expect(job.initialRun).toBe(false);
  if (runs === 0) expect([lastRun, lastRunErrorStatus?.code]).toEqual([created, 'NONE']);
  else expect(Number.isInteger(runs)).toBe(true);

  if (jobStatus === 'RUNNING' || jobStatus === 'PAUSED') expect(left).toBeGreaterThan(0);
  if (jobStatus === 'COMPLETE' || jobStatus === 'IDLE') expect(left).toBe(0);
  expect(Number.isInteger(left)).toBe(true);

  if (pause) {
    expect(jobStatus).toBe('USER_PAUSED');
    expect(paused).toBeGreaterThanOrEqual(lastRun);
    expect(paused).toBeLessThanOrEqual(START);
    expect(time(pause.jobExpiresAt)).toBe(paused + 30 * DAY);
    // A one-time job is cancelled then; a recurring one loses the run and stays paused.
    if (jobType === 'ONE_TIME') expect(time(pause.jobExpiresAt)).toBeGreaterThan(START);
    expect(pause.jobImminentExpirationHealthEventArn === null).toBe(START - paused < 23 * DAY);
  }
  expect(Boolean(s3JobDefinition?.bucketDefinitions)).not.toBe(Boolean(s3JobDefinition?.bucketCriteria));
  expect(bucketCount(job)).toBeLessThanOrEqual(1000);
  for (const bucket of s3JobDefinition?.bucketDefinitions?.flatMap(({ buckets }) => buckets ?? []) ?? []) {
    expect(bucket).toMatch(/^[a-z0-9-]{3,63}$/);
  }
  if (job.managedDataIdentifierSelector === 'NONE') expect(job.customDataIdentifierIds).not.toBeNull();
}

function bucketCount({ s3JobDefinition }: JobDocument): number {
  return s3JobDefinition?.bucketDefinitions?.flatMap(({ buckets }) => buckets ?? []).length ?? 0;
}
