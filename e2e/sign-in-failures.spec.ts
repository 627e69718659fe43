import type { Route } from '@playwright/test';
import { expect, expectSound, jobsTable, test } from './fixtures.ts';
import { assumeRole, expectSignedIn, open, reconfigure, signIn } from './issuer.ts';

// Credentials that are always about to expire: each read takes fresh ones, and so asks for an id token.
test.use({ environment: { SIGN_IN: '1', EMULATOR_CREDENTIALS_SECONDS: '300' } });

test.describe('each thing that can go wrong names what to fix', () => {
  test('an issuer that can’t be reached, and can again', async ({ page }) => {
    const held: Route[] = [];
    await page.route('**/.well-known/openid-configuration', (route) => {
      held.push(route);
    });
    await page.goto('/jobs?status=IDLE');
    await expect(page.getByText('Signing in…')).toBeVisible();
    await page.route('**/.well-known/openid-configuration', (route) => route.abort());
    for (const route of held) await route.abort();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('The sign-in service can’t be reached');
    await expectSound(page);
    const refused = page.waitForEvent('requestfailed');
    await page.getByRole('button', { name: 'Try again' }).click();
    await refused;
    // The words are those of the first time: only the button shows that the second try is over.
    await expect(page.getByRole('button', { name: 'Try again' })).toBeEnabled();
    await expect(alert).toContainText('signIn.authority');
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).click();
    await signIn(page);
    await expect(page).toHaveURL(/\/jobs\?status=IDLE$/);
  });

  test('a client that the issuer does not know, and a sign-in that was left', async ({ page }) => {
    await reconfigure(page, ({ signIn }) => Object.assign(signIn ?? {}, { clientId: 'another' }));
    await page.goto('/jobs?status=IDLE');
    await expect(page.getByRole('heading', { name: 'The issuer can’t go on' })).toBeVisible();
    await page.goto('/jobs?status=IDLE');
    await expect(page.getByRole('alert')).toContainText('does not accept the client another');
    await page.unrouteAll();
    await page.reload();
    await expect(page.getByRole('alert')).toContainText('Sign-in was not finished');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await signIn(page);
    await expect(page).toHaveURL(/\/jobs\?status=IDLE$/);
  });

  test('an answer that is used again', async ({ page, context }) => {
    const answer = page.waitForRequest(/\/signed-in\?code=/);
    await open(page);
    const address = (await answer).url();
    const tokens: string[] = [];
    context.on('request', (request) => {
      if (request.url().endsWith('/oidc/token')) tokens.push(request.url());
    });
    for (const tab of [page, await context.newPage()]) {
      await tab.goto(address);
      await expect(tab.getByRole('alert')).toContainText('That answer was not for this tab');
      await expect(tab).toHaveURL(/\/signed-in$/);
    }
    expect(tokens).toEqual([]);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expectSignedIn(page);
  });

  test('a nonce that is not the tab’s, and a code that is no longer valid', async ({ page }) => {
    await page.route(
      '**/oidc/auth?*',
      async (route) => {
        const url = new URL(route.request().url());
        url.searchParams.set('nonce', 'another');
        await route.fulfill({ status: 303, headers: { location: url.href } });
      },
      { times: 1 },
    );
    await page.goto('/jobs');
    await signIn(page);
    await expect(page.getByRole('alert')).toContainText('The answer was for another sign-in');
    await page.route('**/oidc/token', (route) =>
      route.fulfill({ status: 400, json: { error: 'invalid_grant' } }),
    );
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toContainText('The sign-in code is no longer valid');
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expectSignedIn(page);
    await expect(page).toHaveURL(/\/jobs$/);
  });

  test('a clock that is wrong', async ({ page }) => {
    await page.clock.install({ time: Date.now() + 20 * 60_000 });
    await page.goto('/jobs');
    await signIn(page);
    await expect(page.getByRole('alert')).toContainText('This computer’s clock is wrong');
    await expect(page.getByRole('alert')).toContainText('20 minutes later');
  });

  test('a role that can’t be assumed', async ({ page }) => {
    await reconfigure(page, assumeRole('wrong'));
    await page.goto('/jobs');
    await signIn(page);
    await expect(page.getByRole('alert').filter({ hasText: 'can’t be assumed' })).toContainText(
      'external id',
    );
  });

  test('a policy that lacks one of the two actions', async ({ page, emulator }) => {
    await open(page);
    await emulator.putFaults([
      {
        operation: 'DescribeClassificationJob',
        fault: {
          kind: 'error',
          status: 403,
          type: 'AccessDeniedException',
          message: 'User is not authorized to perform: macie2:DescribeClassificationJob',
        },
      },
    ]);
    await jobsTable(page).getByRole('rowheader').last().getByRole('link').click();
    await expect(page.getByRole('alert').first()).toContainText(
      'the permission macie2:DescribeClassificationJob',
    );
  });

  test('guests, whom AWS does not let near Macie', async ({ page }) => {
    await reconfigure(page, (config) => {
      config.signIn = null;
      for (const { credentials } of config.accounts) delete credentials['endpoint'];
    });
    const scripts: Promise<string>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response.text());
    });
    await page.goto('/jobs');
    const notice = page.getByRole('note').filter({ hasText: 'This page has no sign-in' });
    await expect(notice).toContainText('Security tooling can’t be read');
    await expect(notice).toContainText('signIn');
    await expectSound(page);
    // The sign-in's own code is loaded where there is a sign-in, and nowhere else.
    const code = (await Promise.all(scripts)).join('');
    expect(code).toContain('ListClassificationJobs');
    expect(code).not.toContain('code_challenge');
  });
});
