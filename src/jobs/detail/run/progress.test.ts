import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addSample, estimate, MOST_SAMPLES, stuckInSamples } from './progress.ts';
import type { Sample } from './progress.ts';

const start = Date.parse('2026-02-11T12:00:00Z');
const tick = 10_000;

/** A run seen every ten seconds. */
const seen = (lefts: readonly number[], runs = 1): Sample[] =>
  lefts.map((left, index) => ({ at: start + index * tick, left, runs }));
const steady = (count: number, from: number, each: number) =>
  seen(Array.from({ length: count }, (_, index) => from - each * index));
const gather = (samples: readonly Sample[]) => samples.reduce<readonly Sample[]>(addSample, []);

describe('samples', () => {
  test('of one run are kept in order', () => {
    expect(gather(seen([100, 90, 90, 80]))).toHaveLength(4);
    const still = gather(seen([100, 90, 90, 90, 90, 80]));
    expect(still.map(({ at, left }) => [(at - start) / tick, left])).toEqual([
      [0, 100],
      [1, 90],
      [4, 90],
      [5, 80],
    ]);
  });

  test('that say nothing new are left out', () => {
    const samples = gather(seen([100, 90]));
    const again = { at: start + tick, left: 80 };
    const earlier = { at: start, left: 80 };
    const none = { at: start + 9 * tick, left: Number.NaN };
    for (const sample of [again, earlier, none, { ...again, left: -1 }]) {
      expect(addSample(samples, sample)).toBe(samples);
    }
  });

  test('start afresh with a new run', () => {
    expect(gather([...seen([100, 90]), { at: start + 5 * tick, left: 80, runs: 2 }])).toHaveLength(1);
    expect(gather(seen([100, 90, 500]))).toEqual([{ at: start + 2 * tick, left: 500, runs: 1 }]);
  });

  test('go on over a small rise, as the number is approximate, and over a missing number of runs', () => {
    expect(gather(seen([10_000, 9000, 9050]))).toHaveLength(3);
    expect(gather([...seen([100, 90]), { at: start + 5 * tick, left: 80 }])).toHaveLength(3);
  });

  test('are thinned from the old end, and never too many', () => {
    const samples = gather(steady(1000, 1_000_000, 10));
    expect(samples.length).toBeLessThanOrEqual(MOST_SAMPLES);
    expect(samples.at(0)?.at).toBe(start);
    expect(samples.slice(-100)).toEqual(steady(1000, 1_000_000, 10).slice(-100));
  });
});

describe('the estimate', () => {
  test('needs five samples over a minute', () => {
    expect(estimate([])).toEqual({ kind: 'too-few', have: 0, need: 5 });
    expect(estimate(steady(4, 1000, 10))).toEqual({ kind: 'too-few', have: 4, need: 5 });
    expect(estimate(steady(6, 1000, 10))).toEqual({ kind: 'too-few', have: 6, need: 5 });
    expect(estimate(steady(7, 1000, 10)).kind).toBe('progress');
  });

  test('is done when nothing is left, however few the samples', () => {
    expect(estimate(seen([0]))).toEqual({ kind: 'done' });
  });

  test('of a steady run is exact', () => {
    const result = estimate(steady(10, 1000, 10)); // one object a second, 910 left after 90 s
    const finish = start + 90_000 + 910_000;
    expect(result).toMatchObject({ kind: 'progress', speed: 1, finish });
  });

  test('is the less sure, the further ahead it looks compared with what was watched', () => {
    // 90 s of samples: an end 90 s ahead is sure to a tenth, one 33 hours ahead may come after five times as long.
    expect(range(180)[1]).toBeCloseTo(0.1, 2);
    expect(range(33 * 3600)[0]).toBeGreaterThan(0.7);
    expect(range(33 * 3600)[1]).toBeGreaterThan(3);
  });

  test('counts a run as stuck after a day of samples without movement', () => {
    const day = 86_400_000;
    const at = (hours: number, left: number) => ({ at: start + hours * 3_600_000, left });
    expect(stuckInSamples([at(0, 900), at(1, 800), at(25, 800)], undefined)).toBe(start + 3_600_000);
    expect(stuckInSamples([at(0, 900), at(1, 800), at(24.9, 800)], undefined)).toBeUndefined();
    expect(stuckInSamples([at(0, 0), at(48, 0)], undefined)).toBeUndefined();
    expect(stuckInSamples([], undefined)).toBeUndefined();
    // What this browser knew before the page was opened.
    expect(stuckInSamples([at(25, 800)], start)).toBe(start);
    expect(stuckInSamples([at(23, 800)], start)).toBeUndefined();
    expect(
      stuckInSamples(
        [
          { at: start, left: 5 },
          { at: start + day, left: 5 },
        ],
        undefined,
      ),
    ).toBe(start);
  });

  test('says since when nothing moves', () => {
    expect(estimate(seen([500, 400, 400, 400, 400, 400, 400, 400, 400]))).toEqual({
      kind: 'no-progress',
      since: start + tick,
    });
    expect(estimate(seen([400, 400, 400, 400, 400, 400, 400]))).toEqual({
      kind: 'no-progress',
      since: start,
    });
  });

  test('leaves the end open when the samples allow that there is none', () => {
    const result = estimate(seen([1000, 1005, 990, 1000, 985, 995, 980, 990]));
    expect(result).toMatchObject({ kind: 'progress', latest: undefined });
  });

  test('is not fooled by a number that moves only every five minutes', () => {
    const stairs = Array.from({ length: 240 }, (_, index) => 100_000 - Math.floor(index / 30) * 300);
    const result = estimate(gather(seen(stairs)));
    expect(result.kind === 'progress' && result.speed).toBeCloseTo(1, 0);
  });

  test('follows the present speed, not that of an hour ago', () => {
    const slow = Array.from({ length: 100 }, (_, index) => 100_000 - index);
    const fast = Array.from({ length: 60 }, (_, index) => 99_000 - index * 100);
    expect(estimate(gather(seen([...slow, ...fast])))).toMatchObject({ kind: 'progress', speed: 10 });
  });

  test('is not bent by an odd sample', () => {
    const lefts = Array.from({ length: 20 }, (_, index) => 10_000 - index * 100);
    lefts[7] = 1;
    expect(estimate(seen(lefts))).toMatchObject({ speed: 10 });
  });

  test('of any run that goes down has its ends in order, after the last sample', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ gap: fc.integer({ min: 1000, max: 600_000 }), drop: fc.nat(500) }), {
          minLength: 1,
          maxLength: 80,
        }),
        (steps) => {
          let at = start;
          let left = 50_000;
          const samples = gather(steps.map(({ gap, drop }) => ({ at: (at += gap), left: (left -= drop) })));
          const result = estimate(samples);
          if (result.kind !== 'progress') return;
          expect(result.speed).toBeGreaterThan(0);
          expect(result.earliest).toBeGreaterThanOrEqual(at);
          expect(result.finish).toBeGreaterThanOrEqual(result.earliest);
          expect(result.latest ?? Infinity).toBeGreaterThanOrEqual(result.finish);
        },
      ),
    );
  });

  test('holds the true end nine times out of ten', () => {
    // Steps of a fixed speed with noise; the generator is fixed too, so that the test is.
    let seed = 7;
    const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    let held = 0;
    for (let round = 0; round < 300; round++) {
      const lefts = Array.from({ length: 20 }, (_, index) => 10_000 - index * 50 + (random() - 0.5) * 60);
      const result = estimate(seen(lefts));
      if (result.kind !== 'progress') continue;
      const left = lefts.at(-1) ?? 0;
      const end = start + 19 * tick + (left / 5) * 1000;
      if (result.earliest <= end && end <= (result.latest ?? Infinity)) held += 1;
    }
    expect(held / 300).toBeGreaterThan(0.85);
  });
});

/** How far the range reaches to either side of the likeliest end, as a share of the time until then. */
function range(left: number): [number, number] {
  const result = estimate(steady(10, left, 10));
  if (result.kind !== 'progress') throw new Error(result.kind);
  const { earliest, finish, latest = Infinity } = result;
  const ahead = finish - (start + 90_000);
  return [(finish - earliest) / ahead, (latest - finish) / ahead];
}
