import '../ui/mantine.css';
import './page.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useEffect, useLayoutEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import { LIST_PATH } from '../jobs/criteria-link.ts';
import { rememberArrival } from '../jobs/list/ignored-notice.tsx';
import { MonitorContext } from '../jobs/monitor.ts';
import { usePreferences } from '../jobs/preferences.ts';
import { currentAddress } from '../ui/address.ts';
import { showColorScheme } from '../ui/color-scheme.ts';
import { lazyPart } from '../ui/later.tsx';
import { TimeStyleContext } from '../ui/time.tsx';
import { ConfigErrorPage } from './config-error-page.tsx';
import { ConfigError } from './config.ts';
import { CrashPage } from './crash-page.tsx';
import type { StartedMonitor } from './create-monitor.ts';
import { watchLeaving } from './keep-still.ts';
import { createRoot } from './react.ts';
import { Pages } from './pages.tsx';
import { SignInStop } from './sign-in-context.ts';
import type { Session } from './sign-in-context.ts';
import { SignInGate } from './sign-in-gate.tsx';
import { endStill } from './still.ts';

/**
 * Shows the monitor.
 *
 * @param arrival the search part of the address that the reader came with, before it got its canonical form
 */
export function showMonitor(
  root: HTMLElement,
  monitor: StartedMonitor,
  session: Session | undefined,
  arrival: string,
): void {
  document.title = monitor.title;
  if (currentAddress().pathname === LIST_PATH) rememberArrival(arrival, monitor.sources);
  const page = (
    <QueryClientProvider client={monitor.queryClient}>
      <MonitorContext value={monitor}>
        <Pages />
      </MonitorContext>
    </QueryClientProvider>
  );
  watchLeaving(root, monitor.identity);
  render(root, session ? <SignInGate session={session}>{page}</SignInGate> : page);
}

const SignInPage = lazyPart(() => import('./sign-in-page.tsx').then(({ SignInPage }) => SignInPage));

/** Shows why the page could not start. */
export function showStartError(root: HTMLElement, error: unknown): void {
  if (error instanceof ConfigError) {
    render(root, <ConfigErrorPage problems={error.problems} />);
    return;
  }
  if (error instanceof SignInStop) {
    render(
      root,
      <Suspense>
        <SignInPage stop={error} />
      </Suspense>,
    );
    return;
  }
  render(
    root,
    <CrashPage
      error={error}
      reset={() => {
        window.location.reload();
      }}
    />,
  );
}

function render(root: HTMLElement, page: ReactNode): void {
  createRoot(root).render(<Preferred root={root}>{page}</Preferred>);
}

function Preferred({ root, children }: { root: HTMLElement; children: ReactNode }) {
  const { zone, times, colorScheme } = usePreferences();
  // By now what is drawn has taken its place.
  useLayoutEffect(() => {
    endStill(root);
  }, [root]);
  useEffect(() => {
    showColorScheme(colorScheme);
  }, [colorScheme]);
  const style = useMemo(() => ({ zone, times }), [zone, times]);
  return <TimeStyleContext value={style}>{children}</TimeStyleContext>;
}
