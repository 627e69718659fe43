import type { Source } from '../../aws/source.ts';
import type { AttentionContext } from '../model/attention.ts';
import type { KnownFindings } from '../model/findings.ts';
import type { Job } from '../model/job.ts';

/** What is known of one source's part of the list. */
export interface SourceState {
  readonly source: Source;
  /**
   * `waiting`: nothing read yet; `timedOut`: for so long that the page says so; `reading`: more is on its way;
   * `stopped`: more may exist, unread; `complete`: once read to its end, though that may be long ago where there is an
   * `error`; `failed`: not so, and the last try was in vain.
   */
  readonly state: 'waiting' | 'timedOut' | 'reading' | 'stopped' | 'complete' | 'failed';
  /** Jobs read that match the criteria, before refinements. */
  readonly count: number;
  /** When what is shown was last true, in milliseconds since 1970. */
  readonly readAt: number | undefined;
  /** Reading stopped at this many jobs, and there may be more; undefined where it did not. */
  readonly ceiling?: number | undefined;
  /** At least how many items of Macie's answers have no job id, so that they are no rows. */
  readonly unreadable?: number | undefined;
  /** Whether a read has once come to its end: what is shown may then be old, but not in part. */
  readonly whole: boolean;
  /** Why the last read failed; rows of an earlier one may still be there. */
  readonly error: unknown;
  /** When it is asked again by itself after the failure, in milliseconds since 1970; undefined where it isn't. */
  readonly retryAt?: number | undefined;
}

/** The list as it is known at this moment, over all chosen sources. */
export interface JobList {
  /**
   * The rows in order, as far as no unread job can come before one of them; while the list is `provisional`, jobs of
   * sources that have not answered still can.
   */
  readonly rows: readonly Job[];
  /** Every job read that matches, refinements included; in no order until `complete`. */
  readonly matching: readonly Job[];
  /** Every job read so far that matches what Macie filters by, before refinements; in no order until `complete`. */
  readonly all: readonly Job[];
  /** How many these are. */
  readonly read: number;
  /**
   * Jobs of the chosen sources that match all criteria but those on the status, read so far: what
   * the tiles count, so that a chosen tile leaves the others their numbers.
   */
  readonly base: { readonly jobs: readonly Job[]; readonly complete: boolean };
  /** True when every chosen source has been read to its end (sources without Macie count as read). */
  readonly complete: boolean;
  /** True while rows are shown though a source that may have earlier ones has not been read. */
  readonly provisional: boolean;
  /** True while calls for the list are under way, a refresh's too. */
  readonly reading: boolean;
  readonly sources: readonly SourceState[];
  /** The oldest of the sources' `readAt`; undefined until something has been read. */
  readonly updatedAt: number | undefined;
  /** What the rule of attention knows, over all of `base`. */
  readonly attention: AttentionContext;
  /** The numbers of findings, as far as they are shown or sorted by. */
  readonly findings: KnownFindings;
  /** Keys of jobs that the last refresh found new or different. */
  readonly changed: ReadonlySet<string>;
  /** Brings every chosen source up to date, or those given. */
  readonly refresh: (sources?: readonly Source[]) => void;
  /** Stops reading what is left; `refresh` goes on. */
  readonly stop: () => void;
}
