import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** Fails on any violation that axe finds in the panel or dialog that is open. */
export async function expectPanelSound(page: Page): Promise<void> {
  const panel = page.getByRole('dialog');
  await expect(panel).toBeVisible();
  expect(await panel.innerText()).not.toMatch(/\bundefined\b|\bNaN\b|\[object /);
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
  expect(
    violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html }) => html) })),
  ).toEqual([]);
}
