import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { DescribedJob } from '../../aws/macie-client.ts';
import { renderInMonitor } from '../../testing/render-in-monitor.tsx';
import { IDLE_JOB } from '../../testing/sample-job.ts';
import { sampleRow } from '../../testing/sample-row.ts';
import { JobPage } from './job-page.tsx';
import type { JobPageProps } from './job-page.tsx';
import { createProgressStore } from './run/progress-store.ts';

const JOB_ID = '3ce05dbb7ec5505def334104bf347800';
const DAY = 86_400_000;

/** The page of a job that Macie describes so. */
function show(members: Partial<Omit<DescribedJob, '$metadata'>>, props: Partial<JobPageProps> = {}) {
  return renderInMonitor(
    <JobPage
      source={{ account: 'security', region: 'eu-west-1' }}
      jobId={JOB_ID}
      neighbours={{ back: '', place: { index: 2, count: 57, complete: true } }}
      readLog={undefined}
      progress={createProgressStore(undefined)}
      {...props}
    />,
    { calls: { describeJob: () => Promise.resolve({ ...IDLE_JOB, ...members, $metadata: {} }) } },
  );
}

const verdict = async (name: RegExp) => within(await screen.findByRole('region', { name }));

test('an overdue job needs attention, and the page gives the commands to find out why', async () => {
  show({ lastRunTime: new Date(Date.now() - 30 * DAY) });
  const panel = await verdict(/^Needs attention: overdue\. Its last run began on /);
  expect(panel.getByRole('button', { name: 'Copy the command: View the job log' })).toBeVisible();
  expect(panel.getByText(/^aws logs filter-log-events --region eu-west-1 /)).toBeVisible();
});

test('a job that has never run has no errors to report and no data that was processed', async () => {
  const createdAt = new Date(Date.now() - 60_000);
  show({
    createdAt,
    lastRunTime: createdAt,
    statistics: { numberOfRuns: 0 },
    scheduleFrequency: { dailySchedule: {} },
    initialRun: false,
  });
  await verdict(/^Nothing to do: not run yet, and waiting for its first run/);
  expect(screen.getAllByText('Not run yet')).toHaveLength(2);
  expect(screen.queryByText(/processed all the data|No errors/)).not.toBeInTheDocument();
});

test('a pause shows how much of its 30 days is left, and how to resume', async () => {
  show({
    jobType: 'ONE_TIME',
    jobStatus: 'USER_PAUSED',
    userPausedDetails: {
      jobPausedAt: new Date(Date.now() - 27 * DAY),
      jobExpiresAt: new Date(Date.now() + 37.5 * 3_600_000),
    },
  });
  const panel = await verdict(/^Needs attention: paused by a user\. In 37 hours, on /);
  expect(panel.getByRole('progressbar', { name: 'The pause: 37 hours of 30 days left' })).toBeVisible();
  expect(panel.getByText(/^aws macie2 update-classification-job .*--job-status RUNNING/)).toBeVisible();
});

test('a job of another account says so beside its ARN', async () => {
  show({ jobArn: `arn:aws:macie2:eu-west-1:777788889999:classification-job/${JOB_ID}` });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'This job belongs to account 777788889999, not to 111122223333',
  );
});

test('values that can’t be read are named, and the rest of the page stands', async () => {
  show({ name: undefined, createdAt: undefined, unreadable: ['createdAt', 'name'] });
  await verdict(/^Needs attention: overdue/);
  expect(screen.getByText(/^This monitor can’t read/)).toHaveTextContent(
    'This monitor can’t read 2 values in Macie’s answer, so they count as unknown: createdAt, name.',
  );
  expect(screen.getByRole('heading', { level: 1, name: JOB_ID })).toBeVisible();
  expect(document.body).not.toHaveTextContent(/undefined|NaN|\[object|Invalid Date/);
});

test('the heading has the focus when a job opens, beside the job’s place in the list', async () => {
  show({});
  expect(await screen.findByRole('heading', { level: 1 })).toHaveFocus();
  expect(screen.getByText('3 of 57')).toBeVisible();
});

test('what only the list knows makes no failed job urgent that a later one has made good', () => {
  const listed = sampleRow({ jobId: JOB_ID, lastRunError: 'ERROR', createdAt: Date.now() - DAY });
  show({}, { listed, isSuperseded: true });
  expect(screen.getByRole('region', { name: /^Finished, but / })).toBeVisible();
});

test('a pause between two runs has no end, and gets no Health event', async () => {
  const jobPausedAt = new Date(Date.now() - DAY);
  show({ jobStatus: 'USER_PAUSED', userPausedDetails: { jobPausedAt } });
  await verdict(/^Paused by a user: it doesn’t run until it is resumed/);
  expect(screen.queryByText(/^None yet\. AWS sends one/)).not.toBeInTheDocument();
});
