import { KNOWN_FAULTS } from '../emulator/controls/fault-table.ts';
import { expect, jobsTable, test } from './fixtures.ts';

/*
 * Two faults at two moments in a browser, from the table that `src/worker/fault-matrix.contract.test.ts` runs whole.
 */

const LIST = '/jobs?region=us-east-1';
const JOBS = 60;

const TRIED = [
  ['ListClassificationJobs', 'HTML with 502'],
  ['GetCredentialsForIdentity', 'members of other types'],
] as const;

for (const [operation, name] of TRIED) {
  test(`${operation} with ${name}: says so, and is well again by itself`, async ({ page, emulator }) => {
    test.slow();
    const known = KNOWN_FAULTS.find((each) => each.name === name);
    await emulator.putFaults([{ operation, fault: known?.fault }]);
    await page.goto(LIST);
    const alert = page.getByRole('alert').first();
    await expect(alert).toContainText('Security tooling, us-east-1', { timeout: 30_000 });
    await expect(alert).toContainText(/Next try in \d+ seconds?/);
    expect(await page.locator('body').innerText()).not.toMatch(/\bundefined\b|\bNaN\b|\[object /);
    expect((await emulator.requests()).length).toBeLessThan(40);
    await emulator.putFaults([]);
    await expect(page.getByRole('status').first()).toContainText(String(JOBS), { timeout: 30_000 });
    await expect(jobsTable(page).getByRole('rowheader').first()).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
}

test('a refresh that gets an empty answer keeps the list, and is well again by itself', async ({
  page,
  emulator,
}) => {
  test.slow();
  await page.goto(LIST);
  const rows = jobsTable(page).getByRole('rowheader');
  await expect(rows.first()).toBeVisible();
  await emulator.putFaults([{ operation: 'ListClassificationJobs', fault: { kind: 'body', status: 204 } }]);
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect(page.getByRole('alert').first()).toContainText('Could not refresh', { timeout: 30_000 });
  await expect(page.getByRole('status').first()).toContainText(String(JOBS));
  await emulator.putFaults([]);
  await expect(page.getByRole('alert')).toHaveCount(0, { timeout: 30_000 });
});

test('60 clicks on Refresh are one refresh', async ({ page, emulator }) => {
  await page.goto(LIST);
  await expect(jobsTable(page).getByRole('rowheader').first()).toBeVisible();
  await emulator.putFaults([{ operation: 'ListClassificationJobs', fault: { kind: 'delay', ms: 500 } }]);
  await emulator.forgetRequests();
  const refresh = page.getByRole('button', { name: 'Refresh', exact: true });
  await refresh.evaluate((button: HTMLElement) => {
    for (let click = 0; click < 60; click += 1) button.click();
  });
  await expect(refresh).toHaveAttribute('aria-busy', 'true');
  await expect(refresh).toHaveAttribute('aria-busy', 'false');
  const lists = (await emulator.requests()).filter((each) => each.operation === 'ListClassificationJobs');
  expect(lists.length).toBeGreaterThan(0);
  expect(lists.length).toBeLessThanOrEqual(6);
});
