import type { BrowserContext, BrowserContextOptions, CDPSession, Page } from '@playwright/test';
import { installPageProbe } from './page-probe.ts';

/** A page under measurement. */
export interface Visit {
  readonly page: Page;
  readonly session: CDPSession;
  /** Resolves with when an element was painted, in milliseconds since the navigation began; see the page's probe. */
  readonly painted: (selector: string, text?: string) => Promise<number>;
  /** Resolves with when the first job was painted, in milliseconds since the navigation began. */
  readonly firstRow: () => Promise<number>;
}

export interface Conditions {
  /** How many times slower than it is the processor shall seem. */
  readonly slowdown?: number;
  /** Whether the network shall be that of a reader far away, rather than this machine's own. */
  readonly network?: boolean;
}

/** The window and surroundings of every reader. */
export const READER: BrowserContextOptions = {
  viewport: { width: 1360, height: 860 },
  locale: 'en-GB',
  timezoneId: 'UTC',
};

/** Where a job's name stands in each of the contestants' tables. */
const FIRST_ROW = 'tbody th[scope="row"]';

/** 10 Mbit/s, and 40 ms until an answer begins. */
const NETWORK = {
  offline: false,
  latency: 40,
  downloadThroughput: 10_000_000 / 8,
  uploadThroughput: 10_000_000 / 8,
};

/**
 * What stands around a page in a new window is a page itself, in a process of its own that is busy for half a second.
 * Readers have their window already when they open a link.
 */
const WINDOW_MS = 1000;

/** Opens an address in a new page of a context, and gives the page as soon as the answer begins. */
export async function visit(
  context: BrowserContext,
  url: string,
  conditions: Conditions = {},
): Promise<Visit> {
  const page = await context.newPage();
  await page.waitForTimeout(WINDOW_MS);
  // The compiler that runs this file gives functions their names by this; in the page there is none of it.
  await page.addInitScript('globalThis.__name = (named) => named;');
  await page.addInitScript(installPageProbe, FIRST_ROW);
  const session = await context.newCDPSession(page);
  await applyConditions(session, conditions);
  await page.goto(url, { waitUntil: 'commit' });
  const painted = (selector: string, text?: string) =>
    within(
      page.evaluate(([selector, text]) => benchProbe.painted(selector, text), [selector, text] as const),
      `${selector}${text === undefined ? '' : ` "${text}"`} on ${url}`,
    );
  const firstRow = () =>
    within(
      page.evaluate(() => benchProbe.firstRow),
      `a job on ${url}`,
    );
  return { page, session, painted, firstRow };
}

/**
 * Makes a page's processor and network what they shall seem from now on. To watch the network costs the page a
 * millisecond for each request, so it isn't watched without need.
 */
export async function applyConditions(
  session: CDPSession,
  { slowdown = 1, network = false }: Conditions,
): Promise<void> {
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  if (!network) return;
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', NETWORK);
}

/** Rejects when a wait in the page takes too long: the page's own promises never give up. */
async function within<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`There was no ${what} within ${LONGEST_WAIT_MS / 1000} s.`));
    }, LONGEST_WAIT_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

const LONGEST_WAIT_MS = 120_000;
