import { withTimeout } from '../lib/with-timeout.ts';
import type { SignIn } from './sign-in-config.ts';
import { forgetIdentities } from '../aws/identity-ids.ts';
import { openTabChannel } from '../lib/tab-channel.ts';
import { clearPendingDeletion, notePendingDeletion } from './pending-deletion.ts';
import type { Session, SessionState } from './session-context.ts';
import { SIGNED_OUT } from './oidc-issuer.ts';
import type { Issuer } from './oidc-issuer.ts';
import { keepTokens } from './token-store.ts';
import type { Tokens } from './id-token.ts';

/** A session that has just begun, until the person signs out in this tab or another. */
export function createSession(
  signIn: SignIn,
  issuer: Issuer,
  tokens: Tokens,
  signInAgain: () => Promise<void>,
): Session {
  let state: SessionState = 'signed-in';
  const listeners = new Set<() => void>();
  const forgetters: (() => unknown)[] = [];
  const enter = (next: SessionState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const keeper = keepTokens(
    tokens,
    (tokens) => issuer.renew(tokens),
    () => {
      if (state === 'signed-in') enter('ended');
    },
  );

  /** What is on the screen goes at once; what is kept goes before anything else can happen. */
  const forget = async (): Promise<void> => {
    enter('signed-out');
    rememberSignedOut(true);
    notePendingDeletion();
    const deletion = Promise.all([...forgetters.map(async (forget) => forget()), forgetIdentities()]).then(
      clearPendingDeletion,
    );
    await withTimeout(Promise.allSettled([deletion, issuer.revoke(keeper.current())]), LONGEST_FORGETTING_MS);
  };

  const tabs = openTabChannel('sign-in');
  tabs.listen(() => {
    if (state === 'signed-out') return;
    // A reload leaves nothing in this tab's memory either.
    void (async () => {
      await forget();
      window.location.reload();
    })();
  });
  // Back, after signing out, can bring a page back as it was left.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted && state === 'signed-out') window.location.reload();
  });

  const provider = signIn.provider ?? signIn.authority.replace(/^https?:\/\//, '').replace(/\/$/, '');
  return {
    person: tokens.person,
    login: {
      subject: tokens.subject,
      logins: { [provider]: () => keeper.idToken() },
      drop: (idToken) => {
        keeper.drop(idToken);
        return Promise.resolve();
      },
    },
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    signInAgain,
    signOut: async () => {
      const address = issuer.signOutAddress().catch(() => undefined);
      tabs.post('signed out');
      await forget();
      window.location.replace((await address) ?? SIGNED_OUT);
    },
    onSignOut: (forget) => {
      forgetters.push(forget);
    },
  };
}

const SIGNED_OUT_KEY = 'macie-job-monitor.signed-out';

/** Whether the person has signed out in this tab, and not in again. */
export function isSignedOut(): boolean {
  try {
    return window.sessionStorage.getItem(SIGNED_OUT_KEY) !== null;
  } catch {
    return false;
  }
}

/** Keeps, in this tab, that the person has signed out; or that they want in again. */
export function rememberSignedOut(signedOut: boolean): void {
  try {
    if (signedOut) window.sessionStorage.setItem(SIGNED_OUT_KEY, 'yes');
    else window.sessionStorage.removeItem(SIGNED_OUT_KEY);
  } catch {
    // Storage that is full or blocked must not keep anybody from signing out; the address says it too.
  }
}

/** Signing out must not hang on an issuer that doesn't answer. */
const LONGEST_FORGETTING_MS = 3000;
