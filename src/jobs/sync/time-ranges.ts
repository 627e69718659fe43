import type { End, Position, Range } from './list-end.ts';
import type { Job } from '../model/job.ts';

/** A range of creation times that is read from both ends. Regions lie side by side, in the order that is read. */
export interface Region {
  readonly range: Range;
  readonly near: End;
  /** Undefined where only one end can be read from. */
  readonly far: End | undefined;
  /** All its jobs in order, once they are read. */
  run: readonly Job[] | undefined;
}

/**
 * How far a region is. `unconfirmed`: both ends have met, but whether Macie took the second where an inner end began for
 * what it is will only be known from its sibling's first page. `truncated`: an end ran out of pages before it had met the
 * other.
 */
export function progress({ near, far }: Region): 'open' | 'unconfirmed' | 'done' | 'truncated' {
  if (!far) return near.exhausted ? 'done' : 'open';
  const isMet =
    near.frontier > far.frontier ||
    (near.exhausted && (!near.limit || (near.hasData && near.frontier >= far.frontier))) ||
    (far.exhausted && (!far.limit || (far.hasData && far.frontier <= near.frontier)));
  if (isMet) return isProven(near) && isProven(far) ? 'done' : 'unconfirmed';
  return near.exhausted || far.exhausted ? 'truncated' : 'open';
}

function isProven({ walk, sibling }: End): boolean {
  return !sibling || (walk.started && sibling.walk.started);
}

/** What was found of a region, in order. */
export function join({ near, far }: Region, positionOf: (job: Job) => Position): readonly Job[] {
  const last = near.jobs.at(-1);
  const next = far?.jobs.at(-1);
  if (!far || !next) return near.jobs;
  const jobs = [...near.jobs, ...far.jobs.toReversed()];
  if (last && positionOf(last) > positionOf(next)) jobs.sort((a, b) => positionOf(a) - positionOf(b));
  return jobs;
}

/** How many of these jobs stand without a gap from the first one on: behind its far end, near has left some to that. */
export function contiguous({ near, far }: Region, positionOf: (job: Job) => Position): number {
  const last = near.jobs.at(-1);
  if (!far || !last || positionOf(last) <= far.frontier) return near.jobs.length;
  return near.jobs.filter((job) => positionOf(job) <= far.frontier).length;
}

/** About how many pages are left in a region: the time between its ends, as dense as what lies around it. */
export function pagesLeft({ near, far }: Region, pageSize: number): number {
  if (!far) return 1;
  const span = far.frontier - near.frontier;
  if (!Number.isFinite(span)) return Infinity;
  return span <= 0 ? 0 : (span * (near.density + far.density)) / 2 / pageSize;
}

/**
 * The whole second that halves what is left of a region, if the density changes evenly from end to end; undefined
 * where no second lies between.
 */
export function middle({ near, far }: Region): Position | undefined {
  if (!far || !near.walk.started || !far.walk.started) return undefined;
  const [a, b] = [near.density, far.density];
  const share = a === b ? 0.5 : (Math.sqrt((a * a + b * b) / 2) - a) / (b - a);
  const position = near.frontier + (far.frontier - near.frontier) * share;
  const second = Math.round(position / 1000) * 1000;
  return second > near.frontier && second < far.frontier ? second : undefined;
}

/** Cuts a range at a position, in the order in which it is read. */
export function cut({ since, before }: Range, position: Position): [first: Range, second: Range] {
  const time = Math.abs(position);
  const earlier = { since, before: time };
  const later = { since: time, before };
  return position < 0 ? [later, earlier] : [earlier, later];
}
