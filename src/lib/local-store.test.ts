import { afterEach, expect, test, vi } from 'vitest';
import { createLocalStore } from './local-store.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const parse = (found: unknown) => (typeof found === 'string' ? found : 'first');

const fails = () => {
  throw new DOMException('No.', 'QuotaExceededError');
};

test.each<[string, unknown]>([
  ['absent', undefined],
  ['blocked', { getItem: fails, setItem: fails }],
  ['full', { getItem: () => null, setItem: fails }],
])('where storage is %s, a value lasts for the visit and is known not to be kept', (_how, storage) => {
  vi.stubGlobal('localStorage', storage);
  const store = createLocalStore('key', parse);
  const heard = vi.fn<() => void>();
  store.subscribe(heard);
  expect(store.get()).toBe('first');
  expect(store.set('second')).toBe(false);
  expect(store.get()).toBe('second');
  expect(heard).toHaveBeenCalledOnce();
});

test('a value that was stored is kept', () => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
  expect(createLocalStore('key', parse).set('second')).toBe(true);
  expect(createLocalStore('key', parse).get()).toBe('second');
});
