import type { SignIn } from './sign-in-config.ts';
import { SignInStop } from './session-context.ts';
import type { Session } from './session-context.ts';
import { SignInError } from './sign-in-error.ts';
import { createIssuer, SIGNED_IN, SIGNED_OUT } from './oidc-issuer.ts';
import { createSession, isSignedOut, rememberSignedOut } from './session.ts';
import { signInErrorWords } from './sign-in-messages.ts';

/**
 * Somebody who is signed in. Goes to the issuer for that, and comes back to the same address; while it is
 * on its way the promise stays open. The page goes there by itself only from an address of its own, and
 * only where the last time was answered, so it can't go round in circles: whatever else is the case is
 * told, and a person decides.
 *
 * Tokens are kept in memory only. A reload goes to the issuer again, which needs nobody as long as its own
 * session lives; so does each tab, and no two tabs ever use the same refresh token.
 *
 * @param root where to say, if it takes long, what is waited for; whatever is drawn there next replaces it
 * @throws SignInStop where nobody is signed in and a person has to decide.
 */
export async function signIn(settings: SignIn, root: HTMLElement): Promise<Session> {
  const waiting = setTimeout(() => {
    root.textContent = 'Signing in…';
  }, LONG_MS);
  try {
    return await find(settings);
  } finally {
    clearTimeout(waiting);
  }
}

const LONG_MS = 700;

async function find(settings: SignIn): Promise<Session> {
  const { origin, pathname, search, href } = window.location;
  const issuer = createIssuer(settings, origin, window.sessionStorage);
  let link = pathname === SIGNED_IN || pathname === SIGNED_OUT ? `${origin}/` : href;

  const stop = (error: unknown): SignInStop =>
    new SignInStop(signInErrorWords(error, { signIn: settings, redirectUri: origin + SIGNED_IN }), () =>
      leave(link),
    );
  const leave = async (link: string): Promise<void> => {
    try {
      const address = await issuer.begin(link);
      rememberSignedOut(false);
      window.location.replace(address);
    } catch (error) {
      throw stop(error);
    }
  };

  if (!window.isSecureContext) throw stop(new SignInError('insecure'));
  if (pathname === SIGNED_IN && search !== '') {
    // The code leaves the address first, so that it stays in no history and in no `Referer`.
    showAddress(SIGNED_IN);
    try {
      const tokens = await issuer.finish(href, (from) => {
        if (from.startsWith(`${origin}/`)) link = from;
      });
      showAddress(link);
      return createSession(settings, issuer, tokens, () => leave(window.location.href));
    } catch (error) {
      throw stop(error);
    }
  }
  if (pathname === SIGNED_OUT || isSignedOut()) throw stop(new SignInError('signed-out'));
  if (pathname === SIGNED_IN || (await issuer.isUnanswered())) {
    throw stop(new SignInError((await issuer.knowsClient()) ? 'unanswered' : 'client'));
  }
  await leave(link);
  return new Promise<never>(() => {});
}

function showAddress(address: string): void {
  window.history.replaceState(window.history.state, '', address);
}
