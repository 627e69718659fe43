import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** A demo's user whom the identity pool knows. */
export const ADA = 'ada@example.com';

/** Fills in the issuer's form. */
export async function signIn(page: Page, email = ADA): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill('macie');
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Opens an address and signs in for it. */
export async function open(page: Page, address = '/jobs'): Promise<void> {
  await page.goto(address);
  await signIn(page);
  await expectSignedIn(page);
}

/** Waits until the page says who is signed in. */
export async function expectSignedIn(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: `Signed in as ${ADA}` })).toBeVisible();
}

/** What the page reads of its configuration, as far as tests change it. */
interface Config {
  signIn: Record<string, unknown> | null;
  accounts: { accountId: string; credentials: Record<string, string> }[];
}

/** Has the page read one account, with a role in it that the identity pool's role assumes. */
export function assumeRole(externalId: string): (config: Config) => void {
  return ({ accounts }) => {
    const [account] = accounts.splice(0, accounts.length);
    if (!account) throw new Error('The demo has no account.');
    const role = { roleArn: 'arn:aws:iam::777788889999:role/MacieMonitor', stsEndpoint: '/sts/', externalId };
    accounts.push({
      ...account,
      accountId: '777788889999',
      credentials: { ...account.credentials, ...role },
    });
  };
}

/** Serves the page another configuration than the demo's. */
export async function reconfigure(page: Page, change: (config: Config) => void): Promise<void> {
  await page.route('**/config.json', async (route) => {
    const config = (await (await route.fetch()).json()) as Config;
    change(config);
    await route.fulfill({ json: config });
  });
}
