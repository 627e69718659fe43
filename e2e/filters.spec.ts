import type { Page } from '@playwright/test';
import { askedFilters, expectAsked, filters, openAddFilter } from './filter-bar.ts';
import { expect, expectSound, jobsTable, test } from './fixtures.ts';
import { expectPanelSound } from './panels.ts';

const FIELDS = [
  { field: 'status', menu: /^Status/, key: 'jobStatus', value: 'RUNNING', sent: 'RUNNING' },
  { field: 'type', menu: /^Type/, key: 'jobType', value: 'ONE_TIME', sent: 'ONE_TIME' },
  { field: 'name', menu: /^Name/, key: 'name', value: 'it’s "a" & b', sent: 'it’s "a" & b' },
  {
    field: 'created',
    menu: /^Created/,
    key: 'createdAt',
    value: '2026-11-20 14:05',
    sent: '2026-11-20T14:05:00Z',
  },
] as const;
const COMPARATORS = ['EQ', 'NE', 'GT', 'GTE', 'LT', 'LTE', 'CONTAINS', 'STARTS_WITH'] as const;

for (const { field, menu, key, value, sent } of FIELDS) {
  test(`every comparator for ${field}, included and excluded, goes from the page to Macie`, async ({
    page,
    emulator,
  }) => {
    test.slow();
    await page.goto('/jobs?region=us-east-1');
    let count = 0;
    for (const side of ['Include', 'Exclude'] as const) {
      for (const comparator of COMPARATORS) {
        const panel = await openAddFilter(page, menu);
        if (field === 'created') await panel.getByRole('button', { name: 'Other comparators' }).click();
        await panel.getByText(side, { exact: true }).click();
        await panel.getByRole('combobox').selectOption(comparator);
        await panel.getByRole('textbox').fill(value);
        await panel.getByRole('button', { name: 'Apply' }).click();
        count += 1;
        await expect(filters(page)).toHaveCount(count);
      }
    }
    const terms = COMPARATORS.map((comparator) => ({ key, comparator, values: [sent] }));
    await expectAsked(emulator, { includes: terms, excludes: terms });
    const phrases = await filters(page).allInnerTexts();
    expect(new Set(phrases).size, 'each has its own phrase').toBe(16);
  });
}

test('a filter is a phrase that can be changed and taken away, and Back steps through the choices', async ({
  page,
}) => {
  await page.goto('/jobs?region=us-east-1');
  await openAddFilter(page, /^Status/);
  await page.getByRole('checkbox', { name: 'Running' }).check();
  await page.getByRole('checkbox', { name: 'Idle' }).check();
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(filters(page)).toHaveText(['Status is Running or Idle']);
  await expect(page).toHaveURL(/\/jobs\?region=us-east-1&status=RUNNING&status=IDLE$/);
  await expect(jobsTable(page).getByRole('row', { name: /Complete/ })).toHaveCount(0);

  await page.getByRole('button', { name: 'Status is Running or Idle', exact: true }).click();
  const panel = page.getByRole('dialog', { name: 'Status is Running or Idle' });
  await panel.getByText('Exclude', { exact: true }).click();
  await panel.getByRole('checkbox', { name: 'Idle' }).uncheck();
  await panel.getByRole('button', { name: 'Apply' }).click();
  await expect(filters(page)).toHaveText(['Status is not Running']);
  // The focus stays with the filter, though the chip is another one.
  await expect(page.getByRole('button', { name: 'Status is not Running', exact: true })).toBeFocused();

  await page.goBack();
  await expect(filters(page)).toHaveText(['Status is Running or Idle']);
  await page.goForward();
  await expect(filters(page)).toHaveText(['Status is not Running']);
  await page.getByRole('button', { name: 'Remove filter: Status is not Running' }).click();
  await expect(filters(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add filter' })).toBeFocused();
  await expect(page).toHaveURL(/\/jobs\?region=us-east-1$/);
});

test('a filter without a value is not applied, and says why', async ({ page }) => {
  await page.goto('/jobs');
  for (const [menu, words] of [
    [/^Name/, 'Give at least one value.'],
    [/^Type/, 'Choose at least one.'],
  ] as const) {
    const panel = await openAddFilter(page, menu);
    await panel.getByRole('button', { name: 'Apply' }).click();
    await expect(panel.getByRole('alert')).toHaveText(words);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Add filter' })).toBeFocused();
  }
  await expect(page).toHaveURL(/\/jobs$/);
});

test('several names are one filter, typed or pasted', async ({ page, emulator }) => {
  await page.goto('/jobs?name.contains=a&name.contains=b');
  await page.getByRole('button', { name: 'Name contains a or b', exact: true }).click();
  const panel = page.getByRole('dialog');
  await panel.getByRole('button', { name: 'Remove a' }).click();
  const box = panel.getByRole('textbox');
  await expect(box).toHaveValue('b');
  await box.press('End');
  await box.pressSequentially('c');
  await panel.getByRole('button', { name: 'Add' }).click();
  await box.evaluate((element) => {
    const data = new DataTransfer();
    data.setData('text', 'first line\r\nsecond line\n');
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await panel.getByRole('button', { name: 'Apply' }).click();
  await expect(filters(page)).toHaveText(['Name contains bc, first line or second line']);
  await expectAsked(emulator, {
    includes: [{ key: 'name', comparator: 'CONTAINS', values: ['bc', 'first line', 'second line'] }],
  });
});

test('a relative range stays relative in the link, and Macie gets the instant', async ({
  page,
  emulator,
}) => {
  await page.goto('/jobs?region=us-east-1');
  await (await openAddFilter(page, /^Created/)).getByRole('button', { name: 'Last 7 days' }).click();
  await expect(page).toHaveURL(/created\.gte=now-7d$/);
  await expect(filters(page)).toHaveText(['Created in the last 7 days']);
  const week = 7 * 86_400_000;
  await expect
    .poll(async () => {
      const [value] = (await askedFilters(emulator)).flatMap((filter) => filter?.includes?.[0]?.values ?? []);
      return value !== undefined && Math.abs(Date.now() - week - Date.parse(value)) < 60_000;
    })
    .toBe(true);

  // Another range takes its place.
  await page.getByRole('button', { name: 'Created in the last 7 days', exact: true }).click();
  const panel = page.getByRole('dialog');
  await panel.getByRole('textbox', { name: 'From' }).fill('2026-11-01');
  await panel.getByRole('textbox', { name: 'To' }).fill('2026-11-20');
  await panel.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(
    /\?region=us-east-1&created\.gte=2026-11-01T00:00:00Z&created\.lt=2026-11-21T00:00:00Z$/,
  );
  await expect(filters(page)).toHaveText([/^Created at or after 2026-11-01/, /^Created before 2026-11-21/]);
});

test.describe('in another zone', () => {
  test.use({ timezoneId: 'Asia/Kathmandu' });

  test('days and times are the reader’s or UTC’s, and the link holds instants', async ({ page }) => {
    await page.goto('/jobs?created.gte=2026-11-19T18:15:00Z');
    await page.getByRole('button', { name: /^Created at or after/ }).click();
    const panel = page.getByRole('dialog');
    await expect(panel.getByRole('textbox', { name: 'From' })).toHaveValue('2026-11-20');
    await panel.getByText('UTC', { exact: true }).click();
    await expect(panel.getByRole('textbox', { name: 'From' })).toHaveValue('2026-11-19 18:15');
    await panel.getByRole('textbox', { name: 'To' }).fill('2026-11-19 20:00');
    await panel.getByText('Your zone', { exact: true }).click();
    await expect(panel.getByRole('textbox', { name: 'To' })).toHaveValue('2026-11-20 01:45');
    await panel.getByRole('textbox', { name: 'From' }).fill('2026-02-30');
    await panel.getByRole('button', { name: 'Apply' }).click();
    await expect(panel.getByText('There is no such date or time.')).toBeVisible();
    await panel.getByRole('textbox', { name: 'From' }).fill('');
    await panel.getByRole('button', { name: 'Apply' }).click();
    await expect(page).toHaveURL(/\?created\.lt=2026-11-19T20:00:00Z$/);
  });
});

test('a shared link shows another reader the same jobs', async ({ page, browser, emulator, origin }) => {
  await emulator.generate('us-east-1', 150, 5);
  const link =
    '/jobs?region=us-east-1&status=COMPLETE&not.name.contains=weekly&created.lt=2026-11-20&last-run=none&sort=name.asc';
  const read = async (page: Page) => {
    await page.goto(`${origin}${link}`);
    await expect(page.getByRole('status').first()).toHaveText(/^\d+ jobs of \d+$/);
    return [
      await page.getByRole('status').first().innerText(),
      ...(await jobsTable(page).getByRole('rowheader').allInnerTexts()).slice(0, 10),
    ];
  };
  const mine = await read(page);
  expect(mine.length).toBeGreaterThan(5);
  await emulator.forgetRequests();

  const context = await browser.newContext({
    timezoneId: 'Pacific/Auckland',
    locale: 'de-DE',
    colorScheme: 'dark',
  });
  await context.addInitScript(() => {
    localStorage.setItem(
      'macie-job-monitor.preferences',
      JSON.stringify({
        version: 1,
        zone: 'utc',
        times: 'absolute',
        density: 'comfortable',
        columns: ['region', 'name'],
      }),
    );
  });
  expect(await read(await context.newPage())).toEqual(mine);
  await expectAsked(emulator, {
    includes: [
      { key: 'jobStatus', comparator: 'EQ', values: ['COMPLETE'] },
      { key: 'createdAt', comparator: 'LT', values: ['2026-11-20T00:00:00Z'] },
    ],
    excludes: [{ key: 'name', comparator: 'CONTAINS', values: ['weekly'] }],
  });
  await context.close();
});

test('what Macie can’t filter by is done here, and says so', async ({ page }) => {
  await page.goto('/jobs?region=us-east-1');
  await page.getByRole('button', { name: 'Add filter' }).click();
  const panel = page.getByRole('dialog', { name: 'Add filter' });
  await expect(panel.getByText('Done in this browser over all matching jobs')).toBeVisible();
  await panel.getByRole('button', { name: 'Errors in last run', exact: true }).click();
  await expect(page).toHaveURL(/last-run=error$/);
  await expect(filters(page)).toHaveText(['Errors in last run']);
  const rows = jobsTable(page).locator('tbody tr[aria-rowindex]');
  await expect(page.getByRole('status').first()).toHaveText(/^\d+ jobs? of \d+$/);
  await expect(rows).not.toHaveCount(0);
  await expect(rows.filter({ hasNotText: 'Errors in last run' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Errors in last run', exact: true }).click();
  await page.getByRole('radio', { name: 'Had no errors' }).check();
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/last-run=none$/);

  await openAddFilter(page, /^Bucket name/);
  await panel.getByRole('textbox').fill('data');
  await panel.getByRole('textbox').press('Enter');
  await expect(page).toHaveURL(/last-run=none&bucket=data$/);
  await openAddFilter(page, /^Needs attention/);
  await expect(filters(page)).toHaveText([
    'No errors in last run',
    'Bucket name contains data',
    'Needs attention',
  ]);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL(/\?region=us-east-1$/);
});

test('pasted criteria become filters, and what can’t be used is named', async ({ page, emulator }) => {
  await page.goto('/jobs');
  const panel = await openAddFilter(page, /^Paste criteria/);
  await panel.getByRole('textbox').fill(`{
    'filterCriteria': {'excludes': [{'key': 'name', 'comparator': 'STARTS_WITH', 'values': ['test-', 'tmp-']},
                                    {'key': 'tag', 'comparator': 'EQ', 'values': ['x']}]},
    'sortCriteria': {'attributeName': 'name', 'orderBy': 'ASC'}}`);
  await expect(panel.getByText(/^Jobs whose name does not start with test- or tmp-, by name/)).toBeVisible();
  await expect(panel.getByText('excludes[1].key')).toBeVisible();
  await panel.getByRole('button', { name: 'Use these criteria' }).click();
  await expect(page).toHaveURL(/\?not\.name\.starts-with=test-&not\.name\.starts-with=tmp-&sort=name\.asc$/);
  await expectAsked(emulator, {
    excludes: [{ key: 'name', comparator: 'STARTS_WITH', values: ['test-', 'tmp-'] }],
  });
});

test('accounts and Regions are chosen in one place', async ({ page }) => {
  await page.goto('/jobs?status=COMPLETE');
  await page.getByRole('button', { name: 'Accounts and Regions: All Regions' }).click();
  await page.getByRole('checkbox', { name: 'eu-west-1' }).check();
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/\?region=eu-west-1&status=COMPLETE$/);
  await page.getByRole('button', { name: 'Accounts and Regions: eu-west-1' }).click();
  await page.getByRole('checkbox', { name: 'All Regions' }).check();
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/\?status=COMPLETE$/);
});

test('criteria that Macie refuses are shown in its words beside the filters, which stay', async ({
  page,
  emulator,
}) => {
  const message = 'The value for filterCriteria.includes[0].comparator is not valid: GT on jobStatus';
  await emulator.putFaults([
    {
      operation: 'ListClassificationJobs',
      fault: { kind: 'error', status: 400, type: 'ValidationException', message },
    },
  ]);
  await page.goto('/jobs?region=us-east-1&status.gt=A&name.contains=pii');
  const alert = page.getByRole('search').getByRole('alert');
  await expect(alert).toContainText('Macie rejected these criteria');
  await expect(alert).toContainText(message);
  await expect(alert).toContainText(/request id [0-9a-f-]{36}/);
  await expect(filters(page)).toHaveText(['Status is after A', 'Name contains pii']);
  await expectSound(page);

  await emulator.putFaults([]);
  await page.getByRole('button', { name: 'Remove filter: Status is after A' }).click();
  await expect(alert).toHaveCount(0);
  await expect(page).toHaveURL(/\?region=us-east-1&name\.contains=pii$/);
  await expect(page.getByRole('status').first()).toHaveText(/^\d+ jobs?$/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`open panels, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('are sound', async ({ page }) => {
      await page.goto(
        '/jobs?status=RUNNING&not.name.contains=a&name.contains=b&created.gte=now-7d&last-run=none&bucket=x',
      );
      await expect(page.getByRole('status').first()).toHaveText(/^\d+ jobs? of \d+$/);
      for (const opener of [
        'Add filter',
        'Status is Running',
        'Name does not contain a',
        'Created in the last 7 days',
        'No errors in last run',
        'Bucket name contains x',
        'Accounts and Regions: All Regions',
      ]) {
        await page.getByRole('button', { name: opener, exact: true }).click();
        await expectPanelSound(page);
        await page.keyboard.press('Escape');
      }
    });
  });
}
