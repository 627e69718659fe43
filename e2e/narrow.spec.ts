import { expect, expectSound, jobsTable, test } from './fixtures.ts';

test('at 320 pixels everything is there, and nothing runs out of the page', async ({ page }) => {
  await page.goto('/jobs');
  const rows = jobsTable(page).getByRole('rowheader');
  await expect(rows.first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  for (const name of ['Add filter', 'Refresh', 'Columns', 'Copy link', 'Copy as AWS CLI', 'Export CSV']) {
    await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
  }
  await expectSound(page);

  await page.getByRole('combobox', { name: 'Sort by' }).selectOption({ label: 'Name, A to Z' });
  await expect(page).toHaveURL(/sort=name\.asc/);
  await rows.first().getByRole('link').click();
  await expect(page.getByText('What to do:')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await expectSound(page);
});
