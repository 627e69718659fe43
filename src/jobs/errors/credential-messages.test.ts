import { expect, test } from 'vitest';
import { AwsError } from '../../aws/errors.ts';
import type { AwsErrorKind } from '../../aws/errors.ts';
import { describeError } from './error-messages.ts';

const WHERE = 'Security, eu-west-1';

function told(
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
  return `${title}. ${detail}`;
}

test('each way to have no credentials has words of its own, which say where', () => {
  const words = [
    told('GetCredentialsForIdentity', 'NotAuthorizedException', 'Invalid login token. Not a valid token.'),
    told(
      'GetCredentialsForIdentity',
      'NotAuthorizedException',
      'Unauthenticated access is not supported for this identity pool.',
    ),
    told('GetCredentialsForIdentity', 'InvalidParameterException'),
    told('GetCredentialsForIdentity', 'InvalidIdentityPoolConfigurationException'),
    told('GetCredentialsForIdentity', 'ResourceNotFoundException'),
    told('GetCredentialsForIdentity', 'SomeOtherException'),
    told('AssumeRole', 'AccessDenied'),
    told('AssumeRole', 'TypeError', 'Failed to fetch', 'network'),
    told('GetCredentialsForIdentity', 'TypeError', 'Failed to fetch', 'network'),
    told('RenewSignIn', 'unreachable', 'Failed to fetch', 'network'),
  ];
  expect(new Set(words).size).toBe(words.length);
  for (const each of words) expect(each).toContain(WHERE);
});

test('a guest whom Macie refuses is told so, and anybody else which permission is missing', () => {
  const refusal = 'User: x is not authorized to perform: macie2:ListClassificationJobs because no ';
  const denied = (policy: string) =>
    told(
      'ListClassificationJobs',
      'AccessDeniedException',
      `${refusal}${policy} allows the action`,
      'denied',
    );
  expect(denied('session policy')).toContain(`AWS lets no guest use Macie in ${WHERE}`);
  expect(denied('identity-based policy')).toContain(`Access to Macie is denied in ${WHERE}`);
});

test('a failure of Macie itself is not told as one of credentials', () => {
  expect(told('ListClassificationJobs', 'TypeError', 'Failed to fetch', 'network')).toContain(
    `No answer from ${WHERE}`,
  );
});
