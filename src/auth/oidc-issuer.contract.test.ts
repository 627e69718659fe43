import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { signInByForm, startIssuer } from '../../emulator/oidc/testing.ts';
import type { SignIn } from './sign-in-config.ts';
import type { SignInProblem } from './sign-in-error.ts';
import { createIssuer } from './oidc-issuer.ts';

const ADA = 'ada@example.com';

let server: Awaited<ReturnType<typeof startIssuer>>;
beforeAll(async () => {
  server = await startIssuer();
});
afterAll(() => {
  server.stop();
});

/** An issuer as one tab has it. */
function tab(change: Partial<SignIn> = {}, storage = memoryStorage(), now = Date.now) {
  const settings = { authority: `${server.origin}/oidc`, clientId: 'macie-job-monitor', ...change };
  return { storage, issuer: createIssuer(settings, server.origin, storage, now) };
}

const none = () => undefined;

function problem(problem: SignInProblem) {
  return expect.objectContaining({ problem });
}

test('a login comes back with the link, tokens, and nothing left in the tab', async () => {
  const { issuer, storage } = tab();
  const link = `${server.origin}/jobs?name=a%20%26%20b&name=662E41#x`;
  const address = new URL(await issuer.begin(link));
  expect(Object.fromEntries(address.searchParams)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    redirect_uri: `${server.origin}/signed-in`,
    scope: 'openid email',
  });
  expect(address.href).not.toContain('jobs');
  expect(storage.length).toBe(1);

  const onLink = vi.fn<(link: string) => void>();
  const tokens = await issuer.finish(await signInByForm(address.href, ADA), onLink);
  expect(onLink).toHaveBeenCalledExactlyOnceWith(link);
  expect(tokens).toMatchObject({ subject: 'demo-ada', person: ADA });
  expect(tokens.refreshToken).toBeTypeOf('string');
  expect(tokens.expiresAt - Date.now()).toBeGreaterThan(3_590_000);
  expect(storage.length).toBe(0);

  const renewed = await issuer.renew(tokens);
  expect(renewed).toMatchObject({ subject: 'demo-ada', person: ADA });
  expect(renewed.refreshToken).not.toBe(tokens.refreshToken);
  await issuer.revoke(renewed);
  await expect(issuer.renew(renewed)).rejects.toEqual(problem('code'));
});

test('an answer is good once, and only in the tab that asked', async () => {
  const { issuer } = tab();
  const answer = await signInByForm(await issuer.begin(server.origin), ADA);
  await expect(tab().issuer.finish(answer, none)).rejects.toEqual(problem('state'));
  await issuer.finish(answer, none);
  await expect(issuer.finish(answer, none)).rejects.toEqual(problem('state'));
});

test('a code is good once, even with the state', async () => {
  const { issuer, storage } = tab();
  const address = await issuer.begin(server.origin);
  const copy = memoryStorage(storage);
  const answer = await signInByForm(address, ADA);
  await issuer.finish(answer, none);
  await expect(tab({}, copy).issuer.finish(answer, none)).rejects.toEqual(problem('code'));
});

test('an id token for another nonce is not taken', async () => {
  const { issuer } = tab();
  const address = new URL(await issuer.begin(server.origin));
  address.searchParams.set('nonce', 'another');
  const answer = await signInByForm(address.href, ADA);
  await expect(issuer.finish(answer, none)).rejects.toEqual(problem('nonce'));
});

test.each(['QuotaExceededError', 'SecurityError'])(
  'a tab whose storage fails with %s is a problem of storage',
  async (name) => {
    const storage = memoryStorage();
    storage.setItem = () => {
      throw new DOMException('It failed.', name);
    };
    await expect(tab({}, storage).issuer.begin(server.origin)).rejects.toEqual(problem('storage'));
  },
);

test('a clock that is far off is an error that says how far', async () => {
  const { issuer } = tab({}, memoryStorage(), () => Date.now() + 12 * 60_000);
  const answer = await signInByForm(await issuer.begin(server.origin), ADA);
  await expect(issuer.finish(answer, none)).rejects.toMatchObject({
    problem: 'clock',
    said: 'By this computer’s clock it is 12 minutes later than by the issuer’s.',
  });
});

test('an issuer that shows its error to the person is asked whether it knows the client', async () => {
  const { issuer, storage } = tab({ clientId: 'another' });
  await expect(signInByForm(await issuer.begin(server.origin), ADA)).rejects.toThrow('invalid_client');
  const again = tab({ clientId: 'another' }, storage).issuer;
  expect(await again.isUnanswered()).toBe(true);
  expect(await again.knowsClient()).toBe(false);
  expect(await tab().issuer.knowsClient()).toBe(true);
  expect(await tab().issuer.isUnanswered()).toBe(false);
});

test.each<[string, SignInProblem]>([
  ['error=access_denied', 'refused'],
  ['error=invalid_scope&error_description=no+such+scope', 'scope'],
  ['error=unauthorized_client', 'client'],
  ['error=redirect_mismatch', 'redirect-uri'],
  ['error=invalid_request&error_description=redirect_uri+is+not+registered', 'redirect-uri'],
  ['error=temporarily_unavailable', 'unavailable'],
  ['error=login_required', 'other'],
])('the issuer answers %s: %s', async (answer, expected) => {
  const { issuer } = tab();
  const state = new URL(await issuer.begin(server.origin)).searchParams.get('state');
  await expect(issuer.finish(`${server.origin}/signed-in?state=${state}&${answer}`, none)).rejects.toEqual(
    problem(expected),
  );
});

test('what is not an issuer differs from one that does not answer', async () => {
  const begin = (authority: string) => tab({ authority }).issuer.begin(server.origin);
  await expect(begin(`${server.origin}/nothing-here`)).rejects.toEqual(problem('not-an-issuer'));
  await expect(begin(server.origin.replace('127.0.0.1', 'localhost') + '/oidc')).resolves.toContain(
    'localhost',
  );
  await expect(begin('http://127.0.0.1:9/oidc')).rejects.toEqual(problem('unreachable'));
  vi.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json({ issuer: 'https://another.example' }));
  await expect(begin(`${server.origin}/oidc`)).rejects.toMatchObject({
    problem: 'not-an-issuer',
    said: 'It calls itself https://another.example.',
  });
});

test('a refresh token is asked for where that takes a scope, and a scope of the configuration stands', async () => {
  const metadata = { issuer: 'https://i.example', authorization_endpoint: 'https://i.example/auth' };
  const scopeOf = async (supported: string[] | undefined, scope?: string) => {
    vi.spyOn(globalThis, 'fetch').mockResolvedValue(
      Response.json({ ...metadata, scopes_supported: supported }),
    );
    const address = await tab({ authority: 'https://i.example', scope }).issuer.begin(server.origin);
    return new URL(address).searchParams.get('scope');
  };
  expect(await scopeOf(['openid', 'email', 'offline_access', 'phone'])).toBe('openid email offline_access');
  expect(await scopeOf(['openid', 'email', 'phone', 'profile'])).toBe('openid email');
  expect(await scopeOf(undefined)).toBe('openid');
  expect(await scopeOf(['openid', 'email'], 'openid macie')).toBe('openid macie');
});

test('a session ends where the issuer ends it, and no token is in the address', async () => {
  const back = encodeURIComponent(`${server.origin}/signed-out`);
  expect(await tab().issuer.signOutAddress()).toBe(
    `${server.origin}/oidc/session/end?client_id=macie-job-monitor&post_logout_redirect_uri=${back}`,
  );
  for (const cognitoDomain of [
    'demo.auth.us-east-1.amazoncognito.com',
    'demo.auth.us-east-1.amazoncognito.com/',
    'https://demo.auth.us-east-1.amazoncognito.com//',
    'https://demo.auth.us-east-1.amazoncognito.com',
  ]) {
    expect(await tab({ cognitoDomain }).issuer.signOutAddress()).toBe(
      `https://demo.auth.us-east-1.amazoncognito.com/logout?client_id=macie-job-monitor&logout_uri=${back}`,
    );
  }
});

function memoryStorage(from?: Storage): Storage {
  const keys = Array.from({ length: from?.length ?? 0 }, (_, index) => from?.key(index) ?? '');
  const items = new Map(keys.map((key) => [key, from?.getItem(key) ?? '']));
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => {
      items.set(key, value);
    },
    removeItem: (key) => {
      items.delete(key);
    },
    clear: () => {
      items.clear();
    },
  };
}
