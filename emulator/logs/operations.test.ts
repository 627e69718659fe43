import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { beforeEach, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../emulator.ts';
import { inProcessRequestHandler } from '../server/in-process.ts';
import type { JobDocument } from '../macie/job-document.ts';
import { eventsOf, type JobEvent } from './job-events.ts';
import { LOG_GROUP } from './operations.ts';
import { ACCOUNT, REGION } from '../testing.ts';
import { staticKeyOf } from '../accounts.ts';

const NOW = Date.now();

let emulator: Emulator;
let jobs: readonly JobDocument[];
beforeEach(() => {
  emulator = createEmulator({ jobs: 300, now: () => NOW });
  jobs = emulator.describe(ACCOUNT, REGION) ?? [];
});

async function filter(input: FilterLogEventsCommandInput, region = REGION, path = region) {
  const client = new CloudWatchLogsClient({
    region,
    credentials: staticKeyOf(ACCOUNT),
    endpoint: `http://localhost/logs/${path}/`,
    requestHandler: inProcessRequestHandler(emulator),
    maxAttempts: 1,
  });
  const { events = [], nextToken } = await client.send(
    new FilterLogEventsCommand({ logGroupName: LOG_GROUP, ...input }),
  );
  return { events, nextToken };
}

function typesOf(job: JobDocument | undefined): string[] {
  return job ? eventsOf(job, ACCOUNT, NOW).map(({ eventType }) => eventType) : [];
}

test("a job's events come from its stream, oldest first, and again one by one", async () => {
  const job = jobs.find(({ lastRunErrorStatus }) => lastRunErrorStatus?.code === 'ERROR');
  const logStreamNames = [job?.jobId ?? ''];
  const { events } = await filter({ logStreamNames });
  const messages = events.map(({ message }): unknown => JSON.parse(message ?? ''));
  expect(messages).toEqual(job && eventsOf(job, ACCOUNT, NOW));
  expect(messages[0]).toMatchObject({
    adminAccountId: ACCOUNT,
    jobId: job?.jobId,
    eventType: 'JOB_CREATED',
    jobName: job?.name,
  });
  expect(events.map(({ timestamp }) => timestamp)).toEqual(
    events.map(({ timestamp }) => timestamp).toSorted((a = 0, b = 0) => a - b),
  );
  expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length);

  const paged = [];
  let nextToken: string | undefined;
  do {
    const page = await filter({ logStreamNames, limit: 1, nextToken });
    expect(page.events).toHaveLength(1);
    paged.push(...page.events);
    nextToken = page.nextToken;
  } while (nextToken);
  expect(paged).toEqual(events);
});

test('events fit their job', () => {
  for (const job of jobs) {
    const events = eventsOf(job, ACCOUNT, NOW);
    const types = events.map(({ eventType }) => eventType);
    const [created, times] = [
      Date.parse(job.createdAt ?? ''),
      events.map(({ occurredAt }) => Date.parse(occurredAt)),
    ];
    expect(Math.min(...times)).toBe(created);
    expect(Math.max(...times)).toBeLessThanOrEqual(NOW);
    expect(types[0]).toBe('JOB_CREATED');
    expect(types.includes('ONE_TIME_JOB_STARTED')).toBe(job.jobType === 'ONE_TIME');
    expect(types.includes('JOB_COMPLETED')).toBe(job.jobStatus === 'COMPLETE');
    expect(types.includes('JOB_CANCELLED')).toBe(job.jobStatus === 'CANCELLED');
    if (job.jobStatus === 'USER_PAUSED') expect(types.at(-1)).toBe('JOB_PAUSED_BY_USER');
    if (job.jobStatus === 'PAUSED') expect(types.at(-1)).toBe('JOB_PAUSED_BY_MACIE_SERVICE_QUOTA_MET');
    const errors = events.filter(({ eventType }) => /^(ACCOUNT|BUCKET)_(?!MATCHED)/.test(eventType));
    expect(errors.length > 0).toBe(job.lastRunErrorStatus?.code === 'ERROR');
    for (const error of errors) expectFitting(error, job);
    for (const { description } of events) expect(description).not.toBe('');
  }
});

function expectFitting(error: JobEvent, job: JobDocument): void {
  const definitions = job.s3JobDefinition?.bucketDefinitions ?? [];
  expect(error.affectedAccount).toMatch(/^\d{12}$/);
  if (definitions.length > 0)
    expect(definitions.map(({ accountId }) => accountId)).toContain(error.affectedAccount);
  expect(error.affectedResource !== undefined).toBe(error.eventType.startsWith('BUCKET_'));
  if (error.affectedResource && definitions.length > 0) {
    expect(definitions.flatMap(({ buckets }) => buckets ?? [])).toContain(error.affectedResource.value);
  }
}

test('some jobs with errors could read none of their buckets, others some', () => {
  const shares = jobs.flatMap((job) => {
    const buckets = job.s3JobDefinition?.bucketDefinitions?.flatMap(({ buckets }) => buckets ?? []) ?? [];
    const skipped = eventsOf(job, ACCOUNT, NOW).flatMap(
      ({ affectedResource }) => affectedResource?.value ?? [],
    );
    return buckets.length > 1 && skipped.length > 0 ? [new Set(skipped).size / buckets.length] : [];
  });
  expect(shares.filter((share) => share === 1)).not.toEqual([]);
  expect(shares.filter((share) => share < 1)).not.toEqual([]);
});

test('a pause by quota names the account that met it, and a recurring job’s events name their run', () => {
  const paused = jobs.filter(({ jobStatus }) => jobStatus === 'PAUSED');
  const accounts = paused.map((job) => eventsOf(job, ACCOUNT, NOW).at(-1)?.affectedAccount);
  expect(accounts).toContain(ACCOUNT);
  expect(accounts.filter((account) => account !== ACCOUNT)).not.toEqual([]);
  for (const job of jobs) {
    const runs = eventsOf(job, ACCOUNT, NOW).filter(({ eventType }) =>
      eventType.startsWith('SCHEDULED_RUN_'),
    );
    for (const { occurredAt, runDate } of runs) {
      expect(Date.parse(runDate ?? '')).toBeLessThanOrEqual(Date.parse(occurredAt));
    }
  }
});

test('all twelve errors and all kinds of progress occur', () => {
  const many = createEmulator({ jobs: 3000, now: () => NOW }).describe(ACCOUNT, REGION) ?? [];
  const types = new Set(many.flatMap(typesOf));
  expect([...types].filter((type) => /^(ACCOUNT|BUCKET)_(?!MATCHED)/.test(type))).toHaveLength(12);
  expect([...types].filter((type) => !/^(ACCOUNT|BUCKET)_(?!MATCHED)/.test(type))).toHaveLength(12);
});

test('by prefix, pattern, words and time', async () => {
  const [job] = jobs;
  const jobId = job?.jobId ?? '';
  const own = eventsOf(job ?? {}, ACCOUNT, NOW).length;
  expect((await filter({ logStreamNamePrefix: jobId.slice(0, 20) })).events).toHaveLength(own);
  expect((await filter({ filterPattern: `{ $.jobId = "${jobId}" }` })).events).toHaveLength(own);
  const denied = (await filter({ filterPattern: '{ $.eventType = "JOB_CANCELLED" }' })).events;
  expect(denied).toHaveLength(jobs.filter(({ jobStatus }) => jobStatus === 'CANCELLED').length);
  expect((await filter({ filterPattern: `JOB_CREATED "${jobId}"` })).events).toHaveLength(1);
  const createdAt = Date.parse(job?.createdAt ?? '');
  expect((await filter({ logStreamNames: [jobId], startTime: createdAt + 1 })).events).toHaveLength(own - 1);
  expect((await filter({ logStreamNames: [jobId], endTime: createdAt })).events).toHaveLength(1);
  const reversed = (await filter({ logStreamNames: [jobId], startTime: createdAt, startFromHead: false }))
    .events;
  expect(reversed.at(-1)?.timestamp).toBe(createdAt);
});

test.each([
  [{ logGroupName: '/aws/lambda/x' }, 'ResourceNotFoundException'],
  [{ logStreamNames: ['unknown'] }, 'ResourceNotFoundException'],
  [{ logStreamNames: ['a'], logStreamNamePrefix: 'a' }, 'InvalidParameterException'],
  [{ logGroupName: undefined }, 'InvalidParameterException'],
  [{ filterPattern: '{ $.x > 3 }' }, 'InvalidParameterException'],
  [{ limit: 0 }, 'InvalidParameterException'],
  [{ nextToken: 'made-up' }, 'InvalidParameterException'],
])('%o is refused', async (input, name) => {
  await expect(filter(input)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
});

test('a Region without Macie has no log group, and a signature is for its Region', async () => {
  await expect(filter({}, 'eu-north-1')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await expect(filter({}, 'eu-west-1', 'us-east-1')).rejects.toMatchObject({
    name: 'InvalidSignatureException',
  });
});
