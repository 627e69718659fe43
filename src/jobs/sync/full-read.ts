import { AwsError } from '../../aws/errors.ts';
import type { Urgency } from '../../aws/request-scheduler.ts';
import type { SourceKey } from '../../aws/source.ts';
import { UNCHANGED, compareJobs } from './changes.ts';
import { dependsOnStatus, livingOf, statusTest } from './read-criteria.ts';
import type { Clock } from './pace.ts';
import { FULL_PAGE } from './pages.ts';
import type { ListRequest, Pages } from './pages.ts';
import type { Publisher } from './publisher.ts';
import type { Rows } from './plan.ts';
import { readRows } from './read-rows.ts';
import type { Inventory } from './inventory.ts';
import type { Job } from '../model/job.ts';

/** What reading and refreshing share. */
export interface Reading {
  readonly source: SourceKey;
  readonly pages: Pages;
  readonly firstPage: number;
  readonly firstPriority: Urgency;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** When it began, in milliseconds since 1970. */
  readonly startedAt: number;
  readonly publisher: Publisher;
}

/**
 * Reads everything that matches. What was known before stays visible until the new read has as many rows in a row;
 * if it was complete, the result tells what changed since.
 *
 * @throws AwsError
 */
export async function readAll(
  reading: Reading,
  request: ListRequest,
  previous: Inventory | undefined,
): Promise<Inventory> {
  const { source, pages, firstPage, firstPriority, signal, startedAt, publisher } = reading;
  /** What stays visible while less than that is known. */
  let visible = previous;
  const snapshot = ({ head, beyond, complete, unreadable }: Rows): Inventory => {
    const state = pages.pace.slowed ? 'slowed' : 'reading';
    if (visible && !complete && head.length < visible.head.length) {
      return { ...visible, state, changed: UNCHANGED };
    }
    return {
      source,
      head,
      beyond,
      complete: false,
      state,
      readAt: startedAt,
      resolvedAt: startedAt,
      calls: pages.pace.calls,
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
    rows = await readRows(pages, request, signal, { first: { walk, page }, progressed });
    others = dependsOnStatus(request) ? undefined : [];
  } else {
    // A job whose status changes while others are read may be missed. To be found by the next refresh, it must be
    // among the living when the read begins: so those are read before anything that counts.
    visible ??= snapshot({
      head: page.jobs,
      beyond: [],
      complete: false,
      unreadable: page.unreadable.length,
    });
    progressed(() => ({ head: [], beyond: [], complete: false, unreadable: 0 }));
    const living = await readLiving(pages, request, signal);
    rows = await readRows(pages, request, signal, { progressed });
    const matching = new Set(rows.head.map(({ jobId }) => jobId));
    others = living?.filter(({ jobId }) => !matching.has(jobId));
  }
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

/** The living jobs that match but for status terms; undefined where that can't be told. */
async function readLiving(
  pages: Pages,
  request: ListRequest,
  signal: AbortSignal,
): Promise<readonly Job[] | undefined> {
  if (!statusTest(request)) return undefined;
  try {
    const { head } = await readRows(pages, livingOf(request), signal);
    return head;
  } catch (error) {
    if (error instanceof AwsError && error.kind === 'invalid') return undefined;
    throw error;
  }
}

/**
 * The moment before which nothing can have been missed by a read that has found these jobs. Only differences of the
 * reader's clock count, as it may be an hour wrong: when the newest job was seen, Macie's clock stood at its creation
 * at least; so when the read began, it stood at that less the time that the read took. Whatever was created earlier
 * was there to be read from the start.
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
