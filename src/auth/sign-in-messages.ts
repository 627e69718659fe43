import type { SignIn } from './sign-in-config.ts';
import type { SignInMessage } from './session-context.ts';
import { SignInError } from './sign-in-error.ts';
import type { SignInProblem } from './sign-in-error.ts';

/** What a message names, so that an administrator can fix it. */
export interface SignInSetup {
  readonly signIn: SignIn;
  /** Where the issuer is to send people back to. */
  readonly redirectUri: string;
}

/** What the page says when no one is signed in, naming what to fix. Any other error is the page's own fault. */
export function signInErrorMessage(error: unknown, { signIn, redirectUri }: SignInSetup): SignInMessage {
  if (!(error instanceof SignInError)) {
    return {
      title: 'Something went wrong while signing in',
      detail: 'This is an error of this page, not yours. Try again, or reload the page.',
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

type Message = Pick<SignInMessage, 'title' | 'detail'> & Partial<SignInMessage>;

const WORDS: Readonly<Record<SignInProblem, (signIn: SignIn, redirectUri: string) => Message>> = {
  'signed-out': () => ({
    title: 'You are signed out',
    detail: 'Nothing that you saw stays in this browser. Your choices, such as saved views, do.',
    action: 'Sign in',
    severity: 'notice',
  }),
  unanswered: ({ authority, clientId }, redirectUri) => ({
    title: 'Sign-in was not finished',
    detail: `This page sent you to ${authority}, and you came back without an answer. If you left its login page, sign in again. If it showed an error instead, it may not know this page’s address: your administrator can register exactly ${redirectUri} there as a redirect URI of the client ${clientId}.`,
    action: 'Sign in',
  }),
  insecure: () => ({
    title: 'Sign-in requires HTTPS',
    detail: `This page was loaded over plain HTTP, where browsers don’t provide the cryptography that sign-in needs. Open it with https://. Your administrator can redirect there.`,
  }),
  storage: () => ({
    title: 'Sign-in requires this tab’s storage',
    detail:
      'This browser blocks the storage of this site, or it is full, so a sign-in can’t be recognized when you come back from it. Allow cookies and site data for this site, or free some space, and try again.',
  }),
  unreachable: ({ authority }, redirectUri) => ({
    title: 'The sign-in service can’t be reached',
    detail: `${authority} doesn’t answer. The network may be down. If other sites work, your administrator can check signIn.authority in the configuration, that the issuer allows calls from ${new URL(redirectUri).origin} (CORS), and that connect-src of the Content-Security-Policy names the hosts of the issuer.`,
  }),
  unavailable: ({ authority }) => ({
    title: 'The sign-in service has a problem',
    detail: `${authority} can’t answer right now. Try again in a minute.`,
  }),
  'not-an-issuer': ({ authority }) => ({
    title: 'That isn’t a sign-in service',
    detail: `The answer of ${authority} isn’t an OpenID Connect issuer’s. Your administrator can check signIn.authority in the configuration: below it there must be /.well-known/openid-configuration, and that must name the same issuer.`,
  }),
  client: ({ authority, clientId }) => ({
    title: 'The sign-in service doesn’t know this page',
    detail: `${authority} does not accept the client ${clientId}. Your administrator can check signIn.clientId in the configuration, and that this client has no secret and may use the authorization code flow.`,
  }),
  'redirect-uri': ({ authority, clientId }, redirectUri) => ({
    title: 'The sign-in service doesn’t have this page’s address',
    detail: `Your administrator can register exactly ${redirectUri} as a redirect URI of the client ${clientId} at ${authority}.`,
  }),
  scope: ({ clientId, scope }) => ({
    title: 'The sign-in service rejects the requested scopes',
    detail: `Your administrator can change signIn.scope in the configuration${scope === undefined ? '' : ` (now “${scope}”)`} to scopes that the client ${clientId} may use; openid is enough.`,
  }),
  refused: ({ authority, clientId }) => ({
    title: 'You were not signed in',
    detail: `${authority} refused, or you cancelled. Its administrator can give you access to the client ${clientId}.`,
  }),
  state: () => ({
    title: 'That answer was not for this tab',
    detail:
      'The address answers a sign-in that this tab did not start, or has already finished. Nothing was taken from it. Sign in again.',
    action: 'Sign in',
  }),
  nonce: () => ({
    title: 'The answer was for another sign-in',
    detail:
      'The id token doesn’t carry the number that this page sent, so it may have been replayed. Nothing was taken from it. Sign in again. If it happens again, report it to the administrator of the sign-in service.',
    action: 'Sign in',
  }),
  code: () => ({
    title: 'The sign-in code is no longer valid',
    detail: 'A code can be used once, and only for a short time. Sign in again.',
    action: 'Sign in',
  }),
  token: () => ({
    title: 'The sign-in service gave a token that can’t be used',
    detail: `Your administrator can check that signIn.authority and signIn.clientId in the configuration belong to the same application.`,
  }),
  clock: () => ({
    title: 'This computer’s clock is wrong',
    detail:
      'AWS rejects requests whose time is more than five minutes off. Set the clock, ideally to automatic time, and try again.',
  }),
  other: ({ authority }) => ({
    title: 'The sign-in service reports an error',
    detail: `Try again. If that doesn’t help, ask the administrator of ${authority}.`,
  }),
};
