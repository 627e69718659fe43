import type { Urgency } from '../../aws/request-scheduler.ts';
import type { SourceKey } from '../../aws/source.ts';
import { readAll } from './full-read.ts';
import { createPace, systemClock } from './pace.ts';
import type { Clock, Gate } from './pace.ts';
import { createPages } from './pages.ts';
import type { DescribeJob, ListJobs, ListRequest } from './pages.ts';
import { createPublisher } from './publisher.ts';
import { catchUp, refresh } from './refresh.ts';
import type { Change } from './changes.ts';
import type { Job } from '../model/job.ts';

/** What is known of the jobs of one source that match one criteria. Never changed once made. */
export interface Inventory {
  readonly source: SourceKey;
  /** The jobs from the first one on, without a gap, in Macie's order. When complete, all of them. */
  readonly head: readonly Job[];
  /** Jobs that were read further on, in the same order, with gaps before, among and behind them. */
  readonly beyond: readonly Job[];
  /** Whether every page was read. Jobs that came since are for the next refresh. */
  readonly complete: boolean;
  /** `slowed`: Macie throttles, so fewer calls are made. `settled`: nothing is being read. */
  readonly state: 'reading' | 'slowed' | 'settled';
  /** When the read or refresh that this is the state of began: nothing here is older. Milliseconds since 1970. */
  readonly readAt: number;
  /** For which moment relative times in the criteria were resolved. Milliseconds since 1970. */
  readonly resolvedAt: number;
  /** Calls that the last read or refresh took. */
  readonly calls: number;
  /** Items without a job id: they can't be opened or told apart, so they are no rows. */
  readonly unreadable: number;
  /** What the last refresh changed, by job id. */
  readonly changed: ReadonlyMap<string, Change>;
  /**
   * A job created before this moment (by Macie's clock, in milliseconds since 1970) is either here or doesn't match.
   * Undefined when not complete, or where creation times can't tell.
   */
  readonly closedBefore: number | undefined;
  /**
   * Jobs that are not final and match the criteria but for its status terms, so that they may come to match.
   * Undefined where they are not known.
   */
  readonly others: readonly Job[] | undefined;
}

/** More than a screen has rows. */
export const FIRST_PAGE = 50;

/** What reading needs. */
export interface InventoryReading {
  readonly source: SourceKey;
  /** The request for a moment (milliseconds since 1970), with its sort. */
  readonly resolve: (now: number) => ListRequest;
  readonly list: ListJobs;
  readonly describe: DescribeJob;
  /** What is already known: a complete inventory is refreshed, any other is read again. */
  readonly previous?: Inventory | undefined;
  /** Told of what has been read so far: the first page at once, then a few times a second. */
  readonly publish: (inventory: Inventory) => void;
  readonly signal: AbortSignal;
  readonly gate: Gate;
  /** How many jobs the first page has at most: few, so that the first rows are there soon. 50 by default. */
  readonly firstPage?: number;
  /** The urgency of the first page. Interactive by default; all else is background. */
  readonly firstPriority?: Urgency;
  readonly clock?: Clock;
}

/**
 * Reads every job that matches, or brings a complete inventory up to date, which costs what is alive rather than
 * what exists. Never more than four calls are under way.
 *
 * @throws AwsError once it can't go on; what a read had found by then has been published
 */
export async function readInventory({
  source,
  resolve,
  list,
  describe,
  previous,
  publish,
  signal,
  gate,
  firstPage = FIRST_PAGE,
  firstPriority = 'interactive',
  clock = systemClock,
}: InventoryReading): Promise<Inventory> {
  const publisher = createPublisher(clock, signal, publish);
  const pace = createPace(clock, gate, () => {
    publisher.again();
  });
  const pages = createPages(source, { list, describe }, pace);
  const reading = {
    source,
    pages,
    firstPage,
    firstPriority,
    clock,
    signal,
    startedAt: clock.now(),
    publisher,
  };
  try {
    if (previous?.complete) return await refresh(reading, resolve, previous);
    const request = resolve(reading.startedAt);
    return await catchUp(reading, request, await readAll(reading, request, previous));
  } catch (error) {
    publisher.leave();
    throw error;
  } finally {
    publisher.stop();
  }
}
