import type { Page } from '@playwright/test';
import { expect, expectSound, jobsTable, test } from './fixtures.ts';

const [SECURITY, PAYMENTS, ARCHIVE] = ['111122223333', '444455556666', '777788889999'] as const;

/** Three accounts, a dozen sources. */
const ACCOUNTS = [
  account('security', 'Security tooling', SECURITY, 1, ['us-east-1', 'eu-west-1', 'ap-south-1', 'sa-east-1']),
  account('payments', 'Payments', PAYMENTS, 4, ['us-east-1', 'us-west-2', 'eu-central-1', 'eu-north-1']),
  account('archive', 'Archive', ARCHIVE, 5, ['eu-west-1', 'eu-central-1', 'us-east-2', 'ca-central-1']),
];

const SIZES = [
  [SECURITY, 'us-east-1', 40],
  [SECURITY, 'eu-west-1', 450],
  [SECURITY, 'ap-south-1', 3],
  [PAYMENTS, 'us-east-1', 20],
  [PAYMENTS, 'us-west-2', 7],
  [PAYMENTS, 'eu-central-1', 12],
  [ARCHIVE, 'eu-west-1', 5],
  [ARCHIVE, 'eu-central-1', 9],
  [ARCHIVE, 'us-east-2', 2],
  [ARCHIVE, 'ca-central-1', 1],
] as const;

const TOTAL = SIZES.reduce((sum, [, , size]) => sum + size, 0);

/** Where nothing was generated Macie is not enabled: sa-east-1 and eu-north-1. */
const FAULTS = {
  denied: failing(PAYMENTS, 'us-west-2'),
  halfWay: { ...failing(SECURITY, 'eu-west-1'), skip: 1 },
  slow: {
    operation: 'ListClassificationJobs',
    accountId: PAYMENTS,
    region: 'eu-central-1',
    fault: { kind: 'delay', ms: 1500 },
  },
  throttling: {
    operation: 'ListClassificationJobs',
    accountId: ARCHIVE,
    region: 'us-east-2',
    times: 2,
    fault: { kind: 'error', status: 429, type: 'ThrottlingException', message: 'Rate exceeded' },
  },
};

test.beforeEach(async ({ page, emulator }) => {
  for (const [accountId, region, size] of SIZES) await emulator.generate(region, size, 3, accountId);
  await page.route('**/config.json', async (route) => {
    await route.fulfill({ json: { title: 'Macie jobs', accounts: ACCOUNTS } });
  });
});

test('a dozen sources make one list, and each that can’t be read is named', async ({ page, emulator }) => {
  test.slow();
  await emulator.putFaults(Object.values(FAULTS));
  await page.goto('/jobs');
  // The throttled source has the SDK wait for seconds, and its first page may hold the first row.
  await expect(jobsTable(page).getByRole('rowheader').first()).toBeVisible({ timeout: 20_000 });

  const missing = page.getByRole('alert');
  await expect(missing).toContainText('Missing from this list: access denied in Payments (us-west-2).');
  await expect(missing).toContainText('Read only in part: access denied in Security tooling (eu-west-1).');
  await expect(
    page.getByText('Macie is not enabled in Security tooling (sa-east-1), Payments (eu-north-1).'),
  ).toBeVisible();
  // What failed half-way counts as far as it was read, and nothing is called complete.
  await expect(page.getByRole('status').first()).toHaveText(/^\d+\+ jobs$/);
  await expectSound(page);

  const panel = await openPanel(page);
  const sources = panel.getByRole('list', { name: 'Sources' }).getByRole('listitem');
  await expect(sources).toHaveCount(12);
  await expect(sources.filter({ hasText: 'Payments, us-west-2' })).toContainText(
    /Access denied.*request id/s,
  );
  await expect(sources.filter({ hasText: 'Security tooling, eu-west-1' })).toContainText(/at least \d+ jobs/);
  await expect(sources.filter({ hasText: 'Payments, eu-north-1' })).toContainText('Macie is not enabled');
  await expect(sources.filter({ hasText: 'Payments, eu-central-1' })).toContainText('12 jobs');
  await expect(sources.filter({ hasText: 'Archive, us-east-2' })).toContainText('2 jobs');
  // Problems come first.
  await expect(sources.first()).toContainText('Access denied');
  await expectSound(page);

  await emulator.putFaults([]);
  await panel.getByRole('button', { name: 'Retry Payments, us-west-2' }).click();
  await expect(sources.filter({ hasText: 'Payments, us-west-2' })).toContainText('7 jobs');
  await panel.getByRole('button', { name: 'Retry Security tooling, eu-west-1' }).click();
  await page.keyboard.press('Escape');
  await expect(missing).toHaveCount(0);
  await expect(page.getByRole('status').first()).toHaveText(`${TOTAL} jobs`);
});

test('a source that fails later keeps its rows, and the list says that they are old', async ({
  page,
  emulator,
}) => {
  await page.goto('/jobs');
  await expect(page.getByRole('status').first()).toHaveText(`${TOTAL} jobs`);
  await emulator.putFaults([FAULTS.denied]);
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  const notice = page.getByRole('alert');
  await expect(notice).toHaveText('Not up to date: access denied in Payments (us-west-2).');
  await emulator.putFaults([]);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(notice).toHaveCount(0);
  await expect(page.getByRole('status').first()).toHaveText(`${TOTAL} jobs`);
});

test('a source that does not answer holds up no others for long, also where reading is stopped', async ({
  page,
  emulator,
}) => {
  await emulator.putFaults([
    {
      operation: 'ListClassificationJobs',
      accountId: PAYMENTS,
      region: 'eu-central-1',
      fault: { kind: 'hang' },
    },
  ]);
  await page.goto('/jobs?account=payments');
  await expect(jobsTable(page).getByRole('rowheader').first()).toBeVisible();
  await expect(
    page.getByText('Waiting for Payments (eu-central-1), so these jobs are missing.'),
  ).toBeVisible();
  await expect(page.getByRole('status').first()).toHaveText(/^\d+\+ jobs$/);
  await expectSound(page);
  // Another look at what is there already begins no other wait.
  await page.getByRole('link', { name: /Errors in last run/ }).click();
  await expect(page).toHaveURL(/last-run=error$/);
  await expect(jobsTable(page)).toHaveAttribute('aria-busy', 'false', { timeout: 3000 });
  await expect(page.getByText('Waiting for Payments (eu-central-1)')).toBeVisible();
  await page.getByRole('button', { name: 'Stop reading' }).click();
  await expect(page.getByRole('button', { name: 'Go on reading' })).toBeVisible();
  await expect(jobsTable(page).getByRole('rowheader').first()).toBeVisible();
  await emulator.putFaults([]);
  await page.getByRole('button', { name: 'Go on reading' }).click();
  await expect(page.getByRole('status').first()).toHaveText(/^\d+ jobs of \d+$/);
  await expect(page.getByText('No response yet')).toHaveCount(0);
});

test('what a link names and the page is not set up for is not claimed to be chosen', async ({ page }) => {
  await page.goto('/jobs?account=payroll&region=mars-1');
  await expect(
    page.getByRole('button', { name: 'Accounts and Regions: All accounts, all Regions' }),
  ).toBeVisible();
  const id = 'a'.repeat(32);
  await page.goto(`/jobs/payroll/us-east-1/${id}`);
  await expect(page.getByText('This page isn’t configured for an account payroll.')).toBeVisible();
  await page.goto(`/jobs/payments/mars-1/${id}`);
  await expect(page.getByText('This page isn’t configured for the Region mars-1 of Payments.')).toBeVisible();
  await expectSound(page);
});

test('jobs are counted by account and Region, and each count leads to its jobs', async ({ page }) => {
  await page.goto('/jobs');
  await expect(page.getByRole('status').first()).toHaveText(`${TOTAL} jobs`);
  const panel = await openPanel(page);
  await panel.getByText('By account').click();
  await expect(panel.getByRole('row', { name: /^Payments 39 / })).toBeVisible();
  await panel.getByText('By Region').click();
  await expect(panel.getByRole('row', { name: /^eu-central-1 21 / })).toBeVisible();
  await expectSound(page);
  await panel.getByRole('link', { name: 'eu-central-1' }).click();
  await expect(page).toHaveURL(/\/jobs\?region=eu-central-1$/);
  await expect(page.getByRole('status').first()).toHaveText('21 jobs');
  await expect(panel).toHaveCount(0);
});

test('a link names its sources, and shows another reader the same', async ({ page, browser, origin }) => {
  await page.goto('/jobs?account=payments&account=archive&region=eu-central-1&sort=name.asc');
  await expect(page.getByRole('status').first()).toHaveText('21 jobs');
  const names = await jobsTable(page).getByRole('rowheader').allInnerTexts();
  const context = await browser.newContext({ baseURL: origin, timezoneId: 'America/New_York' });
  const other = await context.newPage();
  await other.route('**/config.json', async (route) => {
    await route.fulfill({ json: { title: 'Macie jobs', accounts: ACCOUNTS } });
  });
  await other.goto(page.url());
  await expect(other.getByRole('status').first()).toHaveText('21 jobs');
  await expect.poll(async () => jobsTable(other).getByRole('rowheader').allInnerTexts()).toEqual(names);
  await context.close();
});

async function openPanel(page: Page) {
  await page.getByRole('button', { name: '12 sources' }).click();
  return page.getByRole('dialog', { name: 'Sources of this list' });
}

function account(id: string, label: string, accountId: string, pool: number, regions: string[]) {
  const home = pool === 5 ? 'eu-west-1' : 'us-east-1';
  return {
    id,
    label,
    accountId,
    regions,
    credentials: {
      identityPoolId: `${home}:00000000-0000-4000-8000-00000000000${pool}`,
      endpoint: '/cognito-identity/',
    },
  };
}

function failing(accountId: string, region: string) {
  return {
    operation: 'ListClassificationJobs',
    accountId,
    region,
    fault: { kind: 'error', status: 403, type: 'AccessDeniedException', message: 'Not authorized.' },
  };
}
