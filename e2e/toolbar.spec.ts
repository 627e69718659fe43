import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from '@playwright/test';
import { expect, jobsTable, test } from './fixtures.ts';
import type { Emulator } from './fixtures.ts';
import { expectPanelSound } from './panels.ts';

test('columns are chosen, ordered and reset, and stay chosen', async ({ page }) => {
  await page.goto('/jobs?region=us-east-1');
  const headings = jobsTable(page).getByRole('columnheader');
  await expect(headings.first()).toHaveText('Name');
  const before = await headings.allInnerTexts();
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await expectPanelSound(page);
  await page.getByRole('checkbox', { name: 'Type' }).uncheck();
  await page.getByRole('checkbox', { name: 'Job id' }).check();
  const up = page.getByRole('button', { name: 'Move Job id up' });
  await up.focus();
  // By keyboard, all the way: the button keeps the focus while its row moves.
  for (let step = 0; step < before.length; step += 1) await page.keyboard.press('Enter');
  await expect(up).toBeFocused();
  await expect(up).toHaveAttribute('aria-disabled', 'true');
  const chosen = ['Job id', ...before.filter((heading) => heading !== 'Type')];
  await expect(headings).toHaveText(chosen);
  await page.reload();
  await expect(headings).toHaveText(chosen);
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await page.getByRole('button', { name: 'Reset columns and widths' }).click();
  await expect(headings).toHaveText(before);
});

test('rows and times are as the reader likes them, and no link says so', async ({ page }) => {
  await page.goto('/jobs?region=us-east-1');
  const rows = jobsTable(page).locator('tbody tr[aria-rowindex]');
  const height = async () => (await rows.first().boundingBox())?.height ?? 0;
  await expect(rows.first()).toBeVisible();
  const compact = await height();
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await page.getByText('Comfortable', { exact: true }).click();
  await expect.poll(height).toBeGreaterThan(compact);
  await page.getByText('Dates', { exact: true }).click();
  await page.getByText('UTC', { exact: true }).click();
  await expect(rows.first().locator('time').first()).toHaveText(/^\d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
  await expect(page).toHaveURL(/\/jobs\?region=us-east-1$/);
});

test('no button moves away from under the pointer while something is said of it', async ({ page }) => {
  await page.goto('/jobs?region=us-east-1');
  await expect(page.getByRole('status').first()).toHaveText(/^\d+ jobs$/);
  const tools = page.getByRole('group', { name: 'Tools' });
  // An export offers one button more, which is none of those that could move.
  const names = await tools
    .getByRole('button')
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('title') ?? ''));
  const places = async () => {
    const boxes = await Promise.all(
      names.map((name) => tools.getByRole('button', { name, exact: true }).boundingBox()),
    );
    return boxes.map((box) => box && [box.x, box.y]);
  };
  const before = await places();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Link copied')).toBeVisible();
  expect(await places()).toEqual(before);
  await page.getByRole('button', { name: 'Export CSV' }).click();
  await expect(page.getByText(/jobs? exported/)).toBeVisible();
  expect(await places()).toEqual(before);
  for (const name of ['Saved views', 'Columns']) {
    await page.getByRole('button', { name, exact: true }).click();
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name, exact: true })).toBeFocused();
  }
  expect(await places()).toEqual(before);
});

test('a link, a command and a script are copied', async ({ page, origin }) => {
  await page.goto('/jobs?region=eu-west-1&status=RUNNING&not.name.contains=it%27s');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Link copied')).toBeVisible();
  expect(await clipboard(page)).toBe(
    `${origin}/jobs?region=eu-west-1&status=RUNNING&not.name.contains=it%27s`,
  );

  await page.getByRole('button', { name: 'Copy as AWS CLI' }).click();
  await expect(page.getByText('AWS CLI command copied')).toBeVisible();
  expect(await clipboard(page)).toBe(
    'aws macie2 list-classification-jobs --region eu-west-1 --filter-criteria ' +
      String.raw`'{"includes":[{"key":"jobStatus","comparator":"EQ","values":["RUNNING"]}],"excludes":[{"key":"name","comparator":"CONTAINS","values":["it'\''s"]}]}' ` +
      '--sort-criteria attributeName=createdAt,orderBy=DESC',
  );

  await page.getByRole('button', { name: 'Copy as boto3' }).click();
  await expect(page.getByText('boto3 script copied')).toBeVisible();
  expect(await clipboard(page)).toContain('boto3.client("macie2", region_name="eu-west-1")');
});

test('a link that servers may cut says so, and the view is there as a file', async ({ page }) => {
  const names = Array.from(
    { length: 200 },
    (_, at) => `name=quarterly-scan-of-a-bucket-with-a-long-name-${at}`,
  );
  await page.goto(`/jobs?${names.join('&')}`);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText(/many servers and mail programs cut links longer than 8,000/)).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  const file = await (await download).path();
  await page.goto('/jobs');
  await page.getByRole('button', { name: 'Saved views' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('dialog', { name: 'Saved views' }).getByRole('button', { name: 'Import' }).click();
  await (await chooser).setFiles(file);
  await expect(page.getByText('1 view imported.')).toBeVisible();
});

test('where the browser does not let it copy, the text is there to be copied by hand', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
  });
  await page.goto('/jobs');
  await page.getByRole('button', { name: 'Copy as AWS CLI' }).click();
  const box = page.getByRole('textbox', { name: /didn’t allow copying/ });
  await expect(box).toHaveValue(/^aws macie2 [^#]*$/);
  await expect(box).toBeFocused();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(box).toHaveCount(0);
});

test('an export holds every matching job, and first reads those that are missing', async ({
  page,
  emulator,
}) => {
  const tool = await exportUnread(page, emulator);
  await expect(tool).toContainText('Reading the remaining jobs for the export …');
  await page.getByRole('button', { name: 'Stop reading' }).click();
  await expect(tool).toContainText('Not all jobs have been read.');
  await emulator.putFaults([]);
  const downloaded = page.waitForEvent('download');
  await tool.getByRole('button', { name: 'Read on' }).click();
  await expect(page.getByRole('button', { name: 'Export JSON' })).toBeFocused();
  const csv = await downloaded;
  expect(csv.suggestedFilename()).toMatch(/^macie-jobs-\d{4}-\d\d-\d\d-\d{4}Z\.csv$/);
  const text = await contentOf(csv);
  expect(text.startsWith('\uFEFFaccount,region,jobId,name,')).toBe(true);
  const ids = new Set(text.match(/(?<=^security,us-east-1,)[0-9a-f]{32}/gm));
  expect(ids.size).toBe(700);
  await expect(page.getByText('700 jobs exported')).toBeVisible();
  const aboutDownloaded = page.waitForEvent('download');
  await tool.getByRole('button', { name: 'Save its filters and sources' }).click();
  const about = await aboutDownloaded;
  expect(about.suggestedFilename()).toBe(csv.suggestedFilename().replace('.csv', '-about.csv'));
  expect(await contentOf(about)).toContain("\r\nsecurity,Security tooling,'111122223333,us-east-1,read,700,");

  const second = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export JSON' }).click();
  const { jobs, complete, sources } = JSON.parse(await contentOf(await second)) as {
    jobs: { jobId: string; jobStatus: string }[];
    complete: boolean;
    sources: { region: string; state: string; jobsRead: number }[];
  };
  expect(new Set(jobs.map(({ jobId }) => jobId))).toEqual(ids);
  expect(complete).toBe(true);
  expect(sources).toMatchObject([{ region: 'us-east-1', state: 'read', jobsRead: 700 }]);
});

test('an export can be cancelled, and says when it can’t have everything', async ({ page, emulator }) => {
  const tool = await exportUnread(page, emulator);
  await tool.getByRole('button', { name: 'Cancel' }).click();
  await expect(tool).toHaveText('');
  await expect(page.getByRole('button', { name: 'Export JSON' })).toBeFocused();

  await page.getByRole('button', { name: 'Export JSON' }).click();
  await page.getByRole('button', { name: 'Stop reading' }).click();
  await expect(tool).toContainText('Not all jobs have been read.');
  const downloaded = page.waitForEvent('download');
  await tool.getByRole('button', { name: /^Export the \d+ that were read$/ }).click();
  const { jobs, complete, sources } = JSON.parse(await contentOf(await downloaded)) as {
    jobs: unknown[];
    complete: boolean;
    sources: { state: string }[];
  };
  expect(jobs.length).toBeGreaterThan(0);
  expect(jobs.length).toBeLessThan(700);
  expect(complete).toBe(false);
  expect(sources).toMatchObject([{ state: 'in part' }]);
});

/** Asks for an export of 700 jobs of which only the first page comes; gives what the page says of it. */
async function exportUnread(page: Page, emulator: Emulator): Promise<Locator> {
  await emulator.generate('us-east-1', 700, 3);
  await emulator.putFaults([{ operation: 'ListClassificationJobs', skip: 1, fault: { kind: 'hang' } }]);
  await page.goto('/jobs?region=us-east-1');
  await expect(page.getByRole('status').first()).toHaveText(/^\d+\+ jobs$/);
  await page.getByRole('button', { name: 'Export CSV' }).click();
  return page.getByRole('group', { name: 'Export' });
}

/** What was copied last, pasted into a page of its own: the monitor may write the clipboard, not read it. */
async function clipboard(page: Page): Promise<string> {
  const paper = await page.context().newPage();
  await paper.setContent('<textarea aria-label="Paste here"></textarea>');
  const box = paper.getByRole('textbox');
  await box.press('ControlOrMeta+v');
  const text = await box.inputValue();
  await paper.close();
  return text;
}

async function contentOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}
