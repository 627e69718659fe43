import type { Sort } from '../criteria/criteria.ts';
import { isSame } from './changes.ts';
import { type Job, isFinal } from '../model/job.ts';
import { compareBy } from './merge-order.ts';
import type { Change, Seen } from './types.ts';

export interface Updated {
  /** The jobs that match now. Where not ordered: the old ones, as they are now, without those that joined. */
  readonly jobs: readonly Job[];
  /** Jobs that don't match now but may come to. */
  readonly living: readonly Job[];
  readonly changed: ReadonlyMap<string, Change>;
  /** Whether all jobs have a place: false where the list isn't in the order that the browser would give it. */
  readonly ordered: boolean;
}

/**
 * An inventory with what was seen of its jobs and of others. What changes nothing leaves the same objects, and the
 * same array where nothing changed at all.
 */
export function update(
  head: readonly Job[],
  seen: Seen,
  {
    stays,
    matches,
    sort,
  }: { stays: (job: Job) => boolean; matches: (status: string | undefined) => boolean; sort: Sort },
): Updated {
  const changed = new Map<string, Change>();
  const unplaced = new Map(seen);
  const staying: Job[] = [];
  const inPlace: Job[] = [];
  const joining: Job[] = [];
  const living: Job[] = [];
  for (const job of head) {
    const now = unplaced.get(job.jobId) ?? job;
    unplaced.delete(job.jobId);
    if (!stays(job) || !matches(now.jobStatus)) {
      changed.set(job.jobId, 'left');
      inPlace.push(job);
      if (stays(job) && !isFinal(now.jobStatus)) living.push(now);
    } else if (isSame(job, now)) {
      staying.push(job);
      inPlace.push(job);
    } else {
      changed.set(job.jobId, 'changed');
      inPlace.push(now);
      (sort.field === 'status' && job.jobStatus !== now.jobStatus ? joining : staying).push(now);
    }
  }
  for (const job of unplaced.values()) {
    if (matches(job.jobStatus)) {
      changed.set(job.jobId, 'appeared');
      joining.push(job);
    } else if (!isFinal(job.jobStatus)) {
      living.push(job);
    }
  }
  if (joining.length === 0) {
    return { jobs: changed.size === 0 ? head : staying, living, changed, ordered: true };
  }
  const compare = compareBy(sort);
  if (staying.every((job, index) => index === 0 || compare(staying[index - 1] ?? job, job) <= 0)) {
    return { jobs: insert(staying, joining, compare), living, changed, ordered: true };
  }
  const changedInPlace = [...changed].filter(([, change]) => change === 'changed');
  return { jobs: inPlace, living, changed: new Map(changedInPlace), ordered: false };
}

/** Sorted jobs with others among them. Of equal ones, those that join come first: they are the newer. */
function insert(
  sorted: readonly Job[],
  joining: readonly Job[],
  compare: (a: Job, b: Job) => number,
): readonly Job[] {
  const result: Job[] = [];
  let next = 0;
  for (const job of joining.toSorted(compare)) {
    for (let other = sorted[next]; other && compare(other, job) < 0; other = sorted[next]) {
      result.push(other);
      next += 1;
    }
    result.push(job);
  }
  return result.concat(sorted.slice(next));
}
