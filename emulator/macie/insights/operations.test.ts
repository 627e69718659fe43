import {
  BatchGetCustomDataIdentifiersCommand,
  DescribeBucketsCommand,
  type DescribeBucketsCommandInput,
  GetAllowListCommand,
  GetFindingStatisticsCommand,
  type GetFindingStatisticsCommandInput,
  GetMacieSessionCommand,
  GetUsageStatisticsCommand,
  type BucketMetadata,
} from '@aws-sdk/client-macie2';
import { beforeEach, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../emulator.ts';
import { eventsOf } from '../../logs/job-events.ts';
import { ACCOUNT, control, macieClient, REGION } from '../../testing.ts';
import type { JobDocument } from '../job-document.ts';

const NOW = Date.now();

let emulator: Emulator;
let jobs: readonly JobDocument[];
beforeEach(() => {
  emulator = createEmulator({ jobs: 300, now: () => NOW });
  jobs = emulator.describe(ACCOUNT, REGION) ?? [];
});

async function allBuckets(input: DescribeBucketsCommandInput = {}): Promise<BucketMetadata[]> {
  const buckets: BucketMetadata[] = [];
  let nextToken: string | undefined;
  do {
    const page = await macieClient(emulator).send(new DescribeBucketsCommand({ ...input, nextToken }));
    buckets.push(...(page.buckets ?? []));
    nextToken = page.nextToken;
  } while (nextToken);
  return buckets;
}

async function statistics(input: GetFindingStatisticsCommandInput): Promise<Record<string, number>> {
  const { countsByGroup = [] } = await macieClient(emulator).send(
    new GetFindingStatisticsCommand({ size: 1000, ...input }),
  );
  return Object.fromEntries(countsByGroup.map(({ groupKey = '', count = 0 }) => [groupKey, count]));
}

function namesOf({ s3JobDefinition }: JobDocument): string[] {
  return s3JobDefinition?.bucketDefinitions?.flatMap(({ buckets }) => buckets ?? []) ?? [];
}

test('every bucket that a job names is there once, with its owner, and so are some that none names', async () => {
  const buckets = await allBuckets({ maxResults: 200 });
  const names = buckets.map(({ bucketName }) => bucketName);
  expect(new Set(names).size).toBe(names.length);
  const owners = new Map(buckets.map(({ bucketName, accountId }) => [bucketName, accountId]));
  const named = jobs.flatMap(({ s3JobDefinition }) =>
    (s3JobDefinition?.bucketDefinitions ?? []).flatMap(({ accountId, buckets }) =>
      (buckets ?? []).map((name) => ({ name, accountId })),
    ),
  );
  expect(named.filter(({ name, accountId }) => owners.get(name) !== accountId)).toEqual([]);
  const spare = buckets.filter(({ jobDetails }) => jobDetails?.isDefinedInJob === 'FALSE');
  expect(spare.length).toBeGreaterThan(5);
  expect(spare.every(({ jobDetails }) => jobDetails?.lastJobId === undefined)).toBe(true);
});

test('a bucket’s last job is the latest that ran over it, and it is monitored by recurring ones', async () => {
  const buckets = await allBuckets({ maxResults: 200 });
  const monitored = buckets.filter(({ jobDetails }) => jobDetails?.isMonitoredByJob === 'TRUE');
  expect(monitored).not.toEqual([]);
  const wrong = buckets.filter(({ bucketName = '', accountId, jobDetails }) => {
    const over = jobs.filter(
      (job) =>
        namesOf(job).includes(bucketName) ||
        job.s3JobDefinition?.bucketDefinitions?.some((each) => each.accountId === accountId && !each.buckets),
    );
    // Others are matched by criteria, or no job's.
    if (over.length === 0) return false;
    const alive = over.filter(({ jobStatus }) => jobStatus !== 'CANCELLED');
    const isMonitored = alive.some(({ jobType }) => jobType === 'SCHEDULED');
    const ran = over.filter(({ statistics }) => (statistics?.numberOfRuns ?? 0) > 0);
    const last = Math.max(...ran.map(({ lastRunTime }) => Date.parse(lastRunTime ?? '')));
    return (
      jobDetails?.isDefinedInJob !== (alive.length > 0 ? 'TRUE' : 'FALSE') ||
      jobDetails.isMonitoredByJob !== (isMonitored ? 'TRUE' : 'FALSE') ||
      // A one-time job starts within minutes of its creation.
      (alive.length > 0 && Math.abs(last - Number(jobDetails.lastJobRunTime)) > 120_000)
    );
  });
  expect(wrong).toEqual([]);
});

test('a bucket that its last job was denied is denied, and little else is known of it', async () => {
  const denied = await allBuckets({ criteria: { errorCode: { eq: ['ACCESS_DENIED'] } } });
  expect(denied).not.toEqual([]);
  for (const { bucketName, classifiableObjectCount, jobDetails } of denied) {
    expect(classifiableObjectCount).toBeUndefined();
    const job = jobs.find(({ jobId }) => jobId === jobDetails?.lastJobId);
    const events = job ? eventsOf(job, ACCOUNT, NOW) : [];
    expect(events).toContainEqual(
      expect.objectContaining({
        eventType: 'BUCKET_ACCESS_DENIED',
        affectedResource: { type: 'S3_BUCKET_NAME', value: bucketName },
      }),
    );
  }
});

test('buckets are filtered, sorted and given in pages', async () => {
  const all = await allBuckets({ maxResults: 200 });
  expect(await allBuckets({ maxResults: 151 })).toEqual(all);
  const large = await allBuckets({
    criteria: { classifiableObjectCount: { gte: 1000 }, bucketName: { prefix: 'alderfinch-hr' } },
    sortCriteria: { attributeName: 'classifiableObjectCount', orderBy: 'DESC' },
  });
  const counts = large.map(({ classifiableObjectCount = 0 }) => classifiableObjectCount);
  expect(counts.length).toBeGreaterThan(0);
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(1000);
  const defined = await allBuckets({
    criteria: { 'jobDetails.isDefinedInJob': { neq: ['TRUE'] } },
    maxResults: 200,
  });
  expect(defined.length).toBe(all.filter(({ jobDetails }) => jobDetails?.isDefinedInJob !== 'TRUE').length);

  const client = macieClient(emulator);
  const { nextToken } = await client.send(new DescribeBucketsCommand({ maxResults: 5 }));
  const foreign = new DescribeBucketsCommand({ nextToken, sortCriteria: { orderBy: 'DESC' } });
  await expect(client.send(foreign)).rejects.toMatchObject({ name: 'ValidationException' });
});

test('findings belong to jobs that ran lately, and to buckets that there are', async () => {
  const byJob = await statistics({ groupBy: 'classificationDetails.jobId' });
  const known = Object.keys(byJob).filter((id) => jobs.some(({ jobId }) => jobId === id));
  // One job is gone, as after Macie was disabled and enabled again.
  expect(Object.keys(byJob).length - known.length).toBe(1);
  for (const id of known) {
    const job = jobs.find(({ jobId }) => jobId === id);
    expect(NOW - Date.parse(job?.lastRunTime ?? '')).toBeLessThanOrEqual(90 * 86_400_000);
    expect(job?.statistics?.numberOfRuns ?? 0).toBeGreaterThan(0);
  }
  const names = new Set((await allBuckets({ maxResults: 200 })).map(({ bucketName }) => bucketName));
  const byBucket = Object.keys(await statistics({ groupBy: 'resourcesAffected.s3Bucket.name' }));
  expect(byBucket.length).toBeGreaterThan(3);
  expect(byBucket.filter((name) => !names.has(name))).toEqual([]);
});

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((all, count) => all + count, 0);
}

test('findings add up the same however they are grouped, and by criteria', async () => {
  const [bySeverity, byType, byJob] = [
    await statistics({ groupBy: 'severity.description' }),
    await statistics({ groupBy: 'type' }),
    await statistics({ groupBy: 'classificationDetails.jobId' }),
  ];
  expect(sum(byType)).toBe(sum(bySeverity));
  // A policy finding is no job's.
  expect(sum(byJob)).toBe(sum(byType) - (byType['Policy:IAMUser/S3BucketPublic'] ?? 0));
  const [jobId = ''] = Object.keys(byJob);
  const findingCriteria = { criterion: { 'classificationDetails.jobId': { eq: [jobId] } } };
  expect(sum(await statistics({ groupBy: 'type', findingCriteria }))).toBe(byJob[jobId]);
  const { countsByGroup = [] } = await macieClient(emulator).send(
    new GetFindingStatisticsCommand({
      groupBy: 'classificationDetails.jobId',
      size: 3,
      sortCriteria: { attributeName: 'groupKey', orderBy: 'ASC' },
    }),
  );
  expect(countsByGroup.map(({ groupKey }) => groupKey)).toEqual(
    Object.keys(byJob)
      .toSorted((a, b) => (a < b ? -1 : 1))
      .slice(0, 3),
  );
});

test('who has met the quota is who the paused jobs’ logs name', async () => {
  const { records = [], timeRange } = await macieClient(emulator).send(
    new GetUsageStatisticsCommand({
      filterBy: [{ key: 'serviceLimit', comparator: 'EQ', values: ['true'] }],
    }),
  );
  const paused = jobs.filter(({ jobStatus }) => jobStatus === 'PAUSED');
  const named = new Set(paused.map((job) => eventsOf(job, ACCOUNT, NOW).at(-1)?.affectedAccount));
  expect(new Set(records.map(({ accountId }) => accountId))).toEqual(named);
  expect(timeRange).toBe('MONTH_TO_DATE');
  for (const { usage = [] } of records) {
    expect(usage).toContainEqual(
      expect.objectContaining({
        type: 'SENSITIVE_DATA_DISCOVERY',
        serviceLimit: { isServiceLimited: true, unit: 'TERABYTES', value: 5 },
      }),
    );
  }
});

test('Macie’s status, until it is set to another', async () => {
  const status = async () => (await macieClient(emulator).send(new GetMacieSessionCommand({}))).status;
  expect(await status()).toBe('ENABLED');
  const source = { accountId: ACCOUNT, region: REGION };
  await control(emulator, 'PUT', 'insights', { ...source, session: { status: 'PAUSED' } });
  expect(await status()).toBe('PAUSED');
  await control(emulator, 'POST', 'reset');
  expect(await status()).toBe('ENABLED');
  await expect(
    macieClient(emulator, 'eu-north-1').send(new GetMacieSessionCommand({})),
  ).rejects.toMatchObject({ name: 'AccessDeniedException', message: 'Macie is not enabled' });
});

test('names of the identifiers and allow lists that jobs use; one identifier is gone', async () => {
  const ids = [...new Set(jobs.flatMap(({ customDataIdentifierIds }) => customDataIdentifierIds ?? []))];
  const { customDataIdentifiers = [], notFoundIdentifierIds = [] } = await macieClient(emulator).send(
    new BatchGetCustomDataIdentifiersCommand({ ids }),
  );
  expect(customDataIdentifiers.length).toBe(ids.length - 1);
  expect(notFoundIdentifierIds).toHaveLength(1);
  expect(customDataIdentifiers.filter(({ deleted }) => deleted)).toHaveLength(1);

  const lists = [...new Set(jobs.flatMap(({ allowListIds }) => allowListIds ?? []))];
  const codes = await Promise.all(
    lists.map(async (id) => (await macieClient(emulator).send(new GetAllowListCommand({ id }))).status?.code),
  );
  expect(new Set(codes)).toEqual(new Set(['OK', 'S3_OBJECT_NOT_FOUND', 'S3_OBJECT_ACCESS_DENIED']));
  await expect(
    macieClient(emulator).send(new GetAllowListCommand({ id: 'x'.repeat(22) })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('insights are given as they are set, malformed ones too', async () => {
  const source = { accountId: ACCOUNT, region: REGION };
  const findings = [
    { jobId: 'a', type: 'T', severity: 'High', bucket: 'b', accountId: ACCOUNT, count: 4 },
    { jobId: 'a', type: 'U', severity: 'Low', bucket: 'b', accountId: ACCOUNT, count: 1 },
  ];
  const buckets = [{ bucketName: 'b', jobDetails: null, classifiableObjectCount: null }];
  expect((await control(emulator, 'PUT', 'insights', { ...source, findings, buckets })).status).toBe(200);
  expect(await statistics({ groupBy: 'classificationDetails.jobId' })).toEqual({ a: 5 });
  expect(await allBuckets()).toEqual([{ bucketName: 'b' }]);
  expect((await control(emulator, 'PUT', 'insights', { ...source, buckets: 3 })).status).toBe(400);
});

test.each([
  ['a group that Macie doesn’t have', new GetFindingStatisticsCommand({ groupBy: 'accountId' as 'type' })],
  ['no group', new GetFindingStatisticsCommand({ groupBy: undefined })],
  ['a page that is too large', new DescribeBucketsCommand({ maxResults: 201 })],
])('%s is refused', async (_, command) => {
  await expect(macieClient(emulator).send(command as DescribeBucketsCommand)).rejects.toMatchObject({
    name: 'ValidationException',
    $metadata: { httpStatusCode: 400 },
  });
});
