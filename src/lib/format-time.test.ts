import { describe, expect, test } from 'vitest';
import { formatAge, formatDuration, formatInstant, formatTime } from './format-time.ts';

const NOW = Date.parse('2026-11-20T14:05:09Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('a time', () => {
  test.each([
    [0, 'now'],
    [12_000, '12 s ago'],
    [59_999, '59 s ago'],
    [MINUTE, '1 min ago'],
    [47 * HOUR, '47 h ago'],
    [48 * HOUR, '2 d ago'],
    [-3 * HOUR, 'in 3 h'],
  ])('%d ms ago is shown as %s', (ago, text) => {
    expect(formatAge(NOW - ago, NOW)).toBe(text);
  });

  test('is an age for a week, then a date', () => {
    const style = { zone: 'utc', times: 'relative' } as const;
    expect(formatTime(NOW - 7 * DAY + 1, style, NOW)).toBe('6 d ago');
    expect(formatTime(NOW - 7 * DAY, style, NOW)).toBe('2026-11-13 14:05 UTC');
  });

  test('is a date at once for a reader who wants dates', () => {
    expect(formatTime(NOW, { zone: 'utc', times: 'absolute' }, NOW)).toBe('2026-11-20 14:05 UTC');
  });

  test('says its zone only when it is not the reader’s own', () => {
    expect(formatInstant(NOW, 'utc', true)).toBe('2026-11-20 14:05:09 UTC');
    expect(formatInstant(NOW, 'local', true)).toBe('2026-11-20 14:05:09');
  });

  test('that is none is said to be unknown', () => {
    expect(formatInstant(NaN, 'utc')).toBe('unknown time');
  });

  test('as a duration is whole units, rounded down', () => {
    expect([999, 90_000, 25 * HOUR, 50 * HOUR].map(formatDuration)).toEqual(['0 s', '1 min', '25 h', '2 d']);
  });
});
