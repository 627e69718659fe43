import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Login } from '../aws/credentials.ts';

/**
 * `ended` is the issuer's doing: it renews the sign-in no longer, so a person has to be asked.
 * `signed-out` is the person's.
 */
export type SessionState = 'signed-in' | 'ended' | 'signed-out';

/** The session of a person who is signed in. */
export interface Session {
  /** Who it is, for people: an e-mail address where the issuer gives it. */
  readonly person: string;
  /** What identity pools take. While the sign-in is `ended`, its id token is waited for. */
  readonly login: Login;
  readonly getState: () => SessionState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Goes to the issuer and comes back to this very address. Throws a SignInStop where that can't begin. */
  signInAgain(): Promise<void>;
  /** Forgets everything about the person, in all tabs, and ends the session at the issuer too. */
  signOut(): Promise<void>;
  /** Has something forgotten when the person signs out, in whichever tab. */
  onSignOut(forget: () => unknown): void;
}

/** What is shown in place of the page while no one is signed in. */
export interface SignInMessage {
  readonly title: string;
  /** What it means, and what to do or to mend. */
  readonly detail: string;
  /** What the issuer said, or what was seen, where that adds anything. */
  readonly said: string | undefined;
  /** What the button that goes on says. */
  readonly action: string;
  readonly severity: 'problem' | 'notice';
}

/** No one is signed in, and a person has to decide; thrown so that nothing else starts. */
export class SignInStop extends Error {
  override readonly name = 'SignInStop';
  readonly text: SignInMessage;
  /** Goes to the issuer and comes back to where the person was. Throws a SignInStop where that can't begin. */
  readonly goOn: () => Promise<void>;

  constructor(text: SignInMessage, goOn: () => Promise<void>) {
    super(text.title);
    this.text = text;
    this.goOn = goOn;
  }
}

/** Provides the session, where the configuration has a sign-in. */
export const SessionContext = createContext<Session | undefined>(undefined);

/** The session, or undefined where the configuration has no sign-in. */
export function useSession(): Session | undefined {
  return useContext(SessionContext);
}

/** The session's state in a component. */
export function useSessionState(session: Session): SessionState {
  return useSyncExternalStore(session.subscribe, session.getState);
}
