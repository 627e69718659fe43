import { JobStatus } from '@aws-sdk/client-macie2';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_VIEW } from '../../criteria/criteria.ts';
import type { Term, View } from '../../criteria/criteria.ts';
import { view as anyView } from '../../../testing/criteria-arbitraries.ts';
import { expiringView, isChosen, pausedView, tileView } from './tile-view.ts';
import type { Tile } from './tile-view.ts';

const TILES: readonly Tile[] = ['attention', 'errors', ...Object.values(JobStatus)];
const tile = fc.constantFrom(...TILES);

const named: Term = { field: 'name', comparator: 'CONTAINS', exclude: false, values: ['pii'] };
const running: Term = { field: 'status', comparator: 'EQ', exclude: false, values: ['RUNNING'] };

describe('a tile', () => {
  test('takes the place of another status, and leaves the other filters', () => {
    const view: View = { ...DEFAULT_VIEW, terms: [running, named] };
    expect(tileView(view, 'IDLE').terms).toEqual([named, { ...running, values: ['IDLE'] }]);
    expect(tileView(view, 'errors')).toEqual({
      ...view,
      terms: [named],
      refinements: { ...view.refinements, lastRun: 'error' },
    });
  });

  test('of what needs attention leads to a queue, and back to the list as it was', () => {
    const queue = tileView(DEFAULT_VIEW, 'attention');
    expect(queue).toEqual({
      ...DEFAULT_VIEW,
      sort: { field: 'urgency', order: 'DESC' },
      refinements: { ...DEFAULT_VIEW.refinements, attention: true },
    });
    expect(tileView(queue, 'attention')).toEqual(DEFAULT_VIEW);
    expect(tileView(queue, 'IDLE').sort).toEqual(DEFAULT_VIEW.sort);
  });

  test('of pauses leads to those that end soon too, and to those that have ended', () => {
    const view = tileView({ ...DEFAULT_VIEW, terms: [named] }, 'RUNNING');
    const sort = { field: 'expires', order: 'ASC' };
    const refinements = { ...DEFAULT_VIEW.refinements, expires: '7d' };
    expect(expiringView(view)).toEqual({ ...DEFAULT_VIEW, sort, terms: [named], refinements });
    const paused = { ...running, values: ['USER_PAUSED'] };
    expect(pausedView(expiringView(view))).toEqual({ ...DEFAULT_VIEW, sort, terms: [named, paused] });
    expect(tileView(expiringView(view), 'IDLE').sort).toEqual(DEFAULT_VIEW.sort);
  });

  test('is not chosen where the view asks for more or for less', () => {
    expect(asksForRunning(running)).toBe(true);
    expect(asksForRunning(running, named)).toBe(true);
    expect(asksForRunning()).toBe(false);
    expect(asksForRunning({ ...running, exclude: true })).toBe(false);
    expect(asksForRunning({ ...running, comparator: 'NE' })).toBe(false);
    expect(asksForRunning({ ...running, values: ['RUNNING', 'IDLE'] })).toBe(false);
    expect(asksForRunning(running, { ...running, values: ['IDLE'], exclude: true })).toBe(false);
  });
});

test('whatever the view, a tile leads to where it is the one chosen', () => {
  fc.assert(
    fc.property(anyView, tile, (view, tile) => {
      fc.pre(!isChosen(view, tile));
      const there = tileView(view, tile);
      expect(TILES.filter((each) => isChosen(there, each))).toEqual([tile]);
      expect(TILES.some((each) => isChosen(tileView(there, tile), each))).toBe(false);
    }),
  );
});

function asksForRunning(...terms: Term[]): boolean {
  return isChosen({ ...DEFAULT_VIEW, terms }, 'RUNNING');
}
