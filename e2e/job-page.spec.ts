import { text } from 'node:stream/consumers';
import { expect, expectSound, jobsTable, test } from './fixtures.ts';

const DAY = 86_400_000;
const DESCRIBE = 'DescribeClassificationJob';
const iso = (days: number) => new Date(Date.now() + days * DAY).toISOString();

/** A job as DescribeClassificationJob gives it, different where a test wants it. */
function job(number: number, more: object) {
  const jobId = number.toString(16).padStart(32, '0');
  return {
    jobId,
    jobArn: `arn:aws:macie2:us-east-1:111122223333:classification-job/${jobId}`,
    clientToken: '7d3c1a52-9d5f-4f27-9a4f-6a6c5f3d1234',
    createdAt: iso(-40 + number / 100),
    name: `job ${number}`,
    jobType: 'ONE_TIME',
    jobStatus: 'COMPLETE',
    initialRun: false,
    lastRunTime: iso(-1),
    lastRunErrorStatus: { code: 'NONE' },
    samplingPercentage: 100,
    statistics: { approximateNumberOfObjectsToProcess: 0, numberOfRuns: 1 },
    s3JobDefinition: {
      bucketDefinitions: [{ accountId: '111122223333', buckets: ['invoices', 'contracts'] }],
    },
    ...more,
  };
}

const weekly = { jobType: 'SCHEDULED', scheduleFrequency: { weeklySchedule: { dayOfWeek: 'MONDAY' } } };

/** A job of each state, and what the first line of its page has to say. */
const STATES: [object, RegExp][] = [
  [
    { jobStatus: 'RUNNING', statistics: { approximateNumberOfObjectsToProcess: 1200, numberOfRuns: 1 } },
    /Nothing to do: running/,
  ],
  [{}, /Nothing to do/],
  [{ lastRunErrorStatus: { code: 'ERROR' } }, /^Needs attention: finished, but .*skipped/],
  [{ ...weekly, jobStatus: 'IDLE' }, /Nothing to do: waiting for its next run/],
  [{ ...weekly, jobStatus: 'IDLE', lastRunTime: iso(-20) }, /^Needs attention: overdue\./],
  [
    {
      ...weekly,
      jobStatus: 'IDLE',
      createdAt: iso(0),
      lastRunTime: iso(0),
      statistics: { approximateNumberOfObjectsToProcess: 0, numberOfRuns: 0 },
    },
    /^Nothing to do: not run yet/,
  ],
  [{ ...weekly, jobStatus: 'IDLE', lastRunErrorStatus: { code: 'ERROR' } }, /^Needs attention: .*skipped/],
  [
    { jobStatus: 'USER_PAUSED', userPausedDetails: { jobPausedAt: iso(-25), jobExpiresAt: iso(5) } },
    /^Needs attention: paused by a user\. In (4 days|5 days)/,
  ],
  [{ ...weekly, jobStatus: 'USER_PAUSED', userPausedDetails: null }, /^Paused by a user:/],
  [
    {
      ...weekly,
      jobStatus: 'USER_PAUSED',
      userPausedDetails: { jobPausedAt: iso(-90), jobExpiresAt: iso(-60) },
    },
    /^Needs attention: the paused run expired/,
  ],
  [{ jobStatus: 'PAUSED' }, /quota/],
  [{ jobStatus: 'CANCELLED' }, /cancelled/i],
  [{ jobStatus: 'HIBERNATING' }, /HIBERNATING/],
];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`each state has its verdict in the first line, ${colorScheme}`, async ({ page, emulator }) => {
    // Axe looks at each of the states.
    test.setTimeout(240_000);
    await page.emulateMedia({ colorScheme });
    await emulator.putInventory(
      'us-east-1',
      STATES.map(([more], index) => job(index + 1, more)),
    );
    for (const [index, [, verdict]] of STATES.entries()) {
      await page.goto(`/jobs/security/us-east-1/${(index + 1).toString(16).padStart(32, '0')}`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`job ${index + 1}`);
      await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText(verdict);
      await expectSound(page);
    }
  });
}

test('previous, next and back along the list that one came from', async ({ page, emulator }) => {
  await emulator.putInventory(
    'us-east-1',
    [1, 2, 3].map((number) => job(number, {})),
  );
  await page.goto('/jobs?region=us-east-1&sort=name.asc');
  await jobsTable(page).getByRole('link', { name: 'job 2' }).click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('job 2');
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(heading).toHaveText('job 3');
  await page.getByRole('link', { name: 'Previous' }).click();
  await expect(heading).toHaveText('job 2');
  await page.getByRole('link', { name: 'All jobs' }).click();
  await expect(page).toHaveURL(/\?region=us-east-1&sort=name\.asc$/);
  await expect(jobsTable(page).getByRole('link', { name: 'job 2' })).toBeFocused();
});

test('why a run had errors, from the log', async ({ page, emulator }) => {
  await emulator.generate('us-east-1', 60, 3);
  await page.goto('/jobs?region=us-east-1&last-run=error');
  await jobsTable(page).getByRole('rowheader').first().getByRole('link').click();
  const why = page.getByRole('region', { name: 'Why data was skipped' });
  await expect(why.getByText('Error:').first()).toBeVisible();
  await expect(why.getByText('What to do:').first()).toBeVisible();
});

test('without the permission for the log, the page says so and the rest stays', async ({
  page,
  emulator,
}) => {
  await emulator.putInventory('us-east-1', [job(1, { lastRunErrorStatus: { code: 'ERROR' } })]);
  await emulator.putFaults([
    {
      operation: 'FilterLogEvents',
      fault: { kind: 'error', status: 400, type: 'AccessDeniedException', message: 'not authorized' },
    },
  ]);
  await page.goto(`/jobs/security/us-east-1/${job(1, {}).jobId}`);
  await expect(page.getByText('logs:FilterLogEvents').first()).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('job 1');
  await expectSound(page);
});

test('the answer as it came, to download', async ({ page, emulator }) => {
  const made = job(1, { description: 'quarterly "audit"' });
  await emulator.putInventory('us-east-1', [made]);
  await page.goto(`/jobs/security/us-east-1/${made.jobId}`);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /Download/ }).click();
  const stream = await (await download).createReadStream();
  expect(JSON.parse(await text(stream))).toMatchObject({
    jobId: made.jobId,
    description: 'quarterly "audit"',
  });
});

test('an id that no Region knows, one that is none, and one that another Region has', async ({
  page,
  emulator,
}) => {
  const made = job(7, {});
  await emulator.putInventory('us-east-1', [made]);
  await page.goto(`/jobs/security/eu-west-1/${'f'.repeat(32)}`);
  await expect(page.getByText('There is no such job').first()).toBeVisible();
  await expectSound(page);
  await page.goto('/jobs/security/eu-west-1/not-an-id');
  await expect(page.getByRole('link', { name: 'All jobs' }).first()).toBeVisible();
  await expectSound(page);
  await page.goto(`/jobs/security/eu-west-1/${made.jobId}`);
  await page
    .getByRole('main')
    .getByRole('link', { name: /us-east-1/ })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('job 7');
  const asked = (await emulator.requests()).filter(({ operation }) => operation === DESCRIBE);
  expect(asked.every(({ path }) => /^\/jobs\/[0-9a-f]{32}$/.test(path))).toBe(true);
});

test('refused to describe, it shows what the list knows', async ({ page, emulator }) => {
  await emulator.putInventory('us-east-1', [job(1, { jobStatus: 'RUNNING' })]);
  await page.goto('/jobs?region=us-east-1');
  await expect(jobsTable(page).getByRole('link', { name: 'job 1' })).toBeVisible();
  await emulator.putFaults([
    {
      operation: DESCRIBE,
      fault: { kind: 'error', status: 403, type: 'AccessDeniedException', message: 'no' },
    },
  ]);
  await jobsTable(page).getByRole('link', { name: 'job 1' }).click();
  await expect(page.getByText('macie2:DescribeClassificationJob').first()).toBeVisible();
  await expect(page.getByText('invoices').first()).toBeVisible();
  await expectSound(page);
});
