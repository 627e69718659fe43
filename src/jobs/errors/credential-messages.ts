import type { AwsError } from '../../aws/errors.ts';

/**
 * What the page says about a failure on the way to credentials (at the sign-in service, the identity pool or a role), or
 * about credentials that can never work. Undefined for failures of Macie's own operations, and for what needs no message
 * of its own.
 */
export function credentialMessage(
  error: AwsError,
  where: string,
): (Message & { readonly severity: 'problem' }) | undefined {
  const message = messageOf(error, where);
  return message && { ...message, severity: 'problem' };
}

interface Message {
  readonly title: string;
  readonly detail: string;
}

const SERVICES: Readonly<Record<string, string>> = {
  RenewSignIn: 'The sign-in service',
  GetCredentialsForIdentity: 'Amazon Cognito',
  AssumeRole: 'AWS STS',
};

function messageOf(error: AwsError, where: string): Message | undefined {
  // Only a guest's credentials are narrowed by a session policy: Cognito adds one of its own.
  if (error.kind === 'denied' && error.message.includes('no session policy allows')) {
    return {
      title: `AWS doesn’t let guests use Macie in ${where}`,
      detail:
        'Whatever the role of the identity pool allows, AWS restricts guests, and Macie isn’t among the services they can use. Your administrator can set signIn in the configuration, so that people sign in.',
    };
  }
  const service = SERVICES[error.operation];
  if (service === undefined) return undefined;
  if (error.kind === 'throttled') {
    return {
      title: `${service} is limiting requests for ${where}`,
      detail: 'Without its answer there are no fresh credentials. This usually passes in a moment.',
    };
  }
  if (error.kind === 'not-aws') {
    return {
      title: `Something other than ${service} answered for ${where}`,
      detail: `A proxy or a login page answered with HTTP ${error.status ?? 'an unknown status'}, so there are no fresh credentials. If trying again doesn’t help, reload the page, or ask your administrator to check the proxy.`,
    };
  }
  if (error.kind === 'malformed') {
    return {
      title: `The answer from ${service} can’t be read for ${where}`,
      detail:
        'It has no credentials in it, so something between this page and AWS may have replaced it. If trying again doesn’t help, ask your administrator to check the proxy and the endpoints in the configuration.',
    };
  }
  if (error.retryable) {
    return {
      title: `${service} doesn’t answer for ${where}`,
      detail:
        'Without its answer there are no fresh credentials. The network is down, something blocks the request, or the service has a problem.',
    };
  }
  return error.operation === 'AssumeRole' ? roleMessage(error, where) : poolMessage(error, where);
}

function roleMessage(error: AwsError, where: string): Message {
  if (/explicit deny/i.test(error.message)) {
    return {
      title: `A policy denies the role for ${where}`,
      detail:
        'AWS names an explicit deny, such as in a service control policy. Changing the role doesn’t help; the administrator of your AWS organization can lift it.',
    };
  }
  return {
    title: `The role for ${where} can’t be assumed`,
    detail:
      'The administrator of the account can check three things: the role exists under the roleArn of the configuration; its trust policy names the identity pool’s role and, if it requires an external id, the one in the configuration; and the identity pool’s role is allowed sts:AssumeRole on it.',
  };
}

function poolMessage({ code, message }: AwsError, where: string): Message | undefined {
  // ? Only their messages differ.
  if (code === 'NotAuthorizedException' && /unauthenticated access/i.test(message)) {
    return {
      title: `${where} requires a sign-in`,
      detail:
        'This page has no sign-in, and the identity pool takes no guests; AWS wouldn’t let guests use Macie either. Your administrator can set signIn in the configuration.',
    };
  }
  switch (code) {
    case 'NotAuthorizedException':
      return {
        title: `You don’t have access to ${where}`,
        detail:
          'The identity pool gives your sign-in no credentials. The administrator of the pool can check that it trusts the issuer and the client of this page’s sign-in, and that its rules give you a role.',
      };
    case 'InvalidParameterException':
      return {
        title: `The identity pool for ${where} doesn’t know the sign-in service`,
        detail:
          'Your administrator can check signIn.provider in the configuration: it must be the name by which the identity pool knows the issuer.',
      };
    case 'InvalidIdentityPoolConfigurationException':
      return {
        title: `The identity pool for ${where} has no role to give`,
        detail:
          'The administrator of the pool can check that it has a role for authenticated users, and that the trust policy of this role names the pool.',
      };
    case 'ResourceNotFoundException':
      return {
        title: `There is no identity pool for ${where}`,
        detail:
          'Your administrator can check identityPoolId in the configuration: the pool may have been deleted, or belong to another Region or account.',
      };
    default:
      return undefined;
  }
}
