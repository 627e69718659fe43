import { describe, expect, test, vi } from 'vitest';
import { createInventories } from './inventories.ts';
import type { Inventory } from './inventory.ts';
import { createJobs } from '../../testing/inventory-harness.ts';
import type { InventoryQuestion } from './transfer.ts';
import { createWorld } from '../../testing/fake-macie.ts';

const QUESTION: InventoryQuestion = {
  source: { account: 'security', region: 'eu-west-1' },
  words: '',
  criteria: { terms: [], sort: { field: 'created', order: 'DESC' } },
  purpose: 'rows',
  fromKept: true,
};

/**
 * Inventories of a world with so many jobs, and what is told of them.
 *
 * @param loading what happens while what was kept is loaded; may have its first jobs told
 */
function rig(count: number, keptBefore?: Inventory, loading: (first: () => void) => void = () => {}) {
  const world = createWorld(createJobs(count), {});
  const sizes: (number | undefined)[] = [];
  const saved: [string, Inventory][] = [];
  const macie = {
    listJobs: async (_source: unknown, input: Parameters<typeof world.list>[0]) => {
      sizes.push(input.maxResults);
      return { ...world.list(input), $metadata: {} };
    },
    describeJob: async () => {
      throw new Error('No job is asked for.');
    },
  };
  const kept = {
    load: vi.fn(async (_source: string, _criteria: string, first: (inventory: Inventory) => void) => {
      loading(() => {
        if (keptBefore) first(keptBefore);
      });
      return keptBefore;
    }),
    save: async (criteria: string, inventory: Inventory) => {
      saved.push([criteria, inventory]);
    },
  };
  const published: Inventory[] = [];
  const create = (sources = 1, accountId = '111122223333') => {
    const regions = Array.from({ length: sources }, (_, index) => `region-${index}`);
    return createInventories(macie, { wait: async () => {} }, kept, [{ id: 'security', accountId, regions }]);
  };
  const read = (inventories: ReturnType<typeof create>, question: Partial<InventoryQuestion> = {}) =>
    inventories.read(
      { ...QUESTION, ...question },
      (inventory) => published.push(inventory),
      new AbortController().signal,
    );
  return { world, sizes, saved, kept, published, create, read };
}

/** An inventory of 1000 jobs as it is kept. */
async function readAndKeep(): Promise<Inventory | undefined> {
  const { create, read, saved } = rig(1000);
  const inventories = create();
  await read(inventories);
  inventories.keep(QUESTION);
  return saved[0]?.[1];
}

describe('inventories', () => {
  test('are read once, then brought up to date', async () => {
    const { create, read, sizes, published, kept } = rig(1000);
    const inventories = create();
    await read(inventories);
    const calls = sizes.length;
    expect(published.at(-1)).toMatchObject({ complete: true, head: { length: 1000 } });
    await read(inventories);
    expect(sizes.length - calls).toBe(2);
    expect(kept.load).toHaveBeenCalledTimes(1);
  });

  test('begin with what was kept, which is published first, and are kept', async () => {
    const whole = await readAndKeep();
    const { create, read, sizes, published, kept } = rig(1000, whole);
    await read(create());
    expect(sizes).toHaveLength(2);
    expect(published[0]).toBe(whole);
    expect(kept.load).toHaveBeenCalledWith('security/eu-west-1', '111122223333 ', expect.anything());
  });

  test('that are kept of an account’s name are not another account’s', async () => {
    const { create, read, kept } = rig(60);
    await read(create(1, '999988887777'));
    expect(kept.load).toHaveBeenCalledWith('security/eu-west-1', '999988887777 ', expect.anything());
  });

  test('are kept only when that is asked for, and only whole', async () => {
    const { create, read, saved } = rig(60);
    const inventories = create();
    const reading = read(inventories);
    inventories.keep(QUESTION);
    await reading;
    expect(saved).toEqual([]);
    inventories.keep(QUESTION);
    expect(saved).toMatchObject([['111122223333 ', { complete: true, head: { length: 60 } }]]);
  });

  test('are told of no more once nobody waits', async () => {
    const stop = new AbortController();
    const { create, published, sizes } = rig(1000, await readAndKeep(), (first) => {
      stop.abort();
      first();
    });
    const read = create().read(QUESTION, (inventory) => published.push(inventory), stop.signal);
    await expect(read).rejects.toMatchObject({ name: 'AbortError' });
    expect([published, sizes]).toEqual([[], []]);
  });

  test('are not looked for where the reader does not want them kept', async () => {
    const { create, read, kept } = rig(60);
    await read(create(), { fromKept: false });
    expect(kept.load).not.toHaveBeenCalled();
  });

  test('that nobody shows are forgotten, and read anew', async () => {
    const { create, read, sizes } = rig(1000);
    const inventories = create();
    await read(inventories);
    const calls = sizes.length;
    inventories.forget(QUESTION);
    await read(inventories);
    expect(sizes.length).toBe(2 * calls);
  });

  test.each([
    [1, 50],
    [20, 30],
    [240, 10],
  ])('of %i sources begin with %i jobs each', async (sources, first) => {
    const { create, read, sizes } = rig(100);
    await read(create(sources));
    expect(sizes[0]).toBe(first);
  });
});
