import type { Skipped } from '../log/skipped.ts';
import type { ScopeDefinition } from '../scope/scope.ts';
import type { RichText } from '../text.ts';
import type { DescribeClassificationJobResponse } from '@aws-sdk/client-macie2';

/** What state a job is in, as far as a person may have to do something about it. */
export type VerdictState =
  | 'running'
  | 'running-after-errors'
  | 'stuck'
  | 'finished'
  | 'finished-with-skips'
  | 'idle'
  | 'idle-after-errors'
  | 'overdue'
  | 'paused-by-person'
  | 'paused-by-person-while-idle'
  | 'pause-expired'
  | 'paused-by-quota'
  | 'cancelled'
  | 'unknown-status'
  | 'nothing-known';

/** A command of the AWS CLI. The monitor itself never changes a job. */
export type VerdictCommand = 'resume' | 'cancel' | 'logs' | 'describe';

/** Whether a job needs attention, why, and what to do. */
export interface Verdict {
  readonly state: VerdictState;
  /**
   * `act`: needs attention before a date; `look`: needs attention; `fact`: worth knowing, but nothing is urgent;
   * `nothing`: all is well; `unknown`: this page can't say.
   */
  readonly needs: 'nothing' | 'fact' | 'look' | 'act' | 'unknown';
  /** Whether the job needs attention, and why, in one line. */
  readonly headline: RichText;
  /** What that state means. */
  readonly meaning: RichText;
  /** What to do next. */
  readonly next: RichText;
  /** The commands that do it, the likeliest first, each with what it is for. */
  readonly commands: readonly { readonly command: VerdictCommand; readonly purpose: string }[];
}

/** The members that a verdict is made of; the list's summary has some of them. */
export interface Judged extends Partial<
  Pick<
    DescribeClassificationJobResponse,
    | 'createdAt'
    | 'initialRun'
    | 'lastRunTime'
    | 'samplingPercentage'
    | 'scheduleFrequency'
    | 'statistics'
    | 'userPausedDetails'
  >
> {
  /** A JobStatus, or a word newer than the SDK. */
  readonly jobStatus?: string | undefined;
  /** A JobType, or a word newer than the SDK. */
  readonly jobType?: string | undefined;
  readonly lastRunErrorStatus?: { readonly code?: string | undefined } | undefined;
  readonly s3JobDefinition?: ScopeDefinition | undefined;
}

/** What is known besides Macie's answer. */
export interface VerdictContext {
  readonly now: Date;
  /** Whether only the list's summary of the job is known. */
  readonly summaryOnly?: boolean | undefined;
  /** Whether the page shows the job's log. */
  readonly log?: boolean | undefined;
  /** What the log names as skipped in the last run; undefined where it has not been read, or names nothing. */
  readonly skipped?: Skipped | undefined;
  /** Since when the number of objects left has not moved, in milliseconds since 1970, if for a day or longer. */
  readonly stuckSince?: number | undefined;
  /** What the samples of the run show of its progress, as a sentence; undefined where there are none. */
  readonly progress?: RichText | undefined;
  /** Whether a later job of the same name ended without errors. */
  readonly isSuperseded?: boolean | undefined;
  /** The number of the account that created the job. */
  readonly accountId?: string | undefined;
}
