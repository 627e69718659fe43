import type { Page } from '@playwright/test';
import { expect, jobsTable, test } from './fixtures.ts';

const job = (id: number, jobStatus: string, code: string) => ({
  jobId: String(id).padStart(32, '0'),
  name: `job ${id}`,
  jobStatus,
  jobType: 'ONE_TIME',
  createdAt: `2026-01-0${id}T00:00:00Z`,
  lastRunErrorStatus: { code },
});

/** Replaces each text of the page as translators do, asked or not. */
async function translate(page: Page): Promise<void> {
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode);
    for (const text of texts) {
      const font = document.createElement('font');
      const inner = document.createElement('font');
      inner.textContent = text.data;
      font.append(inner);
      text.replaceWith(font);
    }
  });
}

test('a page whose text a translator wraps stays true, through filter, sort, refresh, failure and recovery', async ({
  page,
  emulator,
}) => {
  await emulator.putInventory('us-east-1', [job(1, 'RUNNING', 'NONE'), job(2, 'COMPLETE', 'NONE')]);
  await page.goto('/jobs?region=us-east-1');
  const tiles = page.getByRole('navigation', { name: 'Jobs by status' }).getByRole('link');
  const rows = jobsTable(page).getByRole('row');
  const refresh = page.getByRole('button', { name: 'Refresh', exact: true });
  await expect(rows).toHaveCount(3);
  await translate(page);
  await emulator.putInventory('us-east-1', [job(1, 'COMPLETE', 'ERROR'), job(2, 'COMPLETE', 'NONE')]);
  await refresh.click();
  await expect(rows.filter({ hasText: 'Errors in last run' })).toHaveCount(1);
  await expect(tiles.filter({ hasText: 'Errors in last run' })).toHaveText(/^1/);
  await expect(tiles.filter({ hasText: 'Running' })).toHaveText(/^0/);

  await translate(page);
  await tiles.filter({ hasText: 'Complete' }).click();
  await expect(page.getByRole('status').first()).toHaveText('2 jobs');
  await translate(page);
  await jobsTable(page).getByRole('button', { name: 'Name' }).click();
  await translate(page);
  await page.getByRole('searchbox').fill('job 2');
  await expect(page.getByRole('status').first()).toHaveText('1 job of 2');
  await translate(page);

  await emulator.putFaults([{ operation: 'ListClassificationJobs', fault: { kind: 'reset' } }]);
  await refresh.click();
  await expect(page.getByRole('alert').first()).toContainText('Could not refresh');
  await translate(page);
  await emulator.putFaults([]);
  await refresh.click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await translate(page);
  await jobsTable(page).getByRole('link', { name: 'job 2' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'job 2' })).toBeVisible();
  await translate(page);
  await page.goBack();
  await expect(page.getByRole('status').first()).toHaveText('1 job of 2');
});

test('a Trusted Types policy called default, made by something else, is no obstacle', async ({ page }) => {
  await page.addInitScript(() => {
    try {
      window.trustedTypes?.createPolicy('default', { createHTML: (text) => text });
    } catch {
      // The page's own policy forbids it in a document that has come with its headers.
    }
  });
  await page.goto('/jobs');
  await expect(jobsTable(page).getByRole('rowheader').first()).toBeVisible();
});

test('keys of a layout without Latin letters lead along the rows', async ({ page }) => {
  await page.goto('/jobs');
  await expect(jobsTable(page).getByRole('rowheader').first()).toBeVisible();
  await page.evaluate(() => {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'о', code: 'KeyJ', bubbles: true }));
  });
  await expect(jobsTable(page).getByRole('rowheader').first().getByRole('link')).toBeFocused();
});
