import type { Page } from '@playwright/test';
import { expect, expectSound, jobsTable, test } from './fixtures.ts';
import { ADA, assumeRole, expectSignedIn, open, reconfigure, signIn } from './issuer.ts';

// Credentials that are renewed after a second: nearly each read takes fresh ones, and so asks for an id token.
test.use({ environment: { SIGN_IN: '1', EMULATOR_CREDENTIALS_SECONDS: '2' } });

const EVE = 'eve@example.com';

/** What every token begins with: `{"` in base64url. */
const TOKEN = 'eyJ';

/** The list as it is once it has been read to its end: nothing less is kept as it was left. */
async function expectAll(page: Page): Promise<void> {
  await expect(page.getByRole('status').first()).toHaveText(/^\d+ jobs$/);
}

/** The name of the first job in the list. */
function firstJob(page: Page) {
  return jobsTable(page).getByRole('rowheader').first();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: `Signed in as ${ADA}` }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
}

/** Steers the issuer: how long id tokens last, and who is known no longer. */
async function steer(page: Page, settings: object): Promise<void> {
  const response = await page.request.put('/_emulator/sign-in', { data: settings });
  expect(response.ok()).toBe(true);
}

/** Everything that this browser keeps for the page, as text. */
async function kept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const found: unknown[] = [Object.entries(localStorage), Object.entries(sessionStorage)];
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error(name)));
      });
      for (const store of db.objectStoreNames) {
        const request = db.transaction(store).objectStore(store).getAll();
        await new Promise((resolve) => request.addEventListener('success', resolve));
        found.push(name, request.result);
      }
      db.close();
    }
    return JSON.stringify(found);
  });
}

test.describe('signing in', () => {
  test('leads through the issuer to the very link, and tokens to nowhere else', async ({
    page,
    emulator,
  }) => {
    const seen: string[] = [];
    page.on('request', (request) => seen.push(request.url()));
    page.on('framenavigated', (frame) => seen.push(frame.url()));
    page.on('console', (message) => seen.push(message.text()));
    await page.goto('/jobs?type=SCHEDULED&name.contains=e&sort=name.asc');
    await expect(page.getByRole('heading', { name: 'Sign in to the demo' })).toBeVisible();
    await signIn(page);
    await expectSignedIn(page);
    await expect(page).toHaveURL(/\/jobs\?type=SCHEDULED&name\.contains=e&sort=name\.asc$/);
    await expect(firstJob(page)).toBeVisible();
    await expectSound(page);

    expect(seen.join('\n')).not.toContain(TOKEN);
    expect(await kept(page)).not.toContain(TOKEN);
    const requests = await emulator.requests();
    const logins = requests.filter(({ body }) => body.includes(TOKEN)).map(({ operation }) => operation);
    expect([...new Set(logins)].toSorted()).toEqual(['GetCredentialsForIdentity', 'GetId']);
    for (const { operation, signature } of requests) {
      if (operation === 'ListClassificationJobs') expect(signature).toBe('valid');
    }
  });

  test('is enough to assume the role of another account, whose jobs are listed', async ({
    page,
    emulator,
  }) => {
    await reconfigure(page, assumeRole('macie-job-monitor'));
    await open(page);
    await expect(firstJob(page)).toBeVisible();
    const listed = (await emulator.requests()).filter(
      ({ operation }) => operation === 'ListClassificationJobs',
    );
    expect(new Set(listed.map(({ accountId }) => accountId))).toEqual(new Set(['777788889999']));
  });

  test('is needed once: a reload and another tab ask for nothing', async ({ page, context }) => {
    await open(page, '/jobs?status=COMPLETE');
    await page.reload();
    await expectSignedIn(page);
    await expect(page).toHaveURL(/\/jobs\?status=COMPLETE$/);
    const second = await context.newPage();
    await second.goto('/jobs?status=IDLE');
    await expectSignedIn(second);
    await expect(second).toHaveURL(/\/jobs\?status=IDLE$/);
  });

  test('is renewed in the middle of everything without anybody noticing', async ({ page }) => {
    // In its last minute from the beginning.
    await steer(page, { idTokenSeconds: 60 });
    await open(page);
    const renewal = page.waitForResponse(
      (response) =>
        response.url().endsWith('/oidc/token') &&
        (response.request().postData() ?? '').includes('grant_type=refresh_token'),
    );
    await page.getByRole('button', { name: 'Refresh' }).click();
    expect((await renewal).status()).toBe(200);
    await firstJob(page).getByRole('link').click();
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('is asked for once more when the issuer renews no longer, and leads back', async ({ page }) => {
    await steer(page, { idTokenSeconds: 60 });
    await open(page, '/jobs?type=SCHEDULED');
    const first = await firstJob(page).innerText();
    await steer(page, { disabled: [ADA] });
    const alert = page.getByRole('alert');
    await expect(async () => {
      await page.getByRole('button', { name: 'Refresh' }).click();
      await expect(alert).toContainText('Your sign-in has ended', { timeout: 1500 });
    }).toPass();
    await expect(firstJob(page)).toHaveText(first);
    await expectSound(page);
    await steer(page, { disabled: [] });
    await alert.getByRole('button', { name: 'Sign in again' }).click();
    await expect(alert).toHaveCount(0);
    await expect(firstJob(page)).toHaveText(first);
    await expect(page).toHaveURL(/\/jobs\?type=SCHEDULED$/);
  });

  test('of a person whom the pool refuses ends in words, not in circles', async ({ page }) => {
    let visits = 0;
    page.on('request', (request) => {
      if (request.isNavigationRequest()) visits += 1;
    });
    await page.goto('/jobs');
    await signIn(page, EVE);
    const alert = page.getByRole('alert').filter({ hasText: 'You don’t have access to' });
    await expect(alert).toBeVisible();
    await expect(alert).toContainText('NotAuthorizedException');
    await expectSound(page);
    const before = visits;
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(alert).toBeVisible();
    expect(visits).toBe(before);
  });

  test('gets over an identity that the pool has forgotten', async ({ page }) => {
    await open(page);
    await expectAll(page);
    await page.evaluate(async () => {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('macie-job-monitor.identities');
        request.addEventListener('success', () => resolve(request.result));
      });
      const store = db.transaction('ids', 'readwrite').objectStore('ids');
      const key = JSON.stringify(['us-east-1:00000000-0000-4000-8000-000000000001', 'demo-ada']);
      const request = store.put('us-east-1:99999999-0000-4000-8000-000000000009', key);
      await new Promise((resolve) => request.addEventListener('success', resolve));
      db.close();
    });
    await page.reload();
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByRole('status').first()).toHaveText(/^\d+ jobs$/);
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
});

test.describe('signing out', () => {
  test('leaves nothing, in any tab, and Back leads to nothing', async ({ page, context }) => {
    await open(page, '/jobs?type=SCHEDULED');
    const second = await context.newPage();
    await second.goto('/jobs');
    await expectSignedIn(second);
    const link = firstJob(page).getByRole('link');
    const name = await link.innerText();
    await link.click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    const [, jobId = ''] = /([0-9a-f]{32})$/.exec(page.url()) ?? [];
    const watch = page.getByRole('button', { name: 'Watch' });
    await watch.click();
    await expect(watch).toHaveAttribute('aria-pressed', 'true');

    await signOut(page);
    const signedOut = { level: 1, name: 'You are signed out' } as const;
    await expect(page.getByRole('heading', signedOut)).toBeVisible();
    await expect(page).toHaveURL(/\/signed-out$/);
    await expect(second.getByRole('heading', signedOut)).toBeVisible();
    await expectSound(page);
    const left = await kept(page);
    for (const each of [TOKEN, 'demo-ada', 'identity', name, jobId]) expect(left).not.toContain(each);

    await page.goBack();
    await expect(page.getByRole('heading', signedOut)).toBeVisible();
    await expect(page.getByText(name)).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole('heading', signedOut)).toBeVisible();

    // The issuer's own session has ended too, so it wants to know who it is; the link of the tab stands.
    await second.getByRole('button', { name: 'Sign in' }).click();
    await signIn(second);
    await expectSignedIn(second);
    await expect(second).toHaveURL(/\/jobs$/);
  });

  test('goes Cognito’s way where the configuration names its domain', async ({ page, origin }) => {
    await reconfigure(page, ({ signIn }) => Object.assign(signIn ?? {}, { cognitoDomain: `${origin}/oidc` }));
    await open(page);
    const logout = page.waitForRequest(/\/oidc\/logout/);
    await signOut(page);
    expect(Object.fromEntries(new URL((await logout).url()).searchParams)).toEqual({
      client_id: 'macie-job-monitor',
      logout_uri: `${origin}/signed-out`,
    });
    await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByLabel('E-mail')).toBeVisible();
  });
});
