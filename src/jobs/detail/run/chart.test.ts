import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chartOf } from './chart.ts';
import { addSample, estimate } from './progress.ts';
import type { Sample } from './progress.ts';

const start = Date.parse('2026-02-11T12:00:00Z');
const seen: readonly Sample[] = [
  { at: start, left: 1000 },
  { at: start + 60_000, left: 500 },
];

const points = (text: string | undefined) =>
  (text ?? '')
    .split(' ')
    .filter(Boolean)
    .map((point) => point.split(',').map(Number));

test('one sample makes no line', () => {
  expect(chartOf([], { kind: 'done' })).toBeUndefined();
  expect(chartOf(seen.slice(0, 1), { kind: 'done' })).toBeUndefined();
});

test('without a speed the chart ends with the last sample', () => {
  expect(chartOf(seen, { kind: 'too-few', have: 2, need: 5 })).toMatchObject({
    line: '0,0 600,120',
    least: 500,
    ahead: undefined,
    spread: undefined,
    from: start,
    to: start + 60_000,
    most: 1000,
  });
});

describe('with a speed', () => {
  const finish = start + 120_000;

  test('the line goes on to the end of the run', () => {
    const chart = chartOf(seen, { kind: 'progress', speed: 8, finish, earliest: finish, latest: finish });
    expect(chart).toMatchObject({ line: '0,0 300,60', ahead: '300,60 600,120', to: finish });
  });

  test('an end far ahead is cut, so that what was seen stays visible', () => {
    const far = start + 10 * 60_000;
    const chart = chartOf(seen, {
      kind: 'progress',
      speed: 1,
      finish: far,
      earliest: far,
      latest: undefined,
    });
    expect(chart?.to).toBe(start + 3 * 60_000);
    expect(points(chart?.line).at(-1)?.[0]).toBe(200);
    // The axis spans what there is to see: from 1,000 to what the fastest forecast leaves.
    expect(chart?.least).toBe(388);
    expect(points(chart?.spread).at(-1)).toEqual([600, 98]);
  });
});

test('whatever the samples, the shapes stay in the box and are numbers', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ gap: fc.integer({ min: 1000, max: 600_000 }), drop: fc.nat(2000) }), {
        maxLength: 60,
      }),
      (steps) => {
        let at = start;
        let left = 100_000;
        const samples = steps
          .map(({ gap, drop }) => ({ at: (at += gap), left: (left -= drop) }))
          .reduce<readonly Sample[]>(addSample, []);
        const chart = chartOf(samples, estimate(samples));
        const all = [chart?.line, chart?.ahead, chart?.spread].flatMap(points);
        expect(all.filter(([x = -1, y = -1]) => !(x >= 0 && x <= 600 && y >= 0 && y <= 120))).toEqual([]);
      },
    ),
  );
});
