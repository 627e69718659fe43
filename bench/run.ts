import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createBench } from './bench.ts';
import type { Measurement } from './bench.ts';
import { choices, session } from './interacting.ts';
import { large } from './large.ts';
import { lighthouse } from './lighthouse-scores.ts';
import { cold, growth, warm } from './opening.ts';
import { manySources } from './many-sources.ts';
import { calls, whole } from './reading.ts';
import { describeMachine, formatResults, formatTable } from './report.ts';
import { failedRow } from './row.ts';
import type { Row } from './row.ts';

/** What comes later may suffer from what came before: so the largest inventories, which stay in memory, and Lighthouse come last. */
const MEASUREMENTS: readonly Measurement[] = [
  cold,
  warm,
  choices,
  session,
  whole,
  manySources,
  growth,
  calls,
  large,
  lighthouse,
];

/**
 * `npm run bench`: how fast, against what, side by side. Prints a table and writes `bench/results.json`.
 *
 * --only=cold,warm measures only these, --repeat=3 takes that many samples, and --quick takes one of each and
 * 10,000 jobs for the largest inventory.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      repeat: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  });
  const chosen = choose(values.only);
  const options = {
    repeat: Number(values.repeat ?? (values.quick ? 1 : 5)),
    largest: values.quick ? 10_000 : 100_000,
  };
  if (!Number.isInteger(options.repeat) || options.repeat < 1)
    throw new Error('--repeat takes a number from 1.');

  const date = new Date();
  const bench = await createBench(options);
  const rows: Row[] = [];
  const seconds: Record<string, number> = {};
  try {
    for (const { name, what, measure } of chosen) {
      const began = performance.now();
      process.stderr.write(`${name} …`);
      try {
        rows.push(...(await measure(bench)));
      } catch (error) {
        rows.push(failedRow(what, error));
      }
      seconds[name] = Math.round((performance.now() - began) / 1000);
      process.stderr.write(` ${seconds[name]} s\n`);
    }
    const about = describeMachine(bench.browser.version());
    const results = { date: date.toISOString(), ...about, options, seconds, rows };
    writeFileSync(path.join(import.meta.dirname, 'results.json'), formatResults(results));
  } finally {
    await bench.close();
  }
  console.log(formatTable(rows));
}

function choose(only: string | undefined): readonly Measurement[] {
  if (only === undefined) return MEASUREMENTS;
  return only.split(',').map((wanted) => {
    const found = MEASUREMENTS.find(({ name }) => name === wanted);
    if (found) return found;
    throw new Error(`There is no ${wanted}; there are ${MEASUREMENTS.map(({ name }) => name).join(', ')}.`);
  });
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
