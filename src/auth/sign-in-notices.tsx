import { IconInfoCircle, IconLockExclamation } from '@tabler/icons-react';
import { useState } from 'react';
import type { Account } from '../aws/account.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { SignInStop } from './session-context.ts';
import type { Session } from './session-context.ts';

/** Asks, once the issuer renews the sign-in no longer, to sign in again. What is on the page stays there. */
export function SignInEnded({ session }: { session: Session }) {
  const [failure, setFailure] = useState<string>();
  return (
    <Notice tone="problem" icon={<IconLockExclamation aria-hidden />} title="Your sign-in has ended">
      <p>What you see stays, but nothing new is read. Sign in again to return to this address.</p>
      {failure !== undefined && <p>{failure}</p>}
      <Button
        onClick={() => {
          setFailure(undefined);
          session.signInAgain().catch((error: unknown) => {
            if (!(error instanceof SignInStop)) throw error;
            setFailure(`${error.text.title}. ${error.text.detail}`);
          });
        }}
      >
        Sign in again
      </Button>
    </Notice>
  );
}

/**
 * For a configuration without a sign-in whose credentials come from AWS. Cognito hands guests credentials
 * that it narrows to a list of services, and Macie is not among them, whatever the pool's role allows
 * (managed policy AmazonCognitoUnAuthedIdentitiesSessionPolicy).
 *
 * @param accounts those that are read as a guest
 */
export function GuestsNotice({ accounts }: { accounts: readonly Account[] }) {
  return (
    <aside aria-label="Sign-in">
      <Notice tone="fact" icon={<IconInfoCircle aria-hidden />} title="This page has no sign-in">
        <p>
          It asks AWS as a guest, and AWS doesn’t let guests use Macie, whatever the role of the identity pool
          allows: {accounts.map(({ label }) => label).join(', ')} can’t be read. Your administrator can set
          signIn in the configuration to an issuer that the identity pool trusts.
        </p>
      </Notice>
    </aside>
  );
}
