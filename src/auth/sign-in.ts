import type { SignIn } from './sign-in-config.ts';
import { SignInStop } from './session-context.ts';
import type { Session } from './session-context.ts';
import { SignInError } from './sign-in-error.ts';
import { createIssuer, SIGNED_IN, SIGNED_OUT } from './oidc-issuer.ts';
import { createSession, isSignedOut, rememberSignedOut } from './session.ts';
import { signInErrorMessage } from './sign-in-messages.ts';

/**
 * Signs a person in. Goes to the issuer, which comes back to the same address; on the way there the promise stays open.
 * The page goes by itself only from an address of its own, and only if the issuer answered the last time, so it can't go
 * round in circles. In every other case a person decides.
 *
 * Tokens stay in memory. A reload, or another tab, goes to the issuer again, which needs no person while its own session
 * lives; no two tabs ever use the same refresh token.
 *
 * @param root where to say what is waited for if it takes long; the page replaces it
 * @throws SignInStop if no one is signed in and a person has to decide
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
  const issuer = createIssuer(settings, origin, tabStorage(settings, origin));
  let link = pathname === SIGNED_IN || pathname === SIGNED_OUT ? `${origin}/` : href;

  const stop = (error: unknown): SignInStop =>
    new SignInStop(signInErrorMessage(error, { signIn: settings, redirectUri: origin + SIGNED_IN }), () =>
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

/** The tab's storage. Throws a SignInStop where the browser blocks it. */
function tabStorage(settings: SignIn, origin: string): Storage {
  try {
    return window.sessionStorage;
  } catch {
    const text = signInErrorMessage(new SignInError('storage'), {
      signIn: settings,
      redirectUri: origin + SIGNED_IN,
    });
    throw new SignInStop(text, () => {
      window.location.reload();
      return Promise.resolve();
    });
  }
}

function showAddress(address: string): void {
  window.history.replaceState(window.history.state, '', address);
}
