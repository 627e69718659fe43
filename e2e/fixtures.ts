import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { preview } from 'vite';

/** The demo's first account, as the emulator knows it. */
export const ACCOUNT = '111122223333';

/** One request that the emulator was sent. */
export interface RecordedRequest {
  at: string;
  operation: string;
  accountId: string | null;
  region: string | null;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  status: number;
  signature: 'valid' | 'invalid' | 'absent';
}

/** What a test can make the emulator do; its README documents each control. */
export interface Emulator {
  putInventory(region: string, jobs: unknown[], accountId?: string): Promise<void>;
  generate(region: string, count: number, seed?: number, accountId?: string): Promise<void>;
  putFaults(faults: unknown[]): Promise<void>;
  requests(): Promise<RecordedRequest[]>;
  forgetRequests(): Promise<void>;
}

/**
 * A production build behind the gateway and an emulator of its own for each worker, put back before
 * each test. A page that throws, or asks for something that is not there, fails the test.
 */
export const test = base.extend<
  { emulator: Emulator; watched: void },
  { environment: Readonly<Record<string, string>>; origin: string }
>({
  /** Environment variables for the emulator, besides how many jobs it has. */
  environment: [{}, { scope: 'worker', option: true }],
  origin: [
    async ({ environment }, use) => {
      Object.assign(process.env, { EMULATOR_JOBS: '60', EMULATOR_SEED: '1', ...environment });
      const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
      const origin = server.resolvedUrls?.local[0]?.replace(/\/$/, '');
      if (!origin) throw new Error('vite preview has no address.');
      await use(origin);
      await server.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ origin }, use) => {
    await use(origin);
  },
  emulator: [
    async ({ origin }, use) => {
      const call = async (method: string, path: string, body?: unknown) => {
        const response = await fetch(`${origin}/_emulator/${path}`, {
          method,
          ...(body !== undefined && {
            body: JSON.stringify(body),
            headers: { 'content-type': 'application/json' },
          }),
        });
        if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
        return response;
      };
      await call('POST', 'reset');
      await use({
        putInventory: async (region, jobs, accountId = ACCOUNT) => {
          await call('PUT', 'inventory', { accountId, region, jobs });
        },
        generate: async (region, count, seed = 1, accountId = ACCOUNT) => {
          await call('POST', 'generate', { accountId, region, count, seed });
        },
        putFaults: async (faults) => {
          await call('PUT', 'faults', faults);
        },
        requests: async () => (await (await call('GET', 'requests')).json()) as RecordedRequest[],
        forgetRequests: async () => {
          await call('DELETE', 'requests');
        },
      });
    },
    { auto: true },
  ],
  watched: [
    async ({ page }, use) => {
      const failures: string[] = [];
      page.on('pageerror', (error) => failures.push(error.message));
      await use();
      expect(failures, 'errors that the page threw').toEqual([]);
    },
    { auto: true },
  ],
});

/** The table of jobs. */
export function jobsTable(page: Page) {
  return page.getByRole('table', { name: 'Classification jobs' });
}

/** Fails on what no page may ever show, and on any violation that axe finds. */
export async function expectSound(page: Page): Promise<void> {
  const text = await page.locator('body').innerText();
  expect(text).not.toMatch(/\bundefined\b|\bNaN\b|\[object /);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html }) => html) })),
  ).toEqual([]);
}

export { expect };

/**
 * Holds back whatever is asked for at such an address.
 *
 * @returns lets it come
 */
export async function holdBack(page: Page, address: RegExp): Promise<() => void> {
  let letCome: (() => void) | undefined;
  const coming = new Promise<void>((resolve) => {
    letCome = resolve;
  });
  await page.route(address, async (route) => {
    await coming;
    await route.continue();
  });
  return () => {
    letCome?.();
  };
}
