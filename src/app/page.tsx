import '../ui/mantine.css';
import './page.css';
import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  MantineProvider,
  mergeMantineTheme,
} from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import type { ReactNode } from 'react';
import { rememberArrival } from '../jobs/list/ignored-notice.tsx';
import { MonitorContext } from '../jobs/monitor.ts';
import { loadJobPage } from '../jobs/page/load-job-page.ts';
import { usePreferences } from '../jobs/preferences.ts';
import { TimeStyleContext } from '../ui/time.tsx';
import { ConfigErrorPage } from './config-error-page.tsx';
import { ConfigError } from './config.ts';
import { CrashPage } from './crash-page.tsx';
import type { StartedMonitor } from './create-monitor.ts';
import { createRoot } from './react.ts';
import { Pages, settleAddress } from './pages.tsx';
import { SignInStop } from './sign-in-context.ts';
import type { Session } from './sign-in-context.ts';
import { SignInGate } from './sign-in-gate.tsx';
import { colorSchemeManager, theme } from './theme.ts';

/** Shows the monitor. */
export function showMonitor(root: HTMLElement, monitor: StartedMonitor, session: Session | undefined): void {
  document.title = monitor.title;
  rememberArrival(window.location, monitor.sources);
  settleAddress();
  const page = (
    <QueryClientProvider client={monitor.queryClient}>
      <MonitorContext value={monitor}>
        <Pages />
      </MonitorContext>
    </QueryClientProvider>
  );
  render(root, session ? <SignInGate session={session}>{page}</SignInGate> : page);
  // Opening a job shall wait for Macie alone. What fails here fails again where it is needed.
  setTimeout(() => void loadJobPage().catch(() => undefined), SETTLED_MS);
}

/** By then the first rows are there, and what is read after them. */
const SETTLED_MS = 4000;

const SignInPage = lazy(() =>
  import('./sign-in-page.tsx').then(({ SignInPage }) => ({ default: SignInPage })),
);

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
  adoptTheme();
  createRoot(root).render(
    <MantineProvider
      theme={theme}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <Preferred>{page}</Preferred>
    </MantineProvider>,
  );
}

/**
 * Gives the page the theme's variables as a constructed sheet. The provider would write a `<style>`
 * element instead, which this page's Content-Security-Policy does not allow.
 */
function adoptTheme(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    convertCssVariables(defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme))),
  );
  document.adoptedStyleSheets.push(sheet);
}

function Preferred({ children }: { children: ReactNode }) {
  const { zone, times } = usePreferences();
  const style = useMemo(() => ({ zone, times }), [zone, times]);
  return <TimeStyleContext value={style}>{children}</TimeStyleContext>;
}
