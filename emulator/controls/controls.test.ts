import { DescribeClassificationJobCommand, ListClassificationJobsCommand } from '@aws-sdk/client-macie2';
import { beforeEach, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../emulator.ts';
import { createRequestLog, type LoggedRequest, REQUEST_LOG_LIMIT } from './request-log.ts';
import { ACCOUNT, control, listAll, macieClient, REGION } from '../testing.ts';

let emulator: Emulator;
beforeEach(() => {
  emulator = createEmulator({ jobs: 10 });
});

const SOURCE = { accountId: ACCOUNT, region: REGION };

test('an inventory is replaced, and enables Macie where it was not', async () => {
  const job = {
    jobId: 'a'.repeat(32),
    name: 'mine',
    jobStatus: 'NEWER_THAN_THE_SDK',
    createdAt: '2026-01-01T00:00:00.000Z',
    tags: { a: 'b' },
  };
  expect(
    await control(emulator, 'PUT', 'inventory', { accountId: ACCOUNT, region: 'ap-south-1', jobs: [job] }),
  ).toEqual({ status: 200, body: { jobs: 1 } });
  const client = macieClient(emulator, 'ap-south-1');
  expect(await client.send(new DescribeClassificationJobCommand({ jobId: job.jobId }))).toMatchObject({
    ...job,
    createdAt: new Date(job.createdAt),
  });
  expect(await listAll(client, {})).toMatchObject([{ jobId: job.jobId, jobStatus: 'NEWER_THAN_THE_SDK' }]);
});

test('jobs without members, or with an id twice, are listed as they are', async () => {
  await control(emulator, 'PUT', 'inventory', {
    ...SOURCE,
    jobs: [{}, { jobId: 'x' }, { jobId: 'x' }, { name: null, createdAt: null }],
  });
  for (const maxResults of [1, 3, 4]) {
    const items = await listAll(macieClient(emulator), { maxResults });
    expect(items.map(({ jobId }) => jobId ?? '-').toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      '-',
      '-',
      'x',
      'x',
    ]);
  }
});

test('an inventory is generated, the same for the same seed', async () => {
  expect(await generate(7)).toEqual({ status: 200, body: { jobs: 25 } });
  const seven = ids();
  expect(seven).toHaveLength(25);
  await generate(8);
  expect(ids()).not.toEqual(seven);
  await generate(7);
  expect(ids()).toEqual(seven);
});

function generate(seed: number): ReturnType<typeof control> {
  return control(emulator, 'POST', 'generate', { ...SOURCE, count: 25, seed });
}

function ids(): (string | null | undefined)[] | undefined {
  return emulator.describe(ACCOUNT, REGION)?.map(({ jobId }) => jobId);
}

test('requests are logged with all that was sent, and forgotten on demand', async () => {
  await macieClient(emulator).send(new ListClassificationJobsCommand({ maxResults: 5 }));
  const { body } = await control(emulator, 'GET', 'requests');
  expect(body).toMatchObject([
    {
      at: expect.any(Number) as unknown,
      operation: 'ListClassificationJobs',
      accountId: ACCOUNT,
      region: REGION,
      method: 'POST',
      path: '/jobs/list',
      headers: {
        'content-type': 'application/json',
        authorization: expect.stringContaining('/us-east-1/macie2/') as unknown,
      },
      body: '{"maxResults":5}',
      status: 200,
      signature: 'valid',
    },
  ]);
  expect((await control(emulator, 'DELETE', 'requests')).status).toBe(200);
  expect((await control(emulator, 'GET', 'requests')).body).toEqual([]);
});

test('reset puts everything back', async () => {
  const before = ids();
  emulator.setInventory(ACCOUNT, REGION, []);
  emulator.setInventory(ACCOUNT, 'ap-south-1', []);
  emulator.setFaults([{ operation: 'ListClassificationJobs', fault: { kind: 'reset' } }]);
  await expect(macieClient(emulator).send(new ListClassificationJobsCommand({}))).rejects.toThrow();
  expect((await control(emulator, 'POST', 'reset')).status).toBe(200);
  expect(ids()).toEqual(before);
  expect(emulator.describe(ACCOUNT, 'ap-south-1')).toBeUndefined();
  expect(emulator.requests()).toEqual([]);
  expect((await macieClient(emulator).send(new ListClassificationJobsCommand({}))).items).toHaveLength(10);
});

test.each([
  ['PUT', 'inventory', { ...SOURCE, jobs: 3 }, /^jobs: /],
  ['PUT', 'inventory', { jobs: [] }, /^accountId: .*; region: /],
  ['POST', 'generate', { ...SOURCE, count: 100_001, seed: 1 }, /^count: /],
  ['PUT', 'faults', undefined, /^body: /],
])('%s %s refuses %o', async (method, path, body, message) => {
  expect(await control(emulator, method, path, body)).toEqual({
    status: 400,
    body: { message: expect.stringMatching(message) as unknown },
  });
});

test('an unknown control is not found', async () => {
  expect((await control(emulator, 'GET', 'inventory')).status).toBe(404);
});

test('the log keeps the newest requests and lets the oldest go', () => {
  const log = createRequestLog();
  for (let at = 0; at < 3 * REQUEST_LOG_LIMIT; at += 1) log.add({ at } as LoggedRequest);
  const kept = log.list();
  expect([kept.length, kept[0]?.at, kept.at(-1)?.at]).toEqual([
    REQUEST_LOG_LIMIT,
    2 * REQUEST_LOG_LIMIT,
    3 * REQUEST_LOG_LIMIT - 1,
  ]);
});
