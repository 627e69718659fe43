import { describe, expect, test } from 'vitest';
import { createPages, createSourceLimits } from './pages.ts';
import { readRows } from './read-rows.ts';
import { NEWEST_FIRST, createJobs } from '../../testing/inventory-harness.ts';
import {
  type VirtualScheduler,
  createRandom,
  createVirtualScheduler,
} from '../../testing/virtual-scheduler.ts';
import { type Quirks, type FakeJob, createFakeMacie } from '../../testing/fake-macie.ts';
import type { ListRequest, Rows } from './types.ts';

const HOUR = 3_600_000;

const OLDEST_FIRST: ListRequest = { sortCriteria: { attributeName: 'createdAt', orderBy: 'ASC' } };

function read(
  jobs: FakeJob[],
  {
    request = NEWEST_FIRST,
    scheduler,
    ...quirks
  }: Quirks & { request?: ListRequest; scheduler: VirtualScheduler },
  progressed?: (rows: () => Rows) => void,
): Promise<Rows> {
  const macie = createFakeMacie(jobs, quirks);
  const pages = createPages(
    'demo/eu-west-1',
    {
      list: (input, { signal }) => scheduler.call(() => macie.list(input), signal),
      describe: (jobId, { signal }) => scheduler.call(() => macie.describe(jobId), signal),
    },
    createSourceLimits(scheduler.clock),
    { wait: async () => {} },
  );
  return scheduler.run(
    readRows(pages, request, new AbortController().signal, progressed ? { progressed } : {}),
  );
}

describe('readRows', () => {
  const ORDERS = [
    ['newest first', NEWEST_FIRST],
    ['oldest first', OLDEST_FIRST],
  ] as const;

  test.each(ORDERS)('finds every job in its place, %s', async (_, request) => {
    const jobs = createJobs(5000);
    const { head, ...rest } = await read(jobs, {
      request,
      scheduler: createVirtualScheduler({ latency: 40 }),
    });
    const ids = jobs.map(({ jobId }) => jobId);
    expect(head.map(({ jobId }) => jobId)).toEqual(request === NEWEST_FIRST ? ids : ids.toReversed());
    expect(rest).toEqual({ beyond: [], complete: true, stopped: false, unreadable: 0 });
  });

  test('keeps Macie’s own order for other sorts, whatever it is', async () => {
    const jobs = createJobs(600);
    const byName: ListRequest = { sortCriteria: { attributeName: 'name', orderBy: 'ASC' } };
    const { head } = await read(jobs, {
      request: byName,
      scheduler: createVirtualScheduler({ latency: 40 }),
    });
    expect(head.map(({ name }) => name)).toEqual(jobs.map(({ name }) => name).toSorted());
  });

  test(
    'finds every job whatever Macie makes of ranges of time, in whatever order answers come',
    { timeout: 30_000 },
    async () => {
      const ages: ((index: number) => number)[] = [
        (index) => index * HOUR,
        (index) => Math.floor(index / 30) * 2 * HOUR,
        (index) => Math.floor(index / 140) * 40 * HOUR,
        (index) => index ** 2 * 60_000,
      ];
      for (let seed = 0; seed < 240; seed += 1) {
        const random = createRandom(seed);
        const ranges = (['taken', 'refused', 'ignored', 'by day', 'nothing'] as const)[seed % 5] ?? 'taken';
        const jobs = createJobs(60 + random.below(360), { age: ages[random.below(4)] ?? Number });
        const [, request] = ORDERS[random.below(2)] ?? ORDERS[0];
        const { head } = await read(
          jobs,
          {
            ranges,
            request,
            scheduler: createVirtualScheduler({ random }),
            pageSize: () => 20,
            ties: 'same',
          },
          (rows) => {
            const { head, beyond } = rows();
            expect(new Set([...head, ...beyond]).size).toBe(head.length + beyond.length);
            // All that stands before the last row of the head is in it.
            const last = head.at(-1);
            const sign = request === NEWEST_FIRST ? -1 : 1;
            const before = jobs.filter(
              ({ createdAt }) => last && sign * (createdAt.getTime() - (last.createdAt ?? 0)) < 0,
            );
            const there = new Set(head.map(({ jobId }) => jobId));
            expect(
              before.filter(({ jobId }) => !there.has(jobId)),
              `seed ${seed}`,
            ).toEqual([]);
          },
        );
        expect(head.length, `seed ${seed}, ${ranges}`).toBe(jobs.length);
        expect(new Set(head.map(({ jobId }) => jobId)).size).toBe(jobs.length);
      }
    },
  );
});
