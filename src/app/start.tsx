import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Root } from 'react-dom/client';
import { LIST_PATH } from '../jobs/criteria/link.ts';
import { rememberIgnored } from '../jobs/list/filters/ignored-notice.tsx';
import { MonitorContext } from '../jobs/queries/monitor.ts';
import { currentPreferences, usePreferences } from '../jobs/model/preferences.ts';
import { currentAddress } from '../lib/address.ts';
import { showColorScheme } from '../components/color-scheme.ts';
import { DATABASES } from '../lib/storage-keys.ts';
import { lazyPart } from '../components/lazy.tsx';
import { TimeStyleContext } from '../components/time.tsx';
import { connectAws } from '../worker/client.ts';
import type { AwsWorker } from '../worker/client.ts';
import { guardText } from './changed-text-notice.tsx';
import { settleAddress } from './routing/canonical-url.ts';
import { ConfigErrorPage } from './config-error-page.tsx';
import { ConfigError, loadConfig } from './config.ts';
import { CrashPage } from './crash-page.tsx';
import { createMonitor } from './create-monitor.ts';
import type { StartedMonitor } from './create-monitor.ts';
import { NotLoadedPage } from './not-loaded-page.tsx';
import { Pages } from './routing/pages.tsx';
import { finishPendingDeletion } from '../auth/pending-deletion.ts';
import { SignInStop } from '../auth/session-context.ts';
import type { Session } from '../auth/session-context.ts';
import { SignInGate } from '../auth/sign-in-gate.tsx';

/**
 * Signs in where the configuration asks for it, then shows the monitor, or why there is none.
 *
 * @param worker calls AWS
 * @param answer what was answered for `/config.json`
 */
export async function start(
  root: HTMLElement,
  { worker, port, failed }: AwsWorker,
  answer: Promise<Response>,
): Promise<void> {
  showColorScheme(currentPreferences().colorScheme);
  const page = createRoot(root);
  guardText();
  // Nothing works without the worker, so this takes the place of whatever is shown, then or later.
  let isFailed = false;
  void failed.then(() => {
    isFailed = true;
    return render(page, <NotLoadedPage />);
  });
  try {
    await finishPendingDeletion(Object.values(DATABASES));
    const config = await loadConfig(answer);
    const session = config.signIn
      ? await (await import('../auth/sign-in.ts')).signIn(config.signIn, root)
      : undefined;
    const { search: initialSearch } = currentAddress();
    settleAddress();
    const monitor = createMonitor(config, session, connectAws(port, config, session));
    session?.onSignOut(async () => {
      try {
        await monitor.forget();
      } finally {
        // With the worker goes all that it knows: credentials above all.
        worker.terminate();
      }
    });
    if (!isFailed) showMonitor(page, monitor, session, initialSearch);
  } catch (error) {
    if (!isFailed) showStartError(page, error);
  }
}

/** @param initialSearch the search part of the address that the reader came with, before it got its canonical form */
function showMonitor(
  root: Root,
  monitor: StartedMonitor,
  session: Session | undefined,
  initialSearch: string,
): void {
  document.title = monitor.title;
  if (currentAddress().pathname === LIST_PATH) rememberIgnored(initialSearch, monitor.sources);
  const page = (
    <QueryClientProvider client={monitor.queryClient}>
      <MonitorContext value={monitor}>
        <Pages />
      </MonitorContext>
    </QueryClientProvider>
  );
  render(root, session ? <SignInGate session={session}>{page}</SignInGate> : page);
}

const SignInPage = lazyPart(() => import('../auth/sign-in-page.tsx').then(({ SignInPage }) => SignInPage));

function showStartError(root: Root, error: unknown): void {
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
  // The code that signs people in could not be fetched.
  if (error instanceof TypeError && /import|module/i.test(error.message)) {
    render(root, <NotLoadedPage />);
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

function render(root: Root, page: ReactNode): void {
  root.render(<Preferred>{page}</Preferred>);
}

function Preferred({ children }: { children: ReactNode }) {
  const { zone, times, colorScheme } = usePreferences();
  useEffect(() => {
    showColorScheme(colorScheme);
  }, [colorScheme]);
  const style = useMemo(() => ({ zone, times }), [zone, times]);
  return <TimeStyleContext value={style}>{children}</TimeStyleContext>;
}
