import type { End } from './list-end.ts';
import { FULL_PAGE } from './pages.ts';
import { createPlan } from './plan.ts';
import type { ListRequest, Page, Pages, Rows, Walk } from './types.ts';

interface RowsReading {
  /** The first page and the walk that it came from, where it has been read. */
  readonly first?: { readonly walk: Walk; readonly page: Page } | undefined;
  /** Called after each page. The rows are assembled only when asked for. */
  readonly progressed?: (rows: () => Rows) => void;
  /** Reading stops at this many jobs. */
  readonly ceiling?: number;
}

/**
 * Reads all pages of a request.
 *
 * @throws AwsError; calls under way are then aborted
 */
export async function readRows(
  pages: Pages,
  request: ListRequest,
  outer: AbortSignal,
  { first, progressed, ceiling = Infinity }: RowsReading = {},
): Promise<Rows> {
  const stop = new AbortController();
  const signal = AbortSignal.any([outer, stop.signal]);
  const plan = createPlan(pages, request);
  const underWay = new Map<End, Promise<Outcome>>();
  try {
    if (first) plan.begin(first.walk, first.page);
    let found = first?.page.jobs.length ?? 0;
    while (!plan.done) {
      if (plan.started) progressed?.(() => plan.rows());
      for (const end of plan.next(underWay, pages.limit)) {
        underWay.set(end, readNext(end, signal));
      }
      const outcome = await Promise.race(underWay.values());
      signal.throwIfAborted();
      underWay.delete(outcome.end);
      if ('page' in outcome) {
        plan.receive(outcome.end, outcome.page);
        found += outcome.page.jobs.length;
        if (found >= ceiling && !plan.done) return { ...plan.rows(), stopped: true };
      } else {
        plan.fail(outcome.end, outcome.error);
      }
    }
    return plan.rows();
  } finally {
    stop.abort();
  }
}

type Outcome = { end: End } & ({ page: Page } | { error: unknown });

function readNext(end: End, signal: AbortSignal): Promise<Outcome> {
  return end.walk.next(FULL_PAGE, signal).then(
    (page) => ({ end, page }),
    (error: unknown) => ({ end, error }),
  );
}
