import type { AwsError } from '../../aws/errors.ts';

/**
 * Words for a failure on the way to credentials (at the sign-in service, the identity pool or a role), or
 * for credentials that can never do.
 * Undefined for failures of Macie's own operations, and for what these say that needs no words of its own.
 */
export function credentialWords(
  error: AwsError,
  where: string,
): (Words & { readonly severity: 'problem' }) | undefined {
  const words = wordsOf(error, where);
  return words && { ...words, severity: 'problem' };
}

interface Words {
  readonly title: string;
  readonly detail: string;
}

const SERVICES: Readonly<Record<string, string>> = {
  RenewSignIn: 'The sign-in service',
  GetCredentialsForIdentity: 'Amazon Cognito',
  AssumeRole: 'AWS STS',
};

function wordsOf(error: AwsError, where: string): Words | undefined {
  // Only a guest's credentials are narrowed by a session policy: Cognito adds one of its own.
  if (error.kind === 'denied' && error.message.includes('no session policy allows')) {
    return {
      title: `AWS lets no guest use Macie in ${where}`,
      detail:
        'Whatever the role of the identity pool allows, AWS narrows what guests may do, and Macie is not part of it. Whoever set this page up can set signIn in its configuration, so that people sign in.',
    };
  }
  const service = SERVICES[error.operation];
  if (service === undefined) return undefined;
  if (error.retryable) {
    return {
      title: `${service} does not answer for ${where}`,
      detail:
        'So there are no fresh credentials to read with. The network is down, something blocks the request, or the service has trouble. Try again in a minute.',
    };
  }
  return error.operation === 'AssumeRole' ? roleWords(where) : poolWords(error, where);
}

function roleWords(where: string): Words {
  return {
    title: `The role for ${where} can’t be assumed`,
    detail:
      'Whoever manages the account can check three things: the role exists under the roleArn of this page’s configuration; its trust policy names the identity pool’s role and, if it wants an external id, the same as the configuration; and the identity pool’s role may sts:AssumeRole it.',
  };
}

function poolWords({ code, message }: AwsError, where: string): Words | undefined {
  // ? AWS tells the two refusals apart in words only.
  if (code === 'NotAuthorizedException' && /unauthenticated access/i.test(message)) {
    return {
      title: `${where} needs somebody who is signed in`,
      detail:
        'This page has no sign-in, and the identity pool takes no guests; AWS would let none use Macie either. Whoever set this page up can set signIn in its configuration.',
    };
  }
  switch (code) {
    case 'NotAuthorizedException':
      return {
        title: `The identity pool gives you no credentials for ${where}`,
        detail:
          'A sign-in alone is not enough. Whoever manages the pool can check that it trusts the issuer and the client of this page’s sign-in, if it has one, and that its rules give you a role.',
      };
    case 'InvalidParameterException':
      return {
        title: `The identity pool for ${where} does not know the sign-in service`,
        detail:
          'Whoever set this page up can check signIn.provider in its configuration: it must be the name by which the identity pool knows the issuer.',
      };
    case 'InvalidIdentityPoolConfigurationException':
      return {
        title: `The identity pool for ${where} has no role to give`,
        detail:
          'Whoever manages the pool can check that it has a role for people who are signed in, and that the trust policy of this role names the pool.',
      };
    case 'ResourceNotFoundException':
      return {
        title: `There is no identity pool for ${where}`,
        detail:
          'Whoever set this page up can check identityPoolId in its configuration: the pool may have been deleted, or be of another Region or account.',
      };
    default:
      return undefined;
  }
}
