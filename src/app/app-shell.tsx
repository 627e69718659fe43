import { AccountMenu } from '../auth/account-menu.tsx';
import { IconDeviceDesktop, IconMoon, IconSun, IconWifiOff } from '@tabler/icons-react';
import { onlineManager } from '@tanstack/react-query';
import { Suspense, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { clockOffset, onClockOffset } from '../lib/server-clock.ts';
import { formatDuration } from '../lib/format-time.ts';
import { lazyPart } from '../components/lazy.tsx';
import { IconButton } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { PageLink } from '../components/page-link.tsx';
import { COVERAGE_PATH } from '../jobs/criteria/coverage-link.ts';
import { LIST_PATH } from '../jobs/criteria/link.ts';
import { useMonitor } from '../jobs/queries/monitor.ts';
import { changePreferences, usePreferences } from '../jobs/model/preferences.ts';
import { ChangedTextNotice } from './changed-text-notice.tsx';
import classes from './app-shell.module.css';
import { useSession, useSessionState } from '../auth/session-context.ts';
import type { Session } from '../auth/session-context.ts';

const SignInEnded = lazyPart(() =>
  import('../auth/sign-in-notices.tsx').then(({ SignInEnded }) => SignInEnded),
);
const GuestsNotice = lazyPart(() =>
  import('../auth/sign-in-notices.tsx').then(({ GuestsNotice }) => GuestsNotice),
);

/** What stands around every page: the title, which leads to the list, who is signed in, and the colour scheme. */
export function AppShell({
  isLeaving,
  children,
}: {
  /** Whether the reader has gone to another page, which is on its way. */
  isLeaving: boolean;
  children: ReactNode;
}) {
  const { title, accounts } = useMonitor();
  const session = useSession();
  const asGuest = session ? [] : accounts.filter(({ credentials }) => credentials.endpoint === undefined);
  return (
    <>
      <a className={classes['skip']} href="#main">
        Skip to content
      </a>
      <header className={classes['header']} data-leaving={isLeaving || undefined}>
        <PageLink href={LIST_PATH} className={classes['title']}>
          <span>{title}</span>
        </PageLink>
        <div className={classes['tools']}>
          <PageLink href={COVERAGE_PATH} className={classes['link']}>
            Coverage
          </PageLink>
          {session && <AccountMenu session={session} />}
          <ColorScheme />
        </div>
      </header>
      <Offline />
      <ClockNotice />
      <ChangedTextNotice />
      <Suspense>
        {session && <SignInEnd session={session} />}
        {asGuest.length > 0 && <GuestsNotice accounts={asGuest} />}
      </Suspense>
      <main id="main" className={classes['main']} aria-busy={isLeaving || undefined}>
        {children}
      </main>
    </>
  );
}

/** While the browser says that it is offline, which is not always true: what is asked for is tried all the same. */
function Offline() {
  const online = useSyncExternalStore(
    (changed) => onlineManager.subscribe(changed),
    () => onlineManager.isOnline(),
  );
  if (online) return null;
  return (
    <Notice tone="warning" icon={<IconWifiOff aria-hidden />} title="This browser is offline">
      <p>What you see was read earlier. It refreshes once the browser is online again; Refresh tries now.</p>
    </Notice>
  );
}

/** If this computer's clock and AWS's differ by five minutes or more. */
function ClockNotice() {
  const offset = useSyncExternalStore(onClockOffset, clockOffset);
  if (offset === 0) return null;
  return (
    <p role="note" className={classes['clock']}>
      This computer’s clock is {formatDuration(Math.abs(offset))} {offset > 0 ? 'behind' : 'ahead of'} AWS’s.
      Ages and deadlines on this page go by AWS’s clock.
    </p>
  );
}

/** What says that a sign-in has ended is fetched only then. */
function SignInEnd({ session }: { session: Session }) {
  return useSessionState(session) === 'ended' ? <SignInEnded session={session} /> : null;
}

const SCHEMES = {
  light: { label: 'Light', Icon: IconSun, next: 'dark' },
  dark: { label: 'Dark', Icon: IconMoon, next: 'auto' },
  auto: { label: 'Same as system', Icon: IconDeviceDesktop, next: 'light' },
} as const;

function ColorScheme() {
  const { colorScheme } = usePreferences();
  const { label, Icon, next } = SCHEMES[colorScheme];
  return (
    <IconButton
      variant="quiet"
      aria-label={`Colours: ${label}`}
      title={`Colours: ${label.toLowerCase()}. Click for ${SCHEMES[next].label.toLowerCase()}.`}
      onClick={() => {
        changePreferences({ colorScheme: next });
      }}
    >
      <Icon size={18} aria-hidden />
    </IconButton>
  );
}
