import type { SourceKey } from '../../aws/source.ts';
import type { Sort } from '../criteria/criteria.ts';
import type { Job } from '../model/job.ts';
import { sortKey } from './merge-order.ts';

/** One source's share of a list. */
export interface Part {
  readonly source: SourceKey;
  /** From the first one on, without a gap, in Macie's order. */
  readonly rows: readonly Job[];
  /** Whether these are all. */
  readonly complete: boolean;
}

export interface Merged {
  /** As far as their order is certain. */
  readonly rows: readonly Job[];
  /** The sources whose next row must be known before there can be more. */
  readonly needed: readonly SourceKey[];
  /** Whether these are all rows of all parts. */
  readonly complete: boolean;
  /** What it was made of, and how many rows of each part it holds. */
  readonly parts: readonly Part[];
  readonly taken: readonly number[];
  readonly sort: Sort;
}

/**
 * One sorted list out of several. A row is in it only if no source can still come up with an earlier one, so the
 * list ends where the first source does that isn't complete. Of rows that the sort can't tell apart, those of the
 * part that was given first come first. A source's own order is always kept, even where the browser would sort
 * otherwise, so the list can be out of order in places but never loses or doubles a row.
 *
 * @param before an earlier result: where parts have only grown since, it is gone on with
 */
export function mergeSources(parts: readonly Part[], sort: Sort, before?: Merged): Merged {
  const [only] = parts;
  if (only && parts.length === 1) {
    const { rows, complete } = only;
    return { rows, needed: complete ? [] : [only.source], complete, parts, taken: [rows.length], sort };
  }
  const start = before && continues(before, parts, sort) ? before : undefined;
  const taken = start ? [...start.taken] : parts.map(() => 0);
  const rows: Job[] = [];
  const needed = merge(parts, sort, taken, rows);
  return {
    rows: start ? append(start.rows, rows) : rows,
    needed: needed.map(({ source }) => source),
    complete: needed.length === 0,
    parts,
    taken,
    sort,
  };
}

/** Adds rows in order, counting those taken of each part, until it is done or needs a next row of a part. */
function merge(
  parts: readonly Part[],
  { field, order }: Sort,
  taken: number[],
  rows: Job[],
): readonly Part[] {
  const starved = parts.filter((part, index) => !part.complete && taken[index] === part.rows.length);
  if (starved.length > 0) return starved;
  const keyOf = sortKey(field);
  const isBefore =
    order === 'ASC'
      ? (a: Head, b: Head) => a.key < b.key || (a.key === b.key && a.index < b.index)
      : (a: Head, b: Head) => a.key > b.key || (a.key === b.key && a.index < b.index);
  const heads = parts.flatMap((part, index) => {
    const at = taken[index] ?? 0;
    const job = part.rows[at];
    return job ? [{ part, index, at, job, key: keyOf(job) }] : [];
  });
  for (let at = (heads.length >> 1) - 1; at >= 0; at -= 1) sink(heads, at, isBefore);
  for (let first = heads[0]; first; first = heads[0]) {
    rows.push(first.job);
    first.at += 1;
    taken[first.index] = first.at;
    const job = first.part.rows[first.at];
    if (job) {
      first.job = job;
      first.key = keyOf(job);
    } else if (first.part.complete) {
      const last = heads.pop();
      if (!last || heads.length === 0) break;
      heads[0] = last;
    } else {
      return [first.part];
    }
    sink(heads, 0, isBefore);
  }
  return [];
}

/** The next row of a part, in a heap whose first is the earliest. */
interface Head {
  readonly part: Part;
  readonly index: number;
  at: number;
  job: Job;
  key: number | string;
}

function sink(heads: Head[], start: number, isBefore: (a: Head, b: Head) => boolean): void {
  const moving = heads[start];
  if (!moving) return;
  let at = start;
  for (;;) {
    let next = 2 * at + 1;
    let child = heads[next];
    if (!child) break;
    const right = heads[next + 1];
    if (right && isBefore(right, child)) {
      child = right;
      next += 1;
    }
    if (!isBefore(child, moving)) break;
    heads[at] = child;
    at = next;
  }
  heads[at] = moving;
}

/** Whether what was taken of each part is still how the part begins, and what was all of it still is. */
function continues({ parts, taken, sort }: Merged, now: readonly Part[], { field, order }: Sort): boolean {
  return (
    sort.field === field &&
    sort.order === order &&
    parts.length === now.length &&
    parts.every(({ source, rows, complete }, index) => {
      const part = now[index];
      if (part?.source !== source) return false;
      if (complete && !(part.complete && part.rows.length === rows.length)) return false;
      if (part.rows === rows) return true;
      // The row after the last one taken had its part, too: it was the later one.
      const relied = Math.min((taken[index] ?? 0) + 1, rows.length);
      for (let at = 0; at < relied; at += 1) if (part.rows[at] !== rows[at]) return false;
      return true;
    })
  );
}

function append(rows: readonly Job[], more: readonly Job[]): readonly Job[] {
  return more.length === 0 ? rows : rows.concat(more);
}
