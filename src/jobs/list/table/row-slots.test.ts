import { array, assert, integer, property, uniqueArray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignSlots, NO_SLOTS } from './row-slots.ts';

describe('rows for the jobs that are shown', () => {
  test('a job that stays keeps its row; another gets a new one', () => {
    const before = assignSlots(NO_SLOTS, ['a', 'b', 'c']);
    const after = assignSlots(before, ['b', 'c', 'd']);
    expect([...after.slots]).toEqual([
      ['b', 1],
      ['c', 2],
      ['d', 3],
    ]);
    expect(after.jumps).toBe(0);
  });

  test('where none stays, the rows are given to the new jobs in their order', () => {
    const before = assignSlots(NO_SLOTS, ['a', 'b']);
    const after = assignSlots(before, ['x', 'y', 'z']);
    expect([...after.slots]).toEqual([
      ['x', 0],
      ['y', 1],
      ['z', 2],
    ]);
    expect(after.jumps).toBe(1);
    expect(assignSlots(after, []).jumps).toBe(1);
  });

  test('no two jobs ever share a row, and none changes its row while it is shown', () => {
    const shown = uniqueArray(integer({ min: 0, max: 30 }).map(String), { maxLength: 12 });
    assert(
      property(array(shown, { maxLength: 12 }), (lists) => {
        let rows = NO_SLOTS;
        for (const jobs of lists) {
          const next = assignSlots(rows, jobs);
          expect([...next.slots.keys()]).toEqual(jobs);
          expect(new Set(next.slots.values()).size).toBe(jobs.length);
          for (const [job, slot] of rows.slots) expect(next.slots.get(job) ?? slot).toBe(slot);
          rows = next;
        }
      }),
    );
  });
});
