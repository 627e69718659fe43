import { expect, test } from 'vitest';
import { AwsError } from '../aws/errors.ts';
import type { AwsErrorKind } from '../aws/errors.ts';
import { describeError } from './error-words.ts';

const WHERE = 'Security, eu-west-1';

function titleOf(
  operation: string,
  code: string,
  message = 'in AWS’s words',
  kind: AwsErrorKind = 'credentials',
) {
  const { title, detail, said, severity } = describeError(
    new AwsError(kind, operation, { code, message }),
    WHERE,
  );
  expect(severity).toBe('problem');
  expect(said).toBe(message);
  expect(detail).not.toMatch(/undefined|\[object/);
  return title;
}

test('each way to have no credentials has words of its own, which say where', () => {
  const titles = [
    titleOf('GetCredentialsForIdentity', 'NotAuthorizedException', 'Invalid login token. Not a valid token.'),
    titleOf(
      'GetCredentialsForIdentity',
      'NotAuthorizedException',
      'Unauthenticated access is not supported for this identity pool.',
    ),
    titleOf('GetCredentialsForIdentity', 'InvalidParameterException'),
    titleOf('GetCredentialsForIdentity', 'InvalidIdentityPoolConfigurationException'),
    titleOf('GetCredentialsForIdentity', 'ResourceNotFoundException'),
    titleOf('GetCredentialsForIdentity', 'SomeOtherException'),
    titleOf('AssumeRole', 'AccessDenied'),
    titleOf('AssumeRole', 'TypeError', 'Failed to fetch', 'network'),
    titleOf('GetCredentialsForIdentity', 'TypeError', 'Failed to fetch', 'network'),
    titleOf('RenewSignIn', 'unreachable', 'Failed to fetch', 'network'),
  ];
  expect(new Set(titles).size).toBe(titles.length);
  for (const title of titles) expect(title).toContain(WHERE);
});

test('a guest whom Macie refuses is told so, and anybody else which permission is missing', () => {
  const refusal = 'User: x is not authorized to perform: macie2:ListClassificationJobs because no ';
  const denied = (policy: string) =>
    titleOf(
      'ListClassificationJobs',
      'AccessDeniedException',
      `${refusal}${policy} allows the action`,
      'denied',
    );
  expect(denied('session policy')).toBe(`AWS lets no guest use Macie in ${WHERE}`);
  expect(denied('identity-based policy')).toBe(`Access to Macie is denied in ${WHERE}`);
});

test('a failure of Macie itself is not told as one of credentials', () => {
  expect(titleOf('ListClassificationJobs', 'TypeError', 'Failed to fetch', 'network')).toBe(
    `No answer from ${WHERE}`,
  );
});
