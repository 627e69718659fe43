import { expect, test } from 'vitest';
import { SignInError } from './sign-in-error.ts';
import type { SignInProblem } from './sign-in-error.ts';
import { signInErrorMessage } from './sign-in-messages.ts';

const FACTS = {
  signIn: { authority: 'https://issuer.example/pool', clientId: 'client-7', scope: 'openid macie' },
  redirectUri: 'https://monitor.example/signed-in',
};

/** What the message of each problem must name, so that it can be fixed. */
const NAMED: Readonly<Record<SignInProblem, readonly string[]>> = {
  'signed-out': ['signed out'],
  unanswered: ['https://issuer.example/pool', 'https://monitor.example/signed-in', 'client-7'],
  insecure: ['https://'],
  storage: ['storage', 'site data'],
  unreachable: ['https://issuer.example/pool', 'signIn.authority', 'https://monitor.example', 'connect-src'],
  unavailable: ['https://issuer.example/pool'],
  'not-an-issuer': ['https://issuer.example/pool', 'signIn.authority', '/.well-known/openid-configuration'],
  client: ['client-7', 'signIn.clientId', 'https://issuer.example/pool'],
  'redirect-uri': ['https://monitor.example/signed-in', 'client-7'],
  scope: ['signIn.scope', 'openid macie'],
  refused: ['https://issuer.example/pool', 'client-7'],
  state: ['this tab'],
  nonce: ['replayed'],
  code: ['once'],
  token: ['signIn.authority', 'signIn.clientId'],
  clock: ['clock', 'five minutes'],
  other: ['https://issuer.example/pool'],
};

test.each(Object.entries(NAMED))('%s: the message names what to fix', (problem, named) => {
  const text = signInErrorMessage(new SignInError(problem as SignInProblem, 'as it was said'), FACTS);
  for (const name of named) expect(`${text.title} ${text.detail}`).toContain(name);
  expect(text).toMatchObject({
    said: 'as it was said',
    action: expect.stringMatching(/^(Sign in|Try again)$/),
    severity: problem === 'signed-out' ? 'notice' : 'problem',
  });
});

test('each problem has a title of its own', () => {
  const titles = Object.keys(NAMED).map(
    (problem) => signInErrorMessage(new SignInError(problem as SignInProblem), FACTS).title,
  );
  expect(new Set(titles).size).toBe(titles.length);
});

test('a fault of the page is shown as one', () => {
  expect(signInErrorMessage(new RangeError('x'), FACTS)).toMatchObject({
    title: 'Something went wrong while signing in',
    said: 'x',
  });
});
