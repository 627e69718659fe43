import type { Page } from '@playwright/test';
import { expect, expectSound, holdBack, jobsTable, test } from './fixtures.ts';

const LIST = '/jobs?region=us-east-1&status=COMPLETE';
const DRAWS = /\/assets\/page-.*\.js/;
const HOUR_MS = 3_600_000;

/** The names in the table's first rows. */
function names(page: Page): Promise<string[]> {
  return jobsTable(page)
    .locator('tr[data-job] th')
    .evaluateAll((cells) => cells.slice(0, 10).map(({ textContent }) => textContent));
}

/** Reads a list to its end, then leaves the page. */
async function visit(page: Page, address = LIST): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('status')).toHaveText(/^\d+ jobs?$/);
  await expect(jobsTable(page).locator('tr[data-job]').nth(9)).toBeAttached();
}

async function leave(page: Page): Promise<void> {
  await page.goto('about:blank');
}

test('who comes back sees the list as they left it, with its age, before what draws it is there', async ({
  page,
}) => {
  await visit(page);
  const left = await names(page);
  await leave(page);

  await page.clock.setFixedTime(Date.now() + 3 * HOUR_MS);
  const letCome = await holdBack(page, DRAWS);
  await page.goto(LIST, { waitUntil: 'commit' });
  await expect.poll(() => names(page)).toEqual(left);
  await expect(page.getByText('Updated 3 h ago')).toBeVisible();
  await expect(page.locator('#root')).toHaveAttribute('aria-busy', 'true');
  await expect(page.getByRole('heading', { name: 'Classification jobs' })).toBeVisible();
  await expectSound(page);
  // What is there works: a link leads on, and nothing else seems to.
  await expect(page.getByRole('button', { disabled: false })).toHaveCount(0);
  await expect(jobsTable(page).getByRole('link').first()).toHaveAttribute(
    'href',
    /^\/jobs\/security\/us-east-1\//,
  );
  const link = jobsTable(page).getByRole('link').nth(2);
  await link.focus();

  letCome();
  await expect(page.locator('#root')).not.toHaveAttribute('aria-busy');
  await expect.poll(() => names(page)).toEqual(left);
  await expect(link).toBeFocused();
  await page.getByRole('button', { name: 'Columns' }).click();
  await expect(page.getByRole('dialog', { name: 'Columns' })).toBeVisible();
});

test('it gives way to the list without a moment in which there is less', async ({ page }) => {
  await visit(page);
  await leave(page);
  await page.addInitScript(() => {
    const seen: number[] = [];
    Object.assign(globalThis, { seen });
    new MutationObserver(() => {
      seen.push(document.querySelectorAll('tr[data-job]').length);
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(LIST);
  await expect(page.getByText(/Updated (now|[1-3] s ago)/)).toBeVisible();
  await expect(page.locator('#root')).not.toHaveAttribute('data-still');
  const counts = await page.evaluate(() => (globalThis as unknown as { seen: number[] }).seen);
  // The first rows are painted before the others, once.
  const whole = counts.findIndex((count) => count > 8);
  expect(whole).toBeGreaterThan(0);
  expect(Math.min(...counts.slice(whole))).toBe(counts[whole]);
});

test('rows that come after the first ones move nothing, on a first visit and on another one', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const moved = () =>
    page.evaluate(() =>
      (globalThis as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0),
    );
  for (const most of [0.05, 0.01]) {
    await visit(page);
    await expect(page.getByText(/^Updated [1-9] s ago/)).toBeVisible();
    expect(await moved()).toBeLessThan(most);
    await leave(page);
  }
});

test('words from AWS are words there too', async ({ page, emulator }) => {
  const name = '<img src=x onerror=alert(1)>';
  await emulator.putInventory('us-east-1', [
    {
      jobId: '1'.repeat(32),
      name,
      jobType: 'ONE_TIME',
      jobStatus: 'COMPLETE',
      createdAt: '2026-01-01T00:00:00Z',
    },
  ]);
  await page.goto(LIST);
  await expect(jobsTable(page).getByRole('link', { name })).toBeVisible();
  await expect(page.getByRole('status')).toHaveText('1 job');
  await leave(page);
  const letCome = await holdBack(page, DRAWS);
  await page.goto(LIST, { waitUntil: 'commit' });
  await expect(jobsTable(page).getByRole('link', { name })).toBeVisible();
  await expect(page.locator('img')).toHaveCount(0);
  letCome();
  await expect(page.locator('#root')).not.toHaveAttribute('data-still');
});

for (const [what, change] of [
  ['another list', async (page: Page) => page.goto('about:blank')],
  [
    'another width',
    async (page: Page) => {
      await leave(page);
      await page.setViewportSize({ width: 900, height: 700 });
    },
  ],
  [
    'a reader who wants nothing kept',
    async (page: Page) => {
      await page.getByRole('button', { name: 'Columns' }).click();
      await page.getByRole('switch', { name: 'Keep what was read in this browser' }).uncheck({ force: true });
      await page.keyboard.press('Escape');
      await leave(page);
    },
  ],
  [
    'what there was no room for',
    async (page: Page) => {
      await page.evaluate(() => {
        for (let size = 1 << 22; size >= 1; size >>= 1) {
          const text = 'x'.repeat(size);
          try {
            for (let count = 0; ; count += 1) localStorage.setItem(`${size}/${count}`, text);
          } catch {
            // Smaller ones may fit.
          }
        }
      });
      await leave(page);
    },
  ],
  [
    'what is too old',
    async (page: Page) => {
      await leave(page);
      await page.clock.setFixedTime(Date.now() + 31 * 24 * HOUR_MS);
    },
  ],
  [
    'what is broken',
    async (page: Page) => {
      await leave(page);
      await page.goto('/config.json');
      await page.evaluate(() => {
        const key = 'macie-job-monitor.stills';
        const [still] = JSON.parse(localStorage.getItem(key) ?? '[]') as object[];
        localStorage.setItem(
          key,
          JSON.stringify([{ ...still, parts: [{ tag: '<', attributes: {}, parts: 7 }] }]),
        );
      });
    },
  ],
] as const) {
  test(`nothing is shown of ${what}`, async ({ page }) => {
    await visit(page);
    await change(page);
    const letCome = await holdBack(page, DRAWS);
    await page.goto(what === 'another list' ? '/jobs?region=us-east-1' : LIST, { waitUntil: 'commit' });
    await expect(page.getByRole('heading', { name: 'Classification jobs' })).toBeVisible();
    await expect(page.locator('#root > *')).toHaveCount(1);
    letCome();
    await expect(jobsTable(page).locator('tr[data-job]').first()).toBeVisible();
  });
}
