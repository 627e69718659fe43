import { existsSync } from 'node:fs';
import { defineConfig, devices, firefox } from '@playwright/test';
import { installedBrowsers } from './e2e/installed-browsers.ts';

const installed = installedBrowsers();

const chromiumUse = {
  ...devices['Desktop Chrome'],
  viewport: { width: 1360, height: 860 },
  // The headless shell asks for what a window allows at a click.
  permissions: ['clipboard-read', 'clipboard-write'],
  launchOptions: {
    ...(installed.chromium && { executablePath: installed.chromium }),
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
  },
};

/** Debian's Firefox speaks WebDriver BiDi; Playwright's own build does without the channel. */
const firefoxUse = installed.firefox
  ? {
      browserName: 'firefox' as const,
      channel: 'moz-firefox',
      launchOptions: { executablePath: installed.firefox },
    }
  : { browserName: 'firefox' as const };

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  expect: { timeout: 12_000 },
  reporter: [['list'], ['./e2e/count-reporter.ts']],
  // A trace of every test takes as long as the tests: add `--trace on` to the command for one.
  use: { timezoneId: 'UTC', locale: 'en-GB', screenshot: 'only-on-failure' },
  projects: [
    { name: 'chromium', use: chromiumUse, testIgnore: /(narrow|zone)\.spec\.ts/ },
    {
      name: 'narrow',
      use: { ...chromiumUse, viewport: { width: 320, height: 640 } },
      testMatch: /narrow\.spec\.ts/,
    },
    { name: 'far zone', use: { ...chromiumUse, timezoneId: 'Asia/Kathmandu' }, testMatch: /zone\.spec\.ts/ },
    ...(installed.firefox || existsSync(firefox.executablePath())
      ? [{ name: 'firefox', use: firefoxUse, testMatch: /path\.spec\.ts/ }]
      : []),
  ],
});
