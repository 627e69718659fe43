import { DescribeClassificationJobCommand, ListClassificationJobsCommand } from '@aws-sdk/client-macie2';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { fromCognitoIdentityPool, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { beforeEach, expect, test, vi } from 'vitest';
import { createEmulator, type Emulator } from '../emulator.ts';
import { ConnectionReset, type Fault } from './faults.ts';
import { staticKeyOf } from '../accounts.ts';
import { inProcessRequestHandler } from '../server/in-process.ts';
import { ACCOUNT, control, macieClient, REGION } from '../testing.ts';

/** The waits that the emulator asked for. None takes time. */
let waits: number[];
let emulator: Emulator;
beforeEach(() => {
  waits = [];
  emulator = createEmulator({
    jobs: 3,
    latencyMs: 40,
    sleep: async (ms) => {
      waits.push(ms);
    },
  });
});

const operation = 'ListClassificationJobs';
const ERROR: Fault = {
  kind: 'error',
  status: 429,
  type: 'ThrottlingException',
  message: 'Slow down',
  headers: { 'retry-after': '1' },
};

async function list(region?: string): Promise<string> {
  try {
    await macieClient(emulator, region).send(new ListClassificationJobsCommand({}));
    return 'ok';
  } catch (error) {
    return error instanceof Error ? error.name : 'not even an error';
  }
}

/** An unsigned call, whose raw answer can be inspected. */
function getId(signal?: AbortSignal): Promise<Response> {
  return emulator.fetch(
    new Request('http://localhost/cognito-identity/', {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSCognitoIdentityService.GetId' },
      ...(signal && { signal }),
      body: JSON.stringify({ IdentityPoolId: 'us-east-1:00000000-0000-4000-8000-000000000001' }),
    }),
  );
}

test('each answer takes at least the latency', async () => {
  await list();
  expect(waits).toEqual([40]);
});

test('skip that many, then fail that many', async () => {
  emulator.setFaults([{ operation, skip: 2, times: 1, fault: ERROR }]);
  expect([await list(), await list(), await list(), await list()]).toEqual([
    'ok',
    'ok',
    'ThrottlingException',
    'ok',
  ]);
});

test('without times, for ever, until other faults are set', async () => {
  emulator.setFaults([{ operation, fault: ERROR }]);
  expect([await list(), await list()]).toEqual(['ThrottlingException', 'ThrottlingException']);
  emulator.setFaults([]);
  expect(await list()).toBe('ok');
});

test('a fault hits its operation, Region and account, and no other', async () => {
  emulator.setFaults([
    { operation, region: 'eu-west-1', fault: ERROR },
    { operation: 'DescribeClassificationJob', accountId: '444455556666', fault: ERROR },
  ]);
  expect([await list(REGION), await list('eu-west-1')]).toEqual(['ok', 'ThrottlingException']);
  const describe = (accountId: string) =>
    macieClient(emulator, REGION, accountId).send(new DescribeClassificationJobCommand({ jobId: 'a' }));
  await expect(describe('111122223333')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await expect(describe('444455556666')).rejects.toMatchObject({ name: 'ThrottlingException' });
});

test('a later rule counts the calls that an earlier one hit', async () => {
  emulator.setFaults([
    { operation, times: 1, fault: ERROR },
    { operation, skip: 1, times: 1, fault: { ...ERROR, type: 'ConflictException', status: 409 } },
  ]);
  expect([await list(), await list(), await list()]).toEqual([
    'ThrottlingException',
    'ConflictException',
    'ok',
  ]);
});

test('an error has its status, type, message, headers and request id', async () => {
  emulator.setFaults([{ operation, fault: ERROR }]);
  await expect(macieClient(emulator).send(new ListClassificationJobsCommand({}))).rejects.toMatchObject({
    name: 'ThrottlingException',
    message: 'Slow down',
    $metadata: { httpStatusCode: 429, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown },
    $response: { headers: { 'retry-after': '1' } },
  });
  expect(emulator.requests()).toMatchObject([{ operation, status: 429, signature: 'valid' }]);
});

test.each([
  [402, 'ServiceQuotaExceededException'],
  [403, 'AccessDeniedException'],
  [409, 'ConflictException'],
  [429, 'ThrottlingException'],
  [500, 'InternalServerException'],
])('the documented error %d %s reaches the SDK', async (status, type) => {
  emulator.setFaults([{ operation, fault: { kind: 'error', status, type, message: 'm' } }]);
  expect(await list()).toBe(type);
});

test('a delay, then the proper answer', async () => {
  emulator.setFaults([{ operation, fault: { kind: 'delay', ms: 2500 } }]);
  expect(await list()).toBe('ok');
  expect(waits).toEqual([40, 2500]);
});

test('a reset is a network failure', async () => {
  emulator.setFaults([{ operation, fault: { kind: 'reset' } }]);
  expect(await list()).toBe('ConnectionReset');
  expect(emulator.requests()).toMatchObject([{ operation, status: 0 }]);
});

test('a truncated answer breaks in the middle of its body', async () => {
  const whole = await (await getId()).text();
  emulator.setFaults([{ operation: 'GetId', fault: { kind: 'truncate' } }]);
  const response = await getId();
  expect([response.status, response.headers.get('content-length')]).toEqual([200, String(whole.length)]);
  const reader = response.body?.getReader();
  const half = await reader?.read();
  expect(half?.value).toHaveLength(Math.floor(whole.length / 2));
  await expect(reader?.read()).rejects.toBeInstanceOf(ConnectionReset);
});

test('the SDK takes a truncated answer for a network failure', async () => {
  emulator.setFaults([{ operation, fault: { kind: 'truncate' } }]);
  expect(await list()).toBe('ConnectionReset');
});

test('a hanging call ends when its caller gives up', async () => {
  emulator.setFaults([{ operation: 'GetId', fault: { kind: 'hang' } }]);
  const caller = new AbortController();
  const failure = expect(getId(caller.signal)).rejects.toThrow('Out of patience');
  await vi.waitFor(() => expect(emulator.requests()).toMatchObject([{ operation: 'GetId', status: 0 }]));
  caller.abort(new Error('Out of patience'));
  await failure;
});

test('an answer that hangs after its headers and half of its body ends when its caller gives up', async () => {
  const whole = await (await getId()).text();
  emulator.setFaults([{ operation: 'GetId', fault: { kind: 'hang-body' } }]);
  const caller = new AbortController();
  const response = await getId(caller.signal);
  expect([response.status, response.headers.get('content-length')]).toEqual([200, String(whole.length)]);
  const reader = response.body?.getReader();
  expect((await reader?.read())?.value).toHaveLength(Math.floor(whole.length / 2));
  const rest = expect(reader?.read()).rejects.toThrow('Out of patience');
  caller.abort(new Error('Out of patience'));
  await rest;
});

test.each([
  [{ status: 204 }, null],
  [{ status: 204, body: 'not sent' }, null],
  [{ status: 200 }, null],
  [{ status: 302, headers: { location: '/login' } }, '/login'],
])('an answer without a body, or one that leads elsewhere: %o', async (answer, location) => {
  emulator.setFaults([{ operation: 'GetId', fault: { kind: 'body', ...answer } }]);
  const response = await getId();
  expect([response.status, response.headers.get('location'), await response.text()]).toEqual([
    answer.status,
    location,
    '',
  ]);
});

test('a body of the test’s own, such as an error page', async () => {
  emulator.setFaults([
    {
      operation,
      fault: { kind: 'body', status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' },
    },
  ]);
  expect(await list()).toBe('SyntaxError');
});

test('faults hit unsigned calls and other protocols too', async () => {
  emulator.setFaults([
    {
      operation: 'GetId',
      region: 'us-east-1',
      fault: { kind: 'error', status: 500, type: 'InternalErrorException', message: 'm' },
    },
  ]);
  const response = await getId();
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({ __type: 'InternalErrorException', message: 'm' });
});

const FAULTS: readonly Fault[] = [
  ERROR,
  { kind: 'delay', ms: 7 },
  { kind: 'reset' },
  { kind: 'truncate' },
  { kind: 'hang' },
  { kind: 'hang-body' },
  { kind: 'body', status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' },
];
/** The SDK's call of each service other than Macie. It tries once and aborts with the signal. */
const CALLS: readonly (readonly [string, (signal: AbortSignal) => Promise<unknown>])[] = [
  ['GetId', (signal) => poolCredentials(signal)],
  ['GetCredentialsForIdentity', (signal) => poolCredentials(signal)],
  [
    'AssumeRole',
    (signal) =>
      fromTemporaryCredentials({
        params: { RoleArn: 'arn:aws:iam::444455556666:role/MacieMonitor', RoleSessionName: 'test' },
        masterCredentials: staticKeyOf(ACCOUNT),
        clientConfig: clientConfig(signal),
      })(),
  ],
  [
    'FilterLogEvents',
    (signal) =>
      new CloudWatchLogsClient({
        ...clientConfig(signal),
        credentials: staticKeyOf(ACCOUNT),
        endpoint: `http://localhost/logs/${REGION}/`,
      }).send(new FilterLogEventsCommand({ logGroupName: '/aws/macie/classificationjobs', limit: 5 })),
  ],
];

function clientConfig(signal: AbortSignal) {
  const { handle, ...handler } = inProcessRequestHandler(emulator);
  return {
    region: REGION,
    maxAttempts: 1,
    endpoint: 'http://localhost/sts/',
    requestHandler: {
      ...handler,
      handle: (request: Parameters<typeof handle>[0]) => handle(request, { abortSignal: signal }),
    },
  };
}

function poolCredentials(signal: AbortSignal): Promise<unknown> {
  return fromCognitoIdentityPool({
    identityPoolId: 'us-east-1:00000000-0000-4000-8000-000000000001',
    cache: { getItem: () => null, setItem: () => undefined, removeItem: () => undefined },
    clientConfig: { ...clientConfig(signal), endpoint: 'http://localhost/cognito-identity/' },
  })();
}

test.each(CALLS.flatMap(([operation, call]) => FAULTS.map((fault) => ({ operation, call, fault }))))(
  '$operation fails with $fault.kind, and recovers afterwards',
  async ({ operation, call, fault }) => {
    emulator.setFaults([{ operation, times: 1, fault }]);
    const caller = new AbortController();
    const failing = call(caller.signal).then(
      () => 'answered',
      () => 'failed',
    );
    await vi.waitFor(
      () => expect(emulator.requests().map((request) => request.operation)).toContain(operation),
      { interval: 1 },
    );
    if (fault.kind === 'hang' || fault.kind === 'hang-body') caller.abort(new Error('Out of patience'));
    expect(await failing).toBe(fault.kind === 'delay' ? 'answered' : 'failed');
    expect(waits.includes(7)).toBe(fault.kind === 'delay');
    await expect(call(new AbortController().signal)).resolves.toBeDefined();
  },
);

test.each([
  [{ operation }, /fault/],
  [[{ operation, fault: { kind: 'explode' } }], /0\.fault\.kind/],
  [[{ operation, skip: -1, fault: { kind: 'reset' } }], /0\.skip/],
  [[{ operation, when: 'now', fault: { kind: 'reset' } }], /0\.when/],
])('the control refuses %o, and says where it is wrong', async (rules, message) => {
  const { status, body } = await control(emulator, 'PUT', 'faults', rules);
  expect(status).toBe(400);
  expect(body).toMatchObject({
    message: expect.stringMatching(Array.isArray(rules) ? message : /body/) as unknown,
  });
});
