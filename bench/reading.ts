import { existsSync } from 'node:fs';
import path from 'node:path';
import { staticKeyOf } from '../emulator/accounts.ts';
import { alternate } from './alternate.ts';
import type { Bench, Measurement } from './bench.ts';
import { ACCOUNT, ALIVE, REGION } from './inventories.ts';
import { allRead, atInventory } from './inventory-visit.ts';
import { runProgram } from './program.ts';
import { atMost, comparison, failedRow, figure, row } from './row.ts';
import type { Row } from './row.ts';

/** The whole of an inventory, beside the AWS CLI on the same emulator. */
export const whole: Measurement = {
  name: 'whole',
  what: 'whole inventory of 10,000 jobs, 40 ms latency → last row known',
  measure: async (bench) => {
    const far = { jobs: 10_000, latencyMs: 40 };
    const endpoint = await bench.endpoint(far);
    const times = await alternate(Math.min(bench.repeat, MOST_ROUNDS), {
      ours: () => atInventory(bench, far, (visited) => allRead(visited, far)),
      full: () => listByCli(endpoint, ['--page-size', '200']),
      default: () => listByCli(endpoint, []),
    });
    return [
      row(whole.what, atMost(0.25), () =>
        comparison(times.of('ours'), ['AWS CLI --page-size 200', times.of('full')], 'ms'),
      ),
      row(whole.what, null, () =>
        comparison(times.of('ours'), ['AWS CLI by default', times.of('default')], 'ms'),
      ),
    ];
  },
};

/** A round takes half a minute, and gives nearly the same each time. */
const MOST_ROUNDS = 3;

/** How often Macie is called, by the emulator's own log: exact figures. */
export const calls: Measurement = {
  name: 'calls',
  what: 'calls of Macie',
  measure: async (bench) => {
    const rows: Row[] = [];
    for (const jobs of [100, 1000, 10_000, bench.largest].filter(
      (size, index, all) => all.indexOf(size) === index,
    )) {
      const size = jobs.toLocaleString('en');
      const goal = jobs === 10_000 ? atMost(2) : null;
      const what = `calls for a refresh, ${size} jobs of which ${ALIVE} alive`;
      try {
        const counted = await countCalls(bench, jobs);
        rows.push(
          row(what, goal, () => ({ refresh: figure([counted.refresh], '') })),
          row(`calls for a full read of ${size} jobs`, null, () => ({
            read: figure([counted.read], ''),
          })),
        );
      } catch (error) {
        rows.push(failedRow(what, error, goal));
      }
    }
    return rows;
  },
};

function countCalls(bench: Bench, jobs: number): Promise<{ read: number; refresh: number }> {
  const world = { jobs };
  const emulator = bench.world(world);
  /** The calls since a moment, once there have been no more of them for a while. */
  const callsSince = async (moment: number): Promise<number> => {
    for (let before = -1; ;) {
      const made = emulator
        .requests()
        .filter(({ operation, at }) => MACIE.has(operation ?? '') && at >= moment);
      if (made.length === before && made.every(({ status }) => status !== 0)) return before;
      before = made.length;
      await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    }
  };
  const opened = Date.now();
  return atInventory(bench, world, async (visited) => {
    await allRead(visited, world);
    const read = await callsSince(opened);
    const clicked = Date.now();
    await visited.page.getByRole('button', { name: 'Refresh', exact: true }).click();
    return { read, refresh: await callsSince(clicked) };
  });
}

const MACIE: ReadonlySet<string> = new Set(['ListClassificationJobs', 'DescribeClassificationJob']);

/** Longer than the page takes between two calls of a read. */
const QUIET_MS = 1500;

/** How long the AWS CLI takes to list every job, in milliseconds. */
async function listByCli(endpoint: string, options: readonly string[]): Promise<number> {
  const program = ['/usr/bin', '/usr/local/bin', ...(process.env['PATH'] ?? '').split(path.delimiter)]
    .map((folder) => path.join(folder, 'aws'))
    .find((file) => existsSync(file));
  if (!program) throw new Error('The AWS CLI is not installed.');
  const { accessKeyId, secretAccessKey } = staticKeyOf(ACCOUNT);
  const began = performance.now();
  await runProgram(
    program,
    ['macie2', 'list-classification-jobs', '--endpoint-url', endpoint, '--region', REGION, ...options],
    {
      env: {
        PATH: '/usr/bin:/bin',
        HOME: '/nonexistent',
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_PAGER: '',
      },
    },
  );
  return performance.now() - began;
}
