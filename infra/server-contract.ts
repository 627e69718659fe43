import {
  DescribeClassificationJobCommand,
  ListClassificationJobsCommand,
  Macie2Client,
} from '@aws-sdk/client-macie2';
import { gunzipSync } from 'node:zlib';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../emulator/identity/credentials.ts';
import { verifySignature } from '../emulator/protocol/sigv4.ts';
import { throughGateway } from '../src/aws/gateway-middleware.ts';
import { INSIGHTS, OPERATIONS } from '../src/aws/operations.ts';
import { securityHeaders } from './headers.ts';
import type { HeadersConfig } from './headers.ts';
import type { OwnServer } from './own-server.ts';
import { recordingUpstream, send } from './recording-upstream.ts';
import type { Received, Upstream } from './recording-upstream.ts';
import { siteFolder } from './running-server.ts';
import type { RunningServer } from './running-server.ts';

const config: HeadersConfig = {
  gateway: '/macie/{region}',
  accounts: [{ regions: ['us-east-1', 'eu-west-1'], credentials: { identityPoolId: 'us-east-1:0000' } }],
};
const JOB = '0123456789abcdef0123456789abcdef';
const KEY = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
const PRINCIPAL = { accountId: '111122223333', arn: 'arn:aws:iam::111122223333:user/x', mayUseMacie: true };

/** Runs a server in a folder for its files. */
export type Start = (server: OwnServer, folder: string) => Promise<RunningServer>;

/** Tests for every self-hosted server: it serves the page and is the gateway to Macie. */
export function serverContract(start: Start): void {
  describe('the gateway', () => gatewayContract(start));
  describe('the page', () => pageContract(start));
}

/** Starts a server for the tests of a `describe`, with a recording upstream in Macie's place. */
function serverFor(start: Start, config: HeadersConfig) {
  const site = siteFolder(config);
  const running: { server?: RunningServer; upstream?: Upstream } = {};
  beforeAll(async () => {
    const upstream = await recordingUpstream();
    const server = await start(
      { config, name: 'monitor.example.org', root: site.dist, upstream: upstream.origin },
      site.folder,
    );
    Object.assign(running, { upstream, server });
    return async () => {
      await server.stop();
      await upstream.close();
      site.remove();
    };
  });
  beforeEach(() => {
    const { upstream } = running;
    if (!upstream) return;
    upstream.received.length = 0;
    upstream.answer = { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' };
  });
  return {
    get origin() {
      return running.server?.origin ?? '';
    },
    get received() {
      return running.upstream?.received ?? [];
    },
    answerWith: (answer: Upstream['answer']) => {
      if (running.upstream) running.upstream.answer = answer;
    },
    ask: (path: string, options?: Parameters<typeof send>[2]) =>
      send(running.server?.origin ?? '', path, options),
  };
}

/** Tests for every gateway: it passes the operations that are switched on as they were signed, and nothing else. */
export function gatewayContract(start: Start): void {
  const server = serverFor(start, config);
  const { ask } = server;

  it('strips the prefix, names Macie as the host, and passes what was signed untouched', async () => {
    const headers = {
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKID/20261120/us-east-1/macie2/aws4_request, SignedHeaders=host, Signature=00',
      'content-type': 'application/json',
      'x-amz-date': '20261120T000000Z',
      'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'x-amz-security-token': `${'t'.repeat(3000)}/+==`,
      'x-amz-user-agent': 'aws-sdk-js/3.0.0 ua/2.1 os/Linux#6.1 lang/js md/browser#Chromium_156',
      'amz-sdk-invocation-id': '00000000-0000-4000-8000-000000000000',
      'amz-sdk-request': 'attempt=1; max=3',
    };
    const body = Buffer.from([...Array(60_000).keys()].map((index) => index % 256));
    await ask('/macie/us-east-1/jobs/list', { method: 'POST', headers, body });
    const [received] = server.received;
    expect(received).toMatchObject({ method: 'POST', path: '/jobs/list' });
    expect(received?.headers).toMatchObject({ ...headers, host: 'macie2.us-east-1.amazonaws.com' });
    expect(received?.body.equals(body)).toBe(true);
  });

  it("sends each Region's requests to that Region", async () => {
    await ask(`/macie/eu-west-1/jobs/${JOB}`);
    expect(server.received).toMatchObject([
      { method: 'GET', path: `/jobs/${JOB}`, headers: { host: 'macie2.eu-west-1.amazonaws.com' } },
    ]);
  });

  it("leaves the SDK's signatures valid", async () => {
    const region = 'eu-west-1';
    const client = new Macie2Client({ region, credentials: KEY });
    client.middlewareStack.use(throughGateway(`${server.origin}/macie/{region}`, region));
    await client.send(new ListClassificationJobsCommand({ maxResults: 50, nextToken: 'ü/+=' }));
    await client.send(new DescribeClassificationJobCommand({ jobId: JOB }));
    expect(server.received).toHaveLength(2);
    for (const received of server.received) expect(await signer(received)).toBe(PRINCIPAL);
  });

  it('passes no cookie on, and says nothing of who asked', async () => {
    await ask(`/macie/us-east-1/jobs/${JOB}`, { headers: { cookie: 'other-app=secret' } });
    const passed = Object.keys(server.received[0]?.headers ?? {});
    expect(passed.filter((name) => /cookie|forwarded|real-ip/.test(name))).toEqual([]);
  });

  it("passes Macie's answers as they are, refusals too, and lets no one keep them", async () => {
    const given = {
      status: 403,
      headers: {
        'x-amzn-errortype': 'AccessDeniedException',
        'x-amzn-requestid': 'id',
        'cache-control': 'max-age=60',
      },
      body: '{"message":"Macie is not enabled"}',
    };
    server.answerWith(given);
    const answer = await ask(`/macie/us-east-1/jobs/${JOB}`);
    expect(answer.status).toBe(403);
    expect(answer.headers).toMatchObject({
      'x-amzn-errortype': 'AccessDeniedException',
      'x-amzn-requestid': 'id',
    });
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body.toString()).toBe(given.body);
  });

  it('takes the cookies of other applications on the domain, however large together', async () => {
    const cookie = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}=${'x'.repeat(2900)}`).join('; ');
    await ask('/macie/us-east-1/jobs/list', { method: 'POST', headers: { cookie }, body: '{}' });
    expect(server.received).toMatchObject([{ method: 'POST', path: '/jobs/list' }]);
    expect(server.received[0]?.headers).not.toHaveProperty('cookie');
  });

  it.each([
    ['GET', '/macie/us-east-1/jobs/list', 'POST'],
    ['PUT', '/macie/us-east-1/jobs/list', 'POST'],
    ['HEAD', '/macie/us-east-1/jobs/list', 'POST'],
    ['OPTIONS', '/macie/us-east-1/jobs/list', 'POST'],
    // What would pause or cancel a job:
    ['PATCH', `/macie/us-east-1/jobs/${JOB}`, 'GET'],
    ['POST', `/macie/us-east-1/jobs/${JOB}`, 'GET'],
    ['DELETE', `/macie/us-east-1/jobs/${JOB}`, 'GET'],
    ['HEAD', `/macie/us-east-1/jobs/${JOB}`, 'GET'],
  ])('refuses %s %s', async (method, path, allowed) => {
    const answer = await ask(path, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe(allowed);
    expect(server.received).toEqual([]);
  });

  it.each([
    ['POST', '/macie/us-east-1/jobs'],
    ['POST', '/macie/us-east-1/jobs/'],
    ['POST', '/macie/us-east-1/jobs/list/'],
    ['POST', '/macie/us-east-1/jobs/list?x=1'],
    ['POST', '/macie/us-east-1/jobs//list'],
    ['POST', '/macie//us-east-1/jobs/list'],
    ['POST', '//macie/us-east-1/jobs/list'],
    ['POST', '/macie/us-east-1/./jobs/list'],
    ['POST', '/macie/eu-west-1/../us-east-1/jobs/list'],
    ['POST', '/macie/us-east-1/jobs%2Flist'],
    ['POST', '/macie/us%2Deast-1/jobs/list'],
    ['POST', '/%6dacie/us-east-1/jobs/list'],
    ['POST', '/macie/us-east-1/JOBS/list'],
    ['GET', `/macie/us-east-1/jobs/${JOB}/`],
    ['GET', `/macie/us-east-1/jobs/${JOB}?x=1`],
    ['GET', `/macie/us-east-1/jobs/${JOB}/tags`],
    ['GET', `/macie/us-east-1/jobs/${JOB}%2F..%2F..%2Fmacie`],
    ['GET', '/macie/us-east-1/jobs/..'],
    ['GET', '/macie/us-east-1/jobs/../macie'],
    ['GET', '/macie/us-east-1/jobs/%2e%2e/macie'],
    ['GET', '/macie/us-east-1/jobs/..;/macie'],
    ['GET', '/macie/us-east-1/jobs/a%00'],
    ['GET', '/macie/us-east-1/jobs/a%0d%0ahost:evil.example'],
    ['GET', '/macie/us-east-1/macie'],
    ['GET', '/macie/us-east-1/managed-data-identifiers/list'],
    ['POST', '/macie/us-east-1/findings'],
    ['GET', '/macie/us-east-1/jobs/..%2ffindings'],
    ['GET', '/macie/us-east-1/jobs/.%2e/findings'],
    ['GET', '/macie/us-east-1/jobs/%252e%252e'],
    ['GET', '/macie/us-east-1/jobs\\..\\macie'],
    // Operations that are not switched on:
    ['POST', '/macie/us-east-1/findings/statistics'],
    ['POST', '/macie/us-east-1/datasources/s3'],
    ['POST', '/macie/us-east-1/usage/statistics'],
    ['POST', '/macie/us-east-1/custom-data-identifiers/get'],
    ['GET', `/macie/us-east-1/allow-lists/${JOB}`],
    ['POST', '/macie/us-east-1/macie'],
    ['POST', '/macie/eu-west-3/jobs/list'],
    ['POST', '/macie/us-east-1.evil.example/jobs/list'],
    ['POST', '/macie/us-east-1@evil.example/jobs/list'],
    ['POST', '/macie/us-east-11/jobs/list'],
    ['POST', '/macie/x/../us-east-1/jobs/list'],
    ['GET', '/macie'],
    ['GET', '/macie/'],
    ['GET', '/macie/us-east-1'],
  ])('does not know %s %s', async (method, path) => {
    const answer = await ask(path, { method });
    // Some servers answer a malformed address with 400.
    expect([400, 404]).toContain(answer.status);
    expect(server.received).toEqual([]);
  });

  it('takes no body that is longer than a list of criteria', async () => {
    const answer = await ask('/macie/us-east-1/jobs/list', { method: 'POST', body: 'x'.repeat(70_000) });
    // Caddy 2.6 notices while it passes the body on, and answers 502.
    expect([413, 502]).toContain(answer.status);
    expect(server.received).toEqual([]);
  });

  describe('with every insight switched on', () => {
    const server = serverFor(start, { ...config, insights: INSIGHTS });
    const operations = OPERATIONS.filter(({ service }) => service === 'macie2').map(
      ({ name, method, path }) => ({
        name,
        method,
        path: path.replace(/\{\w+\}/, JOB),
      }),
    );

    it.each(operations)('passes $name', async ({ method, path }) => {
      await server.ask(`/macie/us-east-1${path}`, { method, ...(method === 'POST' && { body: '{}' }) });
      expect(server.received).toMatchObject([
        { method, path, headers: { host: 'macie2.us-east-1.amazonaws.com' } },
      ]);
    });

    it.each(operations)('passes nothing else where $name is', async ({ method, path }) => {
      for (const other of ['PUT', 'PATCH', 'DELETE', method === 'GET' ? 'POST' : 'GET']) {
        const answer = await server.ask(`/macie/us-east-1${path}`, { method: other });
        expect(answer).toMatchObject({ status: 405, headers: { allow: method } });
      }
      for (const other of [`${path}/`, `${path}/x`, `${path}?x`, `${path}%2f`, `/x${path}`]) {
        expect([400, 404]).toContain((await server.ask(`/macie/us-east-1${other}`, { method })).status);
      }
      expect(server.received).toEqual([]);
    });
  });
}

function pageContract(start: Start): void {
  const server = serverFor(start, config);
  const { ask } = server;

  it.each(['/', '/jobs', `/jobs/security/us-east-1/${JOB}?x=a.b`, '/jobs/my.account/us-east-1'])(
    'is served for %s and revalidated each time',
    async (path) => {
      const answer = await ask(path);
      expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-cache' } });
      expect(answer.body.toString()).toContain('The page');
    },
  );

  it('has its configuration, revalidated each time', async () => {
    const { status, headers, body } = await ask('/config.json');
    expect({ status, config: JSON.parse(body.toString()) }).toEqual({ status: 200, config });
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'no-cache' });
  });

  it('has hashed files that are kept for good, and compressed', async () => {
    const path = '/assets/index-1a2b3c4d.js';
    const plain = await ask(path);
    expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(plain.headers['content-type']).toMatch(/^(text|application)\/javascript/);
    const packed = await ask(path, { headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
    expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
  });

  it.each(['/assets/index-gone.js', '/favicon.gone.svg', '/jobs/.env', '/.git/config.gone'])(
    'is not what the missing file %s leads to, nor is that kept',
    async (path) => {
      const answer = await ask(path);
      expect(answer.status).toBe(404);
      expect(answer.body.toString()).not.toContain('The page');
      expect(answer.headers['cache-control']).toBe('no-cache');
    },
  );

  it.each(['/assets/index-1a2b3c4d.js.map', '/.vite/manifest.json'])('keeps %s to itself', async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(answer.body.toString()).not.toContain('kept');
  });

  it('comes for a link with a long list of names, and to people with many cookies', async () => {
    const names = Array.from({ length: 800 }, (_, i) => `name=a-job-with-a-long-name-${i}`).join('&');
    const cookie = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}=${'x'.repeat(2900)}`).join('; ');
    const answer = await ask(`/jobs?${names}`, { headers: { cookie } });
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toContain('The page');
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('refuses %s', async (method) => {
    expect((await ask('/config.json', { method })).status).toBe(405);
  });

  it.each([
    '/../running',
    '/assets/../../server',
    '/%2e%2e/%2e%2e/etc/hostname',
    '/..%2f..%2fetc/hostname.x',
  ])('leads to no file outside: %s', async (path) => {
    const answer = await ask(path);
    expect(answer.status === 200 ? answer.body.toString() : 'refused').toMatch(/The page|refused/);
  });

  it.each([
    ['GET', '/'],
    ['GET', '/assets/index-1a2b3c4d.js'],
    ['GET', '/assets/index-gone.js'],
    ['GET', `/macie/us-east-1/jobs/${JOB}`],
    ['PATCH', `/macie/us-east-1/jobs/${JOB}`],
    ['GET', '/macie/nowhere'],
  ])('sends the security headers with the answer to %s %s, and not what it runs on', async (method, path) => {
    const { headers } = await ask(path, { method });
    for (const [name, value] of Object.entries(securityHeaders(config))) {
      expect(headers[name.toLowerCase()]).toBe(value);
    }
    expect(headers['server'] ?? '').not.toMatch(/\d/);
  });
}

/** The signer of a request as it arrived. Rejects if the signature isn't valid. */
function signer({ method, path, headers, body }: Received): Promise<Principal> {
  const arrived = new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  const url = new URL(path, `https://${headers.host}`);
  const keys = new Map([[KEY.accessKeyId, { secretAccessKey: KEY.secretAccessKey, principal: PRINCIPAL }]]);
  return verifySignature({ method, url, headers: arrived, body }, 'macie2', keys, Date.now());
}
