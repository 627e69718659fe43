import { AwsError } from '../aws/errors.ts';
import { SignInError } from './sign-in-error.ts';
import type { Tokens } from './id-token.ts';

/** A sign-in's tokens, kept in memory and renewed when they are needed. */
export interface TokenKeeper {
  /**
   * An id token that is good for another minute, renewed first where that takes it; callers at the same
   * time share one renewal. Where the issuer renews no longer, the promise waits: reading continues
   * with the person's next sign-in, and the person is asked once, not for each read.
   *
   * @throws AwsError `network` where the issuer can't be reached; the next call tries again.
   */
  idToken(): Promise<string>;
  /** The tokens as they are now. */
  current(): Tokens;
}

/** A token has to arrive before it expires. */
const RENEW_BEFORE_MS = 60_000;

/**
 * @param renew asks the issuer; throws a SignInError
 * @param onEnded called once, when the issuer renews no longer
 */
export function keepTokens(
  first: Tokens,
  renew: (tokens: Tokens) => Promise<Tokens>,
  onEnded: () => void,
  now: () => number = Date.now,
): TokenKeeper {
  let tokens = first;
  let pending: Promise<string> | undefined;

  const renewed = async (): Promise<string> => {
    try {
      tokens = await renew(tokens);
    } catch (error) {
      if (isPassing(error)) {
        pending = undefined;
        throw new AwsError('network', 'RenewSignIn', {
          code: error.problem,
          message: error.said ?? error.message,
        });
      }
      return ended();
    }
    // An issuer may renew without a new id token.
    if (tokens.expiresAt <= now()) return ended();
    pending = undefined;
    return tokens.idToken;
  };
  /** `pending` stays, so that everyone waits for the same. */
  const ended = (): Promise<never> => {
    onEnded();
    return new Promise<never>(() => {});
  };

  return {
    idToken: () => {
      if (pending) return pending;
      if (tokens.expiresAt - now() > RENEW_BEFORE_MS) return Promise.resolve(tokens.idToken);
      return (pending = renewed());
    },
    current: () => tokens,
  };
}

function isPassing(error: unknown): error is SignInError {
  return (
    error instanceof SignInError && ['unreachable', 'unavailable', 'not-an-issuer'].includes(error.problem)
  );
}
