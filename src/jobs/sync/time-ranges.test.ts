import { describe, expect, test } from 'vitest';
import { EVER } from './list-end.ts';
import type { End } from './list-end.ts';
import { contiguous, cut, join, middle, pagesLeft, progress } from './time-ranges.ts';
import type { Job } from '../model/job.ts';

/** An end that has read up to a position. */
function createEnd(forward: boolean, frontier: number, rest: Partial<End> & { started?: boolean } = {}): End {
  const { started = true, ...others } = rest;
  return {
    forward,
    limit: undefined,
    sibling: undefined,
    request: {},
    walk: { started, next: () => Promise.reject(new Error('Nothing to read here.')) },
    jobs: [],
    frontier,
    hasData: true,
    origin: 0,
    density: 1,
    exhausted: false,
    pastEnd: false,
    ...others,
  };
}

const near = (frontier: number, rest?: Parameters<typeof createEnd>[2]) => createEnd(true, frontier, rest);
const far = (frontier: number, rest?: Parameters<typeof createEnd>[2]) => createEnd(false, frontier, rest);
const region = (near: End, far: End | undefined) => ({ range: EVER, near, far, run: undefined });
const limit = { before: 0 };

/** A job at a position, when the oldest comes first. */
function jobAt(createdAt: number): Job {
  return {
    source: 'demo/eu-west-1',
    jobId: `${createdAt}`,
    name: undefined,
    jobStatus: undefined,
    jobType: undefined,
    createdAt,
    lastRunError: undefined,
    userPausedDetails: undefined,
    bucketDefinitions: undefined,
    bucketCriteria: undefined,
  };
}

const jobsAt = (...positions: number[]) => positions.map(jobAt);
const positionOf = ({ createdAt = 0 }: Job) => createdAt;

describe('progress', () => {
  test('is done when the ends have passed each other, not when they have met at an instant', () => {
    expect(progress(region(near(4), far(6)))).toBe('open');
    expect(progress(region(near(5), far(5)))).toBe('open');
    expect(progress(region(near(6), far(5)))).toBe('done');
  });

  test('is done when an outer end has come to the end of the list, wherever that is', () => {
    expect(progress(region(near(4, { exhausted: true }), far(6)))).toBe('done');
    expect(progress(region(near(4), far(6, { exhausted: true })))).toBe('done');
    expect(progress(region(near(4, { exhausted: true }), undefined))).toBe('done');
    expect(progress(region(near(4), undefined))).toBe('open');
  });

  test('is torn when an inner end has nothing more, but has not been given what the other end has found', () => {
    expect(progress(region(near(4, { limit, exhausted: true }), far(6)))).toBe('truncated');
    expect(progress(region(near(4), far(6, { limit, exhausted: true })))).toBe('truncated');
    expect(progress(region(near(5, { limit, exhausted: true, hasData: false }), far(5)))).toBe('truncated');
    expect(progress(region(near(5, { limit, exhausted: true }), far(5)))).toBe('done');
  });

  test('is unsure until the sibling of an inner end has shown that it begins where it should', () => {
    const sibling = near(7, { started: false });
    expect(progress(region(near(6), far(5, { limit, sibling })))).toBe('unconfirmed');
    expect(progress(region(near(6, { limit, sibling }), far(5)))).toBe('unconfirmed');
    expect(progress(region(near(6), far(5, { limit, sibling: near(7) })))).toBe('done');
    expect(progress(region(near(6), far(5, { limit, sibling: near(7), started: false })))).toBe(
      'unconfirmed',
    );
  });
});

describe('what was found', () => {
  test('is put in order where the ends have passed each other', () => {
    const open = region(near(3, { jobs: jobsAt(1, 3) }), far(6, { jobs: jobsAt(9, 6) }));
    expect(join(open, positionOf)).toEqual(jobsAt(1, 3, 6, 9));
    const passed = region(near(7, { jobs: jobsAt(1, 3, 7) }), far(6, { jobs: jobsAt(9, 6) }));
    expect(join(passed, positionOf)).toEqual(jobsAt(1, 3, 6, 7, 9));
  });

  test('has no gap as far as the near end has left nothing to the far one', () => {
    expect(contiguous(region(near(3, { jobs: jobsAt(1, 3) }), undefined), positionOf)).toBe(2);
    expect(contiguous(region(near(3, { jobs: jobsAt(1, 3) }), far(6)), positionOf)).toBe(2);
    expect(contiguous(region(near(7, { jobs: jobsAt(1, 3, 7) }), far(5)), positionOf)).toBe(2);
  });
});

describe('dividing', () => {
  test('looks for the second that halves the jobs, as dense as they are at either end', () => {
    expect(middle(region(near(0), far(10_000)))).toBe(5000);
    // Three quarters of what is ten times as dense at its near end lie in its first half.
    expect(middle(region(near(0, { density: 10 }), far(10_000)))).toBeLessThan(4000);
    expect(middle(region(near(0), far(10_000, { density: 10 })))).toBeGreaterThan(6000);
    expect(middle(region(near(-10_000), far(0)))).toBe(-5000);
  });

  test('needs a second between the ends, and both to have begun', () => {
    expect(middle(region(near(4000), far(5000)))).toBeUndefined();
    expect(middle(region(near(0), far(10_000, { started: false })))).toBeUndefined();
    expect(middle(region(near(0), undefined))).toBeUndefined();
  });

  test('estimates how many pages are left', () => {
    expect(pagesLeft(region(near(0), far(1000)), 200)).toBe(5);
    expect(pagesLeft(region(near(5), far(5)), 200)).toBe(0);
    expect(pagesLeft(region(near(-Infinity), far(5)), 200)).toBe(Infinity);
    expect(pagesLeft(region(near(5), undefined), 200)).toBe(1);
  });

  test('cuts time where the list is cut, in the order of the list', () => {
    expect(cut(EVER, 7)).toEqual([
      { since: -Infinity, before: 7 },
      { since: 7, before: Infinity },
    ]);
    expect(cut({ since: 3, before: 9 }, -7)).toEqual([
      { since: 7, before: 9 },
      { since: 3, before: 7 },
    ]);
  });
});
