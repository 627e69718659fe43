import type { Locator, Page } from '@playwright/test';
import { expect, type Emulator } from './fixtures.ts';

interface FilterCriteria {
  includes?: { key: string; comparator: string; values: string[] }[];
  excludes?: { key: string; comparator: string; values: string[] }[];
}

/** Opens "Add filter" at the editor of a property. */
export async function openAddFilter(page: Page, property: RegExp): Promise<Locator> {
  await page.getByRole('button', { name: 'Add filter' }).click();
  const panel = page.getByRole('dialog', { name: 'Add filter' });
  await panel.getByRole('button', { name: property }).click();
  return panel;
}

/** The filters that are set. */
export function filters(page: Page) {
  return page.getByRole('list', { name: 'Filters' }).getByRole('listitem');
}

/** The filters of every list that Macie was asked for. */
export async function askedFilters(emulator: Emulator): Promise<(FilterCriteria | undefined)[]> {
  const requests = await emulator.requests();
  return requests
    .filter(({ operation }) => operation === 'ListClassificationJobs')
    .map(({ body }) => (JSON.parse(body) as { filterCriteria?: FilterCriteria }).filterCriteria);
}

/** Macie was, or is in a moment, asked for a list by just these criteria, in any order of the terms. */
export async function expectAsked(emulator: Emulator, criteria: FilterCriteria): Promise<void> {
  await expect
    .poll(async () => (await askedFilters(emulator)).map(inOrder))
    .toContainEqual(inOrder(criteria));
}

/** The same criteria with each side's terms by property: Macie takes a job for which all of them hold. */
function inOrder(criteria: FilterCriteria | undefined): FilterCriteria {
  const sides = Object.entries(criteria ?? {}) as [keyof FilterCriteria, FilterCriteria['includes']][];
  return Object.fromEntries(
    sides.map(([side, terms]) => [side, terms?.toSorted((a, b) => a.key.localeCompare(b.key))]),
  );
}
