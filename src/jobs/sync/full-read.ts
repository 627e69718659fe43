import { AwsError } from '../../aws/errors.ts';
import { UNCHANGED, compareJobs } from './changes.ts';
import { dependsOnStatus, livingOf, statusTest } from './read-criteria.ts';
import { FULL_PAGE } from './pages.ts';
import { readRows } from './read-rows.ts';
import type { Job } from '../model/job.ts';
import type { Inventory, ListRequest, Reading, Rows } from './types.ts';

/**
 * Reads everything that matches. What was known before stays visible until the new read has as many rows without a
 * gap. If it was complete, the result includes what changed since.
 *
 * @throws AwsError
 */
export async function readAll(
  reading: Reading,
  request: ListRequest,
  previous: Inventory | undefined,
): Promise<Inventory> {
  const { source, pages, firstPage, firstPriority, ceiling, signal, startedAt, publisher } = reading;
  /** Shown until more is known. */
  let visible = previous;
  const snapshot = ({ head, beyond, complete, unreadable }: Rows): Inventory => {
    const state = pages.slowed ? 'slowed' : 'reading';
    if (visible && !complete && head.length < visible.head.length) {
      return { ...visible, state, changed: UNCHANGED };
    }
    return {
      source,
      head,
      beyond,
      complete: false,
      ceiling: undefined,
      state,
      readAt: startedAt,
      verifiedAt: startedAt,
      resolvedAt: startedAt,
      calls: pages.calls,
      unreadable,
      changed: UNCHANGED,
      closedBefore: undefined,
      others: undefined,
    };
  };
  const progressed = (rows: () => Rows) => {
    publisher.offer(() => snapshot(rows()));
  };

  const walk = pages.walk(request);
  const page = previous
    ? await walk.next(FULL_PAGE, signal)
    : await walk.next(firstPage, signal, firstPriority);
  let rows: Rows;
  let others: readonly Job[] | undefined;
  if (page.last || !dependsOnStatus(request)) {
    rows = await readRows(pages, request, signal, { first: { walk, page }, progressed, ceiling });
    others = dependsOnStatus(request) ? undefined : [];
  } else {
    // A read may miss a job whose status changes meanwhile. The next refresh finds it if it was among the living
    // jobs when the read began, so those are read first.
    visible ??= snapshot({
      head: page.jobs,
      beyond: [],
      complete: false,
      stopped: false,
      unreadable: page.unreadable.length,
    });
    progressed(() => ({ head: [], beyond: [], complete: false, stopped: false, unreadable: 0 }));
    const living = await readLiving(reading, request);
    rows = await readRows(pages, request, signal, { progressed, ceiling });
    const matching = new Set(rows.head.map(({ jobId }) => jobId));
    others = living?.filter(({ jobId }) => !matching.has(jobId));
  }
  if (rows.stopped) return { ...snapshot(rows), state: 'settled', ceiling };
  const { jobs, changed } = previous?.complete
    ? compareJobs(previous.head, rows.head)
    : { jobs: rows.head, changed: UNCHANGED };
  return {
    ...snapshot(rows),
    head: jobs,
    complete: true,
    changed,
    state: 'settled',
    closedBefore: closedBefore([jobs, others ?? []], reading),
    others,
  };
}

/** The living jobs that match all but the status terms; undefined where the browser can't decide that. */
async function readLiving(
  { pages, signal, ceiling }: Reading,
  request: ListRequest,
): Promise<readonly Job[] | undefined> {
  if (!statusTest(request)) return undefined;
  try {
    const { head, stopped } = await readRows(pages, livingOf(request), signal, { ceiling });
    return stopped ? undefined : head;
  } catch (error) {
    if (error instanceof AwsError && error.kind === 'invalid') return undefined;
    throw error;
  }
}

/**
 * The moment before which a read that found these jobs can't have missed one. The browser's clock may be an hour
 * wrong, so only its differences count: when the newest job was seen, Macie's clock showed its creation time or later.
 * So when the read began, Macie's clock showed at least that minus the time that the read took. Every job created
 * before was there from the start.
 */
export function closedBefore(
  lists: readonly (readonly Job[])[],
  { clock, startedAt }: Pick<Reading, 'clock' | 'startedAt'>,
): number | undefined {
  let newest = -Infinity;
  for (const jobs of lists) {
    for (const { createdAt } of jobs) {
      if (createdAt === undefined) return undefined;
      if (createdAt > newest) newest = createdAt;
    }
  }
  if (newest === -Infinity) return undefined;
  return newest - Math.max(0, clock.now() - startedAt) - COARSEST_TIME_MS;
}

/** Creation times may be no finer than seconds. */
const COARSEST_TIME_MS = 1000;
