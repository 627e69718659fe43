import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Fault } from '../controls/faults.ts';
import { signInByForm, startIssuer } from './testing.ts';
import { demoAccounts } from '../accounts.ts';

let ahead = 0;
let server: Awaited<ReturnType<typeof startIssuer>>;
beforeAll(async () => {
  server = await startIssuer(() => Date.now() + ahead);
});
afterAll(() => {
  server.stop();
});

const PROVIDER = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_demo';
const VERIFIER = 'a-verifier-of-at-least-forty-three-characters';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

function loginAddress(change: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    client_id: 'macie-job-monitor',
    redirect_uri: `${server.origin}/signed-in`,
    response_type: 'code',
    scope: 'openid email',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    ...change,
  });
  return `${server.origin}/oidc/auth?${query}`;
}

async function tokenOf(email: string): Promise<string> {
  const response = await redeem(email);
  const { id_token: token } = (await response.json()) as { id_token: string };
  return token;
}

async function redeem(email: string, signal?: AbortSignal): Promise<Response> {
  const answer = new URL(await signInByForm(loginAddress(), email));
  return fetch(`${server.origin}/oidc/token`, {
    method: 'POST',
    redirect: 'manual',
    ...(signal && { signal }),
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'macie-job-monitor',
      redirect_uri: `${server.origin}/signed-in`,
      code: answer.searchParams.get('code') ?? '',
      code_verifier: VERIFIER,
    }),
  });
}

async function control(body: object): Promise<number> {
  const response = await fetch(`${server.origin}/_emulator/sign-in`, {
    method: 'PUT',
    body: JSON.stringify(body),
  });
  return response.status;
}

test('the configuration names the issuer of its own origin', async () => {
  const config: unknown = await (await fetch(`${server.origin}/config.json`)).json();
  expect(config).toMatchObject({
    title: 'Macie jobs',
    signIn: { authority: `${server.origin}/oidc`, clientId: 'macie-job-monitor', provider: PROVIDER },
    accounts: [{ id: 'security' }],
  });
});

test('the pools accept the untouched token of a person who may read', async () => {
  const token = await tokenOf('ada@example.com');
  expect(await server.signIn.verifyLogin(PROVIDER, token)).toEqual({ sub: 'demo-ada' });
  const [header, body = '', signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
  expect(claims).toMatchObject({ email: 'ada@example.com', iss: `${server.origin}/oidc` });
  const forged = Buffer.from(JSON.stringify({ ...claims, exp: 4_000_000_000 })).toString('base64url');
  await expect(server.signIn.verifyLogin(PROVIDER, `${header}.${forged}.${signature}`)).rejects.toThrow(
    'signature verification failed',
  );
  await expect(server.signIn.verifyLogin(PROVIDER, 'no token')).rejects.toThrow();
});

test('the pools refuse a person who may only sign in', async () => {
  const token = await tokenOf('eve@example.com');
  await expect(server.signIn.verifyLogin(PROVIDER, token)).rejects.toThrow('has no role for this login');
});

test('the pools refuse a token that has expired', async () => {
  const token = await tokenOf('ada@example.com');
  ahead = 3601_000;
  await expect(server.signIn.verifyLogin(PROVIDER, token)).rejects.toThrow('"exp"');
  ahead = 0;
});

test('an id token’s times follow the emulator’s clock, and its signature is valid', async () => {
  server.state.clock.setOffset(-7200_000);
  const token = await tokenOf('ada@example.com');
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    iat: number;
    exp: number;
  };
  expect(Math.round((claims.iat - Date.now() / 1000) / 60)).toBe(-120);
  expect(claims.exp - claims.iat).toBe(3600);
  expect(await server.signIn.verifyLogin(PROVIDER, token)).toEqual({ sub: 'demo-ada' });
  server.state.clock.reset();
  await expect(server.signIn.verifyLogin(PROVIDER, token)).rejects.toThrow('"exp"');
});

test.each<[Fault, number | string]>([
  [{ kind: 'error', status: 400, type: 'invalid_grant', message: 'Revoked' }, 400],
  [{ kind: 'error', status: 503, type: 'temporarily_unavailable', message: 'Later' }, 503],
  [{ kind: 'body', status: 302, headers: { location: '/login' } }, 302],
  [{ kind: 'body', status: 204 }, 204],
  [{ kind: 'delay', ms: 1 }, 200],
  [{ kind: 'reset' }, 'TypeError'],
  [{ kind: 'truncate' }, 'TypeError'],
  [{ kind: 'hang' }, 'TimeoutError'],
  [{ kind: 'hang-body' }, 'TimeoutError'],
])('the token endpoint can fail with %o', async (fault, outcome) => {
  server.state.faults.set([{ operation: 'OidcToken', times: 1, fault }]);
  server.state.log.clear();
  const patience = String(outcome) === 'TimeoutError' ? 300 : 20_000;
  const failing = redeem('ada@example.com', AbortSignal.timeout(patience)).then(async (response) => {
    await response.text();
    return response.status;
  });
  expect(await failing.catch((error: unknown) => (error instanceof Error ? error.name : error))).toBe(
    outcome,
  );
  expect(server.state.log.list()).toMatchObject([{ operation: 'OidcToken', method: 'POST', path: '/token' }]);
  expect((await redeem('ada@example.com')).status).toBe(200);
});

test.each(['/.well-known/openid-configuration', '/jwks'])('%s can fail too', async (path) => {
  const operation = path === '/jwks' ? 'OidcKeys' : 'OidcDiscovery';
  const fault: Fault = { kind: 'body', status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' };
  server.state.faults.set([{ operation, times: 1, fault }]);
  expect((await fetch(`${server.origin}/oidc${path}`)).status).toBe(502);
  expect(await (await fetch(`${server.origin}/oidc${path}`)).json()).toBeDefined();
});

test('a wrong password or a disabled person gets no further than the form', async () => {
  expect(await signInByForm(loginAddress(), 'ada@example.com', 'wrong')).toContain('failed=ada');
  expect(await control({ disabled: ['ada@example.com'] })).toBe(200);
  expect(await signInByForm(loginAddress(), 'ada@example.com')).toContain('failed=ada');
  await fetch(`${server.origin}/_emulator/reset`, { method: 'POST' });
  expect(await signInByForm(loginAddress(), 'ada@example.com')).toContain('code=');
});

test('no code goes to an address or a client that is not registered, nor without PKCE', async () => {
  const refused = (change: Record<string, string>) => signInByForm(loginAddress(change), 'ada@example.com');
  await expect(refused({ redirect_uri: 'https://elsewhere.example/signed-in' })).rejects.toThrow(
    'redirect_uri',
  );
  await expect(refused({ client_id: 'another' })).rejects.toThrow('invalid_client');
  const query = new URLSearchParams(new URL(loginAddress()).search);
  query.delete('code_challenge');
  query.delete('code_challenge_method');
  expect(await signInByForm(`${server.origin}/oidc/auth?${query}`, 'ada@example.com')).toContain(
    'error=invalid_request',
  );
});

test('with a sign-in every identity pool wants a login, and none takes guests', () => {
  const pools = server.signIn.accounts(demoAccounts(1)).flatMap(({ identityPools = [] }) => identityPools);
  expect(pools.length).toBeGreaterThan(3);
  for (const pool of pools) expect(pool).toMatchObject({ guests: 'refused', provider: PROVIDER });
});

test('a control that says something else is refused', async () => {
  expect(await control({ idTokenSeconds: 60 })).toBe(200);
  expect(await control({ idTokenSeconds: 'long' })).toBe(400);
  expect(await control({ another: 1 })).toBe(400);
});
