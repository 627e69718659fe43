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
  /**
   * Renews an id token before its time, if it is still the current one: an identity pool calls it expired. Where that
   * happens to one that has just come, renewing doesn't help, and the person is asked.
   */
  drop(idToken: string): void;
  /** The tokens as they are now. */
  current(): Tokens;
}

/** A token has to arrive before it expires. */
const RENEW_BEFORE_MS = 60_000;
/** A token that is called expired within this time never was good. */
const FRESH_MS = 60_000;

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
  let cameAt = -Infinity;
  let dropped: string | undefined;
  let pending: Promise<string> | undefined;

  const renewed = async (): Promise<string> => {
    try {
      tokens = await renew(tokens);
      cameAt = now();
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
    if (tokens.expiresAt <= now() || tokens.idToken === dropped) return ended();
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
      const isGood = tokens.expiresAt - now() > RENEW_BEFORE_MS && tokens.idToken !== dropped;
      if (isGood) return Promise.resolve(tokens.idToken);
      return (pending = renewed());
    },
    drop: (idToken) => {
      if (pending || idToken !== tokens.idToken || idToken === dropped) return;
      dropped = idToken;
      if (Math.abs(now() - cameAt) < FRESH_MS) pending = ended();
    },
    current: () => tokens,
  };
}

function isPassing(error: unknown): error is SignInError {
  return (
    error instanceof SignInError && ['unreachable', 'unavailable', 'not-an-issuer'].includes(error.problem)
  );
}
