import { expect, expectSound, jobsTable, test } from './fixtures.ts';

test.describe('from the browser to Macie and back', () => {
  test('every call is signed for the real host, and the list is what Macie has', async ({
    page,
    emulator,
  }) => {
    await page.goto('/');
    await expect(page).toHaveURL(/\/jobs$/);
    await expect(page.getByRole('heading', { level: 1, name: 'Classification jobs' })).toBeVisible();
    await expect(jobsTable(page).getByRole('row')).not.toHaveCount(0);
    await expect(page.getByRole('status').first()).toHaveText(/^\d+ jobs$/);

    const requests = await emulator.requests();
    expect(requests.map(({ operation }) => operation)).toEqual(
      expect.arrayContaining(['GetId', 'GetCredentialsForIdentity', 'ListClassificationJobs']),
    );
    for (const operation of ['GetId', 'GetCredentialsForIdentity']) {
      expect(requests.filter((each) => each.operation === operation)).toHaveLength(1);
    }
    const lists = requests.filter(({ operation }) => operation === 'ListClassificationJobs');
    expect(new Set(lists.map(({ region }) => region))).toEqual(new Set(['us-east-1', 'eu-west-1']));
    for (const { signature, headers, region, body, path } of lists) {
      expect(signature).toBe('valid');
      expect(path).toBe('/jobs/list');
      expect(headers['host']).toBe(`macie2.${region}.amazonaws.com`);
      expect(JSON.parse(body)).toMatchObject({ sortCriteria: { attributeName: 'createdAt' } });
    }
    // The first answer is what the reader sees first; later ones may come from the other end.
    for (const region of ['us-east-1', 'eu-west-1']) {
      const first = lists.find((each) => each.region === region);
      expect(JSON.parse(first?.body ?? '')).toMatchObject({ sortCriteria: { orderBy: 'DESC' } });
    }
    await expectSound(page);
  });

  test('a job opens, Back leads to the same list, and a reload shows the same', async ({ page }) => {
    await page.goto('/jobs?type=SCHEDULED&sort=name.asc');
    const rows = jobsTable(page).getByRole('rowheader');
    const name = (await rows.first().innerText()).trim();
    await rows.first().getByRole('link').click();
    await expect(page).toHaveURL(/\/jobs\/security\/[a-z]+-[a-z]+-\d\/[0-9a-f]{32}$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
    await page.goBack();
    await expect(page).toHaveURL(/\/jobs\?type=SCHEDULED&sort=name\.asc$/);
    await expect(rows.first()).toHaveText(name);
    await page.reload();
    await expect(rows.first()).toHaveText(name);
  });

  test('the four attributes sort by their headings, and Macie does the sorting', async ({
    page,
    emulator,
  }) => {
    await page.goto('/jobs?region=us-east-1');
    const table = jobsTable(page);
    for (const [heading, attribute, first, second] of [
      ['Name', 'name', 'ascending', 'descending'],
      ['Status', 'jobStatus', 'ascending', 'descending'],
      ['Type', 'jobType', 'ascending', 'descending'],
      ['Created', 'createdAt', 'descending', 'ascending'],
    ] as const) {
      const column = table.getByRole('columnheader', { name: heading });
      for (const order of [first, second]) {
        await column.getByRole('button').click();
        await expect(column).toHaveAttribute('aria-sort', order);
        await expect
          .poll(async () =>
            (await emulator.requests()).some(
              ({ operation, body }) =>
                operation === 'ListClassificationJobs' &&
                body.includes(`"attributeName":"${attribute}"`) &&
                body.includes(order === 'ascending' ? '"ASC"' : '"DESC"'),
            ),
          )
          .toBe(true);
      }
    }
  });

  test('1,000 jobs scroll to the last', async ({ page, emulator }) => {
    await emulator.generate('us-east-1', 1000, 7);
    await page.goto('/jobs?region=us-east-1');
    await expect(page.getByRole('status').first()).toHaveText('1,000 jobs');
    const table = jobsTable(page);
    await expect(table).toHaveAttribute('aria-rowcount', '1001');
    await table.locator('xpath=..').evaluate((scroller) => {
      scroller.scrollTop = scroller.scrollHeight;
    });
    await expect(table.locator('tr[aria-rowindex="1001"]')).toBeVisible();
  });

  test('dark is a choice that stays', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto('/jobs');
    await page.getByRole('button', { name: /^Colours:/ }).click();
    await page.getByRole('button', { name: /^Colours:/ }).click();
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await expect(jobsTable(page).getByRole('rowheader').first()).toBeVisible();
    await expectSound(page);
  });
});
