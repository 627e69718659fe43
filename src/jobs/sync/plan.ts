import { AwsError } from '../../aws/errors.ts';
import { EVER, createEnd, createSiblings, judge, take } from './list-end.ts';
import type { End } from './list-end.ts';
import { FULL_PAGE } from './pages.ts';
import { contiguous, cut, join, middle, pagesLeft, progress } from './time-ranges.ts';
import type { Region } from './time-ranges.ts';
import type { Job } from '../model/job.ts';
import type { ListRequest, Page, Pages, Rows, Walk } from './types.ts';

/** What has been read of a list, and what to read next. */
export interface Plan {
  /** Whether everything has been read. */
  readonly done: boolean;
  /** Whether the first page has come. */
  readonly started: boolean;
  /**
   * The ends that should request their next pages now: the start of the list first, and no end that will probably find
   * nothing new.
   *
   * @param underWay the ends whose requests are under way
   * @param limit how many requests may be under way
   */
  next(underWay: Pick<ReadonlySet<End>, 'has' | 'size'>, limit: number): readonly End[];
  /** Takes the first page of the list, which this walk has read. */
  begin(walk: Walk, page: Page): void;
  /** Takes a page that an end has read. */
  receive(end: End, page: Page): void;
  /** Falls back to a simpler way where Macie refused a request. @throws the error where there is none */
  fail(end: End, error: unknown): void;
  /** Assembles the rows found so far. */
  rows(): Rows;
}

/*
 * A list by creation time is read from both ends at once, and from seconds in its middle outwards, so that four
 * calls can be under way. That loses and doubles nothing, whatever comes or changes meanwhile:
 *
 * - Macie gives a walk its jobs in order, so a walk that has been given a job created at t has been given every job
 *   that stands strictly before t, if it existed and matched all the while. About other jobs created at t it knows nothing.
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

/** Plans the reading of all pages of a request. */
export function createPlan(pages: Pages, request: ListRequest): Plan {
  const sign = request.sortCriteria?.orderBy === 'ASC' ? 1 : -1;
  let head = createEnd(pages, request, true);
  let tail: End | undefined =
    request.sortCriteria?.attributeName === 'createdAt' ? createEnd(pages, request, false) : undefined;
  let divisible = tail !== undefined;
  let regions: Region[] = [{ range: EVER, near: head, far: tail, run: undefined }];
  let seen = new Set<string>();
  /** The first rows from before reading had to start again. */
  let shown: readonly Job[] = [];
  /** How many jobs Macie puts on a page. */
  let pageSize = FULL_PAGE;
  const unreadable = new Set<string>();

  /** A job's position; NaN while the list is read page by page. */
  function positionOf({ createdAt = Number.NaN }: Job): number {
    return tail ? sign * createdAt : Number.NaN;
  }

  /** Divides the region with the most left to read, and gives the two new ends; none where it isn't worth it. */
  function divide(): readonly End[] {
    let index = -1;
    let most = FEWEST_PAGES_TO_DIVIDE;
    for (const [at, region] of regions.entries()) {
      const left = region.run ? 0 : pagesLeft(region, pageSize);
      if (left > most && Number.isFinite(left)) [index, most] = [at, left];
    }
    const region = regions[index];
    const position = region && middle(region);
    if (!region?.far || position === undefined) return [];
    const { near, far } = region;
    const [first, second] = cut(region.range, position);
    const siblings = createSiblings(pages, request, position, (near.density + far.density) / 2);
    const [before, behind] = siblings;
    regions.splice(
      index,
      1,
      { range: first, near, far: before, run: undefined },
      { range: second, near: behind, far, run: undefined },
    );
    return siblings;
  }

  function receive(end: End, page: Page): void {
    for (const item of page.unreadable) unreadable.add(item);
    const verdict = tail ? judge(end, page) : 'good';
    if (verdict === 'unordered') readPageByPage();
    if (verdict === 'outOfRange') readFromEnds();
    const region = openRegionOf(end);
    if (!region) {
      end.pastEnd = true;
      return;
    }
    if (!tail && page.again) beginAgain(head);
    take(end, page, region.range, seen, positionOf);
    settle();
    if (progress(region) === 'truncated') readFromEnds();
  }

  function openRegionOf(end: End): Region | undefined {
    return regions.find((region) => !region.run && endsOf(region).includes(end));
  }

  function settle(): void {
    for (const region of regions) {
      if (!region.run && progress(region) === 'done') region.run = join(region, positionOf);
    }
  }

  /** Continues without inner ends; from the start if the outer ends have relied on them. */
  function readFromEnds(): void {
    divisible = false;
    const isParted = regions.some((region) =>
      endsOf(region).some(({ limit, jobs, pastEnd }) => pastEnd || (limit && jobs.length > 0)),
    );
    if (isParted) {
      tail = createEnd(pages, request, false);
      beginAgain(createEnd(pages, request, true));
    }
    regions = [{ range: EVER, near: head, far: tail, run: undefined }];
    settle();
  }

  /** Continues with the head alone; from the start if it has relied on other ends. */
  function readPageByPage(): void {
    divisible = false;
    const wasAlone = regions.length === 1 && !tail?.walk.started;
    if (!wasAlone) beginAgain(createEnd(pages, request, true));
    tail = undefined;
    regions = [{ range: EVER, near: head, far: tail, run: undefined }];
  }

  /** Drops all jobs, but shows the first rows until as many have been found again. */
  function beginAgain(end: End): void {
    const [first] = regions;
    const found = first ? first.near.jobs.slice(0, contiguous(first, positionOf)) : [];
    if (found.length > shown.length) shown = found;
    head = end;
    head.jobs = [];
    seen = new Set();
  }

  return {
    get done() {
      return regions.every(({ run }) => run);
    },
    get started() {
      return head.walk.started;
    },
    next: (underWay, limit) => {
      const due = new Set<End>();
      const isBusy = (end: End) => underWay.has(end) || due.has(end);
      const free = () => limit - underWay.size - due.size;
      for (;;) {
        for (const region of regions) {
          if (region.run || progress(region) === 'unconfirmed') continue;
          const ends = endsOf(region);
          // Whether there is more than one page is known once the first is there.
          const most = head.walk.started ? Math.max(1, Math.ceil(pagesLeft(region, pageSize))) : 1;
          for (const end of ends) {
            if (free() > 0 && !isBusy(end) && ends.filter(isBusy).length < most) due.add(end);
          }
        }
        // Both at once, as each confirms the other.
        const siblings = divisible && free() >= 2 ? divide() : [];
        if (siblings.length === 0) return [...due];
        for (const end of siblings) due.add(end);
      }
    },
    begin: (walk, page) => {
      head.walk = walk;
      receive(head, page);
    },
    receive: (end, page) => {
      if (!page.last && page.jobs.length > 0) pageSize = page.jobs.length;
      receive(end, page);
    },
    fail: (end, error) => {
      if (!openRegionOf(end)) return;
      const refused = error instanceof AwsError && error.kind === 'invalid' && !end.walk.started;
      if (refused && end.limit) readFromEnds();
      else if (refused && end === tail) readPageByPage();
      else throw error;
    },
    rows: () => {
      const parts = regions.map((region) => region.run ?? join(region, positionOf));
      const open = regions.findIndex(({ run }) => !run);
      const region = regions[open];
      const none: readonly Job[] = [];
      const jobs = none.concat(...parts);
      if (!region)
        return { head: jobs, beyond: none, complete: true, stopped: false, unreadable: unreadable.size };
      const before = parts.slice(0, open).reduce((sum, { length }) => sum + length, 0);
      const count = before + contiguous(region, positionOf);
      const [head, beyond] = count < shown.length ? [shown, none] : [jobs.slice(0, count), jobs.slice(count)];
      return { head, beyond, complete: false, stopped: false, unreadable: unreadable.size };
    },
  };
}

function endsOf({ near, far }: Region): End[] {
  return far ? [near, far] : [near];
}

/** With fewer pages, two ends are as fast as four. */
const FEWEST_PAGES_TO_DIVIDE = 3;
