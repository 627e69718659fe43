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
  await page.evaluate(() => {
    window.scrollTo(0, 300);
  });
  await rows.first().getByRole('link').click();
  await expect(page.getByText(/^(What to do|Next):/)).toBeVisible();
  // Its page begins at its top.
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await expectSound(page);
});

test('of many jobs a small window too has only the rows near its edges, and comes to the last', async ({
  page,
  emulator,
}) => {
  await emulator.generate('us-east-1', 3000, 5);
  await page.goto('/jobs?region=us-east-1');
  await expect(page.getByRole('status').first()).toHaveText('3,000 jobs');
  const rows = jobsTable(page).locator('tbody tr[aria-rowindex]');
  await expect.poll(() => rows.count()).toBeLessThan(60);
  const frame = jobsTable(page).locator('..');
  const last = jobsTable(page).locator('tr[aria-rowindex="3001"]');
  await expect(async () => {
    await frame.evaluate((element) => {
      element.scrollTo({ top: element.scrollHeight });
    });
    await expect(last).toBeAttached({ timeout: 500 });
  }).toPass();
  await last.scrollIntoViewIfNeeded();
  await expect(last).toBeInViewport();
  await expect.poll(() => rows.count()).toBeLessThan(60);
});
