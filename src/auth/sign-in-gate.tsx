import type { ReactNode } from 'react';
import classes from '../components/plain-page.module.css';
import { SessionContext, useSessionState } from './session-context.ts';
import type { Session } from './session-context.ts';

/** The page while its reader is signed in. What they saw leaves the screen when they sign out. */
export function SignInGate({ session, children }: { session: Session; children: ReactNode }) {
  if (useSessionState(session) === 'signed-out') {
    return (
      <main role="status" className={classes['page']}>
        Signing out…
      </main>
    );
  }
  return <SessionContext value={session}>{children}</SessionContext>;
}
