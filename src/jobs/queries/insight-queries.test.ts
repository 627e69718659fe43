import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createEmulator } from '../../../emulator/emulator.ts';
import type { Emulator } from '../../../emulator/emulator.ts';
import { inProcessFetch } from '../../../emulator/server/in-process.ts';
import { ACCOUNT, control } from '../../../emulator/testing.ts';
import { createInsightQueries } from './insight-queries.ts';
import { findingsOf } from '../model/findings.ts';
import { accountUsage } from '../model/usage.ts';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { AwsError } from '../../aws/errors.ts';
import { accountCredentials } from '../../aws/credentials.ts';
import { createInsights } from '../../aws/insights-client.ts';
import type { Insights } from '../../aws/insights-client.ts';
import { createMacie } from '../../aws/macie-client.ts';
import { INSIGHTS } from '../../aws/operations.ts';
import type { Insight } from '../../aws/operations.ts';
import { createLimiter } from '../../aws/request-scheduler.ts';

/* The path of production: Cognito, signing for the real host, the gateway, and a service that checks the signature. */
const SOURCE = { account: 'security', region: 'us-east-1' };
const NEVER = new AbortController().signal;

let emulator: Emulator;
let insights: Insights;

beforeEach(() => {
  emulator = createEmulator({ jobs: 300 });
  vi.stubGlobal('fetch', inProcessFetch(emulator));
  const credentials = accountCredentials({
    id: 'security',
    label: 'Security',
    accountId: ACCOUNT,
    regions: [SOURCE.region],
    credentials: {
      identityPoolId: 'us-east-1:00000000-0000-4000-8000-000000000001',
      endpoint: 'http://page/cognito-identity/',
    },
  });
  const limiter = createLimiter({ total: 12, perKey: 4 });
  insights = createInsights(createMacie('http://page/macie/{region}', () => credentials, limiter).call);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Macie's operations that were called, in order, each with whether its signature holds. */
async function operations(): Promise<string[]> {
  const { body } = await control(emulator, 'GET', 'requests');
  return (body as { operation: string; signature: string }[])
    .filter(({ signature }) => signature !== 'absent')
    .map(({ operation, signature }) => `${operation} ${signature}`);
}

function observe(on: readonly Insight[]) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const queries = createInsightQueries(insights, on);
  return { client, queries };
}

const fault = (operation: string, status: number, type: string, message = 'Simulated.') =>
  control(emulator, 'PUT', 'faults', [{ operation, fault: { kind: 'error', status, type, message } }]);

test('the findings of all jobs of a source take two signed calls', async () => {
  const { client, queries } = observe(['findings']);
  const known = await client.fetchQuery(queries.findings(SOURCE));
  expect(await operations()).toEqual(['GetFindingStatistics valid', 'GetFindingStatistics valid']);
  const jobs = emulator.describe(ACCOUNT, SOURCE.region) ?? [];
  const found = jobs.flatMap(({ jobId }) => findingsOf({ jobId: jobId ?? '' }, known) ?? []);
  expect(found).toHaveLength(jobs.length);
  expect(found.filter(({ total }) => total > 0)).not.toHaveLength(0);
  expect(found.filter(({ total }) => total === 0)).not.toHaveLength(0);
  expect(found.filter(({ total, high = 0 }) => high > total)).toEqual([]);
});

test('a job’s findings add up the same by type, by severity and by bucket, and to its row’s', async () => {
  const { client, queries } = observe(['findings']);
  const known = await client.fetchQuery(queries.findings(SOURCE));
  const jobs = emulator.describe(ACCOUNT, SOURCE.region) ?? [];
  const jobId = jobs.map(({ jobId }) => jobId ?? '').find((id) => known.total.counts.has(id)) ?? '';
  const { types, severities, buckets } = await client.fetchQuery(queries.jobFindings(SOURCE, jobId));
  const sums = [types, severities, buckets].map((each) =>
    [...(each?.counts.values() ?? [])].reduce((sum, count) => sum + count, 0),
  );
  const row = findingsOf({ jobId }, known);
  expect(sums).toEqual([row?.total, row?.total, row?.total]);
  expect(severities?.counts.get('High') ?? 0).toBe(row?.high);
});

test('where Macie may have left groups out, a job that is missing has an unknown number', () => {
  const counts = new Map([['a', 3]]);
  const total = { counts, whole: false };
  expect(findingsOf({ jobId: 'a' }, { total, high: { counts: new Map(), whole: true } })).toEqual({
    total: 3,
    high: 0,
  });
  expect(findingsOf({ jobId: 'b' }, { total, high: total })).toBeUndefined();
  expect(findingsOf({ jobId: 'b' }, undefined)).toBeUndefined();
});

test('as many groups as may be a cut answer don’t count as all', async () => {
  const countsByGroup = Array.from({ length: 50 }, (_, index) => ({ groupKey: `job-${index}`, count: 1 }));
  await control(emulator, 'PUT', 'faults', [
    {
      operation: 'GetFindingStatistics',
      fault: {
        kind: 'body',
        status: 200,
        contentType: 'application/json',
        body: JSON.stringify({ countsByGroup }),
      },
    },
  ]);
  const { whole } = await insights.countFindings({ source: SOURCE, groupBy: 'type' }, NEVER);
  expect(whole).toBe(false);
});

test('null members cost only themselves', async () => {
  await control(emulator, 'PUT', 'faults', [
    {
      operation: 'GetFindingStatistics',
      fault: {
        kind: 'body',
        status: 200,
        contentType: 'application/json',
        body: '{"countsByGroup":[{"groupKey":null,"count":2},{"groupKey":"a","count":1},null]}',
      },
    },
  ]);
  const answer = await insights.countFindings({ source: SOURCE, groupBy: 'type' }, NEVER);
  expect(answer).toEqual({ counts: new Map([['a', 1]]), whole: false });
});

test('usage names every account, those that have met their quota first', async () => {
  const usage = accountUsage(await insights.readUsage(SOURCE, NEVER));
  expect(usage.length).toBeGreaterThan(1);
  expect(usage[0]).toMatchObject({
    quota: '5 terabytes a month',
    cost: expect.stringMatching(/^[\d.]+ USD$/),
  });
  const limits = usage.map(({ isLimited }) => Number(isLimited));
  expect(limits).toEqual(limits.toSorted((a, b) => b - a));
});

test('the inventory has every bucket once, a page of 200 at a time', async () => {
  const buckets = await insights.readBuckets(SOURCE, NEVER);
  expect(new Set(buckets.map(({ name }) => name)).size).toBe(buckets.length);
  const calls = await operations();
  expect(calls).toEqual(calls.map(() => 'DescribeBuckets valid'));
  expect(calls).toHaveLength(Math.ceil(buckets.length / 200));
  expect(buckets.some(({ isDenied }) => isDenied)).toBe(true);
  expect(
    buckets.filter(({ isDenied, classifiableBytes }) => isDenied && classifiableBytes !== undefined),
  ).toEqual([]);
  expect(buckets.some(({ lastRun }) => lastRun === undefined)).toBe(true);
});

test('a session says whether Macie is suspended', async () => {
  expect(await insights.isSuspended(SOURCE, NEVER)).toBe(false);
  await control(emulator, 'PUT', 'faults', [
    {
      operation: 'GetMacieSession',
      fault: { kind: 'body', status: 200, contentType: 'application/json', body: '{"status":"PAUSED"}' },
    },
  ]);
  expect(await insights.isSuspended(SOURCE, NEVER)).toBe(true);
});

test('identifiers and allow lists have names; an allow list that is gone has none', async () => {
  const jobs = emulator.describe(ACCOUNT, SOURCE.region) ?? [];
  const ids = [...new Set(jobs.flatMap(({ customDataIdentifierIds }) => customDataIdentifierIds ?? []))];
  const names = await insights.nameIdentifiers({ source: SOURCE, ids }, NEVER);
  expect(names.map(({ name }) => name)).toContain('Employee number');
  const lists = [...new Set(jobs.flatMap(({ allowListIds }) => allowListIds ?? []))];
  const known = await Promise.all(lists.map((id) => insights.readAllowList({ source: SOURCE, id }, NEVER)));
  expect(known).toContainEqual({ name: 'Published e-mail addresses', status: 'S3_OBJECT_NOT_FOUND' });
  expect(await insights.readAllowList({ source: SOURCE, id: 'gone' }, NEVER)).toBeUndefined();
});

test.each([
  [403, 'AccessDeniedException', 'denied'],
  [429, 'ThrottlingException', 'throttled'],
  [400, 'ValidationException', 'invalid'],
  [402, 'ServiceQuotaExceededException', 'quota'],
  [409, 'ConflictException', 'conflict'],
])('each operation fails with what AWS says: %d %s', async (status, type, kind) => {
  const calls: Record<string, () => Promise<unknown>> = {
    GetFindingStatistics: () => insights.countFindings({ source: SOURCE, groupBy: 'type' }, NEVER),
    GetUsageStatistics: () => insights.readUsage(SOURCE, NEVER),
    DescribeBuckets: () => insights.readBuckets(SOURCE, NEVER),
    GetMacieSession: () => insights.isSuspended(SOURCE, NEVER),
    BatchGetCustomDataIdentifiers: () => insights.nameIdentifiers({ source: SOURCE, ids: ['a'] }, NEVER),
    GetAllowList: () => insights.readAllowList({ source: SOURCE, id: 'a' }, NEVER),
  };
  // The SDK waits between its tries of a throttled call.
  vi.spyOn(Math, 'random').mockReturnValue(0);
  for (const [operation, call] of Object.entries(calls)) {
    await fault(operation, status, type);
    await expect(call()).rejects.toMatchObject({ kind, operation });
  }
  vi.restoreAllMocks();
});

test('with nothing switched on, no query calls Macie', async () => {
  const { client, queries } = observe([]);
  const stops = [
    queries.findings(SOURCE),
    queries.jobFindings(SOURCE, 'a'.repeat(32)),
    queries.usage(SOURCE),
    queries.suspended(SOURCE),
    queries.buckets(SOURCE),
    queries.identifiers(SOURCE, ['a']),
    queries.allowList(SOURCE, 'a'),
  ].map((query) => new QueryObserver<unknown>(client, query as never).subscribe(() => {}));
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  for (const stop of stops) stop();
  expect(await operations()).toEqual([]);
});

test('findings are asked for once in five minutes, however often they are looked at', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T12:00:00Z') });
  const countFindings = vi.fn(async () => ({ counts: new Map<string, number>(), whole: true }));
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const queries = createInsightQueries({ ...insights, countFindings }, INSIGHTS);
  const look = () => new QueryObserver(client, queries.findings(SOURCE)).subscribe(() => {});
  for (let minute = 0; minute < 5; minute++) {
    look();
    await vi.advanceTimersByTimeAsync(59_000);
  }
  expect(countFindings).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(10_000);
  look();
  await vi.advanceTimersByTimeAsync(0);
  expect(countFindings).toHaveBeenCalledTimes(4);
  client.clear();
  vi.useRealTimers();
});

test('what a role may not ask is asked for once', async () => {
  vi.useFakeTimers({
    now: Date.parse('2026-11-20T12:00:00Z'),
    toFake: ['setInterval', 'setTimeout', 'Date'],
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const countFindings = vi.fn(async () => {
    throw new AwsError('denied', 'GetFindingStatistics', { code: 'AccessDeniedException', message: 'No.' });
  });
  const query = createInsightQueries({ ...insights, countFindings }, INSIGHTS).findings(SOURCE);
  const stop = new QueryObserver(client, query).subscribe(() => {});
  await vi.advanceTimersByTimeAsync(30 * 60_000);
  new QueryObserver(client, query).subscribe(() => {});
  await vi.advanceTimersByTimeAsync(1000);
  expect(countFindings).toHaveBeenCalledTimes(2);
  stop();
  client.clear();
  vi.useRealTimers();
});
