import { expect, test } from 'vitest';
import { createFreshStart } from './fresh-start.ts';

test('60 clicks in six seconds begin twice, and a click on what hangs begins again', () => {
  let now = 1_000_000;
  const begins = createFreshStart(() => now);
  const clicks = Array.from({ length: 60 }, () => {
    now += 100;
    return begins();
  });
  expect(clicks.filter(Boolean)).toHaveLength(2);
  now += 5000;
  expect(begins()).toBe(true);
});

test('a clock that is put back keeps no click waiting', () => {
  let now = 1_000_000;
  const begins = createFreshStart(() => now);
  begins();
  now = 0;
  expect(begins()).toBe(true);
});
