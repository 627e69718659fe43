import { screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { AwsError } from '../../../aws/errors.ts';
import { attentionContext } from '../../model/attention.ts';
import { renderInMonitor } from '../../../testing/render-in-monitor.tsx';
import { sampleRow } from '../../../testing/sample-row.ts';
import type { JobList, SourceState } from '../job-list.ts';
import { SourcesPanel } from './sources-panel.tsx';

const source = (region: string, members: Partial<SourceState> = {}): SourceState => ({
  source: { account: 'security', region },
  state: 'complete',
  count: 3,
  readAt: Date.now() - 120_000,
  whole: true,
  error: undefined,
  ...members,
});

const DENIED = new AwsError('denied', 'ListClassificationJobs', {
  code: 'AccessDeniedException',
  message: 'User: reader is not authorized to perform: macie2:ListClassificationJobs',
  status: 403,
  requestId: '5f0c8f4e-3f07-4d0e-a9b8-0f3d9b5a6a51',
});

const NOT_ENABLED = new AwsError('not-enabled', 'ListClassificationJobs', {
  code: 'AccessDeniedException',
  message: 'Macie is not enabled.',
  status: 403,
});

function show(sources: readonly SourceState[]) {
  const refresh = vi.fn<JobList['refresh']>();
  const jobs = [sampleRow(), sampleRow({ jobId: '2', source: 'security/us-east-1' })];
  const list: JobList = {
    rows: jobs,
    matching: jobs,
    all: jobs,
    read: jobs.length,
    base: { jobs, complete: true },
    complete: true,
    provisional: false,
    reading: false,
    sources,
    updatedAt: undefined,
    attention: attentionContext(jobs, Date.now()),
    findings: new Map(),
    changed: new Set(),
    refresh,
    stop: () => {},
  };
  const rendered = renderInMonitor(<SourcesPanel list={list} opened onClose={() => {}} />);
  return { ...rendered, refresh };
}

const rows = async () =>
  within(await screen.findByRole('list', { name: 'Sources' })).getAllByRole('listitem');

test('each source says what is known of it, those with trouble first', async () => {
  show([
    source('eu-west-1'),
    source('us-east-1', { state: 'reading', whole: false }),
    source('eu-north-1', { state: 'failed', count: 0, readAt: undefined, whole: false, error: DENIED }),
    source('sa-east-1', { count: 0, error: NOT_ENABLED }),
  ]);
  const texts = (await rows()).map(({ textContent }) => textContent);
  expect(texts[0]).toMatch(/eu-north-1.*Access denied.*not read yet/);
  expect(texts[1]).toMatch(/us-east-1.*Reading.*at least 3 jobs/);
  expect(texts[2]).toMatch(/eu-west-1.*Read.*3 jobs.*read 2 min ago/);
  expect(texts[3]).toMatch(/sa-east-1.*Macie is not enabled/);
});

test('a failure says what it means, quotes AWS, and gives the request id', async () => {
  show([source('eu-west-1', { state: 'failed', error: DENIED })]);
  const [row] = await rows();
  expect(row).toHaveTextContent('not authorized to perform: macie2:ListClassificationJobs');
  expect(row).toHaveTextContent('5f0c8f4e-3f07-4d0e-a9b8-0f3d9b5a6a51');
});

test('one source is retried by its own button, all that failed by another', async () => {
  const { user, refresh } = show([
    source('eu-west-1', { state: 'failed', error: DENIED }),
    source('us-east-1', { state: 'failed', error: DENIED }),
    source('eu-north-1'),
  ]);
  await user.click(await screen.findByRole('button', { name: /^Retry .*us-east-1/ }));
  expect(refresh).toHaveBeenLastCalledWith([{ account: 'security', region: 'us-east-1' }]);
  await user.click(screen.getByRole('button', { name: 'Retry all failed' }));
  expect(refresh).toHaveBeenLastCalledWith([
    { account: 'security', region: 'eu-west-1' },
    { account: 'security', region: 'us-east-1' },
  ]);
});

test('jobs are counted by Region', async () => {
  const { user } = show([source('eu-west-1'), source('us-east-1')]);
  await user.click(await screen.findByRole('radio', { name: 'By Region' }));
  expect(await screen.findByRole('link', { name: 'us-east-1' })).toHaveAttribute(
    'href',
    '/jobs?region=us-east-1',
  );
});
