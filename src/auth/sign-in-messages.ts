import type { SignIn } from './sign-in-config.ts';
import type { SignInWords } from './session-context.ts';
import { SignInError } from './sign-in-error.ts';
import type { SignInProblem } from './sign-in-error.ts';

/** What the words name, so that somebody can mend it. */
export interface SignInFacts {
  readonly signIn: SignIn;
  /** Where the issuer is to send people back to. */
  readonly redirectUri: string;
}

/** Why nobody is signed in, in words that name what to mend. Any other error is told as the page's own mistake. */
export function signInErrorWords(error: unknown, { signIn, redirectUri }: SignInFacts): SignInWords {
  if (!(error instanceof SignInError)) {
    return {
      title: 'Signing in went wrong',
      detail: 'It is a mistake of this page and not your doing. Try again; if it stays, reload the page.',
      said: error instanceof Error ? error.message : String(error),
      action: 'Try again',
      severity: 'problem',
    };
  }
  return {
    said: error.said,
    action: 'Try again',
    severity: 'problem',
    ...WORDS[error.problem](signIn, redirectUri),
  };
}

type Told = Pick<SignInWords, 'title' | 'detail'> & Partial<SignInWords>;

const WORDS: Readonly<Record<SignInProblem, (signIn: SignIn, redirectUri: string) => Told>> = {
  'signed-out': () => ({
    title: 'You are signed out',
    detail: 'Nothing that you saw stays in this browser. Your choices, such as saved views, do.',
    action: 'Sign in',
    severity: 'notice',
  }),
  unanswered: ({ authority, clientId }, redirectUri) => ({
    title: 'Signing in was not finished',
    detail: `This page sent you to ${authority}, and you came back without an answer. If you left its login page, sign in again. If it showed an error instead, it may not have this page’s address: whoever runs this page can register ${redirectUri} there as a redirect URI of the client ${clientId}, letter by letter.`,
    action: 'Sign in',
  }),
  insecure: () => ({
    title: 'Signing in needs HTTPS',
    detail: `This page came by plain HTTP, where browsers withhold the cryptography that signing in needs. Open it with https://; whoever runs it can redirect there.`,
  }),
  unreachable: ({ authority }, redirectUri) => ({
    title: 'The sign-in service can’t be reached',
    detail: `${authority} does not answer this page. The network may be down. If other sites answer, whoever runs this page can check signIn.authority in its configuration, that the issuer allows calls from ${new URL(redirectUri).origin} (CORS), and that connect-src of the Content-Security-Policy names the hosts of the issuer.`,
  }),
  unavailable: ({ authority }) => ({
    title: 'The sign-in service has trouble',
    detail: `${authority} can’t answer for now. Try again in a minute.`,
  }),
  'not-an-issuer': ({ authority }) => ({
    title: 'The sign-in service answers with something else',
    detail: `What ${authority} answers is not what an OpenID Connect issuer does. Whoever runs this page can check signIn.authority in its configuration: below it there must be /.well-known/openid-configuration, and that must name the same issuer.`,
  }),
  client: ({ authority, clientId }) => ({
    title: 'The sign-in service does not know this page',
    detail: `${authority} does not accept the client ${clientId}. Whoever runs this page can check signIn.clientId in its configuration, and that this client has no secret and may use the authorization code flow.`,
  }),
  'redirect-uri': ({ authority, clientId }, redirectUri) => ({
    title: 'The sign-in service does not have this page’s address',
    detail: `Whoever runs this page can register ${redirectUri} as a redirect URI of the client ${clientId} at ${authority}, letter by letter.`,
  }),
  scope: ({ clientId, scope }) => ({
    title: 'The sign-in service does not give what this page asks for',
    detail: `Whoever runs this page can change signIn.scope in its configuration${scope === undefined ? '' : ` (now “${scope}”)`} to scopes that the client ${clientId} may have; openid is all that is needed.`,
  }),
  refused: ({ authority, clientId }) => ({
    title: 'You were not signed in',
    detail: `${authority} refused, or you cancelled. Whoever manages it can give you access to the client ${clientId}.`,
  }),
  state: () => ({
    title: 'That answer was not for this tab',
    detail:
      'The address you came by answers a sign-in that this tab did not begin, or that it has finished already. Nothing was taken from it. Sign in anew.',
    action: 'Sign in',
  }),
  nonce: () => ({
    title: 'The answer was for another sign-in',
    detail:
      'The id token does not carry the number that this page sent along, so it may have been replayed. Nothing was taken from it. Sign in anew; if it happens again, tell whoever manages the sign-in service.',
    action: 'Sign in',
  }),
  code: () => ({
    title: 'The sign-in code is no longer good',
    detail: 'A code can be used once, and only for a short time. Sign in anew.',
    action: 'Sign in',
  }),
  token: () => ({
    title: 'The sign-in service gave a token that can’t be used',
    detail: `Whoever runs this page can check that signIn.authority and signIn.clientId in its configuration are of the same application.`,
  }),
  clock: () => ({
    title: 'This computer’s clock is wrong',
    detail:
      'AWS refuses requests whose time is more than five minutes off. Set the clock, best by switching on automatic time, and try again.',
  }),
  other: ({ authority }) => ({
    title: 'The sign-in service reports an error',
    detail: `Try again; if it stays, whoever manages ${authority} can tell more.`,
  }),
};
