import * as v from 'valibot';
import type { Bench, Measurement } from './bench.ts';
import { allRead, atInventory } from './inventory-visit.ts';
import { atMost, figure, row } from './row.ts';
import { quantile } from './spread.ts';
import { READER, visit } from './visit.ts';
import type { Visit } from './visit.ts';
import { workersOf } from './worker-session.ts';
import type { AskThread } from './worker-session.ts';

/** How the page bears the largest inventory there may be. */
export const large: Measurement = {
  name: 'large',
  what: 'the largest inventory',
  measure: async (bench) => {
    const small = { jobs: 100 };
    const base = await atInventory(bench, small, async (visited) => {
      await allRead(visited, small);
      return heapOf(visited);
    });
    const { tasks, heap, frames, plainFrames } = await atLargest(bench);
    const size = bench.largest.toLocaleString('en');
    return [
      row(`longest main-thread task while reading ${size} jobs`, atMost(50), () => ({
        // Browsers report only tasks of more than 50 ms.
        longest: figure([Math.max(50, ...tasks)], 'ms'),
        ...(tasks.length > 0 && { [`${tasks.length} over 50 ms`]: figure(tasks, 'ms') }),
      })),
      row(`heap per job at ${size} jobs, of the page and its worker`, atMost(1024), () => ({
        heap: figure([(heap - base) / (bench.largest - small.jobs)], 'B'),
      })),
      row(`scroll through ${size} jobs: 95th percentile frame`, atMost(ONE_FRAME_MS + CLOCK_STEP_MS), () => ({
        p95: figure([Math.round(quantile(frames, 0.95) * 10) / 10], 'ms'),
        frames: figure(frames, 'ms'),
        'frames of a plain table': figure(plainFrames, 'ms'),
      })),
      row(`scroll through ${size} jobs: slowest frame`, atMost(50), () => ({
        slowest: figure([Math.max(...frames)], 'ms'),
      })),
    ];
  },
};

/** 60 frames a second. */
const ONE_FRAME_MS = 16.7;
/** Browsers report the time of a frame in steps of this, so a time between two is off by as much. */
const CLOCK_STEP_MS = 0.1;

async function atLargest(bench: Bench) {
  const world = { jobs: bench.largest };
  const context = await bench.browser.newContext(READER);
  try {
    const plain = await visit(context, PLAIN_TABLE);
    return await atInventory(bench, world, async (visited) => {
      const readingSince = await visited.firstRow();
      await allRead(visited, world);
      const tasks = await visited.page.evaluate(
        (since) => benchProbe.longTasks.filter(({ start }) => start >= since).map(({ duration }) => duration),
        readingSince,
      );
      const heap = await heapOf(visited);
      const frames: number[] = [];
      const plainFrames: number[] = [];
      for (const speed of SPEEDS) {
        plainFrames.push(...(await framesOfScrolling(plain, speed)));
        frames.push(...(await framesOfScrolling(visited, speed)));
      }
      return { tasks, heap, frames, plainFrames };
    });
  } finally {
    await context.close();
  }
}

/** What scrolls as smoothly as this machine can: a table that is only there. */
const PLAIN_TABLE = `data:text/html,${encodeURIComponent(
  `<div style="height: 700px; overflow: auto"><table>${'<tr style="height: 34px"><th scope="row">Job<td>Complete<td>One-time<td>us-east-1'.repeat(6000)}</table></div>`,
)}`;

/** Pixels a second: reading along, skimming, and rushing by; down, and up again. */
const SPEEDS = [1000, -1000, 8000, -8000, 60_000];

/** Turns the wheel over the table, and gives the times between the frames that the page drew, in milliseconds. */
async function framesOfScrolling({ page, session }: Visit, speed: number): Promise<number[]> {
  const box = await page.locator('div:has(> table)').boundingBox();
  if (!box) throw new Error('The table is not on the screen.');
  await page.evaluate(() => {
    benchProbe.startFrames();
  });
  await session.send('Input.synthesizeScrollGesture', {
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    yDistance: -speed * SCROLLING_S,
    speed: Math.abs(speed),
    gestureSourceType: 'mouse',
    preventFling: true,
  });
  return page.evaluate(() => benchProbe.stopFrames());
}

const SCROLLING_S = 3;

/** The bytes that the page and its worker hold on to, in JavaScript's heap and in buffers beside it. */
async function heapOf({ page, session }: Visit): Promise<number> {
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(SETTLING_MS);
  const threads: readonly AskThread[] = [(method) => session.send(method), ...(await workersOf(session))];
  let sum = 0;
  for (const ask of threads) {
    // What only finalizers let go of is gone at the second time.
    for (let times = 0; times < 2; times += 1) await ask('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize } = v.parse(Usage, await ask('Runtime.getHeapUsage'));
    sum += usedSize + backingStorageSize;
  }
  return sum;
}

const Usage = v.object({ usedSize: v.number(), backingStorageSize: v.number() });

/** What the page does once all is read, such as keeping it, is done by then. */
const SETTLING_MS = 3000;
