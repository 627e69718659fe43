import { describe, expect, test } from 'vitest';
import { formatResults, formatTable } from './report.ts';
import { atLeast, atMost, comparison, figure, row } from './row.ts';
import { quantile, spread } from './spread.ts';

describe('a spread', () => {
  test('has the middle and the quarters of samples in any order', () => {
    expect(spread([5, 1, 4, 2, 3])).toMatchObject({ median: 3, q1: 2, q3: 4 });
    expect(spread([10, 20])).toMatchObject({ median: 15, q1: 12.5, q3: 17.5 });
    expect(spread([7])).toMatchObject({ median: 7, q1: 7, q3: 7 });
    expect(quantile([0, 10, 20, 30], 1)).toBe(30);
  });

  test('of nothing is none', () => {
    expect(() => spread([])).toThrow('no samples');
  });
});

describe('a row', () => {
  test('takes its ratio round by round, so that a slow minute counts for both', () => {
    const { ratio } = comparison([100, 1000, 110], ['floor', [200, 2000, 200]], 'ms');
    expect(ratio).toMatchObject({ median: 0.5, samples: [0.5, 0.5, 0.55], unit: '× floor' });
  });

  test.each([
    [atMost(2), true],
    [atMost(1.9), false],
    [atLeast(2), true],
    [atLeast(2.1), false],
    [null, null],
  ])('meets a goal by the median of its first figure: %o', (goal, ok) => {
    const found = row('', goal, () => ({ first: figure([1, 2, 90], 'ms'), second: figure([99], 'ms') }));
    expect(found.ok).toBe(ok);
  });
});

test('the table gives medians, spread, goals, and why something is missing', () => {
  const rows = [
    row('open', atMost(1.25), () => comparison([98, 100, 120], ['floor', [100, 100, 100]], 'ms')),
    row('calls', null, () => ({ calls: figure([1234], '') })),
    row('a|b', atMost(50), () => {
      throw new Error('no\n  browser');
    }),
  ];
  expect(formatTable(rows).split('\n').slice(2)).toEqual([
    '| open | ≤ 1.25 × floor | **1 (0.99–1.1) × floor**, ours 100 (99–110) ms, floor 100 ms | ✓ |',
    '| calls |  | **1,234** |  |',
    '| a\\|b | ≤ 50 | not measured: no browser | ✗ |',
  ]);
});

test('the results hold every sample, those of a figure in one line', () => {
  const json = formatResults({ rows: [row('open', null, () => ({ time: figure([1.23456, 2], 'ms') }))] });
  expect(json).toContain('"samples": [ 1.23, 2 ]');
  expect(JSON.parse(json)).toMatchObject({
    rows: [{ what: 'open', measured: { time: { samples: [1.23, 2] } } }],
  });
});
