import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEmulator } from '../../emulator/emulator.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { bridge } from '../../emulator/server/node-bridge.ts';
import { accountCredentials } from './credentials.ts';
import { createJobLog } from './logs-client.ts';
import type { LogQuery, ReadJobLog } from './logs-client.ts';

const EU = { account: 'security', region: 'eu-west-1' };
const NOW = Date.parse('2026-02-11T12:00:00Z');

let emulator: Emulator;
let server: Server;
let origin: string;
let read: ReadJobLog;

beforeEach(async () => {
  emulator = createEmulator({ jobs: 200 });
  server = createServer((incoming, outgoing) => {
    void bridge(emulator.fetch, incoming, outgoing);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const credentials = accountCredentials({
    id: 'security',
    label: 'Security',
    accountId: '111122223333',
    regions: ['eu-west-1'],
    credentials: {
      identityPoolId: 'us-east-1:00000000-0000-4000-8000-000000000001',
      endpoint: `${origin}/cognito-identity/`,
    },
  });
  read = createJobLog(`${origin}/logs/{region}/`, () => credentials);
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const query = (more: Partial<LogQuery> = {}): LogQuery => {
  const job = emulator
    .describe('111122223333', 'eu-west-1')
    ?.find(({ lastRunErrorStatus }) => lastRunErrorStatus?.code === 'ERROR');
  return {
    jobId: job?.jobId ?? '',
    createdAt: new Date(job?.createdAt ?? ''),
    lastRunTime: new Date(job?.lastRunTime ?? ''),
    ...more,
  };
};

const answers = (...faults: object[]) =>
  control(
    'faults',
    faults.map((fault) => ({ operation: 'FilterLogEvents', times: 1, fault })),
  );

async function control(name: string, body: unknown): Promise<void> {
  await fetch(`${origin}/_emulator/${name}`, { method: 'PUT', body: JSON.stringify(body) });
}

async function requests(): Promise<{ operation: string; signature: string; body: string }[]> {
  const log: { operation: string; signature: string; body: string }[] = await (
    await fetch(`${origin}/_emulator/requests`)
  ).json();
  return log.filter(({ operation }) => operation === 'FilterLogEvents');
}

const page = (events: object[], nextToken?: string) => ({
  kind: 'body',
  status: 200,
  contentType: 'application/x-amz-json-1.1',
  body: JSON.stringify({ events, nextToken }),
});

const error = (type: string) => ({ kind: 'error', status: 400, type, message: 'No.' });

test('the events of a job come newest first, from a signed call', async () => {
  const { lines, next, absent } = await read(EU, query());
  const times = lines.map(({ timestamp = 0 }) => timestamp);
  expect(times.length).toBeGreaterThan(1);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  expect(lines.some(({ message }) => /"eventType":"(ACCOUNT|BUCKET)_/.test(message ?? ''))).toBe(true);
  expect({ next, absent }).toEqual({ next: undefined, absent: false });
  expect(await requests()).toMatchObject([{ signature: 'valid' }]);
});

test('a job that ended before CloudWatch Logs could read backwards is read forwards', async () => {
  const lastRunTime = new Date('2022-05-01T00:00:00Z');
  await answers(page([{ timestamp: 1, message: 'a' }]));
  await read(EU, query({ createdAt: lastRunTime, lastRunTime }));
  const [request] = await requests();
  expect(JSON.parse(request?.body ?? '')).toMatchObject({
    startFromHead: true,
    startTime: lastRunTime.getTime(),
  });
});

test('an older job that still runs is read backwards as far as that goes', async () => {
  await answers(page([{ timestamp: 1, message: 'a' }]));
  await read(EU, query({ createdAt: new Date('2022-05-01T00:00:00Z'), lastRunTime: new Date(NOW) }));
  const [request] = await requests();
  expect(JSON.parse(request?.body ?? '')).toMatchObject({
    startFromHead: false,
    startTime: Date.parse('2024-01-01T00:00:00Z'),
  });
});

test('empty pages are passed over, and a token goes on', async () => {
  await answers(page([], 'one'), page([], 'two'), page([{ timestamp: 1, message: 'a' }], 'three'));
  expect(await read(EU, query())).toMatchObject({ lines: [{ message: 'a' }], next: 'three' });
  const sent = await requests();
  expect(sent.map(({ body }) => (JSON.parse(body) as { nextToken?: string }).nextToken)).toEqual([
    undefined,
    'one',
    'two',
  ]);
});

test('a log that never has a line is not read for ever', async () => {
  await answers(...Array.from({ length: 20 }, () => page([], 'on')));
  expect(await read(EU, query())).toEqual({ lines: [], next: 'on', absent: false });
  expect(await requests()).toHaveLength(10);
});

describe('failures', () => {
  test('no log group is no failure', async () => {
    await answers(error('ResourceNotFoundException'));
    expect(await read(EU, query())).toEqual({ lines: [], next: undefined, absent: true });
  });

  test.each([
    ['AccessDeniedException', 'denied'],
    ['InvalidParameterException', 'refused'],
  ])('%s is %s, with the request id', async (type, kind) => {
    await answers(error(type));
    const failure = expect(read(EU, query())).rejects;
    await failure.toMatchObject({ kind, code: type, operation: 'FilterLogEvents', status: 400 });
    await expect(read(EU, query())).resolves.toMatchObject({ absent: false });
  });

  test('credentials that AWS calls expired are fetched once more', async () => {
    await answers(error('ExpiredTokenException'));
    expect(await read(EU, query())).toMatchObject({ absent: false });
    await answers(error('ExpiredTokenException'), error('ExpiredTokenException'));
    await expect(read(EU, query())).rejects.toMatchObject({ kind: 'credentials' });
  });

  test('an answer without a list of events is none', async () => {
    for (const body of ['{}', '{"events":null}']) {
      await answers({ kind: 'body', status: 200, contentType: 'application/x-amz-json-1.1', body });
      await expect(read(EU, query())).rejects.toMatchObject({ kind: 'malformed' });
    }
  });

  test('a call can be stopped', async () => {
    const stop = new AbortController();
    await answers({ kind: 'hang' });
    const reading = read(EU, query({ signal: stop.signal }));
    setTimeout(() => {
      stop.abort();
    }, 20);
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });
});
