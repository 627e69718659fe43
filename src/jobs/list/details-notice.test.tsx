import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { AwsError } from '../../aws/errors.ts';
import { attentionContext } from '../model/attention.ts';
import type { Job } from '../model/job.ts';
import type { JobCalls } from '../queries/job-queries.ts';
import { renderInMonitor } from '../../testing/render-in-monitor.tsx';
import { sampleRow } from '../../testing/sample-row.ts';
import { DetailsNotice } from './details-notice.tsx';
import type { JobList } from './job-list.ts';

const JOBS: readonly Job[] = [
  sampleRow({ jobId: 'a' }),
  sampleRow({ jobId: 'b', jobStatus: 'IDLE', jobType: 'SCHEDULED' }),
  sampleRow({ jobId: 'c', jobStatus: 'IDLE', jobType: 'SCHEDULED', details: { describedAt: 1 } }),
];

function show(address: string, describeJob: JobCalls['describeJob'] = () => new Promise(() => {})) {
  const list: JobList = {
    rows: JOBS,
    matching: JOBS,
    all: JOBS,
    read: JOBS.length,
    base: { jobs: JOBS, complete: true },
    complete: true,
    provisional: false,
    reading: false,
    sources: [],
    updatedAt: undefined,
    attention: attentionContext(JOBS, 0),
    findings: new Map(),
    changed: new Set(),
    refresh: () => {},
    stop: () => {},
  };
  return renderInMonitor(<DetailsNotice list={list} />, { address, calls: { describeJob } });
}

test.each([
  ['/jobs?overdue=any', 'Whether a run was missed isn’t known yet for 1 of 3 jobs.'],
  ['/jobs?sort=urgency.desc', 'Whether a run was missed isn’t known yet for 1 of 3 jobs.'],
  ['/jobs?sort=next-run.asc', 'The next run isn’t known yet for 1 of 3 jobs.'],
  ['/jobs?last-run.gte=now-7d', 'The time of the last run isn’t known yet for 2 of 3 jobs.'],
])('%s says what isn’t known', (address, text) => {
  show(address);
  expect(document.querySelector('p')).toHaveTextContent(text);
});

test('a list that needs no details says nothing', () => {
  show('/jobs?status=IDLE');
  expect(document.querySelector('p')).not.toBeInTheDocument();
});

test('Macie is asked about each when the reader wants it, and no more once they stop', async () => {
  const asked: string[] = [];
  const signals: AbortSignal[] = [];
  const { user } = show('/jobs?sort=last-run.desc', ({ jobId }, signal) => {
    asked.push(jobId);
    signals.push(signal);
    return jobId === 'a' ? Promise.resolve({ $metadata: {} }) : new Promise(() => {});
  });
  expect(asked).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Ask Macie (2 calls)' }));
  expect(await screen.findByText(/Asking Macie: 1 of 2 jobs/)).toBeVisible();
  expect(asked).toEqual(['a', 'b']);
  await user.click(screen.getByRole('button', { name: 'Stop' }));
  expect(signals[1]?.aborted).toBe(true);
});

test('a failure is said, with a way to try again', async () => {
  const { user } = show('/jobs?sort=last-run.desc', () =>
    Promise.reject(
      new AwsError('denied', 'DescribeClassificationJob', { code: 'AccessDeniedException', message: 'No.' }),
    ),
  );
  await user.click(screen.getByRole('button', { name: 'Ask Macie (2 calls)' }));
  expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible();
  expect(document.querySelector('p')).toHaveTextContent('isn’t known yet for 2 of 3 jobs');
});
