import { expect, test } from 'vitest';
import { parseWatched } from './watched-jobs.ts';

test.each([
  { found: undefined, kept: [] },
  { found: { a: true }, kept: [] },
  { found: ['a', 7], kept: [] },
  { found: ['a', 'b'], kept: ['a', 'b'] },
])('of $found, $kept is kept', ({ found, kept }) => {
  expect(parseWatched(found)).toEqual(kept);
});

test('only the latest 200 are kept', () => {
  const keys = Array.from({ length: 205 }, (_, index) => `job-${index}`);
  expect(parseWatched(keys)).toEqual(keys.slice(5));
});
