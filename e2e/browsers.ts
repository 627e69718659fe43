import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { installedBrowsers } from './installed-browsers.ts';

/*
 * Brings a browser for the end-to-end tests where there is none: one that is installed, else
 * Playwright's own, else the system's package.
 */
if (!installedBrowsers().chromium && !existsSync(chromium.executablePath())) {
  const attempts: [string, string[]][] = [
    ['npx', ['playwright', 'install', '--with-deps', 'chromium']],
    ['sh', ['-c', 'apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium']],
  ];
  const found = attempts.some(([command, args]) => {
    try {
      execFileSync(command, args, { stdio: 'inherit' });
      return installedBrowsers().chromium !== undefined || existsSync(chromium.executablePath());
    } catch {
      return false;
    }
  });
  if (!found) {
    console.error('No browser could be brought. Install Chromium, or run: npx playwright install chromium');
    process.exit(1);
  }
}
