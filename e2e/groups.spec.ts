import { expect, expectSound, test } from './fixtures.ts';

test('the list is grouped, folded by mouse and keys, and a link says how', async ({ page }) => {
  await page.goto('/jobs?region=eu-west-1');
  await page.getByRole('combobox', { name: 'Group by' }).selectOption('By status');
  await expect(page).toHaveURL(/\/jobs\?region=eu-west-1&group=status$/);
  const table = page.getByRole('treegrid', { name: 'Classification jobs' });
  const cancelled = table.getByRole('button', { name: /^Cancelled ?\d+$/ });
  await expect(cancelled).toHaveAttribute('aria-expanded', 'true');
  const first = table.getByRole('row', { level: 2 }).first().getByRole('link');
  await expect(first).toBeVisible();
  await expectSound(page);

  const total = Number(await table.getAttribute('aria-rowcount'));
  const count = Number(/\d+$/.exec(await cancelled.innerText())?.[0]);
  await cancelled.click();
  await expect(cancelled).toHaveAttribute('aria-expanded', 'false');
  await expect(table).toHaveAttribute('aria-rowcount', String(total - count));
  // Keys lead over headings and jobs alike, and Enter folds.
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(table).not.toHaveAttribute('aria-rowcount', String(total - count));

  await page.goto('/jobs?group=region');
  await expect(table.getByRole('button', { name: /^eu-west-1/ })).toBeVisible();
  await page.getByRole('combobox', { name: 'Group by' }).selectOption('No groups');
  await expect(page.getByRole('table', { name: 'Classification jobs' })).toBeVisible();
  await expect(page).toHaveURL(/\/jobs$/);
});
