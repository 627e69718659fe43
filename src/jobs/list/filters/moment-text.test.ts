import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holds } from '../../../testing/criteria-arbitraries.ts';
import { readMoment, showMoment } from './moment-text.ts';

const ZONES = [
  'UTC',
  'Asia/Kathmandu',
  'America/New_York',
  'Africa/Cairo',
  'Pacific/Apia',
  'Australia/Lord_Howe',
];
const before = process.env['TZ'];

afterEach(() => {
  process.env['TZ'] = before;
});

describe('in Kathmandu, 5:45 ahead of UTC', () => {
  beforeEach(() => {
    process.env['TZ'] = 'Asia/Kathmandu';
  });

  it.each([
    ['2026-11-20', 'local', '2026-11-19T18:15:00Z'],
    ['2026-11-20', 'utc', '2026-11-20T00:00:00Z'],
    ['2026-11-20 14:05', 'local', '2026-11-20T08:20:00Z'],
    [' 2026-11-20T14:05:30 ', 'utc', '2026-11-20T14:05:30Z'],
    ['2026-11-20T14:05:30+01:00', 'local', '2026-11-20T13:05:30Z'],
    ['2026-11-20T14:05:30Z', 'local', '2026-11-20T14:05:30Z'],
    ['now-7d', 'local', 'now-7d'],
    ['24h', 'utc', 'now-24h'],
    ['90 D', 'utc', 'now-90d'],
  ] as const)('%s (%s) is %s', (text, zone, value) => {
    expect(readMoment(text, zone)).toEqual({ value });
  });

  it('ends a range with the whole last day', () => {
    expect(readMoment('2026-11-20', 'local', true)).toEqual({ value: '2026-11-20T18:15:00Z' });
    expect(readMoment('2026-11-20', 'utc', true)).toEqual({ value: '2026-11-21T00:00:00Z' });
    expect(readMoment('2026-11-20 00:00', 'utc', true)).toEqual({ value: '2026-11-20T00:00:00Z' });
    expect(showMoment('2026-11-20T18:15:00Z', 'local', true)).toBe('2026-11-20');
  });

  it('shows what it reads', () => {
    expect(showMoment('2026-11-19T18:15:00Z', 'local')).toBe('2026-11-20');
    expect(showMoment('2026-11-20T08:20:00Z', 'local')).toBe('2026-11-20 14:05');
    expect(showMoment('2026-11-20T08:20:30Z', 'utc')).toBe('2026-11-20 08:20:30');
    expect(showMoment('2026-11-20T08:20:30.125Z', 'utc')).toBe('2026-11-20T08:20:30.125Z');
    expect(showMoment('now-7d', 'utc')).toBe('now-7d');
    // New York's clocks show 01:30 twice that night.
    process.env['TZ'] = 'America/New_York';
    expect(showMoment('2026-11-01T05:30:00Z', 'local')).toBe('2026-11-01 01:30');
    expect(showMoment('2026-11-01T06:30:00Z', 'local')).toBe('2026-11-01T06:30:00Z');
  });
});

it.each(['', 'soon', '2026-02-30', '2026-13-01 10:00', '2026-11-20 24:30', 'now+7d', '7y', '1960-01-01'])(
  '"%s" is no moment, and the reason is a sentence',
  (text) => {
    for (const zone of ['local', 'utc'] as const) {
      expect(readMoment(text, zone)).toEqual({ reason: expect.stringMatching(/^[A-Z].*\.$/) });
    }
  },
);

it('takes back what it shows, in zones with odd hours and days', () => {
  const instant = fc
    .integer({ min: Date.UTC(1990, 0), max: Date.UTC(2040, 0) })
    .map((ms) => new Date(Math.floor(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z'));
  const midnight = fc
    .integer({ min: 7305, max: 25_567 })
    .map((day) => new Date(day * 86_400_000).toISOString().replace('.000Z', 'Z'));
  holds(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.constantFrom('local', 'utc'),
      fc.boolean(),
      fc.oneof(instant, midnight),
      (timeZone, zone, wholeDay, value) => {
        process.env['TZ'] = timeZone;
        const text = showMoment(value, zone, wholeDay);
        const back = readMoment(text, zone, wholeDay);
        expect(back).toEqual({ value });
      },
    ),
    2000,
  );
});
