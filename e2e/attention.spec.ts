import type { Page } from '@playwright/test';
import { expect, expectSound, jobsTable, test } from './fixtures.ts';

const REGION = 'us-east-1';
const HERE = `/jobs?region=${REGION}`;
const DAY = 86_400_000;

/** One job of each kind that a tile counts. `failed` ended with errors too long ago to need attention. */
const JOBS = [
  job('complete', { jobStatus: 'COMPLETE' }),
  job('failed', { jobStatus: 'COMPLETE', lastRunErrorStatus: { code: 'ERROR' } }),
  job('failing', { jobStatus: 'IDLE', jobType: 'SCHEDULED', lastRunErrorStatus: { code: 'ERROR' } }),
  job('running', { jobStatus: 'RUNNING' }),
  job('cancelled', { jobStatus: 'CANCELLED' }),
  job('quota', { jobStatus: 'PAUSED' }),
  job('paused', { jobStatus: 'USER_PAUSED', userPausedDetails: pausedUntil(20) }),
  job('expiring', { jobStatus: 'USER_PAUSED', userPausedDetails: pausedUntil(3) }),
];

test.beforeEach(async ({ emulator }) => {
  await emulator.putInventory(REGION, JOBS);
});

test.describe('tiles', () => {
  test('count each status and what needs attention, and lead to just those jobs', async ({ page }) => {
    await page.goto(HERE);
    const tiles = page.getByRole('navigation', { name: 'Jobs by status' }).getByRole('link');
    await expect(tiles).toHaveText([
      /^3\s*Needs attention$/,
      /^2\s*Errors in last run$/,
      /^2\s*Paused by user$/,
      '1 expires within 7 days',
      /^1\s*Paused by Macie$/,
      /^1\s*Running$/,
      /^1\s*Idle$/,
      /^2\s*Complete$/,
      /^1\s*Cancelled$/,
    ]);
    const rows = jobsTable(page).getByRole('rowheader');
    for (const [index, query, names] of [
      [0, 'sort=urgency.desc&attention=any', ['expiring', 'failing', 'quota']],
      [1, 'last-run=error', ['failed', 'failing']],
      [2, 'status=USER_PAUSED', ['expiring', 'paused']],
      [3, 'sort=expires.asc&expires=7d', ['expiring']],
      [7, 'status=COMPLETE', ['complete', 'failed']],
    ] as const) {
      await tiles.nth(index).click();
      await expect(page).toHaveURL(new RegExp(`region=${REGION}&${query}$`));
      await expect(tiles.nth(index)).toHaveAttribute('aria-current', 'true');
      await expect(page.locator('[aria-current=true]')).toHaveCount(1);
      await expect.poll(async () => (await rows.allInnerTexts()).toSorted()).toEqual(names);
    }
    // The numbers are those of the list without the tile's own filter.
    await expect(tiles.nth(8)).toHaveText(/^1\s*Cancelled$/);
    await page.goBack();
    await expect(page).toHaveURL(/expires=7d$/);
    await page.goBack();
    await expect(page).toHaveURL(/status=USER_PAUSED$/);
    await tiles.nth(2).click();
    await expect(page).toHaveURL(new RegExp(`${REGION}$`));
    await expect(rows).toHaveCount(JOBS.length);
    await expectSound(page);
  });

  test('say “at least” until all is read, and reading can be stopped and gone on with', async ({
    page,
    emulator,
  }) => {
    await emulator.generate(REGION, 1500);
    await emulator.putFaults([
      { operation: 'ListClassificationJobs', region: REGION, skip: 1, fault: { kind: 'delay', ms: 4000 } },
    ]);
    await page.goto(HERE);
    const complete = page.getByRole('link', { name: /Complete/ });
    await expect(complete).toHaveAccessibleName(/^at least [\d,]+/);
    await page.getByRole('button', { name: 'Stop reading' }).click();
    await expect(page.getByRole('button', { name: 'Go on reading' })).toBeVisible();
    await expect(complete).toHaveAccessibleName(/^at least [\d,]+/);
    await emulator.putFaults([]);
    await page.getByRole('button', { name: 'Go on reading' }).click();
    await expect(page.getByRole('status').first()).toHaveText('1,500 jobs');
    await expect(complete).not.toHaveAccessibleName(/at least/);
    await expect(page.getByRole('button', { name: /reading$/ })).toHaveCount(0);
  });
});

test('the title and the icon show how many jobs need attention', async ({ page, emulator }) => {
  await page.goto(HERE);
  await expect(page).toHaveTitle('(3) Macie jobs');
  const icon = page.locator('link[rel=icon]');
  await expect(icon).toHaveAttribute('href', /favicon-attention/);
  await emulator.putInventory(REGION, [job('complete', { jobStatus: 'COMPLETE' })]);
  await page.reload();
  await expect(jobsTable(page).getByRole('rowheader')).toHaveText(['complete']);
  await expect(page).toHaveTitle('Macie jobs');
  await expect(icon).toHaveAttribute('href', /\/favicon\.svg$/);
});

test.describe('freshness', () => {
  test('a refresh shows what changed, and how old the list is', async ({ page, emulator }) => {
    await page.goto(HERE);
    await expect(page.getByText(/^Updated (now|\d+ s ago)$/)).toBeVisible();
    await emulator.putInventory(REGION, [
      ...withRunning({ jobStatus: 'COMPLETE' }),
      job('new', { jobStatus: 'RUNNING', createdAt: new Date().toISOString() }),
    ]);
    await page.getByRole('button', { name: 'Refresh', exact: true }).click();
    await expect(page.locator('[aria-live=polite]').getByText('1 job changed, 1 new')).toBeAttached();
    await expect(jobsTable(page).getByRole('rowheader')).toHaveCount(JOBS.length + 1);
  });

  test('a refresh that fails keeps the rows and warns until one goes well', async ({ page, emulator }) => {
    await page.goto(HERE);
    const rows = jobsTable(page).getByRole('rowheader');
    await expect(rows).toHaveCount(JOBS.length);
    await emulator.putFaults([denied()]);
    await page.getByRole('button', { name: 'Refresh', exact: true }).click();
    const warning = page.getByRole('alert');
    await expect(warning).toHaveText(`Could not refresh: access denied in ${REGION}.`);
    await expect(page.getByText(/Showing what was read/)).toBeVisible();
    await expect(rows).toHaveCount(JOBS.length);
    await expectSound(page);

    await page.getByRole('button', { name: 'Details' }).click();
    const panel = page.getByRole('dialog', { name: 'Sources of this list' });
    await expect(panel.getByText(/request id/)).toBeVisible();
    await emulator.putFaults([]);
    await panel.getByRole('button', { name: /^Retry/ }).click();
    await page.keyboard.press('Escape');
    await expect(warning).toHaveCount(0);
    await expect(page.getByText(/^Updated (now|\d+ s ago)$/)).toBeVisible();
  });

  test('it refreshes by itself as often as the reader says, and not at all where they say so', async ({
    page,
    emulator,
  }) => {
    await page.clock.install();
    await page.goto(HERE);
    await expect(jobsTable(page).getByRole('rowheader')).toHaveCount(JOBS.length);
    const interval = page.getByRole('combobox', { name: 'Automatic refresh' });
    const lists = async () =>
      (await emulator.requests()).filter(({ operation }) => operation === 'ListClassificationJobs').length;

    await interval.selectOption('Off');
    await emulator.forgetRequests();
    await page.clock.runFor(120_000);
    expect(await lists()).toBe(0);

    await interval.selectOption('Every 30 s');
    await page.clock.runFor(34_000);
    await expect.poll(lists).toBeGreaterThan(0);

    await page.reload();
    await expect(interval).toHaveValue('30');
  });
});

test.describe('the picture', () => {
  test('shows jobs over time, narrows the list to a span, and is there as a table', async ({ page }) => {
    test.slow();
    await page.goto(HERE);
    await page.getByRole('button', { name: 'Show jobs over time' }).click();
    const picture = page.getByRole('region', { name: 'Jobs over time' });
    const bars = picture.getByRole('option');
    await expect(bars.last()).toHaveAccessibleName(/jobs?, .*Complete/);
    await expectSound(page);

    await bars.last().focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await expect(picture.getByRole('option', { selected: true })).toHaveCount(2);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/created\.gte=[\dT:-]+Z&created\.lt=[\dT:-]+Z$/);
    await expect(jobsTable(page).getByRole('rowheader')).not.toHaveCount(0);
    await page.goBack();
    await expect(page).toHaveURL(new RegExp(`${REGION}$`));

    await picture.getByRole('button', { name: 'Show as table' }).click();
    const table = picture.getByRole('table', { name: /Jobs by creation time/ });
    await expect(table.getByRole('row')).not.toHaveCount(1);
    await expectSound(page);
    await table.getByRole('button').first().click();
    await expect(page).toHaveURL(/created\.gte=/);
    await picture.getByRole('button', { name: 'Reset range' }).click();
    await expect(page).toHaveURL(new RegExp(`${REGION}$`));
  });

  test('a drag over the bars narrows the list', async ({ page }) => {
    await page.goto(HERE);
    await page.getByRole('button', { name: 'Show jobs over time' }).click();
    const plot = page.getByRole('listbox', { name: 'Jobs by creation time' });
    const box = await plot.boundingBox();
    if (!box) throw new Error('The plot is not on screen.');
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width * 0.6, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.99, y, { steps: 5 });
    await page.mouse.up();
    await expect(page).toHaveURL(/created\.gte=[\dT:-]+Z&created\.lt=[\dT:-]+Z$/);
  });
});

test.describe('notifications', () => {
  test('come once, over all tabs, when a job newly has errors', async ({ context, page, emulator }) => {
    await context.addInitScript(recordNotifications);
    await page.goto(HERE);
    await expect(jobsTable(page).getByRole('rowheader')).toHaveCount(JOBS.length);
    await page.getByRole('button', { name: 'Notify me' }).click();
    await expect(page.getByRole('button', { name: 'Notify me' })).toHaveAttribute('aria-pressed', 'true');
    const other = await context.newPage();
    await other.goto(HERE);
    await expect(jobsTable(other).getByRole('rowheader')).toHaveCount(JOBS.length);

    await emulator.putInventory(REGION, withRunning({ lastRunErrorStatus: { code: 'ERROR' } }));
    for (const tab of [page, other]) {
      await tab.getByRole('button', { name: 'Refresh', exact: true }).click();
      await expect(tab.getByRole('link', { name: /^3\s*Errors in last run/ })).toBeVisible();
    }
    await expect
      .poll(async () => [...(await notified(page)), ...(await notified(other))])
      .toEqual(['Errors in last run: running\nSecurity tooling, us-east-1']);
  });

  test('come while the page is hidden too, when it otherwise rests', async ({ page, emulator }) => {
    await page.clock.install();
    await page.addInitScript(recordNotifications);
    await page.goto(HERE);
    await expect(jobsTable(page).getByRole('rowheader')).toHaveCount(JOBS.length);
    await emulator.forgetRequests();
    await hide(page, true);
    await page.clock.runFor(400_000);
    expect(await emulator.requests()).toEqual([]);
    await hide(page, false);
    await expect.poll(async () => (await emulator.requests()).length).toBeGreaterThan(0);

    await page.getByRole('button', { name: 'Notify me' }).click();
    await emulator.putInventory(REGION, withRunning({ lastRunErrorStatus: { code: 'ERROR' } }));
    await hide(page, true);
    await expect
      .poll(async () => {
        await page.clock.runFor(60_000);
        return notified(page);
      })
      .toEqual(['Errors in last run: running\nSecurity tooling, us-east-1']);
  });

  test('are off until the reader wants them, and say so where the browser blocks them', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'Notification', {
        value: { permission: 'denied', requestPermission: () => Promise.resolve('denied') },
      });
    });
    await page.goto(HERE);
    const button = page.getByRole('button', { name: 'Notify me' });
    await expect(button).toHaveAttribute('aria-pressed', 'false');
    await button.click();
    await expect(page.getByText(/This browser blocks notifications/)).toBeVisible();
    await expect(button).toHaveAttribute('aria-pressed', 'false');
  });
});

function job(name: string, more: Record<string, unknown>) {
  const index = name.length * 7 + name.charCodeAt(0);
  return {
    jobId: Buffer.from(name).toString('hex').padEnd(32, '0').slice(0, 32),
    name,
    jobType: 'ONE_TIME',
    createdAt: new Date(Date.now() - index * DAY).toISOString(),
    lastRunErrorStatus: { code: 'NONE' },
    s3JobDefinition: { bucketDefinitions: [{ accountId: '111122223333', buckets: ['reports'] }] },
    ...more,
  };
}

/** The same jobs, but for the running one. */
function withRunning(more: Record<string, unknown>) {
  return [
    ...JOBS.filter(({ name }) => name !== 'running'),
    job('running', { jobStatus: 'RUNNING', ...more }),
  ];
}

function pausedUntil(days: number) {
  return {
    jobPausedAt: new Date(Date.now() - (30 - days) * DAY).toISOString(),
    jobExpiresAt: new Date(Date.now() + days * DAY).toISOString(),
  };
}

function denied() {
  return {
    operation: 'ListClassificationJobs',
    region: REGION,
    fault: { kind: 'error', status: 403, type: 'AccessDeniedException', message: 'Not authorized.' },
  };
}

/** Puts the page behind another, as far as it knows, or back. */
function hide(page: Page, hidden: boolean): Promise<void> {
  return page.evaluate((hidden) => {
    Object.defineProperties(document, {
      hidden: { configurable: true, value: hidden },
      visibilityState: { configurable: true, value: hidden ? 'hidden' : 'visible' },
    });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, hidden);
}

/** Stands in for the browser's notifications, which no test can see. */
function recordNotifications(): void {
  const shown: string[] = [];
  class Recorded extends EventTarget {
    static readonly permission = 'granted';
    static requestPermission(): Promise<string> {
      return Promise.resolve('granted');
    }
    constructor(title: string, { body }: { body: string }) {
      super();
      shown.push(`${title}: ${body}`);
    }
  }
  Object.assign(globalThis, { Notification: Recorded, notified: shown });
}

function notified(page: Page): Promise<string[]> {
  return page.evaluate(() => (globalThis as unknown as { notified: string[] }).notified);
}
