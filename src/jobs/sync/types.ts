/*
 * The types that the files of this folder share. They stand here so that no two files need each other.
 */
import type {
  DescribeClassificationJobCommandOutput,
  ListClassificationJobsCommandInput,
  ListClassificationJobsCommandOutput,
} from '@aws-sdk/client-macie2';
import type { Urgency } from '../../aws/request-scheduler.ts';
import type { SourceKey } from '../../aws/source.ts';
import type { Throttle } from '../../aws/throttle.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Job } from '../model/job.ts';

/** What is known about the jobs of one source that match one criteria. Immutable. */
export interface Inventory {
  readonly source: SourceKey;
  /** The jobs from the first one on, without a gap, in Macie's order. All of them when complete. */
  readonly head: readonly Job[];
  /** Jobs read further down the list, in the same order, with gaps before, between and after them. */
  readonly beyond: readonly Job[];
  /** Whether every page was read. The next refresh finds jobs created since. */
  readonly complete: boolean;
  /** Reading stopped at this many jobs, to go on when asked; undefined where it did not. */
  readonly ceiling?: number | undefined;
  /** `slowed`: Macie throttles, so fewer calls are made. `settled`: nothing is being read. */
  readonly state: 'reading' | 'slowed' | 'settled';
  /** When the read or refresh behind this state began: nothing here is older. Milliseconds since 1970. */
  readonly readAt: number;
  /** When every page was last read, rather than only what may have changed. Milliseconds since 1970. */
  readonly verifiedAt: number;
  /** The moment for which relative times in the criteria were resolved. Milliseconds since 1970. */
  readonly resolvedAt: number;
  /** Calls that the last read or refresh took. */
  readonly calls: number;
  /** At least how many items have no job id: they can't be opened or distinguished, so they aren't rows. */
  readonly unreadable: number;
  /** What the last refresh changed, by job id. */
  readonly changed: ReadonlyMap<string, Change>;
  /**
   * Every matching job created before this moment (by Macie's clock, in milliseconds since 1970) is in `head`.
   * Undefined when not complete, or where creation times don't allow it.
   */
  readonly closedBefore: number | undefined;
  /**
   * Living jobs that match all but the criteria's status terms, so they may match later. Undefined where unknown.
   */
  readonly others: readonly Job[] | undefined;
}

/** What reading needs. */
export interface InventoryReading {
  readonly source: SourceKey;
  /** The request for a moment (milliseconds since 1970), with its sort. */
  readonly resolve: (now: number) => ListRequest;
  readonly list: ListJobs;
  readonly describe: DescribeJob;
  /** What is already known: a complete inventory is refreshed, any other is read again. */
  readonly previous?: Inventory | undefined;
  /** Called with everything read so far: after the first page at once, then a few times a second. */
  readonly publish: (inventory: Inventory) => void;
  readonly signal: AbortSignal;
  readonly gate: Gate;
  /** By default, nothing is remembered of other reads. */
  readonly limits?: SourceLimits;
  /** How many jobs the first page has at most: few, so that the first rows are there soon. 50 by default. */
  readonly firstPage?: number;
  /** The urgency of the first page. Interactive by default; all else is background. */
  readonly firstPriority?: Urgency;
  /** Reading stops at this many jobs, and goes on as far again when it is asked to. */
  readonly ceiling?: number;
  readonly clock?: Clock;
}

/** What became of a job between two states of an inventory. */
export type Change = 'appeared' | 'left' | 'changed';

/** What to list, without paging. */
export type ListRequest = Omit<ListClassificationJobsCommandInput, 'maxResults' | 'nextToken'>;

export interface CallOptions {
  readonly signal: AbortSignal;
  readonly priority: Urgency;
}

/** One call of ListClassificationJobs. Throws an AwsError. */
export type ListJobs = (
  input: ListClassificationJobsCommandInput,
  options: CallOptions,
) => Promise<ListClassificationJobsCommandOutput>;

/** One call of DescribeClassificationJob. Throws an AwsError. */
export type DescribeJob = (
  jobId: string,
  options: CallOptions,
) => Promise<DescribeClassificationJobCommandOutput>;

/** A page of the list. */
export interface Page {
  readonly jobs: readonly Job[];
  /** Items without an id, as strings that identify them. */
  readonly unreadable: readonly string[];
  /** Whether there is none after it. */
  readonly last: boolean;
  /** True where Macie refused the token and this is the first page again. */
  readonly again: boolean;
}

/** Reads the pages of one request. */
export interface Walk {
  /** Whether a page has come. */
  readonly started: boolean;
  /** The next page. @throws AwsError; `malformed` when the pages repeat without end */
  next(size: number, signal: AbortSignal, priority?: Urgency): Promise<Page>;
}

/** What is remembered about calling one source, for all reads of it. */
export interface SourceLimits {
  readonly throttle: Throttle;
  /** The most jobs that Macie puts on a page. */
  pageSize: number;
}

/** The calls to one source during one read or refresh. */
export interface Pages {
  /** How many calls may be under way now. */
  readonly limit: number;
  /** Whether Macie throttles, so that the limit is lower than usual. */
  readonly slowed: boolean;
  /** Calls made so far. */
  readonly calls: number;
  walk(request: ListRequest): Walk;
  /** The row of one job; undefined where Macie knows none. */
  describe(jobId: string, signal: AbortSignal): Promise<Job | undefined>;
}

/** Holds reading back while it should not go on, such as in a hidden tab. */
export interface Gate {
  /** Resolves when a call of that priority may be made; rejects once the signal is aborted. */
  wait(signal: AbortSignal, priority: Urgency): Promise<void>;
}

/** The rows that a read has found so far. */
export interface Rows {
  /** Contiguous from the first one. */
  readonly head: readonly Job[];
  /** Found further on. */
  readonly beyond: readonly Job[];
  readonly complete: boolean;
  /** Whether reading stopped because there are so many. */
  readonly stopped: boolean;
  readonly unreadable: number;
}

/** Publishes what is known while it is being read, but not at every page. */
export interface Publisher {
  /** Publishes at once or, shortly after the last time, in a moment. */
  offer(make: () => Inventory): void;
  /** Publishes the latest offer again, because its state has changed. */
  again(): void;
  /** Publishes the latest offer, if there is one, as settled: the read has failed. */
  leave(): void;
  /** Publishes nothing from now on. */
  stop(): void;
}

/** What reading and refreshing share. */
export interface Reading {
  readonly source: SourceKey;
  readonly pages: Pages;
  readonly firstPage: number;
  readonly firstPriority: Urgency;
  /** Reading stops at this many jobs. */
  readonly ceiling: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** When it began, in milliseconds since 1970. */
  readonly startedAt: number;
  readonly publisher: Publisher;
}

/** What was seen of jobs, by id. */
export type Seen = ReadonlyMap<string, Job>;
