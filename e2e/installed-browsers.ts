import { existsSync } from 'node:fs';

/** The headless shell first: it draws no window around the page, which takes a third of the time. */
const CHROMIUM = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const FIREFOX = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

/** The browsers of this machine that the tests can drive, by the path of their programs. */
export function installedBrowsers(): { chromium: string | undefined; firefox: string | undefined } {
  return {
    chromium: process.env['CHROMIUM_PATH'] ?? CHROMIUM.find((path) => existsSync(path)),
    firefox: process.env['FIREFOX_PATH'] ?? FIREFOX.find((path) => existsSync(path)),
  };
}
