import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sort } from '../criteria/criteria.ts';
import type { Job } from '../model/job.ts';
import { type Merged, type Part, mergeSources } from './merge.ts';
import { compareBy } from './merge-order.ts';

const NEWEST_FIRST: Sort = { field: 'created', order: 'DESC' };

/** Few values, so that many jobs are equal. */
const job = fc.record({
  createdAt: fc.option(fc.integer({ min: 0, max: 8 }), { nil: undefined }),
  name: fc.option(fc.constantFrom('a', 'B', 'b', 'ä', '10', '9'), { nil: undefined }),
  jobStatus: fc.constantFrom('RUNNING', 'IDLE', undefined),
  jobType: fc.constantFrom('ONE_TIME', 'SCHEDULED'),
});

const sort: fc.Arbitrary<Sort> = fc.record({
  field: fc.constantFrom('created', 'name', 'status', 'type'),
  order: fc.constantFrom('ASC', 'DESC'),
});

const inventories = fc.array(fc.array(job, { maxLength: 12 }), { maxLength: 6 });

/** Each source's rows; sorted as Macie would, or as they are. */
function toParts(jobs: readonly Partial<Job>[][], sort?: Sort): Part[] {
  return jobs.map((rows, index) => {
    const source = `demo/region-${index}`;
    const whole = rows.map((row, at) => toRow(source, at, row));
    return { source, rows: sort ? whole.toSorted(compareBy(sort)) : whole, complete: true };
  });
}

function toRow(source: string, index: number, row: Partial<Job>): Job {
  return {
    source,
    jobId: `${source}/${index}`,
    name: undefined,
    jobStatus: undefined,
    jobType: undefined,
    createdAt: undefined,
    lastRunError: undefined,
    userPausedDetails: undefined,
    bucketDefinitions: undefined,
    bucketCriteria: undefined,
    ...row,
  };
}

function as(part: Part, changes: Partial<Part>): Part {
  return { ...part, ...changes };
}

/** The first rows of each part, so many in a thousand. */
function cutShort(parts: readonly Part[], shares: readonly number[]): Part[] {
  return parts.map((part, index) => {
    const count = Math.floor((part.rows.length * (shares[index] ?? 0)) / 1000);
    return { ...part, rows: part.rows.slice(0, count), complete: count === part.rows.length };
  });
}

const shares = fc.array(fc.nat(1000), { minLength: 6, maxLength: 6 });

describe('mergeSources', () => {
  test('gives what sorting everything gives, with equal rows in the order of their sources', () => {
    fc.assert(
      fc.property(inventories, sort, (jobs, sort) => {
        const parts = toParts(jobs, sort);
        const { rows, needed, complete } = mergeSources(parts, sort);
        expect(rows).toEqual(parts.flatMap(({ rows }) => rows).toSorted(compareBy(sort)));
        expect([needed, complete]).toEqual([[], true]);
      }),
    );
  });

  test('never shows a row that a row to come could precede, and holds back no other', () => {
    fc.assert(
      fc.property(inventories, sort, shares, (jobs, sort, shares) => {
        const whole = toParts(jobs, sort);
        const parts = cutShort(whole, shares);
        const { rows, needed, complete } = mergeSources(parts, sort);
        expect(rows).toEqual(mergeSources(whole, sort).rows.slice(0, rows.length));
        expect(complete).toBe(parts.every((part) => part.complete));
        expect(needed.length > 0).toBe(!complete);
        // What is needed has nothing more to give, and isn't all.
        for (const { source, rows: given, complete } of parts) {
          if (!needed.includes(source)) continue;
          expect(complete).toBe(false);
          expect(rows.filter((row) => row.source === source)).toHaveLength(given.length);
        }
      }),
    );
  });

  test('comes to the end by reading only what is needed', () => {
    fc.assert(
      fc.property(inventories, sort, (jobs, sort) => {
        const whole = toParts(jobs, sort);
        const counts = new Map(whole.map(({ source }) => [source, 0]));
        let merged: Merged | undefined;
        for (let round = 0; round < 100 && merged?.complete !== true; round += 1) {
          for (const source of merged?.needed ?? []) counts.set(source, (counts.get(source) ?? 0) + 1);
          const parts = whole.map((part) => {
            const rows = part.rows.slice(0, counts.get(part.source));
            return { ...part, rows, complete: rows.length === part.rows.length };
          });
          merged = mergeSources(parts, sort, merged);
        }
        expect(merged?.rows).toEqual(mergeSources(whole, sort).rows);
      }),
    );
  });

  test('keeps each source’s own order, even an unexpected one', () => {
    fc.assert(
      fc.property(inventories, sort, (jobs, sort) => {
        const parts = toParts(jobs);
        const { rows } = mergeSources(parts, sort);
        for (const { source, rows: own } of parts) {
          expect(rows.filter((row) => row.source === source)).toEqual(own);
        }
        expect(rows).toHaveLength(parts.reduce((sum, { rows }) => sum + rows.length, 0));
      }),
    );
  });

  test('continues an earlier result with the same outcome as a fresh merge', () => {
    const change = fc.constantFrom('grows', 'shrinks', 'is replaced', 'stays');
    fc.assert(
      fc.property(
        inventories,
        sort,
        shares,
        shares,
        fc.array(change),
        (jobs, sort, before, after, changes) => {
          const whole = toParts(jobs, sort);
          const first = cutShort(whole, before);
          const second = cutShort(whole, after).map((part, index) => {
            const old = first[index] ?? part;
            if (changes[index] === 'grows' && part.rows.length < old.rows.length) return old;
            if (changes[index] === 'stays') return old;
            if (changes[index] === 'is replaced') return as(part, { rows: structuredClone(part.rows) });
            return part;
          });
          const earlier = mergeSources(first, sort);
          expect(mergeSources(second, sort, earlier)).toEqual(mergeSources(second, sort));
          // A source that had failed counts as complete for a while.
          const failed = first.map((part) => as(part, { complete: true }));
          expect(mergeSources(second, sort, mergeSources(failed, sort))).toEqual(mergeSources(second, sort));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('leaves the rows of a single source, and rows to which nothing came, the array that they are', () => {
    const [only] = toParts([[{ createdAt: 2 }, { createdAt: 1 }]]);
    if (!only) throw new Error('There is one.');
    expect(mergeSources([only], NEWEST_FIRST).rows).toBe(only.rows);
    expect(mergeSources([{ ...only, complete: false }], NEWEST_FIRST)).toMatchObject({
      needed: [only.source],
      complete: false,
    });
    const parts = [...toParts([[{ createdAt: 2 }], [{ createdAt: 1 }]])];
    const merged = mergeSources(parts, NEWEST_FIRST);
    expect(mergeSources([...parts], NEWEST_FIRST, merged).rows).toBe(merged.rows);
  });

  test('needs the first rows of all that have none', () => {
    const parts = toParts([[{ createdAt: 2 }], [], []]).map((part, index) =>
      as(part, { complete: index === 2 }),
    );
    expect(mergeSources(parts, NEWEST_FIRST)).toMatchObject({
      rows: [],
      needed: ['demo/region-1'],
      complete: false,
    });
    expect(mergeSources([], NEWEST_FIRST)).toMatchObject({ rows: [], needed: [], complete: true });
  });
});
