import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Job } from '../model/job.ts';
import { createInventoryCache, CACHE_DATABASE } from './inventory-cache.ts';
import type { Inventory } from './types.ts';

const SOURCE = 'security/us-east-1';

function job(number: number, more: Partial<Job> = {}): Job {
  return {
    source: SOURCE,
    jobId: String(number).padStart(32, '0'),
    name: `job ${number}`,
    jobStatus: 'COMPLETE',
    jobType: 'ONE_TIME',
    createdAt: number,
    lastRunError: 'NONE',
    userPausedDetails: undefined,
    bucketDefinitions: [{ accountId: '111122223333', buckets: ['a', 'b'] }],
    bucketCriteria: undefined,
    ...more,
  };
}

/** Newest first, as Macie sorts them. */
const jobs = (count: number) => Array.from({ length: count }, (_, index) => job(count - index));

function inventory(head: readonly Job[], more: Partial<Inventory> = {}): Inventory {
  return {
    source: SOURCE,
    head,
    beyond: [],
    complete: true,
    state: 'settled',
    readAt: 7,
    resolvedAt: 6,
    calls: 3,
    unreadable: 1,
    changed: new Map(),
    closedBefore: 5,
    others: undefined,
    ...more,
  };
}

const load = (identity: string, criteria = '', source = SOURCE) =>
  createInventoryCache(identity).load(source, criteria, () => undefined);

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('an inventory that was kept', () => {
  test('comes back whole, with all that is known of it', async () => {
    const head = [
      job(2, { userPausedDetails: { jobExpiresAt: new Date(9) }, jobStatus: 'USER_PAUSED' }),
      job(1),
    ];
    await createInventoryCache('ann').save('', inventory(head, { others: [job(3)] }));
    expect(await load('ann')).toEqual(inventory(head, { calls: 0, others: [job(3)] }));
  });

  test('shows its first rows before the rest, and does not call them all', async () => {
    await createInventoryCache('ann').save('', inventory(jobs(1200)));
    const firsts: Inventory[] = [];
    const whole = await createInventoryCache('ann').load(SOURCE, '', (first) => firsts.push(first));
    expect(firsts.map(({ head, complete }) => [head.length, complete])).toEqual([[200, false]]);
    expect(firsts[0]?.head[0]).toEqual(job(1200));
    expect(whole?.head).toEqual(jobs(1200));
  });

  test('is nobody else’s, of no other source and of no other criteria', async () => {
    await createInventoryCache('ann').save('status=RUNNING', inventory(jobs(3)));
    expect(await load('bob', 'status=RUNNING')).toBeUndefined();
    expect(await load('ann', '')).toBeUndefined();
    expect(await load('ann', 'status=RUNNING', 'security/eu-west-1')).toBeUndefined();
    expect((await load('ann', 'status=RUNNING'))?.head).toHaveLength(3);
  });

  test('is kept again at the cost of what changed', async () => {
    const kept = createInventoryCache('ann');
    const all = jobs(5000);
    await kept.save('', inventory(all));
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    const next = [job(5001), ...all];
    await kept.save('', inventory(next));
    // The chunk of the newest jobs, and the head.
    expect(put).toHaveBeenCalledTimes(2);
    expect((await load('ann'))?.head).toEqual(next);
  });

  test('is forgotten after a month, and on demand', async () => {
    await createInventoryCache('ann', () => 0).save('', inventory(jobs(1)));
    expect(await load('ann')).toBeUndefined();
    const kept = createInventoryCache('ann');
    await kept.save('', inventory(jobs(1)));
    await kept.clear();
    expect(await load('ann')).toBeUndefined();
  });

  test('makes room: of a source’s criteria the eight used last are kept', async () => {
    let now = Date.now();
    const kept = createInventoryCache('ann', () => (now += 1));
    for (let index = 0; index < 10; index++) await kept.save(`name=${index}`, inventory(jobs(2)));
    const found = await Promise.all(Array.from({ length: 10 }, (_, index) => load('ann', `name=${index}`)));
    expect(found.map((each) => each !== undefined)).toEqual([false, false, ...Array<boolean>(8).fill(true)]);
    const db = await openDB(CACHE_DATABASE);
    expect(await db.count('chunks')).toBe(8);
    db.close();
  });
});

describe('storage that is', () => {
  test('cut off in the middle of a write gives nothing rather than half', async () => {
    await createInventoryCache('ann').save('', inventory(jobs(1200)));
    const db = await openDB(CACHE_DATABASE);
    await db.delete('chunks', [JSON.stringify(['ann', SOURCE, '']), 1]);
    db.close();
    expect(await load('ann')).toBeUndefined();
  });

  test('written by two tabs in setStatus gives nothing rather than a mixture', async () => {
    const [one, two] = [createInventoryCache('ann'), createInventoryCache('ann')];
    const all = jobs(1200);
    await one.save('', inventory(all));
    // As many jobs, but the chunks begin elsewhere: one has left, another has joined.
    const others = [job(1201), ...all.slice(0, 700), ...all.slice(701)];
    await two.save('', inventory(others));
    await one.save('', inventory([...all.slice(0, 1199), job(0)]));
    const found = await load('ann');
    expect(found?.head.length ?? 0).toBe(0);
  });

  test('forgotten while something is being written stays empty', async () => {
    const kept = createInventoryCache('ann');
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    const saved = Promise.all([
      kept.save('', inventory(jobs(1200))),
      kept.save('status=IDLE', inventory(jobs(3))),
    ]);
    await vi.waitUntil(() => put.mock.calls.length > 0, { interval: 0 });
    await Promise.all([kept.clear(), saved]);
    // Nothing more is written, so that whoever signs out need not wait for it.
    expect(put).toHaveBeenCalledTimes(1);
    const db = await openDB(CACHE_DATABASE);
    expect([await db.count('chunks'), await db.count('inventories')]).toEqual([0, 0]);
    db.close();
  });

  test('older than thirty days is deleted once somebody is back', async () => {
    await createInventoryCache('ann', () => 0).save('', inventory(jobs(2)));
    await createInventoryCache('bob', () => 31 * 86_400_000).save('', inventory(jobs(3)));
    const db = await openDB(CACHE_DATABASE);
    expect(await db.count('inventories')).toBe(1);
    expect(await db.count('chunks')).toBe(1);
    db.close();
  });

  test('corrupt gives nothing', async () => {
    await createInventoryCache('ann').save('', inventory(jobs(2)));
    const db = await openDB(CACHE_DATABASE);
    const key = [JSON.stringify(['ann', SOURCE, '']), 0];
    const chunk: unknown = await db.get('chunks', key);
    await db.put('chunks', { ...Object(chunk), jobs: [null, 7] }, key);
    db.close();
    expect(await load('ann')).toBeUndefined();
  });

  test('full costs the keeping, not the page', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    await expect(createInventoryCache('ann').save('', inventory(jobs(2)))).resolves.toBeUndefined();
  });

  test('absent gives nothing', async () => {
    vi.stubGlobal('indexedDB', undefined);
    expect(await load('ann')).toBeUndefined();
  });

  test('held by another tab keeps nobody waiting for long', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('indexedDB', { open: () => new EventTarget() });
    const found = load('ann');
    await vi.advanceTimersByTimeAsync(2000);
    expect(await found).toBeUndefined();
    vi.useRealTimers();
  });
});
