import { expectAsked, filters } from './filter-bar.ts';
import { expect, test } from './fixtures.ts';

test('the quick search filters while one types, and leaves one step in the history', async ({
  page,
  emulator,
}) => {
  await page.goto('/jobs?status=COMPLETE');
  const box = page.getByRole('searchbox', { name: 'Search by name or job id' });
  const steps = await page.evaluate(() => history.length);
  await box.pressSequentially('pii', { delay: 30 });
  await expect(page).toHaveURL(/\/jobs\?status=COMPLETE&name\.contains=pii$/);
  await expect(filters(page)).toHaveText(['Status is Complete', 'Name contains pii']);
  await expectAsked(emulator, {
    includes: [
      { key: 'jobStatus', comparator: 'EQ', values: ['COMPLETE'] },
      { key: 'name', comparator: 'CONTAINS', values: ['pii'] },
    ],
  });
  expect(await page.evaluate(() => history.length)).toBe(steps + 1);
  await page.goBack();
  await expect(page).toHaveURL(/\/jobs\?status=COMPLETE$/);
  await expect(box).toHaveValue('');
  await page.goForward();
  await expect(box).toHaveValue('pii');

  // The link is the one truth: what changes it, changes the box.
  await page.getByRole('button', { name: 'Remove filter: Name contains pii' }).click();
  await expect(box).toHaveValue('');
  await page.goBack();
  await expect(box).toHaveValue('pii');
  await box.fill('');
  await expect(page).toHaveURL(/\/jobs\?status=COMPLETE$/);
  await box.fill('x');
  await box.press('Enter');
  await expect(page).toHaveURL(/name\.contains=x$/);
});

test('a pause between two words takes nothing from what is typed', async ({ page }) => {
  await page.goto('/jobs');
  const box = page.getByRole('searchbox', { name: 'Search by name or job id' });
  await box.pressSequentially('nightly ');
  await expect(page).toHaveURL(/name\.contains=nightly$/);
  await expect(filters(page)).toHaveText(['Name contains nightly']);
  await expect(box).toHaveValue('nightly ');
  await box.pressSequentially('scan');
  await expect(page).toHaveURL(/name\.contains=nightly(\+|%20)scan$/);
});

test('the quick search opens a job by its id or its ARN, wherever it is', async ({ page, emulator }) => {
  const jobId = '0123456789abcdef0123456789abcdef';
  await emulator.putInventory('eu-west-1', [
    { jobId, name: 'the one', jobStatus: 'COMPLETE', jobType: 'ONE_TIME', createdAt: '2026-01-01T00:00:00Z' },
  ]);
  const box = page.getByRole('searchbox', { name: 'Search by name or job id' });
  for (const text of [jobId, `arn:aws:macie2:eu-west-1:111122223333:classification-job/${jobId}`]) {
    await page.goto('/jobs?region=us-east-1');
    await box.fill(text);
    await expect(page).toHaveURL(new RegExp(`/jobs/security/eu-west-1/${jobId}$`));
    await page.goBack();
    await expect(page).toHaveURL(/\/jobs\?region=us-east-1$/);
  }
  await box.fill('f'.repeat(32));
  await expect(page.getByText('No job has this id in the 2 sources that may have it.')).toBeVisible();
  await box.fill(`arn:aws:macie2:sa-east-1:111122223333:classification-job/${jobId}`);
  await expect(page.getByText('This page does not read account 111122223333 in sa-east-1')).toBeVisible();
  await box.fill('f'.repeat(32));
  await page.getByRole('button', { name: 'Search names for it' }).click();
  await expect(page).toHaveURL(/name\.contains=f{32}$/);
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
