import { askedFilters } from './filter-bar.ts';
import { expect, jobsTable, test } from './fixtures.ts';

test('the search narrows the list while one types, and leaves one step in the history', async ({
  page,
  emulator,
}) => {
  await page.goto('/jobs?status=COMPLETE');
  const box = page.getByRole('searchbox', { name: 'Search names, ids and buckets' });
  const steps = await page.evaluate(() => history.length);
  await box.pressSequentially('PII', { delay: 30 });
  await expect(page).toHaveURL(/\/jobs\?status=COMPLETE&q=PII$/);
  const names = jobsTable(page).getByRole('rowheader');
  await expect(names.first().locator('mark').first()).toHaveText(/^pii$/i);
  await expect(page.getByRole('status').first()).toHaveText(/^\d+ jobs of \d+$/);
  // Macie knows no such filter.
  const asked = await askedFilters(emulator);
  expect(asked.filter((each) => JSON.stringify(each ?? {}).includes('PII'))).toEqual([]);
  expect(await page.evaluate(() => history.length)).toBe(steps + 1);
  await page.goBack();
  await expect(page).toHaveURL(/\/jobs\?status=COMPLETE$/);
  await expect(box).toHaveValue('');
  await page.goForward();
  await expect(box).toHaveValue('PII');

  // The link is the one truth: what changes it, changes the box.
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(box).toHaveValue('');
  await expect(page).toHaveURL(/\/jobs$/);
  await box.fill('x');
  await box.press('Enter');
  await expect(page).toHaveURL(/q=x$/);
});

test('several words must all match, of names, ids or buckets, and what comes near is offered', async ({
  page,
  emulator,
}) => {
  await emulator.putInventory('eu-west-1', [
    job(1, 'Nightly Payroll', 'hr-archive'),
    job(2, 'nightly orders', 'shop'),
    job(3, 'weekly', 'hr-archive'),
  ]);
  await page.goto('/jobs?region=eu-west-1');
  const box = page.getByRole('searchbox');
  const names = jobsTable(page).getByRole('rowheader');
  await box.fill('"nightly"\u00A0 HR-');
  await expect(page).toHaveURL(/q=nightly\+HR-$/);
  await expect(names).toHaveText(['Nightly Payroll']);
  // The bucket that matched is the one that is shown.
  const bucket = jobsTable(page).getByRole('button', { name: 'hr-archive' });
  await expect(bucket.locator('mark')).toHaveText('hr-');
  await bucket.click();
  await expect(page).toHaveURL(/bucket\.is=hr-archive/);

  await page.goto('/jobs?region=eu-west-1&q=nightly+payrol1');
  await expect(page.getByText('Searched the names, ids and bucket names of 3 jobs')).toBeVisible();
  await page.getByRole('button', { name: 'Nightly Payroll' }).click();
  await expect(names).toHaveText(['Nightly Payroll']);
});

test('a pause between two words takes nothing from what is typed', async ({ page }) => {
  await page.goto('/jobs');
  const box = page.getByRole('searchbox');
  await box.pressSequentially('nightly ');
  await expect(page).toHaveURL(/q=nightly$/);
  await expect(box).toHaveValue('nightly ');
  await box.pressSequentially('scan');
  await expect(page).toHaveURL(/q=nightly(\+|%20)scan$/);
});

test('the search opens a job by its id, its ARN or its address in the console, wherever it is', async ({
  page,
  emulator,
}) => {
  const jobId = '0123456789abcdef0123456789abcdef';
  await emulator.putInventory('eu-west-1', [
    { jobId, name: 'the one', jobStatus: 'COMPLETE', jobType: 'ONE_TIME', createdAt: '2026-01-01T00:00:00Z' },
  ]);
  const box = page.getByRole('searchbox');
  const arn = `arn:aws:macie2:eu-west-1:111122223333:classification-job/${jobId}`;
  const address = `https://eu-west-1.console.aws.amazon.com/macie/home?region=eu-west-1#jobs?jobId=${jobId}`;
  for (const text of [jobId, `"${arn}"`, address]) {
    await page.goto('/jobs?region=us-east-1');
    await box.fill(text);
    await expect(page).toHaveURL(new RegExp(`/jobs/security/eu-west-1/${jobId}$`));
    await page.goBack();
    await expect(page).toHaveURL(/\/jobs\?region=us-east-1$/);
  }
  await box.fill('f'.repeat(32));
  await expect(page.getByText('No job has this id in the 2 sources that could have it.')).toBeVisible();
  await box.fill(`arn:aws:macie2:sa-east-1:111122223333:classification-job/${jobId}`);
  await expect(page.getByText('This job is in account 111122223333, sa-east-1')).toBeVisible();
  await box.fill('f'.repeat(32));
  await page.getByRole('button', { name: 'Search for it in names and buckets' }).click();
  await expect(page).toHaveURL(/q=f{32}$/);
});

test('a job that was not found is not called missing where a source could not be asked', async ({
  page,
  emulator,
}) => {
  await emulator.putFaults([
    {
      operation: 'DescribeClassificationJob',
      region: 'eu-west-1',
      fault: { kind: 'error', status: 403, type: 'AccessDeniedException', message: 'no' },
    },
  ]);
  await page.goto('/jobs');
  await page.getByRole('searchbox').fill('f'.repeat(32));
  await expect(page.getByText('Not found, but 1 of 2 sources could not be asked.')).toBeVisible();
});

/** A complete job over two buckets. */
function job(at: number, name: string, bucket: string) {
  return {
    jobId: String(at).padStart(32, '0'),
    name,
    jobStatus: 'COMPLETE',
    jobType: 'ONE_TIME',
    createdAt: `2026-01-0${at}T00:00:00Z`,
    s3JobDefinition: { bucketDefinitions: [{ accountId: '111122223333', buckets: ['others', bucket] }] },
  };
}
