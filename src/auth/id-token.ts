import { SignInError } from './sign-in-error.ts';

/** What the page keeps of a sign-in, in memory only. */
export interface Tokens {
  /** The id token, for identity pools only. */
  readonly idToken: string;
  /** Undefined where the issuer gives none: then a person is asked when the id token has expired. */
  readonly refreshToken: string | undefined;
  /** The issuer's `sub`. */
  readonly subject: string;
  /** Who it is, for people. */
  readonly person: string;
  /** When the id token expires, in milliseconds of this computer's clock. */
  readonly expiresAt: number;
}

/** The claims of an id token that are looked at. */
export interface IdTokenClaims {
  readonly iss: string;
  readonly sub: string;
  readonly aud: string | readonly string[];
  readonly exp: number;
  readonly iat: number;
  readonly nbf?: number | undefined;
  readonly [claim: string]: unknown;
}

/** AWS refuses requests whose time is off by more than this, so a clock that is can't be used anyway. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * Checks the claims of an id token that the issuer's token endpoint has just given, and reads who it is
 * about and until when it is good. Its signature needs no check here: it came from the issuer itself, and
 * AWS checks it before it gives any credentials (OpenID Connect Core, 3.1.3.7).
 *
 * @param now milliseconds of this computer's clock
 * @throws SignInError `token` for another issuer or client, `clock` where the clocks disagree.
 */
export function readClaims(
  claims: IdTokenClaims,
  { issuer, clientId }: { issuer: string; clientId: string },
  now: number,
): Pick<Tokens, 'subject' | 'person' | 'expiresAt'> {
  if (claims.iss !== issuer) {
    throw new SignInError('token', `The id token is from ${claims.iss}, not from ${issuer}.`);
  }
  if (![claims.aud].flat().includes(clientId)) {
    throw new SignInError('token', `The id token is for ${String(claims.aud)}, not for ${clientId}.`);
  }
  const ahead = now - claims.iat * 1000;
  const tooEarly = claims.nbf !== undefined && claims.nbf * 1000 - now > CLOCK_TOLERANCE_MS;
  if (Math.abs(ahead) > CLOCK_TOLERANCE_MS || tooEarly) throw new SignInError('clock', aheadText(ahead));
  return {
    subject: claims.sub,
    person: personOf(claims),
    // Counted from now, so that clocks which differ a little don't matter.
    expiresAt: now + (claims.exp - claims.iat) * 1000,
  };
}

function aheadText(ahead: number): string {
  const minutes = Math.round(Math.abs(ahead) / 60_000);
  const amount = minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
  return `By this computer’s clock it is ${amount} ${ahead > 0 ? 'later' : 'earlier'} than by the issuer’s.`;
}

function personOf(claims: IdTokenClaims): string {
  // `cognito:username` is what a user pool gives where the scope leaves the address out.
  const names = ['email', 'preferred_username', 'name', 'cognito:username'].map((claim) => claims[claim]);
  return names.filter((name) => typeof name === 'string').find((name) => name.trim() !== '') ?? claims.sub;
}
