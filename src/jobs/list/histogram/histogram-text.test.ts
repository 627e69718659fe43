import { describe, expect, test } from 'vitest';
import {
  binText,
  countsText,
  mergeBins,
  partsText,
  statusesOf,
  tickText,
  ticksOf,
} from './histogram-text.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-11-03T00:00:00Z');

describe('a bin’s time in UTC', () => {
  test.each([
    { from: 0, to: DAY, text: '2026-11-03' },
    { from: 0, to: 7 * DAY, text: '2026-11-03 to 2026-11-09' },
    { from: 14 * HOUR, to: 15 * HOUR, text: '2026-11-03 14:00 to 15:00' },
    { from: 12 * HOUR, to: DAY, text: '2026-11-03 12:00 to 2026-11-04 00:00' },
    { from: 1000, to: 2000, text: '2026-11-03 00:00:01 to 00:00:02' },
  ])('$words', ({ from, to, text }) => {
    expect(binText({ from: START + from, to: START + to })).toBe(text);
  });
});

describe('what a bin holds', () => {
  const statuses = ['COMPLETE', 'RUNNING', 'NEWER'];

  test('names statuses in the order of the stack', () => {
    const held = bin(0, { NEWER: 1, COMPLETE: 1200, RUNNING: 2 });
    expect(countsText(held, statuses, true)).toBe('1,203 jobs, 1,200 Complete, 2 Running, 1 NEWER');
    expect(countsText(held, statuses, false)).toBe('at least 1,203 jobs, 1,200 Complete, 2 Running, 1 NEWER');
    expect(partsText(held.counts, ['IDLE'])).toEqual([]);
  });

  test('may be one job or none', () => {
    expect(countsText(bin(0, { RUNNING: 1 }), statuses, true)).toBe('1 job, 1 Running');
    expect(countsText(bin(0, {}), statuses, true)).toBe('no jobs');
    expect(countsText(bin(0, {}), statuses, false)).toBe('no jobs so far');
  });
});

test('statuses stand in one order whatever comes first, unknown ones last', () => {
  const bins = [bin(0, { ZEBRA: 1, USER_PAUSED: 1 }), bin(1, { RUNNING: 1, COMPLETE: 1, APE: 1 })];
  expect(statusesOf(bins)).toEqual(['COMPLETE', 'RUNNING', 'USER_PAUSED', 'APE', 'ZEBRA']);
});

describe('bins as one', () => {
  const bins = [bin(0, { RUNNING: 1 }), bin(1, { RUNNING: 2, IDLE: 1 }), bin(2, {})];

  test('hold together what each holds, whichever end comes first', () => {
    const merged = { from: START, to: START + 3 * DAY, total: 4, counts: { RUNNING: 3, IDLE: 1 } };
    expect(mergeBins(bins, 0, 2)).toEqual(merged);
    expect(mergeBins(bins, 2, 0)).toEqual(merged);
    expect(mergeBins(bins, 1, 1)).toEqual(bins[1]);
  });

  test('are none where there are none', () => {
    expect(mergeBins([], 0, 0)).toBeUndefined();
  });
});

describe('the axis', () => {
  test('has at most five labels, the first bin among them', () => {
    for (const count of [1, 4, 5, 6, 11, 60]) {
      const bins = Array.from({ length: count }, (_, index) => bin(index, {}));
      const ticks = ticksOf(bins);
      expect(ticks[0]).toBe(0);
      expect(ticks.length).toBeLessThanOrEqual(5);
    }
  });

  test('names days, and times where bins are shorter', () => {
    expect(tickText([bin(0, {})], 0)).toBe('2026-11-03');
    const hours = [22, 23, 24].map((hour) => ({
      from: START + hour * HOUR,
      to: START + (hour + 1) * HOUR,
      total: 0,
      counts: {},
    }));
    expect(hours.map((_, index) => tickText(hours, index))).toEqual(['11-03 22:00', '23:00', '11-04 00:00']);
  });
});

function bin(day: number, counts: Record<string, number>) {
  return {
    from: START + day * DAY,
    to: START + (day + 1) * DAY,
    total: Object.values(counts).reduce((sum, count) => sum + count, 0),
    counts,
  };
}
