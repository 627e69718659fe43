import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createEmulator } from '../../emulator/emulator.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { throughGateway } from '../../emulator/server/gateway.ts';
import { bridge } from '../../emulator/server/node-bridge.ts';
import type { Account } from './account.ts';
import { accountCredentials } from './credentials.ts';
import type { AwsErrorKind } from './errors.ts';
import { createLimiter } from './request-scheduler.ts';
import { createMacie } from './macie-client.ts';
import type { Macie } from './macie-client.ts';

/*
 * The path of production, in Node: Cognito, signing for the real host, the gateway over HTTP, and a
 * service that checks the signature.
 */
let emulator: Emulator;
let server: Server;
let origin: string;

beforeEach(async () => {
  emulator = createEmulator({ jobs: 30 });
  server = createServer((incoming, outgoing) => {
    const target = throughGateway(incoming.method ?? '', incoming.url ?? '');
    void bridge(emulator.fetch, incoming, outgoing, target && 'refused' in target ? undefined : target);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const EU = { account: 'security', region: 'eu-west-1' };

function account(pool = '1'): Account {
  return {
    id: 'security',
    label: 'Security',
    accountId: '111122223333',
    regions: ['us-east-1', 'eu-west-1'],
    credentials: {
      identityPoolId: `us-east-1:00000000-0000-4000-8000-00000000000${pool}`,
      endpoint: `${origin}/cognito-identity/`,
    },
  };
}

function connect(from: Account = account()): Macie {
  const credentials = accountCredentials(from);
  return createMacie(`${origin}/macie/{region}`, () => credentials, createLimiter({ total: 12, perKey: 4 }));
}

async function control(path: string, method: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${origin}/_emulator/${path}`, {
    method,
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
  });
  const text = await response.text();
  return text && JSON.parse(text);
}

async function operations(): Promise<string[]> {
  const requests = (await control('requests', 'GET')) as { operation: string; signature: string }[];
  return requests.map(({ operation, signature }) => `${operation} ${signature}`);
}

describe('reading Macie by way of the gateway', () => {
  test('a list and a job arrive, each call signed for the real host', async () => {
    const macie = connect();
    const { items = [] } = await macie.listJobs(EU, { maxResults: 5 }, {});
    expect(items).toHaveLength(5);
    const jobId = items[0]?.jobId ?? '';
    expect(await macie.describeJob(EU, jobId, {})).toMatchObject({ jobId, name: items[0]?.name });
    expect((await operations()).slice(-3)).toEqual([
      'GetCredentialsForIdentity absent',
      'ListClassificationJobs valid',
      'DescribeClassificationJob valid',
    ]);
  });

  test('callers at the same time in all Regions share one way to credentials', async () => {
    const macie = connect();
    await Promise.all(
      ['us-east-1', 'eu-west-1'].map((region) => macie.listJobs({ ...EU, region }, { maxResults: 1 }, {})),
    );
    expect((await operations()).filter((name) => name.startsWith('GetCredentials'))).toHaveLength(1);
  });

  test('a retry is signed again for the real host', async () => {
    await control('faults', 'PUT', [
      {
        operation: 'ListClassificationJobs',
        times: 1,
        fault: { kind: 'error', status: 500, type: 'InternalServerException', message: 'again' },
      },
    ]);
    await connect().listJobs(EU, {}, {});
    expect((await operations()).slice(-2)).toEqual([
      'ListClassificationJobs valid',
      'ListClassificationJobs valid',
    ]);
  });

  test('credentials are renewed five minutes before they expire, or after half of a shorter life', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      for (const [minutes, renewedAfter] of [
        [60, 55],
        [4, 2],
      ] as const) {
        emulator = createEmulator({ jobs: 5, credentialsLifetimeMs: minutes * 60_000 });
        const provider = accountCredentials(account());
        const first = await provider();
        vi.advanceTimersByTime(renewedAfter * 60_000 - 1000);
        expect(await provider()).toBe(first);
        vi.advanceTimersByTime(1000);
        expect(await provider()).not.toEqual(first);
      }
    } finally {
      vi.useRealTimers();
    }
  });

  test('one set of credentials is used though a fast clock says that it has expired', async () => {
    emulator = createEmulator({ jobs: 5, credentialsLifetimeMs: -60 * 60_000 });
    const provider = accountCredentials(account());
    const first = await provider();
    expect(await provider()).toBe(first);
  });

  test.each(['ExpiredTokenException', 'ExpiredToken', 'UnrecognizedClientException', 'InvalidClientTokenId'])(
    'after %s, credentials are fetched once more before anything is shown',
    async (type) => {
      const macie = connect();
      await macie.listJobs(EU, { maxResults: 1 }, {});
      await control('faults', 'PUT', [
        { operation: 'ListClassificationJobs', times: 1, fault: error(403, type) },
      ]);
      const before = (await operations()).length;
      expect((await macie.listJobs(EU, { maxResults: 1 }, {})).items).toHaveLength(1);
      const since = (await operations()).slice(before);
      expect(since.filter((name) => name.startsWith('GetCredentials'))).toHaveLength(1);
      expect(since.filter((name) => name.startsWith('ListClassificationJobs'))).toHaveLength(2);
    },
  );

  test('a refusal of fresh credentials is shown, after one renewal', async () => {
    await control('faults', 'PUT', [
      { operation: 'ListClassificationJobs', fault: error(403, 'UnrecognizedClientException') },
    ]);
    const before = (await operations()).length;
    await expect(connect().listJobs(EU, {}, {})).rejects.toMatchObject({ kind: 'region-off' });
    const since = (await operations()).slice(before);
    expect(since.filter((name) => name.startsWith('ListClassificationJobs'))).toHaveLength(2);
  });

  test('a call keeps its turn while the SDK tries again, and gives it back', async () => {
    await control('faults', 'PUT', [
      { operation: 'ListClassificationJobs', times: 1, fault: error(500, 'InternalServerException') },
    ]);
    const limiter = createLimiter({ total: 1, perKey: 1 });
    const enter = vi.spyOn(limiter, 'enter');
    const credentials = accountCredentials(account());
    const macie = createMacie(`${origin}/macie/{region}`, () => credentials, limiter);
    await macie.listJobs(EU, { maxResults: 1 }, {});
    expect(enter).toHaveBeenCalledTimes(1);
    await control('faults', 'PUT', [
      { operation: 'ListClassificationJobs', fault: error(400, 'ValidationException') },
    ]);
    await expect(macie.listJobs(EU, {}, {})).rejects.toMatchObject({ kind: 'invalid' });
    await control('faults', 'PUT', []);
    expect((await macie.listJobs(EU, { maxResults: 1 }, {})).items).toHaveLength(1);
  });

  test('a call that is aborted while its credentials are renewed is never sent', async () => {
    const credentials = await accountCredentials(account())();
    let renew: (() => void) | undefined;
    const get = vi
      .fn()
      .mockResolvedValueOnce(credentials)
      .mockReturnValueOnce(
        new Promise((resolve) => {
          renew = () => {
            resolve(credentials);
          };
        }),
      );
    const provider = Object.assign(get, { drop: vi.fn() });
    const limiter = createLimiter({ total: 1, perKey: 1 });
    const macie = createMacie(`${origin}/macie/{region}`, () => provider, limiter);
    const abort = new AbortController();
    const call = macie.listJobs(EU, {}, { signal: abort.signal });
    await expect.poll(() => get.mock.calls.length).toBe(2);
    abort.abort();
    renew?.();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(await operations()).not.toContain('ListClassificationJobs valid');
    await expect(limiter.run('any', 'background', async () => 'free')).resolves.toBe('free');
  });

  test('an answer that never comes is given up, and asked for again', async () => {
    await control('faults', 'PUT', [{ operation: 'ListClassificationJobs', fault: { kind: 'hang' } }]);
    const macie = connect();
    await accountCredentials(account())();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const passing = new AbortController();
      const call = macie.listJobs(EU, {}, {}).finally(() => {
        passing.abort();
      });
      const outcome = expect(call).rejects.toMatchObject({ kind: 'network', code: 'TimeoutError' });
      while (!passing.signal.aborted) {
        await new Promise((resolve) => setImmediate(resolve));
        await vi.advanceTimersByTimeAsync(1000);
      }
      await outcome;
    } finally {
      vi.useRealTimers();
    }
  });

  test.each(['GetId', 'GetCredentialsForIdentity'])(
    'a later call does not wait for a %s that hangs',
    async (operation) => {
      await control('faults', 'PUT', [{ operation, times: 1, fault: { kind: 'hang' } }]);
      const provider = accountCredentials(account());
      const first = provider();
      first.catch(() => undefined);
      await expect.poll(operations).toContain(`${operation} absent`);
      vi.useFakeTimers({ now: Date.now() + 6000, toFake: ['Date'] });
      try {
        expect((await provider()).accessKeyId).toMatch(/^ASIA/);
      } finally {
        vi.useRealTimers();
      }
    },
  );

  test('a call that is aborted ends as an abort, not as a failure of AWS', async () => {
    await control('faults', 'PUT', [{ operation: 'ListClassificationJobs', fault: { kind: 'hang' } }]);
    const abort = new AbortController();
    const macie = connect();
    const call = macie.listJobs(EU, {}, { signal: abort.signal });
    await expect.poll(operations).toContain('ListClassificationJobs valid');
    abort.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });

  test.each(['', 'not-an-id', '../jobs', 'A'.repeat(32)])('the id %j is never asked for', async (jobId) => {
    await expect(connect().describeJob(EU, jobId, {})).rejects.toMatchObject({ kind: 'not-found' });
    expect(await operations()).toEqual([]);
  });
});

function retail(externalId?: string): Account {
  return {
    ...account(),
    id: 'retail',
    accountId: '777788889999',
    credentials: {
      ...account().credentials,
      roleArn: 'arn:aws:iam::777788889999:role/MacieMonitor',
      externalId,
      stsEndpoint: `${origin}/sts/`,
    },
  };
}

describe('a role in another account', () => {
  const source = { account: 'retail', region: 'eu-west-1' };

  test('is assumed once with the pool’s credentials, and shows that account’s jobs', async () => {
    const macie = connect(retail('macie-job-monitor'));
    const [{ items = [] }] = await Promise.all([
      macie.listJobs(source, { maxResults: 5 }, {}),
      macie.listJobs({ ...source, region: 'eu-central-1' }, { maxResults: 5 }, {}),
    ]);
    const ours = emulator.describe('777788889999', 'eu-west-1')?.map(({ jobId }) => jobId);
    expect(ours).toEqual(expect.arrayContaining(items.map(({ jobId }) => jobId)));
    expect(items.length).toBeGreaterThan(0);
    expect((await operations()).filter((name) => name.startsWith('AssumeRole'))).toEqual([
      'AssumeRole valid',
    ]);
  });

  test('that its trust policy denies is a problem of credentials', async () => {
    await expect(connect(retail('another id')).listJobs(source, {}, {})).rejects.toMatchObject({
      kind: 'credentials',
      operation: 'AssumeRole',
    });
  });
});

const error = (status: number, type: string, message = 'no') => ({ kind: 'error', status, type, message });

describe('what goes wrong has a kind', () => {
  test.each<[AwsErrorKind, object]>([
    ['denied', error(403, 'AccessDeniedException', 'User is not authorized')],
    ['not-enabled', error(403, 'AccessDeniedException', 'Macie is not enabled.')],
    ['not-enabled', error(401, 'AccessDeniedException', 'Macie is not enabled')],
    ['invalid', error(400, 'ValidationException')],
    ['not-found', error(404, 'ResourceNotFoundException')],
    ['throttled', error(429, 'ThrottlingException')],
    ['throttled', error(429, 'TooManyRequestsException')],
    ['server', error(500, 'InternalServerException')],
    ['credentials', error(403, 'ExpiredTokenException')],
    ['not-aws', { kind: 'body', status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }],
    ['not-aws', { kind: 'body', status: 200, contentType: 'text/html', body: '<h1>Hello</h1>' }],
    ...[400, 401, 403, 404, 405, 413].map((status): [AwsErrorKind, object] => [
      'not-aws',
      { kind: 'body', status, contentType: 'text/html', body: '<h1>Sign in</h1>' },
    ]),
    [
      'not-aws',
      { kind: 'body', status: 403, contentType: 'application/json', body: '{"message":"Forbidden"}' },
    ],
    ['throttled', error(400, 'Throttling')],
    ['throttled', error(503, 'SlowDown')],
    ['quota', error(402, 'ServiceQuotaExceededException')],
    ['conflict', error(409, 'ConflictException')],
    ['malformed', { kind: 'body', status: 204, contentType: 'application/json', body: '' }],
    ['malformed', { kind: 'body', status: 200, contentType: 'application/json', body: '{"items":null}' }],
    ['network', { kind: 'reset' }],
  ])('%s: %j', async (kind, fault) => {
    await control('faults', 'PUT', [{ operation: 'ListClassificationJobs', fault }]);
    const failure = connect().listJobs(EU, {}, {});
    await expect(failure).rejects.toMatchObject({
      name: 'AwsError',
      kind,
      operation: 'ListClassificationJobs',
    });
  });

  test('an AWS error carries its request id and AWS’s own words', async () => {
    await control('faults', 'PUT', [
      { operation: 'ListClassificationJobs', fault: error(400, 'ValidationException', 'bad key') },
    ]);
    await expect(connect().listJobs(EU, {}, {})).rejects.toMatchObject({
      message: 'bad key',
      status: 400,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
  });

  test('a Region where Macie is off, and a pool that lets no guest in', async () => {
    await expect(connect().listJobs({ ...EU, region: 'ap-south-1' }, {}, {})).rejects.toMatchObject({
      kind: 'not-enabled',
    });
    await expect(connect(account('3')).listJobs(EU, {}, {})).rejects.toMatchObject({ kind: 'credentials' });
    await expect(connect(account('2')).listJobs(EU, {}, {})).rejects.toMatchObject({ kind: 'denied' });
  });
});
