import { expect, jobsTable, test } from './fixtures.ts';

const JOB = {
  jobId: 'a'.repeat(32),
  name: 'made at midnight',
  jobStatus: 'COMPLETE',
  jobType: 'ONE_TIME',
  createdAt: '2026-03-01T23:30:00Z',
};

test('times are the reader’s own, or UTC, and a link means the same instant to everyone', async ({
  page,
  emulator,
}) => {
  await emulator.putInventory('us-east-1', [JOB]);
  await page.goto('/jobs?region=us-east-1&created.gte=2026-03-01T23:00:00Z&created.lt=2026-03-02');
  const row = jobsTable(page).getByRole('row').filter({ hasText: JOB.name });
  // Kathmandu is 5 hours and 45 minutes ahead.
  await expect(row).toContainText('2026-03-02 05:15');
  await expect(row.locator('time')).toHaveAttribute('dateTime', '2026-03-01T23:30:00.000Z');

  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByText('UTC', { exact: true }).click();
  await expect(row).toContainText('2026-03-01 23:30 UTC');
  const requests = await emulator.requests();
  const bodies = requests
    .filter(({ operation }) => operation === 'ListClassificationJobs')
    .map(({ body }) => body);
  expect(bodies[0]).toContain('"2026-03-01T23:00:00Z"');
  expect(bodies[0]).toContain('"2026-03-02T00:00:00Z"');
});
