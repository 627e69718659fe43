/** What stands in the way of signing in. Each has a message, in `sign-in-messages.ts`. */
export type SignInProblem =
  /** The person has signed out: nothing is wrong, but no one is signed in again without asking. */
  | 'signed-out'
  /** This tab went to the issuer before, and no answer ever came back. */
  | 'unanswered'
  /** The page is served by plain HTTP, where browsers withhold the cryptography that PKCE needs. */
  | 'insecure'
  /** This tab can't keep what belongs to a sign-in: its storage is blocked or full. */
  | 'storage'
  | 'unreachable'
  /** The issuer answers that it can't for now. */
  | 'unavailable'
  | 'not-an-issuer'
  | 'client'
  | 'redirect-uri'
  | 'scope'
  | 'refused'
  | 'state'
  | 'nonce'
  | 'code'
  | 'token'
  | 'clock'
  /** The issuer said something that this page has no words for. */
  | 'other';

/**
 * Signing in failed, or can't begin. It keeps no cause: the library's errors hold the request's body, code,
 * verifier and refresh token, which must not reach wherever an error is printed.
 */
export class SignInError extends Error {
  override readonly name = 'SignInError';
  readonly problem: SignInProblem;
  /** What the issuer said, or what was seen, in a few words. */
  readonly said: string | undefined;

  constructor(problem: SignInProblem, said?: string) {
    super(said ?? problem);
    this.problem = problem;
    this.said = said;
  }
}
