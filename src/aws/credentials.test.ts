import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createEmulator } from '../../emulator/emulator.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { inProcessFetch } from '../../emulator/server/in-process.ts';
import { accountCredentials } from './credentials.ts';

const PROVIDER = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_demo';
const EXPIRED = ['first', 'second'];

let emulator: Emulator;
let expired: readonly string[];

beforeEach(() => {
  expired = EXPIRED;
  emulator = createEmulator({
    jobs: 1,
    verifyLogin: (_provider, token) =>
      expired.includes(token)
        ? Promise.reject(new Error('Token expired: 1700000000 >= 1690000000'))
        : Promise.resolve({ sub: 'ann' }),
  });
  vi.stubGlobal('fetch', inProcessFetch(emulator));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** Credentials of a person whose id tokens come one after another, each when the one before it was dropped. */
function signedIn(tokens: readonly string[]) {
  const dropped: string[] = [];
  const provider = accountCredentials(
    {
      id: 'security',
      label: 'Security',
      accountId: '111122223333',
      regions: ['us-east-1'],
      credentials: {
        identityPoolId: 'us-east-1:00000000-0000-4000-8000-000000000003',
        endpoint: 'https://monitor.test/cognito-identity/',
      },
    },
    {
      subject: 'ann',
      logins: { [PROVIDER]: () => Promise.resolve(tokens[dropped.length] ?? 'none') },
      drop: (idToken) => {
        dropped.push(idToken);
        return Promise.resolve();
      },
    },
  );
  return { provider, dropped };
}

test('an id token that the pool calls expired is renewed, and reading goes on', async () => {
  expired = ['first'];
  const { provider, dropped } = signedIn(['first', 'second']);
  expect((await provider()).accessKeyId).toMatch(/^ASIA/);
  expect(dropped).toEqual(['first']);
});

test('with the token of the person’s next sign-in it goes on where the renewed one is refused too', async () => {
  const { provider, dropped } = signedIn(['first', 'second', 'third']);
  expect((await provider()).accessKeyId).toMatch(/^ASIA/);
  expect(dropped).toEqual(EXPIRED);
});

test('a refusal for another reason renews nothing', async () => {
  emulator.setFaults([
    {
      operation: 'GetId',
      fault: { kind: 'error', status: 400, type: 'NotAuthorizedException', message: 'Invalid login token.' },
    },
  ]);
  const { provider, dropped } = signedIn(['third']);
  await expect(provider()).rejects.toMatchObject({ kind: 'credentials', code: 'NotAuthorizedException' });
  expect(dropped).toEqual([]);
});

test.each(['null', '{}', '[]', ''])('the answer %j of a pool may pass by itself', async (body) => {
  emulator.setFaults([
    {
      operation: 'GetCredentialsForIdentity',
      fault: { kind: 'body', status: 200, contentType: 'application/json', body },
    },
  ]);
  await expect(signedIn(['third']).provider()).rejects.toMatchObject({
    kind: 'malformed',
    operation: 'GetCredentialsForIdentity',
    mayPass: true,
  });
});
