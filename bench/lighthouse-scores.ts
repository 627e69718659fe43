import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { alternate } from './alternate.ts';
import { LAUNCH } from './bench.ts';
import type { Bench, Measurement } from './bench.ts';
import { installPackage } from './builds.ts';
import { REGION } from './inventories.ts';
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
            scores.of(device).map((each) => Math.round((each[category] ?? 0) * 100)),
            'of 100',
          ),
        })),
      ),
    );
  },
};

/** By Lighthouse's names. */
const CATEGORIES = { performance: 95, accessibility: 100, 'best-practices': 100 };

/** A run takes about twenty seconds, and its scores hardly differ. */
const MOST_RUNS = 3;

/** Scores from 0 to 1. */
async function audit(
  bench: Bench,
  folder: string,
  url: string,
  options: readonly string[],
): Promise<Record<string, number>> {
  const report = path.join(bench.folder, 'lighthouse.json');
  await promisify(execFile)(
    process.execPath,
    [
      path.join(folder, 'node_modules/lighthouse/cli/index.js'),
      url,
      ...options,
      `--only-categories=${Object.keys(CATEGORIES).join(',')}`,
      '--output=json',
      `--output-path=${report}`,
      '--quiet',
      '--chrome-flags=--headless=new --no-sandbox',
      '--no-enable-error-reporting',
    ],
    {
      cwd: bench.folder,
      timeout: 180_000,
      env: { ...process.env, CHROME_PATH: LAUNCH.executablePath ?? chromium.executablePath() },
    },
  );
  const { categories, runtimeError } = JSON.parse(readFileSync(report, 'utf8')) as {
    categories: Record<string, { score: number | null }>;
    runtimeError?: { message: string };
  };
  if (runtimeError) throw new Error(runtimeError.message);
  return Object.fromEntries(Object.entries(categories).map(([name, { score }]) => [name, score ?? 0]));
}
