import { expect, test } from 'vitest';
import { AwsError } from '../../aws/errors.ts';
import type { AwsErrorKind } from '../../aws/errors.ts';
import { describeError } from './error-messages.ts';

const WHERE = 'Security, eu-west-1';

function shown(
  operation: string,
  code: string,
  message = 'in AWS’s words',
  kind: AwsErrorKind = 'credentials',
) {
  const { title, detail, severity } = describeError(new AwsError(kind, operation, { code, message }), WHERE);
  expect(severity).toBe('problem');
  expect(detail).not.toMatch(/undefined|\[object/);
  return `${title}. ${detail}`;
}

test('each way to have no credentials has a message of its own, which says where', () => {
  const text = [
    shown('GetCredentialsForIdentity', 'NotAuthorizedException', 'Invalid login token. Not a valid token.'),
    shown(
      'GetCredentialsForIdentity',
      'NotAuthorizedException',
      'Unauthenticated access is not supported for this identity pool.',
    ),
    shown('GetCredentialsForIdentity', 'InvalidParameterException'),
    shown('GetCredentialsForIdentity', 'InvalidIdentityPoolConfigurationException'),
    shown('GetCredentialsForIdentity', 'ResourceNotFoundException'),
    shown('GetCredentialsForIdentity', 'SomeOtherException'),
    shown('AssumeRole', 'AccessDenied'),
    shown('AssumeRole', 'TypeError', 'Failed to fetch', 'network'),
    shown('GetCredentialsForIdentity', 'TypeError', 'Failed to fetch', 'network'),
    shown('RenewSignIn', 'unreachable', 'Failed to fetch', 'network'),
  ];
  expect(new Set(text).size).toBe(text.length);
  for (const each of text) expect(each).toContain(WHERE);
});

test('a guest learns that AWS refuses guests, others which permission is missing', () => {
  const refusal = 'User: x is not authorized to perform: macie2:ListClassificationJobs because no ';
  const denied = (policy: string) =>
    shown(
      'ListClassificationJobs',
      'AccessDeniedException',
      `${refusal}${policy} allows the action`,
      'denied',
    );
  expect(denied('session policy')).toContain(`AWS doesn’t let guests use Macie in ${WHERE}`);
  expect(denied('identity-based policy')).toContain(`Access to Macie is denied in ${WHERE}`);
});

test('a failure of Macie itself is not shown as one of credentials', () => {
  expect(shown('ListClassificationJobs', 'TypeError', 'Failed to fetch', 'network')).toContain(
    `No answer from ${WHERE}`,
  );
});
