import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { RenderResult } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { UserEvent } from '@testing-library/user-event';
import { useLayoutEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { theme } from '../components/theme.ts';
import { ViewProvider } from '../jobs/list/view-provider.tsx';
import { allSources } from '../jobs/model/sources.ts';
import { createInsightQueries } from '../jobs/queries/insight-queries.ts';
import { createJobQueries } from '../jobs/queries/job-queries.ts';
import type { JobCalls } from '../jobs/queries/job-queries.ts';
import { MonitorContext } from '../jobs/queries/monitor.ts';
import type { Monitor } from '../jobs/queries/monitor.ts';
import { unlisted } from './sample-job.ts';
import { AddressContext, currentAddress, watchAddress } from '../lib/address.ts';

interface InMonitor {
  /** Where the reader is: a path with its query, `/jobs` by default. */
  readonly address?: string;
  /** What Macie answers; by default no call is ever answered. */
  readonly calls?: Partial<JobCalls>;
  /** Replaces members of the monitor: one account with one Region by default. */
  readonly monitor?: Partial<Monitor>;
}

interface Rendered extends RenderResult {
  /** A person at the page. */
  readonly user: UserEvent;
  readonly queryClient: QueryClient;
  /** The address as it is now: a path with its query. */
  readonly address: () => string;
}

const ACCOUNTS: Monitor['accounts'] = [
  {
    id: 'security',
    label: 'Security tooling',
    accountId: '111122223333',
    regions: ['eu-west-1'],
    credentials: { identityPoolId: 'us-east-1:00000000-0000-4000-8000-000000000001' },
  },
];

/**
 * Renders a component within all that surrounds it in the monitor: query client, configuration, theme, and the
 * list's view, which follows the address.
 */
export function renderInMonitor(
  component: ReactNode,
  { address = '/jobs', calls = {}, monitor = {} }: InMonitor = {},
): Rendered {
  window.history.replaceState(null, '', address);
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const accounts = monitor.accounts ?? ACCOUNTS;
  const whole: Monitor = {
    title: 'Macie jobs',
    accounts,
    sources: allSources(accounts),
    queries: createJobQueries({ ...UNANSWERED, ...calls }, queryClient, () => false),
    insights: createInsightQueries(unlisted({}), []),
    readLog: undefined,
    identity: 'guest',
    clearCache: () => Promise.resolve(),
    preloadJobPage: () => {},
    ...monitor,
  };
  const rendered = render(
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={theme}>
        <MonitorContext value={whole}>
          <AtAddress>
            <ViewProvider>{component}</ViewProvider>
          </AtAddress>
        </MonitorContext>
      </MantineProvider>
    </QueryClientProvider>,
  );
  return {
    ...rendered,
    user: userEvent.setup(),
    queryClient,
    address: () => {
      const { pathname, search } = currentAddress();
      return `${pathname}${search}`;
    },
  };
}

const UNANSWERED: JobCalls = {
  readJobs: () => new Promise(() => {}),
  cacheJobs: () => {},
  releaseJobs: () => {},
  describeJob: () => new Promise(() => {}),
  setNeeded: () => {},
};

function AtAddress({ children }: { children: ReactNode }) {
  const [address, setAddress] = useState(currentAddress);
  useLayoutEffect(
    () =>
      watchAddress(() => {
        setAddress(currentAddress());
      }),
    [],
  );
  return <AddressContext value={address}>{children}</AddressContext>;
}
