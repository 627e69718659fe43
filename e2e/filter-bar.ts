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

/** Macie was, or is in a moment, asked for a list by just these criteria. */
export async function expectAsked(emulator: Emulator, criteria: FilterCriteria): Promise<void> {
  await expect.poll(() => askedFilters(emulator)).toContainEqual(criteria);
}
