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
    verifiedAt: 0,
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

describe('a cached inventory', () => {
  test('is loaded with everything that is known about it', async () => {
    const head = [
      job(2, { userPausedDetails: { jobExpiresAt: new Date(9) }, jobStatus: 'USER_PAUSED' }),
      job(1),
    ];
    await createInventoryCache('ann').save('', inventory(head, { others: [job(3)] }));
    expect(await load('ann')).toEqual(inventory(head, { calls: 0, others: [job(3)] }));
  });

  test('gives its first rows before the rest, marked as incomplete', async () => {
    await createInventoryCache('ann').save('', inventory(jobs(1200)));
    const firsts: Inventory[] = [];
    const whole = await createInventoryCache('ann').load(SOURCE, '', (first) => firsts.push(first));
    expect(firsts.map(({ head, complete }) => [head.length, complete])).toEqual([[200, false]]);
    expect(firsts[0]?.head[0]).toEqual(job(1200));
    expect(whole?.head).toEqual(jobs(1200));
  });

  test('belongs to one identity, source and criteria', async () => {
    await createInventoryCache('ann').save('status=RUNNING', inventory(jobs(3)));
    expect(await load('bob', 'status=RUNNING')).toBeUndefined();
    expect(await load('ann', '')).toBeUndefined();
    expect(await load('ann', 'status=RUNNING', 'security/eu-west-1')).toBeUndefined();
    expect((await load('ann', 'status=RUNNING'))?.head).toHaveLength(3);
  });

  test('is saved again at the cost of what changed', async () => {
    const cache = createInventoryCache('ann');
    const all = jobs(5000);
    await cache.save('', inventory(all));
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    const next = [job(5001), ...all];
    await cache.save('', inventory(next));
    // The chunk of the newest jobs, and the head.
    expect(put).toHaveBeenCalledTimes(2);
    expect((await load('ann'))?.head).toEqual(next);
  });

  test('is not written where nothing has changed but when it was read', async () => {
    const cache = createInventoryCache('ann');
    const all = jobs(1200);
    const others = [job(5000)];
    await cache.save('', inventory(all, { others }));
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    await cache.save('', inventory([...all], { others: [...others], readAt: 99, closedBefore: 98 }));
    expect(put).not.toHaveBeenCalled();
    // Nor where this page has only loaded it.
    const next = createInventoryCache('ann');
    const loaded = await next.load(SOURCE, '', () => undefined);
    if (loaded) await next.save('', { ...loaded, readAt: 100 });
    expect(put).not.toHaveBeenCalled();
    await cache.save('', inventory(all, { others, verifiedAt: 5 }));
    expect(put).toHaveBeenCalledTimes(1);
  });

  test('loses the chunks that a smaller one no longer has', async () => {
    const cache = createInventoryCache('ann');
    await cache.save('', inventory(jobs(1200)));
    await cache.save('', inventory(jobs(300)));
    expect((await load('ann'))?.head).toEqual(jobs(300));
    const db = await openDB(CACHE_DATABASE);
    expect(await db.count('chunks')).toBe(1);
    db.close();
  });

  test('is dropped after a month, and on demand', async () => {
    await createInventoryCache('ann', () => 0).save('', inventory(jobs(1)));
    expect(await load('ann')).toBeUndefined();
    const cache = createInventoryCache('ann');
    await cache.save('', inventory(jobs(1)));
    await cache.clear();
    expect(await load('ann')).toBeUndefined();
  });

  test('makes room: the eight criteria of a source that were saved last stay', async () => {
    let now = Date.now();
    const cache = createInventoryCache('ann', () => (now += 1));
    for (let index = 0; index < 10; index++) await cache.save(`name=${index}`, inventory(jobs(2)));
    const found = await Promise.all(Array.from({ length: 10 }, (_, index) => load('ann', `name=${index}`)));
    expect(found.map((each) => each !== undefined)).toEqual([false, false, ...Array<boolean>(8).fill(true)]);
    const db = await openDB(CACHE_DATABASE);
    expect(await db.count('chunks')).toBe(8);
    db.close();
  });
});

describe('storage that is', () => {
  test('missing a chunk gives nothing rather than a part', async () => {
    await createInventoryCache('ann').save('', inventory(jobs(1200)));
    const db = await openDB(CACHE_DATABASE);
    await db.delete('chunks', [JSON.stringify(['ann', SOURCE, '']), 1]);
    db.close();
    expect(await load('ann')).toBeUndefined();
  });

  test('written by two tabs in turn holds what the last one wrote, not a mixture', async () => {
    const [one, two] = [createInventoryCache('ann'), createInventoryCache('ann')];
    const all = jobs(1200);
    await one.save('', inventory(all));
    // As many jobs, but the chunks begin elsewhere: one has left, another has joined.
    await two.save('', inventory([job(1201), ...all.slice(0, 700), ...all.slice(701)]));
    const last = [...all.slice(0, 1199), job(0)];
    await one.save('', inventory(last));
    expect((await load('ann'))?.head).toEqual(last);
  });

  test('cleared during a write stays empty', async () => {
    const cache = createInventoryCache('ann');
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    const saved = Promise.all([
      cache.save('', inventory(jobs(1200))),
      cache.save('status=IDLE', inventory(jobs(3))),
    ]);
    await vi.waitUntil(() => put.mock.calls.length > 0, { interval: 0 });
    await Promise.all([cache.clear(), saved]);
    // The write stops, so that signing out doesn't wait for it.
    expect(put).toHaveBeenCalledTimes(1);
    const db = await openDB(CACHE_DATABASE);
    expect([await db.count('chunks'), await db.count('inventories')]).toEqual([0, 0]);
    db.close();
  });

  test('older than thirty days is deleted at the next visit', async () => {
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
    await db.put('chunks', [null, 7], key);
    db.close();
    expect(await load('ann')).toBeUndefined();
  });

  test('full costs the caching, not the page', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    await expect(createInventoryCache('ann').save('', inventory(jobs(2)))).resolves.toBeUndefined();
  });

  test('absent gives nothing', async () => {
    vi.stubGlobal('indexedDB', undefined);
    expect(await load('ann')).toBeUndefined();
  });

  test('held by another tab is given up after two seconds', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('indexedDB', { open: () => new EventTarget() });
    const found = load('ann');
    await vi.advanceTimersByTimeAsync(2000);
    expect(await found).toBeUndefined();
    vi.useRealTimers();
  });
});
