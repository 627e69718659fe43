import type { OrderBy } from '@aws-sdk/client-macie2';
import { criteriaTime } from '../criteria/time.ts';
import { including, sortedBy } from './read-criteria.ts';
import type { Job } from '../model/job.ts';
import type { ListRequest, Page, Pages, Walk } from './types.ts';

/** Part of the time over which jobs were created: from `since` up to, not with, `before`. Milliseconds since 1970. */
export interface Range {
  readonly since: number;
  readonly before: number;
}

/** All of time. */
export const EVER: Range = { since: -Infinity, before: Infinity };

/**
 * Where a job stands in the order that is read, as a number that grows from the first job to the last:
 * its creation time, or that time negated where the newest comes first.
 */
export type Position = number;

/** Reads a range from one of its ends, page by page. */
export interface End {
  /** Whether it goes from the first job towards the last. */
  readonly forward: boolean;
  /** The limit of the range that its request names; undefined for an end of the whole list. */
  readonly limit: Partial<Range> | undefined;
  /** The inner end that starts at the same second and reads in the other direction. */
  sibling: End | undefined;
  readonly request: ListRequest;
  walk: Walk;
  /** The jobs found so far, in reading order. */
  jobs: Job[];
  /** Everything in its range before this position (after it, going backward) has been read. */
  frontier: Position;
  /** Whether a page has held any job, in or out of its range. */
  hasData: boolean;
  /** Where it began. */
  origin: Position;
  /** Jobs by millisecond, as far as it has seen. */
  density: number;
  /** Whether there are no more pages. */
  exhausted: boolean;
  /** Whether it read past the end of its range and dropped jobs there. */
  pastEnd: boolean;
}

/** An end of the whole list. */
export function createEnd(pages: Pages, request: ListRequest, forward: boolean): End {
  const { attributeName = 'createdAt', orderBy = 'DESC' } = request.sortCriteria ?? {};
  const own = forward ? request : sortedBy(request, attributeName, opposite(orderBy));
  const frontier = forward ? -Infinity : Infinity;
  return {
    forward,
    limit: undefined,
    sibling: undefined,
    request: own,
    walk: pages.walk(own),
    jobs: [],
    frontier,
    hasData: false,
    origin: frontier,
    density: 0,
    exhausted: false,
    pastEnd: false,
  };
}

/**
 * Two ends that start in the middle, at a whole second, and read away from each other: the far end of the range before
 * that second, and the near end of the range behind it.
 */
export function createSiblings(
  pages: Pages,
  request: ListRequest,
  start: Position,
  density: number,
): [far: End, near: End] {
  const far = createInnerEnd(pages, createEnd(pages, request, false), start, density);
  const near = createInnerEnd(pages, createEnd(pages, request, true), start, density);
  far.sibling = near;
  near.sibling = far;
  return [far, near];
}

function createInnerEnd(pages: Pages, outer: End, start: Position, density: number): End {
  const time = Math.abs(start);
  const upwards = outer.request.sortCriteria?.orderBy === 'ASC';
  const request = including(outer.request, {
    key: 'createdAt',
    comparator: upwards ? 'GTE' : 'LT',
    values: [criteriaTime(time)],
  });
  return {
    ...outer,
    limit: upwards ? { since: time } : { before: time },
    request,
    walk: pages.walk(request),
    frontier: start,
    origin: start,
    density,
  };
}

/** Whether a page is what the end asked for: all jobs dated, in order and, for an inner end, on its side. */
export function judge({ request, limit }: End, { jobs }: Page): 'good' | 'unordered' | 'outOfRange' {
  if (!isInOrder(jobs, request.sortCriteria?.orderBy)) return 'unordered';
  return limit && !jobs.every((job) => isWithin({ ...EVER, ...limit }, job)) ? 'outOfRange' : 'good';
}

/** Whether every job has a creation time, and none is out of order. */
export function isInOrder(jobs: readonly Job[], order: OrderBy = 'DESC'): boolean {
  const sign = order === 'ASC' ? 1 : -1;
  let previous = -Infinity;
  for (const { createdAt } of jobs) {
    if (createdAt === undefined || sign * createdAt < previous) return false;
    previous = sign * createdAt;
  }
  return true;
}

/** Adds what is new on a page and within the range. `positionOf` gives a job's position. */
export function take(
  end: End,
  page: Page,
  range: Range,
  seen: Set<string>,
  positionOf: (job: Job) => Position,
): void {
  const { jobs, forward } = end;
  const way = forward ? 1 : -1;
  let ordered = true;
  for (const job of page.jobs) {
    if (!isWithin(range, job)) {
      end.pastEnd = true;
    } else if (!seen.has(job.jobId)) {
      seen.add(job.jobId);
      const last = jobs.at(-1);
      if (last && way * positionOf(job) < way * positionOf(last)) ordered = false;
      jobs.push(job);
    }
  }
  // An end that started again may meet jobs that were created meanwhile.
  if (!ordered) jobs.sort((a, b) => way * (positionOf(a) - positionOf(b)));
  end.exhausted = page.last;
  const [first] = page.jobs;
  const last = page.jobs.at(-1);
  if (!first || !last) return;
  end.hasData = true;
  if (!Number.isFinite(end.origin)) end.origin = positionOf(first);
  const reached = positionOf(last);
  end.frontier = forward ? Math.max(end.frontier, reached) : Math.min(end.frontier, reached);
  // Creation times may be no finer than seconds.
  end.density = jobs.length / Math.max(1000, Math.abs(end.frontier - end.origin));
}

function isWithin({ since, before }: Range, { createdAt = -Infinity }: Job): boolean {
  return createdAt >= since && createdAt < before;
}

function opposite(order: OrderBy): OrderBy {
  return order === 'ASC' ? 'DESC' : 'ASC';
}
