import type { DescribeClassificationJobResponse } from '@aws-sdk/client-macie2';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { createInsightQueries } from '../jobs/queries/insight-queries.ts';
import { createJobQueries } from '../jobs/queries/job-queries.ts';
import { MonitorContext } from '../jobs/queries/monitor.ts';
import type { Monitor } from '../jobs/queries/monitor.ts';
import { JobView } from '../jobs/detail/job-view.tsx';
import { createProgressStore } from '../jobs/detail/run/progress-store.ts';
import { unlisted } from './sample-job.ts';

const SOURCE = { account: 'security', region: 'eu-west-1' };

const MONITOR: Monitor = {
  title: 'Macie jobs',
  accounts: [
    {
      id: 'security',
      label: 'Security tooling',
      accountId: '111122223333',
      regions: ['eu-west-1'],
      credentials: { identityPoolId: 'us-east-1:00000000-0000-4000-8000-000000000001' },
    },
  ],
  sources: [SOURCE],
  queries: createJobQueries(unlisted({}), new QueryClient(), () => false),
  insights: createInsightQueries(unlisted({}), []),
  readLog: undefined,
  identity: 'guest',
  clearCache: () => Promise.resolve(),
  preloadJobPage: () => {},
};

/** For tests: the markup of the page of a job, as far as Macie's answer decides it. */
export function jobMarkup(job: DescribeClassificationJobResponse): string {
  return markup(
    <JobView
      described={{
        job: { ...job, $metadata: { requestId: 'request-1' } },
        answeredAt: Date.UTC(2026, 1, 11, 12),
      }}
      source={SOURCE}
      jobId={job.jobId ?? '3ce05dbb7ec5505def334104bf347800'}
      readLog={undefined}
      progress={createProgressStore(undefined)}
    />,
  );
}

/** For tests: what a reader sees of some markup, without tags and attributes. */
export function textOf(html: string): string {
  return html
    .replaceAll(/<style[\s\S]*?<\/style>/g, '')
    .replaceAll(/<wbr[^>]*>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');
}

function markup(page: ReactNode): string {
  return renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <MantineProvider>
        <MonitorContext value={MONITOR}>{page}</MonitorContext>
      </MantineProvider>
    </QueryClientProvider>,
  );
}
