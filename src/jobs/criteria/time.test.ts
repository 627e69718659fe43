import { describe, expect, it } from 'vitest';
import { parseRelative, readTime, resolveTime } from './time.ts';

describe('readTime', () => {
  it.each([
    ['2026-11-20', '2026-11-20T00:00:00Z'],
    ['2024-02-29', '2024-02-29T00:00:00Z'],
    ['2026-11-20T00:00:00Z', '2026-11-20T00:00:00Z'],
    ['2026-11-20T10:30Z', '2026-11-20T10:30:00Z'],
    ['2026-11-20t10:30:05z', '2026-11-20T10:30:05Z'],
    ['2026-11-20 10:30:05Z', '2026-11-20T10:30:05Z'],
    ['2026-11-20T10:30:05.000Z', '2026-11-20T10:30:05Z'],
    ['2026-11-20T10:30:05.5Z', '2026-11-20T10:30:05.500Z'],
    ['2026-11-20T10:30:05.123456+00:00', '2026-11-20T10:30:05.123Z'],
    ['2026-11-20T00:30:00+02:00', '2026-11-19T22:30:00Z'],
    ['2026-11-20T00:30:00-0530', '2026-11-20T06:00:00Z'],
    ['2026-11-20T00:30:00 02:00', '2026-11-19T22:30:00Z'],
    ['now-7d', 'now-7d'],
    ['NOW-007D', 'now-7d'],
    ['now-0m', 'now-0m'],
    ['now-24h', 'now-24h'],
    ['now-1043w', 'now-1043w'],
  ])('takes %s', (text, value) => {
    expect(readTime(text)).toEqual({ value });
    expect(readTime(value)).toEqual({ value });
  });

  it.each([
    ['2026-02-30', 'no such date'],
    ['2023-02-29', 'no such date'],
    ['2026-13-01', 'no such date'],
    ['2026-00-10', 'no such date'],
    ['2026-11-20T24:00:00Z', 'no such date'],
    ['2026-11-20T23:60:00Z', 'no such date'],
    ['2026-11-20T23:59:60Z', 'no such date'],
    ['2026-11-20T10:30:00', 'no zone'],
    ['1969-12-31', 'between 1970 and 9999'],
    ['0001-01-01', 'between 1970 and 9999'],
    ['9999-12-31T23:59:59-01:00', 'between 1970 and 9999'],
    ['2026-11-20T10:30:00+24:00', 'A time is'],
    ['20 Nov 2026', 'A time is'],
    ['1700000000', 'A time is'],
    ['2026-11', 'A time is'],
    ['', 'A time is'],
    ['now', 'A relative time is'],
    ['now-7', 'A relative time is'],
    ['now-7y', 'A relative time is'],
    ['now+7d', 'A relative time is'],
    ['now-1.5d', 'A relative time is'],
    ['now--7d', 'A relative time is'],
    ['now-999999999999d', 'A relative time is'],
    ['now-1044w', '20 years'],
    ['now-999999999m', '20 years'],
  ])('refuses %s', (text, reason) => {
    expect(readTime(text)).toEqual({ reason: expect.stringContaining(reason) });
  });
});

describe('resolveTime', () => {
  const now = new Date('2026-11-20T12:00:00.999Z');

  it.each([
    ['now-0m', '2026-11-20T12:00:00Z'],
    ['now-15m', '2026-11-20T11:45:00Z'],
    ['now-36h', '2026-11-19T00:00:00Z'],
    ['now-7d', '2026-11-13T12:00:00Z'],
    ['now-2w', '2026-11-06T12:00:00Z'],
    ['2026-11-20T10:30:05.500Z', '2026-11-20T10:30:05.500Z'],
  ])('takes %s for %s', (value, instant) => {
    expect(resolveTime(value, now)).toBe(instant);
  });
});

it('distinguishes a relative time from an instant', () => {
  expect(parseRelative('now-90d')).toEqual({ count: 90, unit: 'd' });
  expect(parseRelative('2026-11-20T00:00:00Z')).toBeUndefined();
});
