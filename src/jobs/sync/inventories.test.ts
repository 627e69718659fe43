import { describe, expect, test, vi } from 'vitest';
import { createInventories } from './inventories.ts';
import { createJobs } from '../../testing/inventory-harness.ts';
import type { DescribedJob } from './job-details.ts';
import type { InventoryQuestion } from './transfer.ts';
import { createFakeMacie } from '../../testing/fake-macie.ts';
import type { Inventory } from './types.ts';

const QUESTION: InventoryQuestion = {
  source: { account: 'security', region: 'eu-west-1' },
  criteriaKey: '',
  criteria: { terms: [], sort: { field: 'created', order: 'DESC' } },
  purpose: 'rows',
  fromCache: true,
};

/**
 * Inventories over a fake Macie with so many jobs, and what they publish.
 *
 * @param loading called while the cache is loaded; may publish the first jobs
 */
function harness(count: number, cachedBefore?: Inventory, loading: (first: () => void) => void = () => {}) {
  const fake = createFakeMacie(createJobs(count), {});
  const sizes: (number | undefined)[] = [];
  const saved: [string, Inventory][] = [];
  const macie = {
    listJobs: async (_source: unknown, input: Parameters<typeof fake.list>[0]) => {
      sizes.push(input.maxResults);
      return { ...fake.list(input), $metadata: {} };
    },
    describeJob: vi.fn(async (_source: unknown, jobId: string) => ({
      ...fake.describe(jobId),
      statistics: { numberOfRuns: 7 },
    })),
  };
  const cache = {
    load: vi.fn(async (_source: string, _criteria: string, first: (inventory: Inventory) => void) => {
      loading(() => {
        if (cachedBefore) first(cachedBefore);
      });
      return cachedBefore;
    }),
    save: async (criteria: string, inventory: Inventory) => {
      saved.push([criteria, inventory]);
    },
    loadDetails: async () => new Map<string, DescribedJob>(),
    saveDetails: async () => {},
  };
  const published: Inventory[] = [];
  const create = (sources = 1, accountId = '111122223333') => {
    const regions = Array.from({ length: sources }, (_, index) => `region-${index}`);
    return createInventories(macie, { wait: async () => {} }, cache, [
      { id: 'security', accountId, regions },
    ]);
  };
  const read = (inventories: ReturnType<typeof create>, question: Partial<InventoryQuestion> = {}) =>
    inventories.read(
      { ...QUESTION, ...question },
      (inventory) => published.push(inventory),
      new AbortController().signal,
    );
  return { macie, sizes, saved, cache, published, create, read };
}

/** An inventory of 1000 jobs as it is cached. */
async function readWhole(): Promise<Inventory | undefined> {
  const { create, read, saved } = harness(1000);
  const inventories = create();
  await read(inventories);
  inventories.cache(QUESTION);
  return saved[0]?.[1];
}

describe('inventories', () => {
  test('are read once, then brought up to date', async () => {
    const { create, read, sizes, published, cache } = harness(1000);
    const inventories = create();
    await read(inventories);
    const calls = sizes.length;
    expect(published.at(-1)).toMatchObject({ complete: true, head: { length: 1000 } });
    await read(inventories);
    expect(sizes.length - calls).toBe(2);
    expect(cache.load).toHaveBeenCalledTimes(1);
  });

  test('start from the cache, publish it first, and are cached', async () => {
    const whole = await readWhole();
    const { create, read, sizes, published, cache } = harness(1000, whole);
    await read(create());
    expect(sizes).toHaveLength(2);
    expect(published[0]).toBe(whole);
    expect(cache.load).toHaveBeenCalledWith('security/eu-west-1', '111122223333 ', expect.anything());
  });

  test('are cached by account number, not by the account’s name', async () => {
    const { create, read, cache } = harness(60);
    await read(create(1, '999988887777'));
    expect(cache.load).toHaveBeenCalledWith('security/eu-west-1', '999988887777 ', expect.anything());
  });

  test('are cached only on request, and only when complete', async () => {
    const { create, read, saved } = harness(60);
    const inventories = create();
    const reading = read(inventories);
    inventories.cache(QUESTION);
    await reading;
    expect(saved).toEqual([]);
    inventories.cache(QUESTION);
    expect(saved).toMatchObject([['111122223333 ', { complete: true, head: { length: 60 } }]]);
  });

  test('publish nothing after an abort', async () => {
    const stop = new AbortController();
    const { create, published, sizes } = harness(1000, await readWhole(), (first) => {
      stop.abort();
      first();
    });
    const read = create().read(QUESTION, (inventory) => published.push(inventory), stop.signal);
    await expect(read).rejects.toMatchObject({ name: 'AbortError' });
    expect([published, sizes]).toEqual([[], []]);
  });

  test('are not loaded from the cache where the reader has turned it off', async () => {
    const { create, read, cache } = harness(60);
    await read(create(), { fromCache: false });
    expect(cache.load).not.toHaveBeenCalled();
  });

  test('are read from the start after they were released', async () => {
    const { create, read, sizes } = harness(1000);
    const inventories = create();
    await read(inventories);
    const calls = sizes.length;
    inventories.release(QUESTION);
    await read(inventories);
    expect(sizes.length).toBe(2 * calls);
  });

  test.each([
    [1, 50],
    [20, 30],
    [240, 10],
  ])('of %i sources begin with %i jobs each', async (sources, first) => {
    const { create, read, sizes } = harness(100);
    await read(create(sources));
    expect(sizes[0]).toBe(first);
  });

  test('are published again with what Macie says of their living jobs', async () => {
    const { macie, create, read, published } = harness(1000);
    const inventories = create();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const before = vi.getTimerCount();
      await read(inventories);
      expect(published.at(-1)?.head.some(({ details }) => details)).toBe(false);
      // Twenty jobs are running; what is learned is published within a second.
      await vi.waitUntil(() => macie.describeJob.mock.calls.length === 20 && vi.getTimerCount() > before);
      await vi.advanceTimersByTimeAsync(1000);
    } finally {
      vi.useRealTimers();
    }
    const { head = [], complete } = published.at(-1) ?? {};
    expect(complete).toBe(true);
    expect(head.filter(({ details }) => details?.numberOfRuns === 7)).toHaveLength(20);
    // A job that a reader opens is learned from, too, and asked about by nothing else.
    await inventories.learn(
      QUESTION.source,
      head[500]?.jobId ?? '',
      {
        $metadata: {},
        statistics: { numberOfRuns: 1 },
      },
      false,
    );
    await read(inventories);
    expect(published.at(-1)?.head[500]?.details?.numberOfRuns).toBe(1);
    expect(macie.describeJob).toHaveBeenCalledTimes(20);
  });
});
