import path from 'node:path';
import { chromium } from '@playwright/test';
import type { BrowserContext, Request } from '@playwright/test';
import { alternate } from './alternate.ts';
import { LAUNCH } from './bench.ts';
import type { Bench, Measurement } from './bench.ts';
import { REGION } from './inventories.ts';
import { atMost, comparison, figure, row } from './row.ts';
import type { Row } from './row.ts';
import { READER, visit } from './visit.ts';
import type { Conditions } from './visit.ts';

const DEMO = { jobs: 500 };

/** A link as people share them, which all contestants understand. */
const FILTERED = `/jobs?region=${REGION}&status=COMPLETE`;

const SLOWDOWNS = [1, 4];

/** From a link to the first row, by someone who has never been here. */
export const cold: Measurement = {
  name: 'cold',
  what: 'cold open of a filtered link → first job row painted',
  measure: async (bench) => {
    const rows: Row[] = [];
    for (const slowdown of SLOWDOWNS) {
      const open = (contestant: 'ours' | 'floor' | 'peer') => async () =>
        openFresh(bench, (await bench.origin(contestant, DEMO)) + FILTERED, { network: true, slowdown });
      const opened = await alternate(
        bench.repeat,
        { ours: open('ours'), floor: open('floor'), peer: open('peer') },
        { rehearsal: true },
      );
      const times = (name: 'ours' | 'floor' | 'peer') => opened.of(name).map(({ firstRow }) => firstRow);
      const bytes = (name: 'ours' | 'peer', kinds: readonly Kind[] = KINDS) =>
        opened.of(name).map(({ bytes }) => kinds.reduce((sum, kind) => sum + bytes[kind] / 1000, 0));
      rows.push(
        row(`${cold.what}, processor × ${slowdown}`, atMost(1.25), () =>
          comparison(times('ours'), ['floor', times('floor')], 'ms'),
        ),
        row(`${cold.what}, processor × ${slowdown}`, atMost(0.5), () =>
          comparison(times('ours'), ['peer', times('peer')], 'ms'),
        ),
      );
      if (slowdown === 1) {
        rows.push(
          row('bytes over the wire for that', atMost(0.5), () => ({
            ...comparison(bytes('ours'), ['peer', bytes('peer')], 'KB'),
            'of ours, answers of AWS': figure(bytes('ours', ['answers']), 'KB'),
            'of the peer’s': figure(bytes('peer', ['answers']), 'KB'),
          })),
        );
      }
    }
    return rows;
  },
};

/** The same by someone who was here before: with a browser's profile on disk, so that everything is kept as it is for people. */
export const warm: Measurement = {
  name: 'warm',
  what: 'warm open (cached assets, kept inventory) → first job row painted',
  measure: async (bench) => {
    const profile = path.join(bench.folder, 'profile');
    const context = await chromium.launchPersistentContext(profile, { ...LAUNCH, ...READER });
    try {
      const rows: Row[] = [];
      for (const contestant of ['ours', 'floor'] as const) {
        // The second visit is the one after which browsers keep compiled code.
        for (let times = 0; times < 2; times += 1) {
          await stay(context, (await bench.origin(contestant, DEMO)) + FILTERED);
        }
      }
      for (const slowdown of SLOWDOWNS) {
        const open = (contestant: 'ours' | 'floor') => async () =>
          openAgain(context, (await bench.origin(contestant, DEMO)) + FILTERED, { network: true, slowdown });
        const times = await alternate(
          bench.repeat,
          { ours: open('ours'), floor: open('floor') },
          { rehearsal: true },
        );
        rows.push(
          row(`${warm.what}, processor × ${slowdown}`, atMost(0.6), () =>
            comparison(times.of('ours'), ['floor', times.of('floor')], 'ms'),
          ),
        );
      }
      return rows;
    } finally {
      await context.close();
    }
  },
};

/** Whether the first row comes later where there is more to read. */
export const growth: Measurement = {
  name: 'growth',
  what: 'growth: first job row',
  measure: async (bench) => {
    const open = (jobs: number) => async () => {
      const url = `${await bench.origin('ours', { jobs })}/jobs?region=${REGION}`;
      return (await openFresh(bench, url, { network: true })).firstRow;
    };
    const small = '100 jobs';
    const times = await alternate(
      bench.repeat,
      { [small]: open(100), large: open(bench.largest) },
      { rehearsal: true },
    );
    return [
      row(`${growth.what} at ${bench.largest.toLocaleString('en')} jobs`, atMost(1.1), () =>
        comparison(times.of('large'), [small, times.of(small)], 'ms'),
      ),
    ];
  },
};

/** Opens an address in a context of its own. The bytes are those of all that was asked for before the first row. */
async function openFresh(
  bench: Bench,
  url: string,
  conditions: Conditions,
): Promise<{ firstRow: number; bytes: Bytes }> {
  const context = await bench.browser.newContext(READER);
  try {
    const traffic = new Traffic(context);
    const { page, firstRow } = await visit(context, url, conditions);
    const time = await firstRow();
    const since = await page.evaluate(() => performance.timeOrigin);
    return { firstRow: time, bytes: await traffic.bytesBefore(since + time) };
  } finally {
    await context.close();
  }
}

async function openAgain(context: BrowserContext, url: string, conditions: Conditions): Promise<number> {
  const { page, firstRow } = await visit(context, url, conditions);
  const time = await firstRow();
  await page.close();
  return time;
}

/** Visits a page until it has read and kept everything. */
async function stay(context: BrowserContext, url: string): Promise<void> {
  const { page, firstRow } = await visit(context, url);
  await firstRow();
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(KEEPING_MS);
  await page.close();
}

/** More than it takes until what was read is in the browser's database, and what was compiled in its cache. */
const KEEPING_MS = 2500;

/** Bytes of the page's own files, and of what Macie and Cognito answered. */
type Kind = 'files' | 'answers';
type Bytes = Readonly<Record<Kind, number>>;
const KINDS: readonly Kind[] = ['files', 'answers'];

/** What comes over the wire to pages and their workers, as the browser's network stack counts it: compressed, with headers. */
class Traffic {
  readonly #requests = new Map<Request, { kind: Kind; sentAt: number; bytes: number | undefined }>();

  constructor(context: BrowserContext) {
    context.on('request', (request) => {
      const kind = /^\/(macie|cognito-identity)\//.test(new URL(request.url()).pathname)
        ? 'answers'
        : 'files';
      this.#requests.set(request, { kind, sentAt: Date.now(), bytes: undefined });
    });
    context.on('requestfinished', (request) => {
      // Of what comes later than the window closes, nothing is asked.
      this.#count(request).catch(() => this.#requests.delete(request));
    });
    context.on('requestfailed', (request) => {
      this.#requests.delete(request);
    });
  }

  async #count(request: Request): Promise<void> {
    const { responseBodySize, responseHeadersSize } = await request.sizes();
    const known = this.#requests.get(request);
    if (!known) return;
    known.sentAt = request.timing().startTime;
    known.bytes = responseBodySize + responseHeadersSize;
  }

  /** The bytes of all requests that were sent before a moment (milliseconds since 1970), once they are all in. */
  async bytesBefore(moment: number): Promise<Bytes> {
    for (let wait = 0; wait < LONGEST_LOADING_MS; wait += POLL_MS) {
      const sent = [...this.#requests.values()].filter(({ sentAt }) => sentAt < moment);
      if (sent.every(({ bytes }) => bytes !== undefined)) {
        const total = { files: 0, answers: 0 };
        for (const { kind, bytes = 0 } of sent) total[kind] += bytes;
        return total;
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    throw new Error('A request never ended.');
  }
}

const POLL_MS = 50;
const LONGEST_LOADING_MS = 60_000;
