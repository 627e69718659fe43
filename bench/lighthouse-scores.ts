import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { alternate } from './alternate.ts';
import { LAUNCH } from './bench.ts';
import type { Bench, Measurement } from './bench.ts';
import { installPackage } from './builds.ts';
import { REGION } from './inventories.ts';
import { runProgram } from './program.ts';
import { atLeast, figure, row } from './row.ts';

/** What Lighthouse says of the list. Its times are simulated for a network and a processor of its own choice. */
export const lighthouse: Measurement = {
  name: 'lighthouse',
  what: 'Lighthouse',
  measure: async (bench) => {
    const url = `${await bench.origin('ours', { jobs: 500 })}/jobs?region=${REGION}`;
    const folder = await installPackage('lighthouse');
    const scores = await alternate(Math.min(bench.repeat, MOST_RUNS), {
      desktop: () => audit(bench, folder, url, ['--preset=desktop']),
      mobile: () => audit(bench, folder, url, []),
    });
    return (['desktop', 'mobile'] as const).flatMap((device) =>
      Object.entries(CATEGORIES).map(([category, goal]) =>
        row(`Lighthouse, ${device}: ${category}`, atLeast(goal), () => ({
          score: figure(
            scores.of(device).map(({ categories }) => Math.round((categories[category]?.score ?? 0) * 100)),
            'of 100',
          ),
          ...(category === 'performance' &&
            Object.fromEntries(
              TIMES.map((time) => [
                time,
                figure(
                  scores.of(device).map(({ audits }) => audits[time]?.numericValue ?? Number.NaN),
                  'ms',
                ),
              ]),
            )),
        })),
      ),
    );
  },
};

/** By Lighthouse's names. */
const CATEGORIES = { performance: 95, accessibility: 100, 'best-practices': 100 };

/** What the score for performance is mostly made of. */
const TIMES = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time'];

/** A run takes about twenty seconds, and its scores hardly differ. */
const MOST_RUNS = 3;

/** What of Lighthouse's report is used; scores are from 0 to 1. */
interface Report {
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
  readonly audits: Readonly<Record<string, { readonly numericValue?: number }>>;
}

/** Audits in a browser of its own, and once more where Lighthouse lost track, as it does now and then. */
async function audit(
  bench: Bench,
  folder: string,
  url: string,
  options: readonly string[],
  attempts = 2,
): Promise<Report> {
  const file = path.join(bench.folder, 'lighthouse.json');
  const port = await freePort();
  const browser = await chromium.launch({
    ...LAUNCH,
    args: [...(LAUNCH.args ?? []), `--remote-debugging-port=${port}`],
  });
  try {
    await runProgram(
      process.execPath,
      [
        path.join(folder, 'node_modules/lighthouse/cli/index.js'),
        url,
        ...options,
        `--port=${port}`,
        `--only-categories=${Object.keys(CATEGORIES).join(',')}`,
        '--output=json',
        `--output-path=${file}`,
        '--quiet',
        '--no-enable-error-reporting',
      ],
      { cwd: bench.folder, timeout: 180_000 },
    );
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch (error) {
    if (attempts === 1) throw error;
  } finally {
    await browser.close();
  }
  return audit(bench, folder, url, options, attempts - 1);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
  });
}
