import type { Locator } from '@playwright/test';
import { expect, jobsTable, test } from './fixtures.ts';

const SCRIPT = '<script>window.hacked = 1</script>';
const HOSTILE = [
  SCRIPT,
  '<img src=x onerror="window.hacked = 1">',
  'javascript:window.hacked=1',
  '"><svg onload=window.hacked=1>',
  '‮txt.exe',
  'x'.repeat(500),
  '{{constructor.constructor("window.hacked=1")()}}',
];

/** Reports of the browser about what the page's policy has stopped. */
const VIOLATIONS = `
  window.violations = [];
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
    window.violations.push([violatedDirective, blockedURI, sample].join(' '));
  });
`;

/** Where links lead, all read at one moment: a page that is still coming can take one away. */
async function addresses(links: Locator): Promise<(string | null)[]> {
  return links.evaluateAll((found) => found.map((link) => link.getAttribute('href')));
}

test('no page breaks its policy or asks anybody but its own origin', async ({ page, origin }) => {
  const strangers: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`) && !/^(data|blob):/.test(request.url()))
      strangers.push(request.url());
  });
  await page.addInitScript(VIOLATIONS);
  const response = await page.goto('/jobs');
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');

  await expect(jobsTable(page).getByRole('rowheader').first()).toBeVisible();
  for (const name of ['Add filter', 'Columns', 'Saved views', 'Keyboard']) {
    await page.getByRole('button', { name, exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.getByRole('button', { name: 'Show jobs over time' }).click();
  await expect(page.getByRole('list', { name: 'Legend' })).toBeVisible();
  await jobsTable(page).getByRole('rowheader').first().getByRole('link').click();
  await expect(page.getByText(/^(What to do|Next):/)).toBeVisible();

  expect(await page.evaluate('window.violations')).toEqual([]);
  expect(strangers).toEqual([]);
});

test('the first load needs no file that the page does not name', async ({ page, origin }) => {
  const files: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/assets/')) files.push(pathname);
  });
  // What is fetched ahead, when there is nothing else to do, is no part of it.
  await page.addInitScript('window.requestIdleCallback = () => 0');
  await page.goto('/jobs');
  await expect(jobsTable(page).getByRole('rowheader').first()).toBeVisible();
  const html = await (await page.request.get(`${origin}/jobs`)).text();
  const unnamed = files.filter((file) => !html.includes(file) && !file.endsWith('.svg'));
  expect(unnamed).toEqual([]);
});

test('whatever a job is called, it is text', async ({ page, emulator }) => {
  await emulator.putInventory(
    'us-east-1',
    HOSTILE.map((name, index) => ({
      jobId: String(index).padStart(32, '0'),
      name,
      description: name,
      tags: { [name.slice(0, 100)]: name.slice(0, 200) },
      jobStatus: name.slice(0, 40),
      jobType: 'ONE_TIME',
      createdAt: `2026-03-0${index + 1}T00:00:00Z`,
      s3JobDefinition: { bucketDefinitions: [{ accountId: '111122223333', buckets: [name.slice(0, 60)] }] },
    })),
  );
  await page.goto('/jobs?region=us-east-1');
  const table = jobsTable(page);
  await expect(table.getByRole('rowheader')).toHaveCount(HOSTILE.length);
  for (const name of HOSTILE) await expect(table.getByRole('link', { name, exact: true })).toBeVisible();
  for (const href of await addresses(table.getByRole('link'))) {
    expect(href).toMatch(/^\/jobs\/security\/us-east-1\/[0-9a-f]{32}$/);
  }
  await table.getByRole('link', { name: SCRIPT, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: SCRIPT })).toBeVisible();
  await expect(page.getByRole('link', { name: 'The log in CloudWatch' })).toBeVisible();
  expect(await page.evaluate('window.hacked')).toBeUndefined();
  for (const href of await addresses(page.getByRole('link'))) {
    expect(href).toMatch(/^(\/|#|https:\/\/([a-z0-9-]+\.)?[a-z0-9-]+\.aws\.amazon\.com\/)/);
  }
});

test('nothing secret is kept where other scripts or people can read it', async ({ page }) => {
  await page.goto('/jobs');
  await expect(jobsTable(page).getByRole('rowheader').first()).toBeVisible();
  const kept = await page.evaluate(
    () => JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }),
  );
  expect(kept).not.toMatch(/ASIA|AKIA|secret|token/i);
  expect(page.url()).not.toMatch(/token|code=/);
});
