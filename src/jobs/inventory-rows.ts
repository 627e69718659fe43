import { AwsError } from '../aws/errors.ts';
import { EVER, createEnd, createTwins, judge, take } from './inventory-end.ts';
import type { End } from './inventory-end.ts';
import { FULL_PAGE } from './inventory-pages.ts';
import type { ListRequest, Page, Pages, Walk } from './inventory-pages.ts';
import { contiguous, cut, join, middle, pagesLeft, progress } from './inventory-regions.ts';
import type { Region } from './inventory-regions.ts';
import type { Job } from './job.ts';

/** The rows that a read has found so far. */
export interface Rows {
  /** Contiguous from the first one. */
  readonly head: readonly Job[];
  /** Found further on. */
  readonly beyond: readonly Job[];
  readonly complete: boolean;
  readonly unreadable: number;
}

export interface RowsReading {
  /** The first page and the walk that it came from, where it has been read. */
  readonly first?: { readonly walk: Walk; readonly page: Page } | undefined;
  /** Told before it goes on; the rows are put together only when asked for. */
  readonly progressed?: (rows: () => Rows) => void;
}

/*
 * A list by creation time is read from both ends at once, and from seconds in its middle outwards, so that four
 * calls can be under way. That loses and doubles nothing, whatever comes or changes meanwhile:
 *
 * - Macie gives a walk its jobs in order, so a walk that has been given a job created at t has been given every job
 *   that stands strictly before t, if it existed and matched all the while. Of the others created at t it can't tell.
 * - A region is done when the position that its near end has reached lies strictly behind the one that its far end
 *   has: each job of the region stands before the one or behind the other (or both), so one of them was given it.
 *   Where both have reached the same instant, neither knows whether it has all jobs of that instant: near goes on.
 * - Regions are cut at whole seconds, `GTE` on one side and `LT` on the other, and each end drops what lies outside
 *   its region. So together they hold every job.
 * - Should Macie take the second for another instant, the jobs between the two come on the wrong side, at once: on
 *   the first page of one of the two ends that begin there. So neither counts until both first pages were seen.
 * - createdAt never changes and jobs can't be deleted, so no job wanders between regions or is given twice but by
 *   two ends of a region; the set of ids that were seen drops the second one.
 * - A job that is created meanwhile stands at the new end of the list, which has been read: the refresh finds it.
 *   With status terms, a job may come to match or cease to meanwhile. It is then there or not, once at most.
 *
 * Assumption: createdAt takes GTE and LT. Where Macie refuses, or answers with jobs of the other side, or ends before
 * it has given what another end has found, the list is read from its two ends, which takes no terms at all. Where
 * jobs have no creation time or don't come in its order, and for other sorts, it is read page after page.
 *
 * Assumption: a token names a place among the jobs. If it were a number of jobs to skip, a job that ceases to match
 * during the read could hide another, as it would from any client.
 */

/**
 * Reads all pages of a request.
 *
 * @throws AwsError after the last news of progress; calls under way are then stopped
 */
export async function readRows(
  pages: Pages,
  request: ListRequest,
  outer: AbortSignal,
  { first, progressed }: RowsReading = {},
): Promise<Rows> {
  const stop = new AbortController();
  const signal = AbortSignal.any([outer, stop.signal]);
  const sign = request.sortCriteria?.orderBy === 'ASC' ? 1 : -1;

  let head = createEnd(pages, request, true);
  let tail: End | undefined =
    request.sortCriteria?.attributeName === 'createdAt' ? createEnd(pages, request, false) : undefined;
  let divisible = tail !== undefined;
  let regions: Region[] = [{ range: EVER, near: head, far: tail, run: undefined }];
  let seen = new Set<string>();
  /** The first rows as they were when reading had to begin again. */
  let shown: readonly Job[] = [];
  /** What Macie gives of the pages asked for. */
  let pageSize = FULL_PAGE;
  const unreadable = new Set<string>();
  const underWay = new Map<End, Promise<Outcome>>();

  /** Where a job stands; unknown while the list is read page after page. */
  function positionOf({ createdAt = Number.NaN }: Job): number {
    return tail ? sign * createdAt : Number.NaN;
  }

  function freeCalls(): number {
    return pages.pace.limit - underWay.size;
  }

  function launch(end: End): void {
    underWay.set(
      end,
      end.walk.next(FULL_PAGE, signal).then(
        (page) => ({ end, page }),
        (error: unknown) => ({ end, error }),
      ),
    );
  }

  /** Uses the free calls: for what is first in the list first, and for no end that will likely find nothing new. */
  function launchAll(): void {
    for (const region of regions) {
      if (region.run || progress(region) === 'unsure') continue;
      const ends = endsOf(region);
      // Whether there is more than one page is known once the first is there.
      const most = head.walk.started ? Math.max(1, Math.ceil(pagesLeft(region, pageSize))) : 1;
      for (const end of ends) {
        const busy = ends.filter((other) => underWay.has(other)).length;
        if (freeCalls() > 0 && busy < most && !underWay.has(end)) launch(end);
      }
    }
    if (divide()) launchAll();
  }

  /** Divides the region with the most left, so that two more ends can read; false where it isn't worth it. */
  function divide(): boolean {
    if (!divisible || freeCalls() < 2) return false;
    let index = -1;
    let most = FEWEST_PAGES_TO_DIVIDE;
    for (const [at, region] of regions.entries()) {
      const left = region.run ? 0 : pagesLeft(region, pageSize);
      if (left > most && Number.isFinite(left)) [index, most] = [at, left];
    }
    const region = regions[index];
    const position = region && middle(region);
    if (!region?.far || position === undefined) return false;
    const { near, far } = region;
    const [first, second] = cut(region.range, position);
    const [before, behind] = createTwins(pages, request, position, (near.density + far.density) / 2);
    regions.splice(
      index,
      1,
      { range: first, near, far: before, run: undefined },
      { range: second, near: behind, far, run: undefined },
    );
    // Both at once, as either proves the other.
    launch(before);
    launch(behind);
    return true;
  }

  function receive(end: End, page: Page): void {
    for (const item of page.unreadable) unreadable.add(item);
    const verdict = tail ? judge(end, page) : 'good';
    if (verdict === 'unordered') readPageByPage();
    if (verdict === 'astray') readFromEnds();
    const region = openRegionOf(end);
    if (!region) {
      end.overshot = true;
      return;
    }
    if (!tail && page.again) beginAgain(head);
    take(end, page, region.range, seen, positionOf);
    settle();
    if (progress(region) === 'torn') readFromEnds();
  }

  function fail(end: End, error: unknown): void {
    if (!openRegionOf(end)) return;
    const refused = error instanceof AwsError && error.kind === 'invalid' && !end.walk.started;
    if (refused && end.limit) readFromEnds();
    else if (refused && end === tail) readPageByPage();
    else throw error;
  }

  function openRegionOf(end: End): Region | undefined {
    return regions.find((region) => !region.run && endsOf(region).includes(end));
  }

  function settle(): void {
    for (const region of regions) {
      if (!region.run && progress(region) === 'done') region.run = join(region, positionOf);
    }
  }

  /** Goes on without inner ends; from the beginning if outer ends have left jobs to them. */
  function readFromEnds(): void {
    divisible = false;
    const isParted = regions.some((region) =>
      endsOf(region).some(({ limit, jobs, overshot }) => overshot || (limit && jobs.length > 0)),
    );
    if (isParted) {
      tail = createEnd(pages, request, false);
      beginAgain(createEnd(pages, request, true));
    }
    regions = [{ range: EVER, near: head, far: tail, run: undefined }];
    settle();
  }

  /** Goes on with the head alone; from the beginning if it may have left jobs to others. */
  function readPageByPage(): void {
    divisible = false;
    const wasAlone = regions.length === 1 && !tail?.walk.started;
    if (!wasAlone) beginAgain(createEnd(pages, request, true));
    tail = undefined;
    regions = [{ range: EVER, near: head, far: tail, run: undefined }];
  }

  /** Forgets all jobs but those to be shown until as many have been found again. */
  function beginAgain(end: End): void {
    const [first] = regions;
    const found = first ? first.near.jobs.slice(0, contiguous(first, positionOf)) : [];
    if (found.length > shown.length) shown = found;
    head = end;
    head.jobs = [];
    seen = new Set();
  }

  function rows(): Rows {
    const parts = regions.map((region) => region.run ?? join(region, positionOf));
    const open = regions.findIndex(({ run }) => !run);
    const region = regions[open];
    const none: readonly Job[] = [];
    const jobs = none.concat(...parts);
    if (!region) return { head: jobs, beyond: none, complete: true, unreadable: unreadable.size };
    const before = parts.slice(0, open).reduce((sum, { length }) => sum + length, 0);
    const count = before + contiguous(region, positionOf);
    return count < shown.length
      ? { head: shown, beyond: none, complete: false, unreadable: unreadable.size }
      : {
          head: jobs.slice(0, count),
          beyond: jobs.slice(count),
          complete: false,
          unreadable: unreadable.size,
        };
  }

  try {
    if (first) {
      head.walk = first.walk;
      receive(head, first.page);
    }
    while (regions.some(({ run }) => !run)) {
      if (head.walk.started) progressed?.(rows);
      launchAll();
      const outcome = await Promise.race(underWay.values());
      signal.throwIfAborted();
      underWay.delete(outcome.end);
      if ('page' in outcome) {
        const { jobs, last } = outcome.page;
        if (!last && jobs.length > 0) pageSize = jobs.length;
        receive(outcome.end, outcome.page);
      } else {
        fail(outcome.end, outcome.error);
      }
    }
    return rows();
  } finally {
    stop.abort();
  }
}

function endsOf({ near, far }: Region): End[] {
  return far ? [near, far] : [near];
}

/** Below that, two ends are as fast as four. */
const FEWEST_PAGES_TO_DIVIDE = 3;

type Outcome = { end: End } & ({ page: Page } | { error: unknown });
