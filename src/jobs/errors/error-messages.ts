import { AwsError } from '../../aws/errors.ts';
import { credentialWords } from './credential-messages.ts';

/** A failure in words: what happened, what it means, what to do. */
export interface ErrorWords {
  readonly title: string;
  /** What it means and what to do about it. */
  readonly detail: string;
  /** AWS's own words, where they add anything. */
  readonly said: string | undefined;
  /** `problem` is broken; `notice` is a normal state of an account or Region. */
  readonly severity: 'problem' | 'notice';
}

/**
 * A failed call in words for the reader.
 *
 * @param where the account and Region it was made in, as the reader knows them
 */
export function describeError(error: unknown, where: string): ErrorWords {
  if (!(error instanceof AwsError)) {
    return {
      title: 'This page made a mistake',
      detail: 'It is not your doing and nothing at AWS has changed. Try again; if it stays, reload the page.',
      said: error instanceof Error ? error.message : String(error),
      severity: 'problem',
    };
  }
  const words = credentialWords(error, where) ?? wordsFor(error, where);
  return { ...words, said: error.message || undefined };
}

/** `Error: …` facts to hand to an administrator or AWS support, on one line. */
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

function wordsFor(error: AwsError, where: string): Omit<ErrorWords, 'said'> {
  switch (error.kind) {
    case 'credentials':
      return {
        title: `No credentials for ${where}`,
        detail:
          'AWS did not accept the identity that this page presented. Try again; if it stays, sign in anew or ask whoever set this page up to check the identity pool and its role.',
        severity: 'problem',
      };
    case 'denied':
      return {
        title: `Access to Macie is denied in ${where}`,
        detail: `The role that this page uses lacks the permission macie2:${error.operation}. Whoever manages the role can add it; this page needs no more than to list and describe jobs.`,
        severity: 'problem',
      };
    case 'not-enabled':
      return {
        title: `Macie is not enabled in ${where}`,
        detail:
          'That is no failure: Macie is switched on Region by Region, and there are no jobs here while it is off.',
        severity: 'notice',
      };
    case 'not-found':
      return {
        title: 'There is no such job',
        detail: `${where} has no job with this id. It may belong to another account or Region: Macie shows a job only there.`,
        severity: 'problem',
      };
    case 'throttled':
      return {
        title: `Macie asks to slow down in ${where}`,
        detail:
          'Too many calls at once, from this page or from others of the account. Wait a minute and try again.',
        severity: 'problem',
      };
    case 'invalid':
      return {
        title: 'Macie refuses these criteria',
        detail: 'Change or remove the filter that it names; the rest of your filters stay as they are.',
        severity: 'problem',
      };
    case 'network':
      return {
        title: `No answer from ${where}`,
        detail:
          'The network is down, something blocks the request, or the gateway to this Region is missing. Check your connection and try again.',
        severity: 'problem',
      };
    case 'server':
      return {
        title: `Macie failed in ${where}`,
        detail: 'The fault is at AWS or at the gateway on the way to it. Try again in a minute.',
        severity: 'problem',
      };
    case 'malformed':
      return {
        title: `The answer from ${where} can’t be read`,
        detail:
          'It is not what Macie sends. A proxy or a wrong gateway may have answered in its place; whoever set this page up can check the gateway.',
        severity: 'problem',
      };
  }
}
