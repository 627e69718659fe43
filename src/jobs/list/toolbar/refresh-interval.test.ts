import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refreshInterval } from './refresh-interval.ts';
import type { RefreshSituation } from './refresh-interval.ts';

const calm: RefreshSituation = {
  preference: 'auto',
  running: false,
  sources: 1,
  failures: 0,
  throttled: false,
  passing: false,
  hidden: false,
  jitter: 0.5,
};

describe('an adaptive refresh', () => {
  test('comes every 10 s while something runs, and every 60 s otherwise', () => {
    expect(refreshInterval({ ...calm, running: true })).toBe(10_000);
    expect(refreshInterval(calm)).toBe(60_000);
  });

  test('stretches where many sources would make it a flood', () => {
    expect(refreshInterval({ ...calm, running: true, sources: 40 })).toBe(10_000);
    expect(refreshInterval({ ...calm, running: true, sources: 240 })).toBe(60_000);
  });
});

test('a reader’s own number is kept to, whatever runs and however many sources there are', () => {
  expect(refreshInterval({ ...calm, preference: 30, sources: 240 })).toBe(30_000);
  expect(refreshInterval({ ...calm, preference: 300, running: true })).toBe(300_000);
});

test('refreshes a hidden page every 5 minutes at most', () => {
  expect(refreshInterval({ ...calm, hidden: true, running: true })).toBe(300_000);
  expect(refreshInterval({ ...calm, hidden: true, preference: 900 })).toBe(900_000);
});

test('off is off', () => {
  expect(refreshInterval({ ...calm, preference: 'off', running: true })).toBe(false);
  expect(refreshInterval({ ...calm, preference: 'off', hidden: true })).toBe(false);
});

describe('after failures', () => {
  test('it doubles each time, up to 5 minutes', () => {
    const waits = [0, 1, 2, 3, 9].map((failures) => refreshInterval({ ...calm, running: true, failures }));
    expect(waits).toEqual([10_000, 20_000, 40_000, 80_000, 300_000]);
  });

  test('it is never shorter than what the reader chose', () => {
    expect(refreshInterval({ ...calm, preference: 900, failures: 3 })).toBe(900_000);
  });

  test('a throttled one waits longer than another', () => {
    expect(refreshInterval({ ...calm, running: true, failures: 1, throttled: true })).toBe(60_000);
  });
});

describe('after failures that may pass by themselves', () => {
  const passing = { ...calm, passing: true };

  test('an adaptive refresh comes within half a minute, however many there were', () => {
    const waits = [1, 2, 3, 9].map((failures) => refreshInterval({ ...passing, failures }));
    expect(waits).toEqual([10_000, 20_000, 25_000, 25_000]);
    expect(refreshInterval({ ...passing, failures: 1, throttled: true })).toBe(25_000);
    expect(refreshInterval({ ...passing, failures: 50, throttled: true, jitter: 1 })).toBeLessThan(30_000);
  });

  test('many sources are no flood, a reader’s own number is kept to, and a hidden page rests', () => {
    expect(refreshInterval({ ...passing, failures: 1, sources: 240 })).toBe(60_000);
    expect(refreshInterval({ ...passing, failures: 1, preference: 300 })).toBe(300_000);
    expect(refreshInterval({ ...passing, failures: 1, hidden: true })).toBe(300_000);
  });
});

describe('always', () => {
  const situation: fc.Arbitrary<RefreshSituation> = fc.record({
    preference: fc.oneof(fc.constant('auto' as const), fc.integer({ min: 5, max: 86_400 })),
    running: fc.boolean(),
    sources: fc.integer({ min: 1, max: 500 }),
    failures: fc.integer({ min: 0, max: 2000 }),
    throttled: fc.boolean(),
    passing: fc.constant(false),
    hidden: fc.boolean(),
    jitter: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  });

  test('spreads readers by a tenth up and down, and never loops', () => {
    fc.assert(
      fc.property(situation, (situation) => {
        const middle = Number(refreshInterval({ ...situation, jitter: 0.5 }));
        const mine = Number(refreshInterval(situation));
        expect(mine).toBeGreaterThanOrEqual(Math.floor(middle * 0.9));
        expect(mine).toBeLessThanOrEqual(Math.ceil(middle * 1.1));
        expect(mine).toBeGreaterThanOrEqual(4500);
      }),
    );
  });

  test('a failure never brings the next refresh nearer', () => {
    fc.assert(
      fc.property(situation, (situation) => {
        const next = refreshInterval({ ...situation, failures: situation.failures + 1 });
        expect(Number(next)).toBeGreaterThanOrEqual(Number(refreshInterval(situation)));
      }),
    );
  });
});
