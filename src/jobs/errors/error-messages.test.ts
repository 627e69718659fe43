import { expect, test } from 'vitest';
import { AwsError, toAwsError } from '../../aws/errors.ts';
import type { AwsErrorKind } from '../../aws/errors.ts';
import { describeError, errorReference } from './error-messages.ts';

const KINDS: AwsErrorKind[] = [
  'credentials',
  'denied',
  'denied-by-policy',
  'not-enabled',
  'region-off',
  'not-found',
  'throttled',
  'invalid',
  'quota',
  'conflict',
  'refused',
  'not-aws',
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

test('each kind has a message of its own', () => {
  const messages = KINDS.map((kind) => describeError(failure(kind), 'Security, eu-west-1'));
  expect(new Set(messages.map(({ title }) => title)).size).toBe(KINDS.length);
  for (const { title, detail } of messages) {
    expect(`${title} ${detail}`).not.toMatch(/undefined|NaN|\[object/);
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

function quote(kind: AwsErrorKind, status: number | undefined): string | undefined {
  const details = { message: 'Unexpected token', code: 'SyntaxError', status };
  return describeError(new AwsError(kind, 'ListClassificationJobs', details), 'here').quote;
}

test('only what AWS said is quoted as AWS’s', () => {
  expect(quote('denied', 403)).toBe('Unexpected token');
  expect(quote('not-aws', 403)).toBeUndefined();
  expect(quote('malformed', 200)).toBeUndefined();
  expect(quote('network', undefined)).toBeUndefined();
});

test('all seven modelled exceptions have messages of their own, for both operations', () => {
  const modelled: [string, number][] = [
    ['AccessDeniedException', 403],
    ['ConflictException', 409],
    ['InternalServerException', 500],
    ['ResourceNotFoundException', 404],
    ['ServiceQuotaExceededException', 402],
    ['ThrottlingException', 429],
    ['ValidationException', 400],
  ];
  for (const operation of ['ListClassificationJobs', 'DescribeClassificationJob']) {
    const messages = modelled.map(([name, status]) => {
      const error = Object.assign(new Error('no'), {
        name,
        $metadata: { httpStatusCode: status, requestId: '1' },
      });
      const { title, detail } = describeError(toAwsError(error, operation), 'here');
      return `${title}. ${detail}`;
    });
    expect(new Set(messages).size).toBe(modelled.length);
    expect(messages.filter((message) => message.includes('criteria'))).toHaveLength(
      operation === 'ListClassificationJobs' ? 1 : 0,
    );
    expect(messages.some((message) => message.includes('no such job'))).toBe(
      operation === 'DescribeClassificationJob',
    );
  }
});

test('an explicit deny is a policy’s, and the role can’t fix it', () => {
  const { title, detail } = describeError(
    toAwsError(
      Object.assign(new Error('… with an explicit deny in a service control policy'), {
        name: 'AccessDeniedException',
        $metadata: { httpStatusCode: 403, requestId: '1' },
      }),
      'ListClassificationJobs',
    ),
    'here',
  );
  expect(title).toBe('A policy denies access to Macie in here');
  expect(detail).toMatch(/Changing the role doesn’t help.*leave this Region out of the configuration/);
});

test('a fault of the page is shown as one', () => {
  expect(describeError(new Error('x is not a function'), 'here')).toMatchObject({
    title: 'Something went wrong',
    detail: expect.stringContaining('x is not a function') as string,
    quote: undefined,
  });
});
