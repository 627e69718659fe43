import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { itemAt, Random } from './random.ts';

test('the same seed draws the same, another seed something else', () => {
  const drawn = new Random('jobs', 1).hex(64);
  expect(new Random('jobs', 1).hex(64)).toBe(drawn);
  expect(new Random('jobs', 2).hex(64)).not.toBe(drawn);
});

test('draws stay within their bounds', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: -1000, max: 1000 }), fc.nat(1000), (seed, low, span) => {
      const random = new Random(seed);
      const drawn = random.between(low, low + span);
      expect(drawn).toBeGreaterThanOrEqual(low);
      expect(drawn).toBeLessThanOrEqual(low + span);
      expect(random.hex(32)).toMatch(/^[0-9a-f]{32}$/);
      expect(['a', 'b', 'c']).toContain(random.pick(['a', 'b', 'c']));
    }),
  );
});

test('neighbouring seeds give no two equal ids', () => {
  const ids = Array.from({ length: 100_000 }, (_, index) => new Random(7, index).hex(32));
  expect(new Set(ids).size).toBe(ids.length);
});

test('an empty list has no items', () => {
  expect(() => itemAt([], 0)).toThrow(RangeError);
});
