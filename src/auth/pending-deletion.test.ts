import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { clearPendingDeletion, finishPendingDeletion, notePendingDeletion } from './pending-deletion.ts';

const NAME = 'a-readers-data';

beforeEach(() => {
  const items = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => items.set(key, value),
    removeItem: (key: string) => items.delete(key),
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function exists(): Promise<boolean> {
  return (await indexedDB.databases()).some(({ name }) => name === NAME);
}

async function create(): Promise<void> {
  await new Promise<void>((resolve) => {
    const request = indexedDB.open(NAME);
    request.addEventListener('success', () => {
      request.result.close();
      resolve();
    });
  });
}

test('what a sign-out could not delete is deleted at the next start', async () => {
  await create();
  notePendingDeletion();
  await finishPendingDeletion([NAME]);
  expect(await exists()).toBe(false);
  // Once: what is cached from then on stays.
  await create();
  await finishPendingDeletion([NAME]);
  expect(await exists()).toBe(true);
});

test('a deletion that was finished leaves nothing to do', async () => {
  await create();
  notePendingDeletion();
  clearPendingDeletion();
  await finishPendingDeletion([NAME]);
  expect(await exists()).toBe(true);
});

test('blocked storage keeps no page from starting', async () => {
  vi.stubGlobal('localStorage', undefined);
  notePendingDeletion();
  await expect(finishPendingDeletion([NAME])).resolves.toBeUndefined();
});
