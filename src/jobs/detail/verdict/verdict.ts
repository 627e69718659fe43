import type { DescribeClassificationJobResponse } from '@aws-sdk/client-macie2';
import { counted } from '../../../lib/text.ts';
import { FINAL_ERRORS_DAYS } from '../../model/attention.ts';
import { hasNeverRun, toDetails } from '../../model/details.ts';
import { PAUSE_DAYS, pauseOf, timeLeftText } from '../../model/pause.ts';
import type { Pause } from '../../model/pause.ts';
import { isOverdue, nextRunDay } from '../../model/schedule.ts';
import { skippedText } from '../log/skipped.ts';
import type { Skipped } from '../log/skipped.ts';
import { dayText } from '../../model/schedule-text.ts';
import type { ScopeDefinition } from '../scope/scope.ts';
import { durationText } from '../text.ts';
import type { RichText } from '../text.ts';

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

const DAY = 86_400_000;

/** The verdict on a job at a moment. */
export function judge(job: Judged, context: VerdictContext): Verdict {
  const errors = job.lastRunErrorStatus?.code === 'ERROR';
  switch (job.jobStatus) {
    case 'RUNNING':
      if (context.stuckSince !== undefined)
        return withErrors(stuck(job, context, context.stuckSince), job, context);
      return errors ? runningAfterErrors(job, context) : running(job, context);
    case 'IDLE':
      return idle(job, context);
    case 'COMPLETE':
      return errors ? finishedWithSkips(job, context) : finished(job);
    case 'USER_PAUSED':
      return withErrors(pausedByPerson(job, context), job, context);
    case 'PAUSED':
      return withErrors(pausedByQuota(job, context), job, context);
    case 'CANCELLED':
      return cancelled(job, context);
    case undefined:
    case '':
      return nothingKnown;
    default:
      return unknownStatus(job.jobStatus, errors);
  }
}

/** When the pause of a job expires, or expired; undefined where it is not paused or its pause has no end. */
export function expiryOf(job: Judged): Date | undefined {
  const pause = pauseOf(job, 0);
  return pause && new Date(pause.expiresAt);
}

const CHECK = { command: 'describe', purpose: 'Check status' } as const;
const VIEW_LOG = { command: 'logs', purpose: 'View the job log' } as const;
const RESUME = { command: 'resume', purpose: 'Resume the job' } as const;
const CANCEL = { command: 'cancel', purpose: 'Cancel the job for good' } as const;

/** The verdict on a job that has errors besides; if it needed nothing else, it needs attention for them. */
function withErrors(verdict: Verdict, job: Judged, context: VerdictContext): Verdict {
  if (job.lastRunErrorStatus?.code !== 'ERROR') return verdict;
  const { headline, meaning, next, needs, commands } = verdict;
  const urgent = needs === 'act' || needs === 'look';
  return {
    ...verdict,
    needs: urgent ? needs : 'look',
    headline: urgent
      ? headline
      : [
          'Needs attention: ',
          ...skippedText(context.skipped, job.s3JobDefinition),
          ' in the last run, and the job is paused.',
        ],
    meaning: [...meaning, ' ', ACCESS_FAILED],
    next: [...next, ' ', ...remedy(job, context)],
    commands: [...commands.filter(({ command }) => command !== 'logs'), VIEW_LOG],
  };
}

const ACCESS_FAILED = 'Macie couldn’t access some accounts or buckets and continued without them.';

/**
 * Each run of a recurring job analyses only what was created or changed since the run before (AWS), so what was skipped
 * stays unanalysed after access is fixed, unless it changes. A finished job can't run again at all.
 */
function remedy(job: Judged, { log, skipped }: VerdictContext): RichText {
  const what = skipped && skipped.accounts.length === 0 ? 'the skipped buckets' : 'what was skipped';
  return [
    ...(log ? ['See the log below for what was refused. '] : []),
    job.jobType === 'SCHEDULED'
      ? `Fix access, then create a one-time job for ${what}: later runs analyse only objects that are created or changed from then on.`
      : `Fix access, then create a new job for ${what}.`,
  ];
}

function running(job: Judged, { now, progress }: VerdictContext): Verdict {
  return {
    state: 'running',
    needs: 'nothing',
    headline: ['Nothing to do: running', ...forText(job, now), ...leftText(job), '.'],
    meaning: [
      job.jobType === 'SCHEDULED'
        ? 'A scheduled run is in progress.'
        : 'Macie is analysing the objects in scope.',
      ...(progress ? [' ', ...progress] : []),
    ],
    next: ['No action needed. This page follows the run while it is open.'],
    commands: [CHECK],
  };
}

function runningAfterErrors(job: Judged, context: VerdictContext): Verdict {
  return {
    state: 'running-after-errors',
    needs: 'look',
    headline: [
      'Needs attention: running',
      ...leftText(job),
      ', but ',
      ...skippedText(context.skipped, job.s3JobDefinition),
      '.',
    ],
    meaning: [
      ACCESS_FAILED,
      // Unknown (?): whether the code of a recurring job's earlier run stands until the current one ends.
      ...(job.jobType === 'SCHEDULED'
        ? [' Macie doesn’t say whether that was in this run or in the one before.']
        : []),
      ...(context.progress ? [' ', ...context.progress] : []),
    ],
    next: ['There is no need to stop the run. ', ...remedy(job, context)],
    commands: [VIEW_LOG],
  };
}

function stuck(job: Judged, { now }: VerdictContext, since: number): Verdict {
  return {
    state: 'stuck',
    needs: 'look',
    headline: [
      `Needs attention: running, but without progress for ${durationText(now.getTime() - since)}`,
      ...leftText(job),
      '.',
    ],
    meaning: [
      'The number of objects left hasn’t changed since ',
      new Date(since),
      ' in what this browser has seen.',
    ],
    next: [
      'Macie may be waiting, or only slow to update the number. View the job log; if nothing happens there either, contact AWS Support, or cancel the job and create a new one.',
    ],
    commands: [VIEW_LOG, CHECK],
  };
}

function finished(job: Judged): Verdict {
  const never = hasNeverRun(toDetails(job, 0));
  if (never) {
    return {
      state: 'finished',
      needs: 'unknown',
      headline: ['Can’t tell: complete, but Macie counts no run of it.'],
      meaning: ['A one-time job runs once before it is complete. Macie’s answer doesn’t show that it did.'],
      next: ['View the job log, and check whether there are findings.'],
      commands: [VIEW_LOG, CHECK],
    };
  }
  const sure = job.lastRunErrorStatus?.code === 'NONE';
  const sample = job.samplingPercentage !== undefined && job.samplingPercentage < 100;
  return {
    state: 'finished',
    needs: sure ? 'nothing' : 'unknown',
    headline: sure
      ? [`Nothing to do: finished, and Macie processed all the data in ${sample ? 'its sample' : 'scope'}.`]
      : ['Finished. Macie didn’t say whether there were errors.'],
    meaning: ['The job ran once and never changes again.'],
    next: sure
      ? ['No action needed. View the findings to see what it found.']
      : ['View the job log to see whether there were errors.'],
    commands: sure ? [] : [VIEW_LOG],
  };
}

function finishedWithSkips(job: Judged, context: VerdictContext): Verdict {
  const skipped = skippedText(context.skipped, job.s3JobDefinition);
  const endedBy = (toDetails(job, 0).lastRunTime ?? job.createdAt?.getTime()) || undefined;
  const old = endedBy !== undefined && context.now.getTime() - endedBy > FINAL_ERRORS_DAYS * DAY;
  const isPast = old || context.isSuperseded === true;
  return {
    state: 'finished-with-skips',
    needs: isPast ? 'fact' : 'look',
    headline: [isPast ? 'Finished, but ' : 'Needs attention: finished, but ', ...skipped, '.'],
    meaning: [
      ACCESS_FAILED,
      context.isSuperseded
        ? ' A later job of the same name finished without errors.'
        : old
          ? ` Its run began more than ${FINAL_ERRORS_DAYS} days ago, so it no longer counts as needing attention.`
          : '',
    ],
    next: remedy(job, context),
    commands: [VIEW_LOG],
  };
}

function idle(job: Judged, context: VerdictContext): Verdict {
  const details = toDetails(job, 0);
  const now = context.now.getTime();
  const overdue = context.summaryOnly ? undefined : isOverdue({ ...job, details }, now);
  if (overdue) return withErrors(overdueVerdict(job, context), job, context);
  if (job.lastRunErrorStatus?.code === 'ERROR') return idleAfterErrors(job, context);
  const never = hasNeverRun(details);
  const next = nextText(job, context.now);
  const known = overdue === false;
  return {
    state: 'idle',
    needs: known ? 'nothing' : 'unknown',
    headline: known
      ? [
          'Nothing to do: ',
          never ? 'not run yet, and waiting for its first run' : 'waiting for its next run',
          ...next,
          '.',
        ]
      : [never ? 'Not run yet: waiting for its first run' : 'Idle: waiting for its next run', ...next, '.'],
    meaning: [
      never ? 'The job is recurring, and its first run is still to come.' : 'The job is recurring.',
      known
        ? ''
        : context.summaryOnly
          ? ' Its schedule and last run aren’t known yet, so neither is whether a run is overdue.'
          : ' Macie’s answer doesn’t show whether a run is overdue.',
    ],
    next: ['No action needed: Macie starts the run by itself.'],
    commands: [CHECK],
  };
}

function overdueVerdict(job: Judged, { now }: VerdictContext): Verdict {
  const details = toDetails(job, 0);
  const never = hasNeverRun(details);
  const since = never ? job.createdAt : job.lastRunTime;
  const due = since && nextRunDay({ schedule: job.scheduleFrequency }, since.getTime() + (never ? 0 : DAY));
  return {
    state: 'overdue',
    needs: 'look',
    headline: [
      'Needs attention: overdue. ',
      ...(never ? ['It has never run'] : ['Its last run began on ', ...(since ? [since] : [])]),
      ...(due === undefined ? [] : [`, and a run was due on ${dayText(new Date(due))}`]),
      '.',
    ],
    meaning: ['Macie should have started a run by now. Days count in UTC, with a day’s grace.'],
    next: [
      'Check that Macie is enabled in this Region and that the account is not at its quota, and view the job log.',
      ...nextSentence(job, now),
    ],
    commands: [VIEW_LOG, CHECK],
  };
}

function idleAfterErrors(job: Judged, context: VerdictContext): Verdict {
  return {
    state: 'idle-after-errors',
    needs: 'look',
    headline: [
      'Needs attention: ',
      ...skippedText(context.skipped, job.s3JobDefinition),
      ' in the last run.',
    ],
    meaning: [ACCESS_FAILED, ...nextSentence(job, context.now)],
    next: remedy(job, context),
    commands: [VIEW_LOG],
  };
}

function pausedByPerson(job: Judged, { now }: VerdictContext): Verdict {
  const jobPausedAt = job.userPausedDetails?.jobPausedAt;
  const since: RichText =
    jobPausedAt && !Number.isNaN(jobPausedAt.getTime()) ? ['Paused since ', jobPausedAt, '. '] : [];
  const pause = pauseOf(job, now.getTime());
  // Only a job that was paused in the middle of a run has an expiry.
  if (!pause) return pausedWithoutExpiry(job, since);
  return pause.expired ? pauseExpired(job, since, pause) : pauseWithExpiry(job, since, pause);
}

function pauseWithExpiry(job: Judged, since: RichText, { expiresAt, left, soon }: Pause): Verdict {
  const recurring = job.jobType === 'SCHEDULED';
  const loses = recurring ? 'the current run is cancelled' : 'the job is cancelled for good';
  return {
    state: 'paused-by-person',
    needs: soon ? 'act' : 'fact',
    headline: [
      soon ? 'Needs attention: paused by a user. In ' : 'Paused by a user. In ',
      `${timeLeftText(left)}, on `,
      new Date(expiresAt),
      `, ${loses}.`,
    ],
    meaning: [
      ...since,
      recurring
        ? `It was paused in the middle of a run. After ${PAUSE_DAYS} days Macie cancels the rest of that run; the job stays paused and can be resumed at any time.`
        : `After ${PAUSE_DAYS} days Macie cancels a one-time job, and a cancelled job can’t be resumed.`,
    ],
    next: ['Resume it to continue where it stopped, or cancel it if it is no longer needed.'],
    commands: [RESUME, CANCEL],
  };
}

function pauseExpired(job: Judged, since: RichText, { expiresAt }: Pause): Verdict {
  const recurring = job.jobType === 'SCHEDULED';
  return {
    state: 'pause-expired',
    needs: 'look',
    headline: [
      recurring ? 'Needs attention: the paused run expired on ' : 'Needs attention: its pause expired on ',
      new Date(expiresAt),
      recurring ? ', and the job stays paused until it is resumed.' : ', so Macie cancels the job.',
    ],
    meaning: [
      ...since,
      recurring
        ? 'What was left of that run is lost. The job can be resumed at any time; until then it misses its runs.'
        : `Macie cancels a one-time job ${PAUSE_DAYS} days after it was paused. Its status doesn’t show that yet.`,
    ],
    next: recurring
      ? [
          'Resume it, or cancel it if it is no longer needed. For what the lost run left out, create a one-time job.',
        ]
      : ['Check status. If the data still has to be analysed, create a new job.'],
    commands: recurring ? [RESUME, CANCEL] : [CHECK],
  };
}

function pausedWithoutExpiry(job: Judged, since: RichText): Verdict {
  const recurring = job.jobType === 'SCHEDULED';
  return {
    state: 'paused-by-person-while-idle',
    needs: 'fact',
    headline: recurring
      ? ['Paused by a user: it doesn’t run until it is resumed.']
      : ['Paused by a user. Macie gave no date on which the pause expires.'],
    meaning: [
      ...since,
      recurring
        ? 'It was paused between two runs, so nothing expires; it only misses its scheduled runs.'
        : `Macie cancels a one-time job that stays paused for ${PAUSE_DAYS} days.`,
    ],
    next: ['Resume it, or cancel it if it is no longer needed.'],
    commands: [RESUME, CANCEL],
  };
}

function pausedByQuota(job: Judged, { now, accountId }: VerdictContext): Verdict {
  const recurring = job.jobType === 'SCHEDULED';
  const turn = dayText(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)));
  const own = `If it is this account’s own quota, Macie resumes the job on ${turn}, or when the quota is increased.`;
  const ofMember = recurring
    ? `If it is a member account’s quota, Macie resumes the job at its next run or on ${turn}, whichever comes first; a run that starts before then leaves out that account’s objects.`
    : `If it is a member account’s quota, Macie resumes the job on ${turn}, or when the quotas of all limited accounts are increased.`;
  const whose = quotaOwner(job, accountId);
  return {
    state: 'paused-by-quota',
    needs: 'look',
    headline: [
      `Needs attention: paused by Macie at the monthly quota. Macie resumes it by itself, on ${turn} at the latest.`,
    ],
    meaning: [
      'Continuing would exceed the monthly quota for sensitive data discovery of an account whose buckets it reads. ',
      whose === 'member' ? '' : own,
      whose === undefined ? ' ' : '',
      whose === 'own' ? '' : ofMember,
    ],
    next: [
      'If it can’t wait, request a higher quota in Service Quotas. Usage statistics in Macie show which account is limited.',
    ],
    commands: [VIEW_LOG],
  };
}

/** Whose quota it must be, from the accounts that the job names; undefined where it may be either's. */
function quotaOwner(
  { s3JobDefinition }: Judged,
  accountId: string | undefined,
): 'own' | 'member' | undefined {
  const owners = new Set((s3JobDefinition?.bucketDefinitions ?? []).map((each) => each.accountId));
  if (accountId === undefined || owners.size === 0 || owners.has(undefined)) return undefined;
  if (!owners.has(accountId)) return 'member';
  return owners.size === 1 ? 'own' : undefined;
}

function cancelled(job: Judged, context: VerdictContext): Verdict {
  const errors = job.lastRunErrorStatus?.code === 'ERROR';
  const left = job.statistics?.approximateNumberOfObjectsToProcess;
  const half =
    left !== undefined && Number.isFinite(left) && left > 0
      ? `, with about ${counted(left, 'object')} left`
      : '';
  // Only a one-time job is cancelled by its pause; a recurring one loses no more than the run. Disabling Macie deletes
  // jobs, so a job that is still listed was not cancelled by that.
  const expired = job.jobType === 'SCHEDULED' ? '' : `, it stayed paused for ${PAUSE_DAYS} days`;
  return {
    state: 'cancelled',
    needs: 'fact',
    headline: errors
      ? [
          `Cancelled${half}, and `,
          ...skippedText(context.skipped, job.s3JobDefinition),
          ' before. It never runs again.',
        ]
      : [`Cancelled${half}: it never runs again.`],
    meaning: [
      `Macie doesn’t say why: a user cancelled it${expired}, or Macie was suspended in this Region.`,
      ...(errors ? [' ', ACCESS_FAILED] : []),
    ],
    next: [
      context.log ? 'The log below shows when it was cancelled. ' : '',
      'If its data still has to be analysed, create a new job.',
    ],
    commands: [VIEW_LOG],
  };
}

function unknownStatus(status: string, errors: boolean): Verdict {
  return {
    state: 'unknown-status',
    needs: errors ? 'look' : 'unknown',
    headline: [
      errors ? 'Needs attention: errors in the last run. Its status is ' : 'Can’t tell: its status is ',
      { value: status },
      ', which this monitor doesn’t know.',
    ],
    meaning: [
      'Macie has a status that is newer than this monitor. Everything else here is as Macie gave it.',
    ],
    next: ['Look the status up in the Macie documentation, and update this monitor.'],
    commands: [CHECK],
  };
}

const nothingKnown: Verdict = {
  state: 'nothing-known',
  needs: 'unknown',
  headline: ['Can’t tell: Macie’s answer has no status.'],
  meaning: [
    'Every job has one, so the answer is incomplete. Something between this page and Macie may have changed it.',
  ],
  next: ['Refresh. If that doesn’t help, compare with what the AWS CLI gets.'],
  commands: [CHECK],
};

/** For how long a one-time job has been running, once that is a day or more. */
function forText(job: Judged, now: Date): RichText {
  if (job.jobType !== 'ONE_TIME') return [];
  const { lastRunTime, createdAt } = toDetails(job, 0);
  const since = lastRunTime ?? createdAt;
  const length = since === undefined ? 0 : now.getTime() - since;
  return length >= DAY ? [` for ${durationText(length)}`] : [];
}

function leftText({ statistics }: Judged): RichText {
  const left = statistics?.approximateNumberOfObjectsToProcess;
  if (left === undefined || !Number.isFinite(left)) return [];
  return [`, with about ${counted(left, 'object')} left`];
}

/** `, due on Monday 24 November (UTC)`, or nothing where the schedule doesn't say. */
function nextText(job: Judged, now: Date): RichText {
  const day = nextDay(job, now);
  return day === undefined ? [] : [`, due on ${day}`];
}

function nextSentence(job: Judged, now: Date): RichText {
  const day = nextDay(job, now);
  return day === undefined ? [] : [` The next run is due on ${day}.`];
}

function nextDay(job: Judged, now: Date): string | undefined {
  const day = nextRunDay(toDetails(job, 0), now.getTime());
  return day === undefined ? undefined : dayText(new Date(day));
}
