import { expect, test, vi } from 'vitest';
import { SignInError } from './sign-in-error.ts';
import type { SignInProblem } from './sign-in-error.ts';
import type { Tokens } from './id-token.ts';
import { keepTokens } from './token-store.ts';

const MINUTE = 60_000;

function tokens(idToken: string, expiresAt: number): Tokens {
  return { idToken, refreshToken: `refresh of ${idToken}`, subject: '42', person: 'Ann', expiresAt };
}

/** A keeper of a token that expires in an hour, with a clock to turn. */
function keeper(renew: (before: Tokens) => Promise<Tokens>) {
  const clock = { now: 0 };
  const renewed = vi.fn(renew);
  const onEnded = vi.fn<() => void>();
  const kept = keepTokens(tokens('first', 60 * MINUTE), renewed, onEnded, () => clock.now);
  return { kept, clock, renewed, onEnded };
}

/** Whether a promise is still open once everything that can happen now has happened. */
async function isOpen(promise: Promise<unknown>): Promise<boolean> {
  const open = Symbol('open');
  return (await Promise.race([promise, new Promise((resolve) => setTimeout(resolve, 0, open))])) === open;
}

test('a token that is good for more than a minute is given as it is', async () => {
  const { kept, clock, renewed } = keeper(() => Promise.reject(new Error('not called')));
  clock.now = 59 * MINUTE - 1;
  expect(await kept.idToken()).toBe('first');
  expect(renewed).not.toHaveBeenCalled();
});

test('in its last minute it is renewed, once for all who ask, and each time by the newest refresh token', async () => {
  let count = 1;
  const { kept, clock, renewed } = keeper(() =>
    Promise.resolve(tokens(`token ${(count += 1)}`, clock.now + 60 * MINUTE)),
  );
  clock.now = 59 * MINUTE;
  expect(await Promise.all([kept.idToken(), kept.idToken(), kept.idToken()])).toEqual(
    Array(3).fill('token 2'),
  );
  expect(await kept.idToken()).toBe('token 2');
  clock.now += 120 * MINUTE;
  expect(await kept.idToken()).toBe('token 3');
  expect(renewed.mock.calls.map(([before]) => before.refreshToken)).toEqual([
    'refresh of first',
    'refresh of token 2',
  ]);
});

test('a token whose whole life is shorter than a minute is still used', async () => {
  const { kept, clock } = keeper(() => Promise.resolve(tokens('short', clock.now + 10_000)));
  clock.now = 60 * MINUTE;
  expect(await kept.idToken()).toBe('short');
});

test.each<SignInProblem>(['unreachable', 'unavailable', 'not-an-issuer'])(
  'an issuer that is %s fails the read, and the next read tries again',
  async (problem) => {
    const answers: (() => Promise<Tokens>)[] = [
      () => Promise.reject(new SignInError(problem, 'Failed to fetch')),
      () => Promise.resolve(tokens('second', 200 * MINUTE)),
    ];
    const { kept, clock, onEnded } = keeper(() => (answers.shift() ?? answers[0])?.() ?? Promise.reject());
    clock.now = 60 * MINUTE;
    await expect(kept.idToken()).rejects.toMatchObject({
      name: 'AwsError',
      kind: 'network',
      operation: 'RenewSignIn',
      message: 'Failed to fetch',
    });
    expect(await kept.idToken()).toBe('second');
    expect(onEnded).not.toHaveBeenCalled();
  },
);

test.each<[string, () => Promise<Tokens>]>([
  ['refuses', () => Promise.reject(new SignInError('code', 'invalid_grant'))],
  ['gives no new id token', () => Promise.resolve(tokens('first', 60 * MINUTE))],
])('where the issuer %s, reads wait and a person is asked once', async (_how, renew) => {
  const { kept, clock, renewed, onEnded } = keeper(renew);
  clock.now = 60 * MINUTE;
  const reads = [kept.idToken(), kept.idToken()];
  expect(await Promise.all(reads.map(isOpen))).toEqual([true, true]);
  expect(await isOpen(kept.idToken())).toBe(true);
  expect(onEnded).toHaveBeenCalledOnce();
  expect(renewed).toHaveBeenCalledOnce();
});

test('a token that a pool calls expired is renewed at once, for all who ask', async () => {
  const { kept, renewed, onEnded } = keeper(() => Promise.resolve(tokens('second', 120 * MINUTE)));
  expect(await kept.idToken()).toBe('first');
  kept.drop('first');
  kept.drop('first');
  expect(await Promise.all([kept.idToken(), kept.idToken()])).toEqual(['second', 'second']);
  // A refusal that comes late is not one of the new token.
  kept.drop('first');
  expect(await kept.idToken()).toBe('second');
  expect(renewed).toHaveBeenCalledOnce();
  expect(onEnded).not.toHaveBeenCalled();
});

test('where the renewed token is called expired too, a person is asked once', async () => {
  const { kept, renewed, onEnded } = keeper(() => Promise.resolve(tokens('second', 120 * MINUTE)));
  kept.drop('first');
  expect(await kept.idToken()).toBe('second');
  kept.drop('second');
  kept.drop('second');
  expect(await isOpen(kept.idToken())).toBe(true);
  expect(renewed).toHaveBeenCalledOnce();
  expect(onEnded).toHaveBeenCalledOnce();
});
