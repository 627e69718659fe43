import type { Page } from '@playwright/test';
import { expect, jobsTable, test } from './fixtures.ts';
import { expectPanelSound } from './panels.ts';

test('the list can be used by keys alone', async ({ page, emulator }) => {
  await emulator.generate('us-east-1', 300, 2);
  await page.goto('/jobs?region=us-east-1');
  await expect(page.getByRole('status').first()).toHaveText('300 jobs');
  const link = (row: number) => jobsTable(page).locator(`tr[aria-rowindex="${row}"] th a`);

  await page.keyboard.press('j');
  await expect(link(2)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('j');
  await expect(link(4)).toBeFocused();
  await page.keyboard.press('k');
  await page.keyboard.press('ArrowUp');
  await expect(link(2)).toBeFocused();
  // Past what is drawn at first: rows come as the focus goes.
  for (let row = 2; row < 45; row += 1) {
    await page.keyboard.press('j');
    await expect(link(row + 1)).toBeFocused();
  }
  await expect(link(45)).toBeInViewport();
  for (let row = 45; row > 15; row -= 1) await page.keyboard.press('k');
  await expect(link(15)).toBeFocused();
  const heading = await jobsTable(page).getByRole('columnheader').first().boundingBox();
  const row = await link(15).boundingBox();
  expect(row?.y, 'not below the heading, which stays').toBeGreaterThanOrEqual(
    (heading?.y ?? 0) + (heading?.height ?? 0),
  );

  // However fast they are pressed, no press is lost: these come before anything can be drawn.
  await page.evaluate(() => {
    for (let press = 0; press < 100; press += 1) {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
    }
  });
  await expect(link(115)).toBeFocused();
  await expect(link(115)).toBeInViewport();

  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/jobs\/security\/us-east-1\/[0-9a-f]{32}$/);
});

test('keys go on scrolling once the row that had the focus is out of sight', async ({ page, emulator }) => {
  await emulator.generate('us-east-1', 300, 2);
  await page.goto('/jobs?region=us-east-1');
  await expect(page.getByRole('status').first()).toHaveText('300 jobs');
  await page.keyboard.press('j');
  await expect(jobsTable(page).locator('tr[aria-rowindex="2"] th a')).toBeFocused();
  for (const row of [20, 40, 60]) {
    await scrollBy(page, 'PageDown');
    await expect(jobsTable(page).locator(`tr[aria-rowindex="${row}"]`)).toBeInViewport();
  }
  await scrollBy(page, 'End');
  await expect(jobsTable(page).locator('tr[aria-rowindex="301"]')).toBeInViewport();
  await page.keyboard.press('k');
  const focused = jobsTable(page).locator('tr:focus-within');
  await expect(focused).toBeInViewport();
  expect(Number(await focused.getAttribute('aria-rowindex'))).toBeGreaterThan(250);
});

test('/ leads to the search, r refreshes, ? lists the keys', async ({ page, emulator }) => {
  await page.goto('/jobs?region=us-east-1');
  await expect(jobsTable(page).getByRole('rowheader').first()).toBeVisible();
  await emulator.forgetRequests();
  await page.keyboard.press('r');
  await expect
    .poll(async () => (await emulator.requests()).map(({ operation }) => operation))
    .toContain('ListClassificationJobs');

  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(help.getByRole('row')).not.toHaveCount(0);
  await expectPanelSound(page);
  const licences = await help.getByRole('link', { name: /Licences/ }).getAttribute('href');
  const notices = await page.request.get(licences ?? '');
  expect(notices.headers()['content-type']).toContain('text/plain');
  expect(await notices.text()).toContain('@aws-sdk/client-macie2');
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);

  await page.keyboard.press('/');
  const box = page.getByRole('searchbox');
  await expect(box).toBeFocused();
  await expect(box).toHaveValue('');
});

test('keys are no one’s but the reader’s while they type, or with Ctrl', async ({ page, emulator }) => {
  await page.goto('/jobs?region=us-east-1');
  await expect(jobsTable(page).getByRole('rowheader').first()).toBeVisible();
  await page.getByRole('searchbox').pressSequentially('rj?k/');
  await expect(page.getByRole('searchbox')).toHaveValue('rj?k/');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(/q=rj%3Fk\/$/);

  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+j');
  await page.keyboard.press('Alt+k');
  await expect(jobsTable(page).getByRole('link').and(page.locator(':focus'))).toHaveCount(0);
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await emulator.forgetRequests();
  await page.keyboard.press('r');
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.getByRole('searchbox')).not.toBeFocused();
});

/** Presses a key and waits until it has scrolled: Chromium drops one that comes in the last moment of a scroll before. */
async function scrollBy(page: Page, key: string): Promise<void> {
  const scrolled = page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener('scrollend', resolve, { once: true, capture: true });
      }),
  );
  await page.keyboard.press(key);
  await scrolled;
}
