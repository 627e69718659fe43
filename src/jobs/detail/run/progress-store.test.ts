import * as fakes from 'fake-indexeddb';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createProgressStore, PROGRESS_DATABASE } from './progress-store.ts';

const day = 86_400_000;
const start = Date.parse('2026-02-11T12:00:00Z');
const store = (identity: string | undefined = 'me') => createProgressStore(identity);

beforeAll(() => {
  for (const [name, fake] of Object.entries(fakes)) vi.stubGlobal(name, fake);
});

afterEach(async () => {
  await deleteDB(PROGRESS_DATABASE);
});

test('the samples of a job outlive the page', async () => {
  await store().add('security/eu-west-1/job', { at: start, left: 100, runs: 1 });
  const later = await store().add('security/eu-west-1/job', { at: start + 1000, left: 90, runs: 1 });
  expect(later).toEqual([
    { at: start, left: 100, runs: 1 },
    { at: start + 1000, left: 90, runs: 1 },
  ]);
});

test('jobs and identities don’t mix', async () => {
  await store('me').add('a', { at: start, left: 100 });
  expect(await store('me').add('b', { at: start + 1, left: 90 })).toHaveLength(1);
  expect(await store('you').add('a', { at: start + 1, left: 90 })).toHaveLength(1);
});

test('two tabs add to each other’s samples', async () => {
  const [one, other] = [store(), store()];
  await one.add('job', { at: start, left: 100 });
  await other.add('job', { at: start + 1, left: 99 });
  await one.add('job', { at: start + 2, left: 98 });
  expect(await other.add('job', { at: start + 3, left: 97 })).toHaveLength(4);
});

test('a job not looked at for two weeks is forgotten', async () => {
  const kept = store();
  await kept.add('old', { at: start, left: 100 });
  await kept.add('new', { at: start + 15 * day, left: 100 });
  expect(await kept.add('old', { at: start + 15 * day, left: 90 })).toHaveLength(1);
});

test('of more than 200 jobs the ones not looked at for longest are forgotten', async () => {
  const kept = store();
  for (let job = 0; job < 205; job++) await kept.add(`job ${job}`, { at: start + job, left: 100 });
  expect(await kept.add('job 204', { at: start + 300, left: 90 })).toHaveLength(2);
  expect(await kept.add('job 5', { at: start + 300, left: 90 })).toHaveLength(2);
  expect(await kept.add('job 4', { at: start + 300, left: 90 })).toHaveLength(1);
});

test('clearing forgets everything', async () => {
  const kept = store();
  await kept.add('job', { at: start, left: 100 });
  await kept.clear();
  expect(await kept.add('job', { at: start + 1, left: 90 })).toHaveLength(1);
});

test('without an identity nothing outlives the store', async () => {
  const fleeting = createProgressStore(undefined);
  await fleeting.add('job', { at: start, left: 100 });
  expect(await fleeting.add('job', { at: start + 1, left: 90 })).toHaveLength(2);
  expect(await createProgressStore(undefined).add('job', { at: start + 2, left: 80 })).toHaveLength(1);
});

test('nonsense in the storage is passed over', async () => {
  await store().add('job', { at: start, left: 100 });
  const db = await openDB(PROGRESS_DATABASE);
  await db.put('runs', { key: 'me/job', usedAt: start, samples: [{ at: start, left: 80 }, { at: 'then' }] });
  await db.put('runs', { key: 'me/other', usedAt: start, samples: 'none' });
  db.close();
  expect(await store().add('job', { at: start + 1, left: 70 })).toEqual([{ at: start + 1, left: 70 }]);
  expect(await store().add('other', { at: start + 1, left: 70 })).toHaveLength(1);
});

test('storage that fails costs nothing but the keeping, and is tried again', async () => {
  const broken = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('blocked', 'SecurityError');
  });
  const kept = store();
  await kept.add('job', { at: start, left: 100 });
  expect(await kept.add('job', { at: start + 1, left: 90 })).toHaveLength(2);
  await expect(kept.clear()).resolves.toBeUndefined();
  broken.mockRestore();
  await kept.add('job', { at: start, left: 100 });
  expect(await store().add('job', { at: start + 1, left: 90 })).toHaveLength(2);
});

test('storage that never answers is not waited for', async () => {
  const hanging = vi.spyOn(indexedDB, 'open').mockImplementation(() => new fakes.IDBOpenDBRequest());
  vi.useFakeTimers();
  const adding = store().add('job', { at: start, left: 100 });
  await vi.advanceTimersByTimeAsync(2000);
  expect(await adding).toHaveLength(1);
  vi.useRealTimers();
  hanging.mockRestore();
});

test('a database of a newer version of this page is left alone', async () => {
  (await openDB(PROGRESS_DATABASE, 9)).close();
  const kept = store();
  await kept.add('job', { at: start, left: 100 });
  expect(await kept.add('job', { at: start + 1, left: 90 })).toHaveLength(2);
});
