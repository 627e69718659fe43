import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectPanelSound } from './panels.ts';

test('a view is saved, opened, changed, reverted and saved again', async ({ page }) => {
  await page.goto('/jobs?region=eu-west-1&status=RUNNING');
  await save(page, 'EU running');
  await expect(page.getByRole('button', { name: 'View: EU running' })).toBeVisible();

  await page.getByRole('link', { name: 'Macie jobs' }).click();
  await expect(page).toHaveURL(/\/jobs$/);
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('link', { name: 'EU running' }).click();
  await expect(page).toHaveURL(/\?region=eu-west-1&status=RUNNING$/);

  const changed = page.getByRole('group', { name: 'Changed view' });
  await expect(changed).toHaveCount(0);
  await page.getByRole('button', { name: 'Remove filter: Status is Running' }).click();
  await expect(changed).toContainText('Changed since saved');
  await page.reload();
  await expect(changed).toContainText('Changed since saved');
  await changed.getByRole('button', { name: 'Revert' }).click();
  await expect(page.getByRole('button', { name: /^View: / })).toBeFocused();
  await expect(page).toHaveURL(/\?region=eu-west-1&status=RUNNING$/);
  await expect(changed).toHaveCount(0);

  await page.getByRole('button', { name: 'Remove filter: Status is Running' }).click();
  await changed.getByRole('button', { name: 'Save' }).click();
  await expect(changed).toHaveCount(0);
  await page.getByRole('button', { name: 'View: EU running' }).click();
  await expect(page.getByRole('link', { name: 'EU running' })).toHaveAttribute(
    'href',
    '/jobs?region=eu-west-1',
  );
});

test('views are renamed, ordered and deleted, and a deletion can be undone', async ({ page }) => {
  await page.goto('/jobs?status=RUNNING');
  await save(page, 'one');
  await page.goto('/jobs?status=IDLE');
  await save(page, 'two');
  await page.getByRole('button', { name: 'View: two' }).click();
  const views = page.getByRole('list', { name: 'Saved views' });
  const names = views.getByRole('link');
  await expect(names).toHaveText(['one', 'two']);
  await expectPanelSound(page);
  await page.getByRole('button', { name: 'Rename, order, delete' }).click();
  await expectPanelSound(page);
  await page.getByRole('button', { name: 'Move two up' }).click();
  await page.getByRole('textbox', { name: 'Name of one' }).fill('three');
  await page.getByRole('textbox', { name: 'Name of one' }).press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name of three' })).toBeFocused();
  await page.getByRole('button', { name: 'Delete two' }).click();
  await expect(page.getByRole('textbox', { name: 'Name of two' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(names).toHaveText(['two', 'three']);
});

test('one view is the start page, and a link still shows everyone the same', async ({ page }) => {
  await page.goto('/jobs?status=IDLE');
  await save(page, 'idle ones');
  await page.getByRole('button', { name: 'View: idle ones' }).click();
  await page.getByRole('button', { name: 'Rename, order, delete' }).click();
  await page.getByRole('button', { name: 'Begin with idle ones' }).click();
  await page.goto('/');
  await expect(page).toHaveURL(/\/jobs\?status=IDLE$/);
  await page.goto('/jobs');
  await expect(page.getByRole('list', { name: 'Filters' })).toHaveCount(0);
  await expect(page).toHaveURL(/\/jobs$/);
});

test('views go to another reader as a file', async ({ page, browser, origin }) => {
  await page.goto('/jobs?status=IDLE&name.contains=a%26b');
  await save(page, 'to share');
  await page.getByRole('button', { name: 'View: to share' }).click();
  const downloaded = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const file = await readFile(await (await downloaded).path());

  const other = await browser.newPage();
  await other.goto(`${origin}/jobs`);
  await other.getByRole('button', { name: 'Saved views' }).click();
  const importFile = async (buffer: Buffer) => {
    const chooser = other.waitForEvent('filechooser');
    await other.getByRole('button', { name: 'Import' }).click();
    await (await chooser).setFiles({ name: 'views.json', mimeType: 'application/json', buffer });
  };
  await importFile(Buffer.from('not a file of views'));
  await expect(other.getByText('This is not a file of saved views.')).toBeVisible();
  await importFile(file);
  await expect(other.getByText('1 view imported.')).toBeVisible();
  await expect(other.getByRole('link', { name: 'to share' })).toHaveAttribute(
    'href',
    '/jobs?status=IDLE&name.contains=a%26b',
  );
  await other.close();
});

/** Keeps the present view under a name. */
async function save(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^(Saved views$|View: )/ }).click();
  const panel = page.getByRole('dialog');
  await panel.getByRole('textbox', { name: 'Save this view as' }).fill(name);
  await panel.getByRole('button', { name: 'Save' }).click();
  await expect(panel.getByText(`Saved ${name}`)).toBeVisible();
  await page.keyboard.press('Escape');
}
