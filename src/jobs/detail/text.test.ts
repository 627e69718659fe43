import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { durationText, joined, plain } from './text.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

test('a sentence reads as one text', () => {
  expect(
    plain(['since ', new Date('2026-01-02T03:04:05Z'), ', ', { value: '1 KiB', exact: '1,024 bytes' }]),
  ).toBe('since 2026-01-02T03:04:05.000Z, 1 KiB (1,024 bytes)');
  expect(plain([new Date(Number.NaN)])).toBe('an unreadable date');
});

test('lists have commas and a last word', () => {
  expect(plain(joined([['a']], 'or'))).toBe('a');
  expect(plain(joined([['a'], ['b']], 'or'))).toBe('a or b');
  expect(plain(joined([['a'], ['b'], ['c']], 'and'))).toBe('a, b and c');
  expect(plain(joined([], 'and'))).toBe('');
});

describe('durations', () => {
  test.each([
    [0, 'under a minute'],
    [59_999, 'under a minute'],
    [minute, '1 minute'],
    [59.4 * minute, '59 minutes'],
    [59.6 * minute, '1 hour'],
    [hour, '1 hour'],
    [2 * hour + 5 * minute, '2 hours 5 minutes'],
    [10 * hour + 5 * minute, '10 hours'],
    [47 * hour, '47 hours'],
    [2 * day, '2 days'],
    [47.9 * hour, '48 hours'],
    [2.9 * day, '3 days'],
    [-3 * day, '3 days'],
    [Number.POSITIVE_INFINITY, 'an unknown time'],
  ])('%d ms is %s', (length, expected) => {
    expect(durationText(length)).toBe(expected);
  });

  test('never say 60 minutes, 0 hours or a fraction', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * day }), (length) => {
        expect(durationText(length)).not.toMatch(/\b60 minutes|\b0 |\.|NaN/);
      }),
    );
  });
});
