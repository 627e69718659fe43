import { expect, test } from 'vitest';
import { estimateText } from './progress-text.ts';
import { plain } from '../text.ts';

const now = Date.parse('2026-02-11T12:00:00Z');
const minutes = (count: number) => now + count * 60_000;
const progress = {
  kind: 'progress',
  speed: 12.345,
  finish: minutes(30),
  earliest: minutes(25),
  latest: minutes(40),
} as const;
const text = (estimate: Parameters<typeof estimateText>[0]) => plain(estimateText(estimate, now));

test('speed, end and range', () => {
  expect(text(progress)).toBe(
    'About 12.3 objects a second. At that speed it ends in about 30 minutes, at 2026-02-11T12:30:00.000Z (90 % likely between 2026-02-11T12:25:00.000Z and 2026-02-11T12:40:00.000Z).',
  );
});

test('a range narrower than what is shown of a time is none', () => {
  expect(text({ ...progress, earliest: minutes(29.5), latest: minutes(30.5) })).toMatch(
    /within a minute of that\)\.$/,
  );
});

test('an open end is said to be open', () => {
  expect(text({ ...progress, latest: undefined })).toMatch(
    /not before .*; the latest end isn’t known yet\)\.$/,
  );
});

test('an end that has passed is not shown as a time to come', () => {
  expect(text({ ...progress, finish: minutes(-5) })).toMatch(/ends in under a minute/);
});

test.each([
  [1019.5, '1,020 objects a second'],
  [1, '1 object a second'],
  [0.5, '30 objects a minute'],
  [0.01, '36 objects an hour'],
])('a speed of %d reads %s', (speed, expected) => {
  expect(text({ ...progress, speed })).toMatch(new RegExp(`^About ${expected}\\.`));
});

test('what is no progress is said plainly', () => {
  expect(text({ kind: 'done' })).toBe('No objects are left in this run.');
  expect(text({ kind: 'too-few', have: 2, need: 5 })).toMatch(/^Estimating speed \(about a minute\)…/);
  expect(text({ kind: 'no-progress', since: now })).toMatch(
    /hasn’t gone down since 2026-02-11T12:00:00\.000Z/,
  );
});
