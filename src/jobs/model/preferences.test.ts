import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_PREFERENCES, parsePreferences } from './preferences.ts';

test('what was kept comes back', () => {
  const kept = {
    ...DEFAULT_PREFERENCES,
    zone: 'utc',
    widths: { name: 400 },
    columns: ['name'],
    refresh: 30,
  } as const;
  expect(parsePreferences(JSON.parse(JSON.stringify({ ...kept, version: 1 })))).toEqual(kept);
});

test('a choice from before its name changed is kept', () => {
  expect(parsePreferences({ picture: true, version: 1 }).histogram).toBe(true);
  expect(parsePreferences({ picture: true, histogram: false, version: 2 }).histogram).toBe(false);
});

test('a bad field costs only itself', () => {
  expect(
    parsePreferences({ zone: 'mars', density: 'comfortable', widths: { name: 'wide' }, refresh: -1 }),
  ).toEqual({
    ...DEFAULT_PREFERENCES,
    density: 'comfortable',
  });
});

test('anything else gives the defaults', () => {
  fc.assert(
    fc.property(fc.anything(), (found) => {
      const parsed = parsePreferences(found);
      expect(Object.keys(parsed)).toEqual(
        expect.arrayContaining(['colorScheme', 'zone', 'times', 'density']),
      );
    }),
  );
});
