import { expect, expectSound, holdBack, jobsTable, test } from './fixtures.ts';

test('addresses get the form that links have, and what is no address leads back to the list', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/jobs$/);
  await page.goto('/jobs/?status=COMPLETE&sort=created.desc&of=nothing#main');
  await expect(page).toHaveURL(/\/jobs\?status=COMPLETE#main$/);
  await expect(page.getByRole('alert')).toContainText('One part of this link could not be used');
  for (const path of ['/elsewhere', '/jobs/security/us-east-1']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found');
  }
  await expectSound(page);
  await page.getByRole('link', { name: 'All jobs' }).click();
  await expect(page).toHaveURL(/\/jobs$/);
  await expect(jobsTable(page).getByRole('rowheader').first()).toBeVisible();
});

test('to follow a link to where one is adds no step to the history', async ({ page }) => {
  await page.goto('/jobs');
  await expect(jobsTable(page).getByRole('rowheader').first()).toBeVisible();
  const steps = await page.evaluate(() => history.length);
  await page.getByRole('banner').getByRole('link', { name: 'Macie jobs' }).click();
  await page.getByRole('link', { name: /Running/ }).click();
  await expect(page).toHaveURL(/status=RUNNING/);
  expect(await page.evaluate(() => history.length)).toBe(steps + 1);
});

test('a job whose page can’t be fetched says so, and the list is a click away', async ({ page }) => {
  await page.route(/\/assets\/job-route-.*\.js/, (route) => route.abort());
  await page.goto('/jobs');
  await jobsTable(page).getByRole('rowheader').first().getByRole('link').click();
  await expect(page.getByRole('alert')).toContainText('The page failed to load');
  await expectSound(page);
  await page.getByRole('link', { name: 'All jobs' }).click();
  const link = jobsTable(page).getByRole('rowheader').nth(1).getByRole('link');
  await expect(link).toBeVisible();
  await page.unrouteAll();
  await link.click();
  await expect(page.getByText(/^(What to do|Next):/)).toBeVisible();
});

test('a page in the dark stays there, whatever is loaded for it', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/jobs');
  await expect(jobsTable(page).getByRole('rowheader').first()).toBeVisible();
  await page.evaluate(() => {
    const schemes: (string | null)[] = [];
    new MutationObserver(() => {
      schemes.push(document.documentElement.getAttribute('data-mantine-color-scheme'));
    }).observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
    Object.assign(window, { schemes });
  });
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await jobsTable(page).getByRole('rowheader').first().getByRole('link').click();
  await expect(page.getByText(/^(What to do|Next):/)).toBeVisible();
  expect(await page.evaluate('window.schemes.filter((scheme) => scheme !== "dark")')).toEqual([]);
});

test('a job’s page that is long in coming is seen to be on its way, and what is chosen meanwhile is a step of its own', async ({
  page,
}) => {
  const letCome = await holdBack(page, /\/assets\/job-route-.*\.js/);
  await page.goto('/jobs');
  await jobsTable(page).getByRole('rowheader').first().getByRole('link').click();
  await expect(page).toHaveURL(/\/jobs\/security\//);
  const main = page.getByRole('main');
  await expect(main).toHaveAttribute('aria-busy', 'true');
  await expect(page.getByRole('banner')).toHaveAttribute('data-leaving', 'true');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Classification jobs');
  await page.getByRole('searchbox').fill('pii');
  await expect(page).toHaveURL(/\/jobs\?/);
  await expect(main).not.toHaveAttribute('aria-busy', 'true');
  await page.goBack();
  await expect(page).toHaveURL(/\/jobs\/security\//);
  letCome();
  await expect(page.getByText(/^(What to do|Next):/)).toBeVisible();
  await expect(page.getByRole('banner')).not.toHaveAttribute('data-leaving');
});
