import { AwsError } from '../../aws/errors.ts';
import { credentialMessage } from './credential-messages.ts';

/** A failure for people: what happened, who answered, what to do. */
export interface ErrorMessage {
  readonly title: string;
  /** What it means and what to do about it. */
  readonly detail: string;
  /** AWS's own message; undefined where AWS did not answer, or said nothing. */
  readonly quote: string | undefined;
  /** `problem` is broken; `notice` is a normal state of an account or Region. */
  readonly severity: 'problem' | 'notice';
}

/**
 * What the page says about a failed call.
 *
 * @param where the account and Region it was made in, as the reader knows them
 */
export function describeError(error: unknown, where: string): ErrorMessage {
  if (!(error instanceof AwsError)) {
    return {
      title: 'Something went wrong',
      detail: `This is an error of this page, not yours or AWS’s: ${error instanceof Error ? error.message : String(error)}. Try again, or reload the page.`,
      quote: undefined,
      severity: 'problem',
    };
  }
  const message = credentialMessage(error, where) ?? messageFor(error, where);
  return { ...message, quote: error.isFromAws && error.message ? error.message : undefined };
}

/** What an administrator or AWS support needs to know of a failure, on one line; undefined for a fault of the page. */
export function errorReference(error: unknown): string | undefined {
  if (!(error instanceof AwsError)) return undefined;
  return [
    `${error.operation}: ${error.code}`,
    error.status !== undefined && `HTTP ${error.status}`,
    error.requestId && `request id ${error.requestId}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function messageFor(error: AwsError, where: string): Omit<ErrorMessage, 'quote'> {
  return { ...textFor(error, where), severity: error.kind === 'not-enabled' ? 'notice' : 'problem' };
}

function textFor(error: AwsError, where: string): { readonly title: string; readonly detail: string } {
  const { kind, operation, status, code } = error;
  const service = operation === 'FilterLogEvents' ? 'CloudWatch Logs' : 'Macie';
  const isList = operation === 'ListClassificationJobs';
  switch (kind) {
    case 'credentials':
      return {
        title: `No valid credentials for ${where}`,
        detail:
          'AWS rejected the credentials of this page, also after they were renewed. Try again. If that doesn’t help, sign in again, or ask your administrator to check the identity pool and its role.',
      };
    case 'denied':
      return {
        title: `Access to ${service} is denied in ${where}`,
        detail: `The role of this page lacks the permission ${actionOf(operation)}. The administrator of the role can add it.`,
      };
    case 'denied-by-policy':
      return {
        title: `A policy denies access to ${service} in ${where}`,
        detail:
          'AWS names an explicit deny: in a service control policy, a resource control policy or a permissions boundary. Changing the role doesn’t help; the administrator of your AWS organization can lift it. If the deny is intended, your administrator can leave this Region out of the configuration.',
      };
    case 'not-enabled':
      return {
        title: `Macie is not enabled in ${where}`,
        detail: 'Macie is enabled Region by Region, and there are no jobs where it is off.',
      };
    case 'region-off':
      return {
        title: `The Region may be turned off in ${where}`,
        detail:
          'AWS doesn’t know the credentials of this account there, although they were renewed. If other Regions of the account can be read, this Region isn’t enabled in the account: enable it, or leave it out of the configuration. If none can be read, the credentials are invalid.',
      };
    case 'not-found':
      return isList
        ? {
            title: `Macie found no job list in ${where}`,
            detail:
              'Macie answered with “not found”. Try again. If that doesn’t help, ask your administrator to check the Region and the gateway.',
          }
        : {
            title: 'There is no such job',
            detail: `${where} has no job with this id. It may be in another account or Region: Macie shows a job only where it was created.`,
          };
    case 'throttled':
      return {
        title: `Too many requests in ${where}`,
        detail: `${status === 429 && !error.requestId ? 'AWS or a proxy' : 'AWS'} is limiting the rate of calls, from this page or from others in the account.`,
      };
    case 'invalid':
      return isList
        ? {
            title: 'Macie rejected these criteria',
            detail: 'Change or remove the filter that it names. The rest of your filters stay as they are.',
          }
        : { title: `${service} rejected the request`, detail: 'Check the job id in the address.' };
    case 'quota':
      return {
        title: `A service quota is exceeded in ${where}`,
        detail: `${service} refused the ${isList ? 'list of jobs' : 'job’s details'} because of a quota of the account. Try again later, or request a higher quota in Service Quotas.`,
      };
    case 'conflict':
      return {
        title: `${service} reported a conflict in ${where}`,
        detail: `The ${isList ? 'jobs were' : 'job was'} being changed when ${service} was asked. Try again.`,
      };
    case 'refused':
      return {
        title: `${service} refused the request in ${where}`,
        detail: `It answered with ${code}. If trying again doesn’t help, pass the line below on to your administrator.`,
      };
    case 'not-aws':
      return {
        title: `Something other than AWS answered for ${where}`,
        detail: `A proxy, a login page or a wrong gateway answered with HTTP ${status ?? 'an unknown status'}. ${remedyFor(status)}`,
      };
    case 'network':
      return {
        title: `No answer from ${where}`,
        detail:
          code === 'TimeoutError'
            ? 'There was no answer in time. The network is slow, or something on the way drops the request.'
            : 'The browser couldn’t reach it: the network is down, something blocks the request, or the gateway to this Region is missing. Check your connection and try again.',
      };
    case 'server':
      return {
        title: `${service} failed in ${where}`,
        detail: 'The problem is at AWS. Try again in a minute.',
      };
    case 'malformed':
      return {
        title: `The answer from ${where} can’t be read`,
        detail: `It isn’t what ${service} sends. What was read before stays as it is. Try again; if that doesn’t help, ask your administrator to check the gateway.`,
      };
  }
}

function remedyFor(status: number | undefined): string {
  if (status !== undefined && status >= 500) return 'Such problems often pass.';
  if (status === 401 || status === 403 || (status !== undefined && status < 400)) {
    return 'Reload the page: a company sign-in in front of it may have expired. If that doesn’t help, ask your administrator to check the proxy and the gateway.';
  }
  return 'Ask your administrator to check the gateway, and whether a proxy limits requests. If the gateway is on another origin, it must expose AWS’s headers.';
}

/** The IAM action that a call needs. */
function actionOf(operation: string): string {
  return operation === 'FilterLogEvents' ? 'logs:FilterLogEvents' : `macie2:${operation}`;
}
