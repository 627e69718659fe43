import {
  lazy,
  startTransition,
  Suspense,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
  useTransition,
} from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import type { FallbackProps } from 'react-error-boundary';
import {
  AddressContext,
  currentAddress,
  isSameAddress,
  useAddress,
  watchAddress,
} from '../../lib/address.ts';
import type { Address } from '../../lib/address.ts';
import { lazyPart } from '../../components/lazy.tsx';
import { COVERAGE_PATH } from '../../jobs/criteria/coverage-link.ts';
import { LIST_PATH } from '../../jobs/criteria/link.ts';
import { parseJobPath } from '../../jobs/model/job.ts';
import { ListPage } from '../../jobs/list/list-page.tsx';
import { useMonitor } from '../../jobs/queries/monitor.ts';
import { loadJobPage } from './load-job-page.ts';
import { findSource } from '../../jobs/model/sources.ts';
import { settleAddress } from './canonical-url.ts';
import { CrashPage } from '../crash-page.tsx';
import { AppShell } from '../app-shell.tsx';
import { NotLoadedPage } from '../not-loaded-page.tsx';
import { NotFoundPage } from '../not-found-page.tsx';

/** The page that the address is about, in the frame that stands around every page. */
export function Pages() {
  const [address, isLeaving] = useShownAddress();
  // The same element, so that it doesn't render again only because the reader is about to leave.
  const page = useMemo(
    () => (
      // What is there stays until the next page is.
      <Suspense>
        <Page />
      </Suspense>
    ),
    [],
  );
  return (
    <AddressContext value={address}>
      <ErrorBoundary resetKeys={[address]} FallbackComponent={Crash}>
        <AppShell isLeaving={isLeaving}>{page}</AppShell>
      </ErrorBoundary>
    </AddressContext>
  );
}

function Crash({ error, resetErrorBoundary }: FallbackProps) {
  return <CrashPage error={error} reset={resetErrorBoundary} />;
}

const CoveragePage = lazyPart(() =>
  import('../../jobs/coverage/coverage-page.tsx').then(({ CoveragePage }) => CoveragePage),
);

const loadJobRoute = () =>
  lazy(() =>
    loadJobPage().then(
      ({ JobRoute }) => ({ default: JobRoute }),
      () => ({ default: JobNotLoaded }),
    ),
  );
let jobRoute = loadJobRoute();

/** Code that failed to load is loaded again for the next job that is opened. */
function JobNotLoaded() {
  useEffect(
    () => () => {
      jobRoute = loadJobRoute();
    },
    [],
  );
  return <NotLoadedPage />;
}

function Page() {
  const { pathname } = useAddress();
  const { sources } = useMonitor();
  const JobRoute = jobRoute;
  if (pathname === LIST_PATH) return <ListPage />;
  if (pathname === COVERAGE_PATH) return <CoveragePage />;
  const job = parseJobPath(pathname);
  const source = job && findSource(sources, job);
  return source ? <JobRoute source={source} jobId={job.jobId} /> : <NotFoundPage job={job} />;
}

/** The address, each time that the reader goes to another; and whether another page is on its way. */
function useShownAddress(): readonly [Address, boolean] {
  const [shown, setShown] = useState(() => ({ address: currentAddress(), toTop: false }));
  const [isLeaving, startLeaving] = useTransition();
  const { pathname } = shown.address;
  useLayoutEffect(
    () =>
      watchAddress((how) => {
        settleAddress();
        const address = currentAddress();
        const start = address.pathname === pathname ? startTransition : startLeaving;
        start(() => {
          setShown((before) =>
            isSameAddress(before.address, address)
              ? before
              : // Where a reader goes back, the browser knows how far down they were.
                { address, toTop: how !== 'back' && address.pathname !== before.address.pathname },
          );
        });
      }),
    [pathname],
  );
  useLayoutEffect(() => {
    if (shown.toTop) window.scrollTo(0, 0);
  }, [shown]);
  return [shown.address, isLeaving];
}
