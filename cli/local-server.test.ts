import { beforeEach, describe, expect, test } from 'vitest';
import { staticKeyOf } from '../emulator/accounts.ts';
import { createEmulator, type Emulator } from '../emulator/emulator.ts';
import { ACCOUNT } from '../emulator/testing.ts';
import { securityHeaders } from '../infra/headers.ts';
import { parseConfig } from '../src/app/config.ts';
import { findAccount } from './accounts.ts';
import { createLocalServer, type LocalServer } from './local-server.ts';
import { createSignedFetch } from './signed-fetch.ts';

const PORT = 6299;
const ORIGIN = `http://127.0.0.1:${PORT}`;
const { accessKeyId, secretAccessKey } = staticKeyOf(ACCOUNT);

let emulator: Emulator;
let server: LocalServer;
/** What the credentials of the profile fail with. */
let failure: Error | undefined;

const credentials = () =>
  failure ? Promise.reject(failure) : Promise.resolve({ accessKeyId, secretAccessKey });

beforeEach(async () => {
  failure = undefined;
  emulator = createEmulator({ jobs: 3 });
  const signedFetch = createSignedFetch('http://emulator', (request) => {
    // As fetch sends it.
    const headers = new Headers(request.headers);
    headers.set('host', 'emulator');
    return emulator.fetch(new Request(request, { headers }));
  });
  server = createLocalServer({
    port: PORT,
    accounts: [await findAccount('Security', credentials, undefined, signedFetch)],
    logs: false,
    files: new Map([['/index.html', new TextEncoder().encode('<title>page</title>')]]),
    signedFetch,
  });
});

async function get(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  body?: string,
): Promise<Response> {
  return server.fetch(
    new Request(ORIGIN + path, {
      method,
      headers: { host: `127.0.0.1:${PORT}`, ...headers },
      ...(body !== undefined && { body }),
    }),
  );
}

async function cookie(): Promise<string> {
  const opened = await get(server.url.slice(ORIGIN.length));
  return opened.headers.get('set-cookie')?.split(';')[0] ?? '';
}

async function config(): Promise<unknown> {
  return (await get('/config.json', { cookie: await cookie() })).json();
}

function identity(operation: string, body: object, path: string): Promise<Response> {
  return Promise.resolve(
    server.fetch(
      new Request(ORIGIN + path, {
        method: 'POST',
        headers: {
          host: `127.0.0.1:${PORT}`,
          origin: ORIGIN,
          'x-amz-target': `AWSCognitoIdentityService.${operation}`,
        },
        body: JSON.stringify(body),
      }),
    ),
  );
}

async function placeholder() {
  const { identityPoolId, endpoint = '' } = parseConfig(await config()).accounts[0]?.credentials ?? {};
  const answer = await identity('GetCredentialsForIdentity', { IdentityId: identityPoolId }, endpoint);
  return (await answer.json()) as {
    Credentials: { AccessKeyId: string; SecretKey: string; SessionToken: string };
    message?: string;
  };
}

describe('the page', () => {
  test('is let in by the opened address, which leaves no secret in the address bar', async () => {
    const opened = await get(server.url.slice(ORIGIN.length));
    expect([opened.status, opened.headers.get('location')]).toEqual([302, '/jobs']);
    expect(opened.headers.get('set-cookie')).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    const page = await get('/jobs?status=RUNNING', { cookie: await cookie() });
    expect([page.status, await page.text()]).toEqual([200, '<title>page</title>']);
  });

  test('has a valid configuration and the headers of a deployment', async () => {
    const parsed = parseConfig(await config());
    expect(parsed.accounts).toMatchObject([
      { id: 'security', label: 'Security', accountId: ACCOUNT, regions: ['eu-west-1', 'us-east-1'] },
    ]);
    const page = await get('/', { cookie: await cookie() });
    for (const [name, value] of Object.entries(securityHeaders(parsed))) {
      expect(page.headers.get(name)).toBe(value);
    }
  });

  test('reads jobs with placeholders, without the keys', async () => {
    const account = parseConfig(await config()).accounts[0];
    const answer = await placeholder();
    expect(JSON.stringify([answer, account])).not.toContain(secretAccessKey);
    expect(JSON.stringify([answer, account])).not.toContain(accessKeyId);
    const headers = { origin: ORIGIN, 'x-amz-security-token': answer.Credentials.SessionToken };
    const list = await get('/macie/us-east-1/jobs/list', headers, 'POST', '{}');
    const { items } = (await list.json()) as { items: { jobId: string; name: string }[] };
    expect(items).toHaveLength(3);
    const job = await get(`/macie/us-east-1/jobs/${items[0]?.jobId}`, headers);
    expect(await job.json()).toMatchObject({ name: items[0]?.name });
    expect(emulator.requests().at(-1)).toMatchObject({ signature: 'valid', accountId: ACCOUNT });
  });
});

describe('refuses', () => {
  test.each<[string, string, Record<string, string>, number]>([
    ['a browser without the cookie', '/jobs', {}, 403],
    ['the configuration without the cookie', '/config.json', {}, 403],
    ['a wrong secret', '/open/guess', {}, 404],
    ['a rebound name', '/config.json', { host: `evil.example:${PORT}` }, 403],
    ['localhost, which other programs may share', '/config.json', { host: `localhost:${PORT}` }, 403],
    ['another origin', '/config.json', { origin: 'http://127.0.0.1:9999' }, 403],
    ['another site', '/config.json', { 'sec-fetch-site': 'cross-site' }, 403],
    ['another port of this machine', '/config.json', { 'sec-fetch-site': 'same-site' }, 403],
    ['a read of jobs without a placeholder', '/macie/us-east-1/jobs/list', {}, 403],
    ['a placeholder that it never gave', '/macie/us-east-1/macie', { 'x-amz-security-token': 'x' }, 403],
  ])('%s', async (_, path, headers, status) => {
    expect((await get(path, headers)).status).toBe(status);
  });

  test.each([
    ['POST', '/macie/us-east-1/jobs', 404],
    ['PATCH', '/macie/us-east-1/jobs/0123456789abcdef0123456789abcdef', 405],
    ['GET', '/macie/us-east-1/macie', 404],
    ['GET', '/macie/us-east-1/jobs/..%2fmacie', 404],
    ['GET', '/macie/us-east-1//jobs/list', 404],
    ['GET', '/macie/ap-south-1/jobs/list', 404],
    ['POST', '/logs/us-east-1/', 404],
  ])('%s %s, though it comes from the page', async (method, path, status) => {
    const { Credentials } = await placeholder();
    const before = emulator.requests().length;
    const answer = await get(path, { 'x-amz-security-token': Credentials.SessionToken }, method);
    expect(answer.status).toBe(status);
    expect(emulator.requests()).toHaveLength(before);
  });
});

test('an expired session says how to log in, and works by itself afterwards', async () => {
  failure = new Error('The SSO session associated with this profile has expired.');
  expect((await placeholder()).message).toContain('aws sso login --profile Security');
  failure = undefined;
  expect((await placeholder()).Credentials.AccessKeyId).toBe(`LOCAL${ACCOUNT}`);
});
