import { expect, test } from 'vitest';
import { AwsError } from '../../aws/errors.ts';
import type { AwsErrorKind } from '../../aws/errors.ts';
import { describeError, errorReference } from './error-messages.ts';

const KINDS: AwsErrorKind[] = [
  'credentials',
  'denied',
  'not-enabled',
  'not-found',
  'throttled',
  'invalid',
  'network',
  'server',
  'malformed',
];

function failure(kind: AwsErrorKind): AwsError {
  return new AwsError(kind, 'ListClassificationJobs', {
    message: 'in AWS’s words',
    code: 'SomeException',
    status: 400,
    requestId: '1234-abcd',
  });
}

test('each kind has words of its own, with AWS’s beside them', () => {
  const words = KINDS.map((kind) => describeError(failure(kind), 'Security, eu-west-1'));
  expect(new Set(words.map(({ title }) => title)).size).toBe(KINDS.length);
  for (const { title, detail, said } of words) {
    expect(`${title} ${detail}`).not.toMatch(/undefined|NaN|\[object/);
    expect(said).toBe('in AWS’s words');
  }
});

test('a Region without Macie is a notice, everything else a problem', () => {
  const notices = KINDS.filter((kind) => describeError(failure(kind), 'here').severity === 'notice');
  expect(notices).toEqual(['not-enabled']);
});

test('a denied call names the permission that is missing', () => {
  expect(describeError(failure('denied'), 'here').detail).toContain('macie2:ListClassificationJobs');
});

test('the reference holds what support asks for, and nothing that is not known', () => {
  expect(errorReference(failure('server'))).toBe(
    'ListClassificationJobs: SomeException · HTTP 400 · request id 1234-abcd',
  );
  expect(
    errorReference(new AwsError('network', 'GetId', { message: 'Failed to fetch', code: 'TypeError' })),
  ).toBe('GetId: TypeError');
  expect(errorReference(new Error('ours'))).toBeUndefined();
});

test('a mistake of the page is told as one', () => {
  expect(describeError(new Error('x is not a function'), 'here')).toMatchObject({
    title: 'This page made a mistake',
    said: 'x is not a function',
  });
});
