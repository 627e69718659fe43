import { expect, expectSound, holdBack, jobsTable, test } from './fixtures.ts';

const LIST = 'ListClassificationJobs';
const denied = {
  kind: 'error',
  status: 403,
  type: 'AccessDeniedException',
  message: 'User is not authorized to perform macie2:ListClassificationJobs',
};

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`the states of the list, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('loading', async ({ page, emulator }) => {
      await emulator.putFaults([{ operation: LIST, fault: { kind: 'hang' } }]);
      await page.goto('/jobs');
      await expect(page.getByRole('img', { name: 'Loading jobs' })).toBeVisible();
      await expect(page.getByRole('button', { name: 'Add filter' })).toBeVisible();
      await expectSound(page);
    });

    test('nothing at all', async ({ page, emulator }) => {
      await emulator.putInventory('us-east-1', []);
      await page.goto('/jobs?region=us-east-1');
      await expect(page.getByRole('heading', { name: 'No jobs here yet' })).toBeVisible();
      await expect(page.getByRole('status').first()).toHaveText('0 jobs');
      await expectSound(page);
    });

    test('no match, with a way to everything', async ({ page }) => {
      await page.goto('/jobs?name=there+is+no+job+of+this+name');
      await expect(page.getByRole('heading', { name: 'No job matches' })).toBeVisible();
      await expect(page.getByRole('list', { name: 'Filters' }).getByRole('listitem')).toHaveCount(1);
      await expectSound(page);
      await page.getByRole('button', { name: 'Show all jobs' }).click();
      await expect(page).toHaveURL(/\/jobs$/);
      await expect(jobsTable(page).getByRole('rowheader').first()).toBeVisible();
    });

    test('failed, with what to do, the request id and a way to try again', async ({ page, emulator }) => {
      await emulator.putFaults([{ operation: LIST, fault: denied }]);
      await page.goto('/jobs?region=us-east-1');
      const alert = page.getByRole('alert').first();
      await expect(alert).toContainText('Access to Macie is denied in Security tooling, us-east-1');
      await expect(alert).toContainText('macie2:ListClassificationJobs');
      await expect(alert).toContainText(/request id [0-9a-f-]{36}/);
      await expectSound(page);
      await emulator.putFaults([]);
      await alert.getByRole('button', { name: 'Try again' }).click();
      await expect(jobsTable(page).getByRole('rowheader').first()).toBeVisible();
    });

    test('failed with older rows, which stay', async ({ page, emulator }) => {
      await page.goto('/jobs?region=us-east-1');
      const rows = jobsTable(page).getByRole('rowheader');
      await expect(rows.first()).toBeVisible();
      const name = await rows.first().innerText();
      await emulator.putFaults([{ operation: LIST, fault: denied }]);
      await page.getByRole('button', { name: 'Refresh', exact: true }).click();
      await expect(page.getByRole('alert').first()).toContainText('Could not refresh');
      await expect(rows.first()).toHaveText(name);
      await expectSound(page);
    });
  });
}

test('Macie not being enabled is no failure', async ({ page, emulator }) => {
  await emulator.putFaults([
    {
      operation: LIST,
      region: 'us-east-1',
      fault: { kind: 'error', status: 403, type: 'AccessDeniedException', message: 'Macie is not enabled.' },
    },
  ]);
  await page.goto('/jobs?region=us-east-1');
  await expect(page.getByRole('note')).toContainText('Macie is not enabled in Security tooling, us-east-1');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test.describe('each failure has words of its own', () => {
  const failures: [string, object, string][] = [
    ['the connection breaks', { kind: 'reset' }, 'No answer from Security tooling, us-east-1'],
    [
      'a proxy answers',
      { kind: 'body', status: 200, contentType: 'text/html', body: '<h1>Portal</h1>' },
      'Something other than AWS answered for Security tooling, us-east-1',
    ],
    [
      'Macie refuses the criteria',
      { kind: 'error', status: 400, type: 'ValidationException', message: 'The comparator is not supported' },
      'The comparator is not supported',
    ],
  ];
  for (const [what, fault, words] of failures) {
    test(what, async ({ page, emulator }) => {
      test.slow();
      await emulator.putFaults([{ operation: LIST, fault }]);
      await page.goto('/jobs?region=us-east-1&name.contains=a');
      await expect(page.getByRole('alert').first()).toContainText(words, { timeout: 30_000 });
      await expect(page.getByRole('list', { name: 'Filters' }).getByRole('listitem')).toHaveCount(1);
    });
  }
});

test('without a connection the page says so, and goes on once there is one', async ({
  page,
  context,
  emulator,
}) => {
  await page.goto('/jobs');
  await expect(jobsTable(page).getByRole('rowheader').first()).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByRole('alert')).toContainText('This browser is offline');
  await expectSound(page);
  await emulator.forgetRequests();
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await context.setOffline(false);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect.poll(async () => (await emulator.requests()).length).toBeGreaterThan(0);
});

test('a bad configuration is explained field by field', async ({ page }) => {
  await page.route('/config.json', (route) =>
    route.fulfill({ json: { gateway: '/macie', accounts: [{ id: 'a/b', regions: ['cn-north-1'] }] } }),
  );
  await page.goto('/jobs');
  await expect(page.getByRole('alert')).toContainText('Configuration error');
  for (const field of ['gateway', 'accounts[0].id', 'accounts[0].regions[0]', 'accounts[0].credentials']) {
    await expect(page.getByRole('listitem').filter({ hasText: field }).first()).toBeVisible();
  }
  await expectSound(page);
});

test('a link that says too much shows the rest, and what was left out', async ({ page }) => {
  await page.goto('/jobs?status=RUNNING&colour=blue&account=nobody&created.gte=yesterday');
  const notice = page.getByRole('alert').filter({ hasText: 'could not be used' });
  for (const part of ['colour=blue', 'account=nobody', 'created.gte=yesterday']) {
    await expect(notice).toContainText(part);
  }
  await expect(page).toHaveURL(/\/jobs\?/);
  await expect(page.getByRole('list', { name: 'Filters' })).toContainText('Status is Running');
  await expectSound(page);
  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toHaveCount(0);
});

test('without the worker’s file there are words instead', async ({ page }) => {
  await page.route(/\/assets\/aws-worker-/, (route) => route.abort());
  await page.goto('/jobs');
  await expect(page.getByRole('alert')).toContainText('failed to load');
  await expect(page.getByRole('button', { name: 'Reload' })).toBeVisible();
});

test('with a worker whose code fails to start there are words instead', async ({ page }) => {
  await page.route(/\/assets\/aws-worker-/, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("broken")' }),
  );
  await page.goto('/jobs');
  await expect(page.getByRole('alert')).toContainText('failed to load');
});

test('until its code has come, the page shows its header, and soon says that it is loading', async ({
  page,
}) => {
  const letCome = await holdBack(page, /\/assets\/index-.*\.js/);
  await page.goto('/jobs', { waitUntil: 'commit' });
  const styleOf = (part: string) =>
    page.evaluate((part) => {
      const { content, backgroundColor, visibility } = getComputedStyle(
        document.querySelector('#root') ?? document.body,
        part,
      );
      return { content, backgroundColor, visibility };
    }, part);
  await expect
    .poll(() => styleOf('::before'))
    .toEqual({ content: '""', backgroundColor: 'rgb(246, 248, 249)', visibility: 'visible' });
  await expect
    .poll(() => styleOf('::after'))
    .toMatchObject({ content: '"Loading …"', visibility: 'visible' });
  letCome();
  await expect(page.locator('header')).toBeVisible();
  expect(await styleOf('::before')).toMatchObject({ content: 'none' });
});
