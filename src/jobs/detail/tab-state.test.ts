import { expect, test } from 'vitest';
import { failedTab, tabState } from './tab-state.ts';

const decoded = (icon: string) => decodeURIComponent(icon.replace(/^data:image\/svg\+xml,/, ''));

test('a tab shows the state first, as the end of a title is cut', () => {
  expect(tabState('idle-after-errors', 'nightly', 'Macie jobs').title).toBe(
    'Idle, with errors · nightly · Macie jobs',
  );
});

test('a name can neither turn the title round nor fill it', () => {
  const { title } = tabState('running', `\u202Egnp.exe\u2066${'x'.repeat(500)}`, 'Macie jobs');
  expect(title).toMatch(/^Running · gnp\.exex{113} · Macie jobs$/);
});

test('a picture is made of fixed shapes, whatever the name', () => {
  const { icon } = tabState('finished', '"/><script>', 'Macie jobs');
  expect(icon).toBe(tabState('finished', 'calm', 'Macie jobs').icon);
  expect(decoded(icon)).toMatch(/^<svg [^<]*<rect [^<]*\/><path [^<]*\/><\/svg>$/);
});

test('states that need someone look unlike those that don’t', () => {
  const icons = (
    ['finished', 'finished-with-skips', 'idle', 'paused-by-person', 'cancelled', 'running'] as const
  ).map((state) => tabState(state, 'a', 'b').icon);
  expect(new Set(icons).size).toBe(icons.length);
});

test('a job that can’t be shown says so', () => {
  expect(failedTab('nope', 'Macie jobs').title).toBe('Can’t be shown · nope · Macie jobs');
});
