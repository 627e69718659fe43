import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { AwsError } from '../../aws/errors.ts';
import type { BucketFacts } from '../../aws/insights-client.ts';
import { renderInMonitor } from '../../testing/render-in-monitor.tsx';
import { unlisted } from '../../testing/sample-job.ts';
import { sampleRow } from '../../testing/sample-row.ts';
import { createInsightQueries } from '../queries/insight-queries.ts';
import type { JobCalls } from '../queries/job-queries.ts';
import { CoveragePage } from './coverage-page.tsx';

const readJobs: JobCalls['readJobs'] = async () =>
  unlisted({
    source: 'security/eu-west-1',
    head: [
      sampleRow({ jobId: 'a', bucketDefinitions: [{ accountId: '111122223333', buckets: ['logs'] }] }),
      sampleRow({ jobId: 'b', bucketCriteria: {} }),
    ],
    beyond: [],
    complete: true,
    changed: new Map(),
  });

const FACTS: BucketFacts = {
  name: 'nobody-looked',
  accountId: '111122223333',
  classifiableObjects: 10,
  classifiableBytes: 1500,
  isMonitored: false,
  lastJobId: undefined,
  lastRun: undefined,
  isDenied: false,
  isPublic: true,
  score: 50,
};

const show = (address: string, readBuckets?: () => Promise<readonly BucketFacts[]>) =>
  renderInMonitor(<CoveragePage />, {
    address,
    calls: { readJobs, cacheJobs: () => {} },
    monitor: {
      insights: createInsightQueries(unlisted({ readBuckets }), readBuckets ? ['buckets'] : []),
    },
  });

test('from jobs alone, the page says what it can’t know, and a bucket leads to its jobs', async () => {
  show('/coverage');
  const link = await screen.findByRole('link', { name: 'logs' });
  expect(link).toHaveAttribute('href', '/jobs?bucket.is=logs');
  expect(screen.getByText(/Made from the jobs alone/)).toHaveTextContent('1 job selected by criteria');
  expect(screen.queryByRole('group', { name: 'Counts' })).toBeNull();
});

test('with the inventory, tiles count and filter', async () => {
  const { user, address } = show('/coverage', async () => [FACTS]);
  const tile = await screen.findByRole('button', { name: /^1\s*Public and not monitored/ });
  expect(screen.getByRole('status')).toHaveTextContent('2 buckets');
  await user.click(tile);
  expect(address()).toBe('/coverage?show=public-unmonitored');
  await screen.findByText('1 bucket');
  expect(screen.getByRole('rowheader')).toHaveTextContent('nobody-looked');
});

test('where the inventory is denied, the jobs’ buckets stay, and the reason is there', async () => {
  show('/coverage', async () => {
    throw new AwsError('denied', 'DescribeBuckets', { code: 'AccessDeniedException', message: 'No.' });
  });
  await screen.findByRole('link', { name: 'logs' });
  expect(screen.getByRole('status')).toHaveTextContent('At least 1 bucket');
  expect(screen.getByText(/macie2:DescribeBuckets/)).toBeInTheDocument();
});
