import type { DescribeClassificationJobResponse } from '@aws-sdk/client-macie2';
import { counted } from '../../../lib/text.ts';
import { dayWords, nextRunDay } from '../run/schedule-text.ts';
import { durationWords } from '../text.ts';
import type { Words } from '../text.ts';

/** What state a job is in, as far as somebody may have to do something about it. */
export type VerdictState =
  | 'running'
  | 'running-after-errors'
  | 'finished'
  | 'finished-with-skips'
  | 'idle'
  | 'idle-after-errors'
  | 'paused-by-person'
  | 'paused-by-person-while-idle'
  | 'paused-by-quota'
  | 'cancelled'
  | 'unknown-status'
  | 'nothing-known';

/** A command of the AWS CLI. The monitor itself never changes a job. */
export type VerdictCommand = 'resume' | 'cancel' | 'logs' | 'describe';

/** Whether a job needs someone, why, and what to do. */
export interface Verdict {
  readonly state: VerdictState;
  /** How pressing it is: `act` has a date that passes, `look` has none. */
  readonly needs: 'nothing' | 'look' | 'act' | 'unknown';
  /** The answer to "does it need me, and why", in one line. */
  readonly headline: Words;
  /** What that state means. */
  readonly meaning: Words;
  /** What to do next. */
  readonly next: Words;
  /** The commands that do it, the likeliest first, each with what it is for. */
  readonly commands: readonly { readonly command: VerdictCommand; readonly purpose: string }[];
}

/** The members that a verdict needs; the list's summary has most of them. */
export interface Judged extends Pick<
  DescribeClassificationJobResponse,
  'userPausedDetails' | 'statistics' | 'scheduleFrequency' | 'lastRunTime'
> {
  /** A JobStatus, or a word newer than the SDK. */
  readonly jobStatus?: string | undefined;
  /** A JobType, or a word newer than the SDK. */
  readonly jobType?: string | undefined;
  readonly lastRunErrorStatus?: { readonly code?: string | undefined } | undefined;
}

/** A job paused while it ran expires after this many days (AWS); the page's bar spans them. */
export const PAUSE_DAYS = 30;

/** When the pause of a job expires; undefined where it is not paused or its pause lasts for ever. */
export function expiryOf({ jobStatus, userPausedDetails }: Judged): Date | undefined {
  const at = userPausedDetails?.jobExpiresAt;
  return jobStatus === 'USER_PAUSED' && at && !Number.isNaN(at.getTime()) ? at : undefined;
}

/** The verdict on a job at a moment. */
export function judge(job: Judged, now: Date): Verdict {
  const errors = job.lastRunErrorStatus?.code === 'ERROR';
  switch (job.jobStatus) {
    case 'RUNNING':
      return errors ? runningAfterErrors(job) : running(job);
    case 'IDLE':
      return errors ? idleAfterErrors(job, now) : idle(job, now);
    case 'COMPLETE':
      return errors ? finishedWithSkips : finished(job);
    case 'USER_PAUSED':
      return errors ? withErrors(pausedByPerson(job, now)) : pausedByPerson(job, now);
    case 'PAUSED':
      return errors ? withErrors(pausedByQuota(job)) : pausedByQuota(job);
    case 'CANCELLED':
      return cancelled(job, errors);
    case undefined:
    case '':
      return nothingKnown;
    default:
      return unknownStatus(job.jobStatus);
  }
}

/** Whoever decides about a paused job should know of its errors too. */
function withErrors(verdict: Verdict): Verdict {
  const { meaning, commands } = verdict;
  return {
    ...verdict,
    meaning: [...meaning, ' ', ...SKIPPED],
    commands: [...commands.filter(({ command }) => command !== 'logs'), READ_LOG],
  };
}

const WATCH = { command: 'describe', purpose: 'Ask Macie again' } as const;
const READ_LOG = { command: 'logs', purpose: 'Read what Macie logged' } as const;

const SKIPPED: Words = [
  'Errors of access kept Macie from some accounts or buckets, and it went on without them. What it could not reach has not been analysed.',
];

const FIND_CAUSE =
  'Macie’s log names the accounts and buckets, with a remedy for each: below, where this page can read it. ';

function running(job: Judged): Verdict {
  return {
    state: 'running',
    needs: 'nothing',
    headline: ['Nothing to do: it is running normally', ...leftWords(job), '.'],
    meaning: [
      job.jobType === 'SCHEDULED'
        ? 'A scheduled run is in progress.'
        : 'Macie is analysing the objects in scope.',
    ],
    next: ['Wait for it; this page follows it while it is open.'],
    commands: [WATCH],
  };
}

function runningAfterErrors(job: Judged): Verdict {
  return {
    state: 'running-after-errors',
    needs: 'look',
    headline: [
      'Worth a look: it is running',
      ...leftWords(job),
      ', but Macie could not reach some of its data.',
    ],
    meaning: [
      ...SKIPPED,
      // Nowhere does AWS say whether the code of a recurring job's earlier run stands until the
      // present one ends (?), so the page does not decide either.
      ...(job.jobType === 'SCHEDULED'
        ? [' Macie does not say whether that was in this run or in the one before.']
        : []),
    ],
    next: [FIND_CAUSE, 'There is no need to stop the run: it goes on with the rest.'],
    commands: [READ_LOG],
  };
}

function finished(job: Judged): Verdict {
  const sure = job.lastRunErrorStatus?.code === 'NONE';
  return {
    state: 'finished',
    needs: 'nothing',
    headline: sure
      ? ['Nothing to do: it finished, and Macie processed all the data it was given.']
      : ['Nothing to do: it finished. Macie did not say whether it met errors.'],
    meaning: ['The job ran once and never changes again.'],
    next: ['Look at what it found, with the link to its findings.'],
    commands: [],
  };
}

const finishedWithSkips: Verdict = {
  state: 'finished-with-skips',
  needs: 'look',
  headline: ['Needs someone: it finished, but Macie skipped some of its data.'],
  meaning: SKIPPED,
  next: [
    FIND_CAUSE,
    'A finished job can’t run again: when access is mended, make a new job over what was skipped.',
  ],
  commands: [READ_LOG],
};

function idle(job: Judged, now: Date): Verdict {
  const never = job.statistics?.numberOfRuns === 0;
  return {
    state: 'idle',
    needs: 'nothing',
    headline: [
      'Nothing to do: it ',
      never ? 'has not run yet and ' : '',
      'waits for its next run',
      ...nextWords(job, now),
      '.',
    ],
    meaning: [
      never
        ? 'The job is recurring and its first scheduled run is still to come.'
        : 'The job is recurring; its last run is complete and the next one is scheduled.',
    ],
    next: ['Wait for it: Macie starts the run by itself.'],
    commands: [WATCH],
  };
}

function idleAfterErrors(job: Judged, now: Date): Verdict {
  return {
    state: 'idle-after-errors',
    needs: 'look',
    headline: ['Needs someone: Macie skipped some of its data in the last run.'],
    meaning: SKIPPED,
    next: [
      FIND_CAUSE,
      'Mend access before the next run',
      ...nextWords(job, now),
      ', or the same is skipped again.',
    ],
    commands: [READ_LOG],
  };
}

function pausedByPerson(job: Judged, now: Date): Verdict {
  const jobPausedAt = job.userPausedDetails?.jobPausedAt;
  const since: Words = jobPausedAt ? ['Paused since ', jobPausedAt, '. '] : [];
  // Only a job that was paused while it ran has an expiry.
  const expiresAt = expiryOf(job);
  if (!expiresAt) return pausedWithoutExpiry(job, since);
  const recurring = job.jobType === 'SCHEDULED';
  const left = expiresAt.getTime() - now.getTime();
  const loses = recurring ? 'this run is cancelled' : 'the job is cancelled for good';
  const headline: Words =
    left > 0
      ? [`Needs a decision: a person paused it, and in ${durationWords(left)}, on `, expiresAt, `, ${loses}.`]
      : ['Needs a decision: a person paused it, and the time to resume it ended on ', expiresAt, '.'];
  return {
    state: 'paused-by-person',
    needs: 'act',
    headline,
    meaning: [
      ...since,
      recurring
        ? `It was paused in the middle of a run. After ${PAUSE_DAYS} days Macie cancels what is left of that run; the job itself stays paused and can be resumed later.`
        : `After ${PAUSE_DAYS} days Macie cancels a job that runs once, and a cancelled job can’t be resumed.`,
    ],
    next:
      left > 0
        ? ['Resume it, and it goes on where it stopped; or cancel it, if it is no longer wanted.']
        : ['Ask Macie again: it should have been cancelled by now, or somebody has just resumed it.'],
    commands: left > 0 ? [RESUME, CANCEL] : [WATCH, RESUME],
  };
}

const RESUME = { command: 'resume', purpose: 'Resume the job' } as const;
const CANCEL = { command: 'cancel', purpose: 'Cancel the job for good' } as const;

function pausedWithoutExpiry(job: Judged, since: Words): Verdict {
  const recurring = job.jobType === 'SCHEDULED';
  return {
    state: 'paused-by-person-while-idle',
    needs: 'look',
    headline: recurring
      ? ['Needs a decision: a person paused it, and it does not run until somebody resumes it.']
      : ['Needs a decision: a person paused it, and Macie gave no date when it expires.'],
    meaning: [
      ...since,
      recurring
        ? 'It was paused between two runs, so nothing expires; it only misses its scheduled runs.'
        : `A job that runs once is cancelled when it stays paused for ${PAUSE_DAYS} days.`,
    ],
    next: ['Resume it, or cancel it if it is no longer wanted.'],
    commands: [RESUME, CANCEL],
  };
}

function pausedByQuota(job: Judged): Verdict {
  const recurring = job.jobType === 'SCHEDULED';
  return {
    state: 'paused-by-quota',
    needs: 'look',
    headline: ['Waiting: Macie paused it at the monthly quota, and resumes it by itself.'],
    meaning: [
      'Going on would exceed the monthly quota for sensitive data discovery of an account whose buckets it reads. ',
      recurring
        ? 'Macie resumes it when its next run is due or when the next month starts, whichever comes first.'
        : 'Macie resumes it when the next month starts or when the quota is raised for all the accounts concerned, whichever comes first.',
    ],
    next: ['If it can’t wait, ask for a higher quota in Service Quotas. Nobody but Macie can resume it.'],
    commands: [READ_LOG],
  };
}

function cancelled(job: Judged, errors: boolean): Verdict {
  // Only a job that runs once is cancelled by its pause; a recurring one loses no more than the run.
  const expired = job.jobType === 'SCHEDULED' ? '' : `, it stayed paused for ${PAUSE_DAYS} days`;
  return {
    state: 'cancelled',
    needs: errors ? 'look' : 'nothing',
    headline: errors
      ? ['Worth a look: it was cancelled, and Macie had skipped some of its data before.']
      : ['Nothing to do: it was cancelled, and a cancelled job never runs again.'],
    meaning: [
      `Macie does not say why: a person cancelled it${expired}, or Macie was suspended or disabled in this Region.`,
      ...(errors ? [' ', ...SKIPPED] : []),
    ],
    next: ['The log events tell when it happened. If its data still has to be analysed, make a new job.'],
    commands: [READ_LOG],
  };
}

function unknownStatus(status: string): Verdict {
  return {
    state: 'unknown-status',
    needs: 'unknown',
    headline: ['Can’t tell: its status is ', { value: status }, ', which this monitor does not know.'],
    meaning: ['Macie has a status that is newer than this monitor. Everything else here is as Macie says.'],
    next: ['Look the status up in the Macie documentation, and update this monitor.'],
    commands: [WATCH],
  };
}

const nothingKnown: Verdict = {
  state: 'nothing-known',
  needs: 'unknown',
  headline: ['Can’t tell: Macie’s answer has no status.'],
  meaning: [
    'Every job has one, so the answer is not whole. Something between this page and Macie may have changed it.',
  ],
  next: ['Refresh. If it stays, compare with what the AWS CLI gets.'],
  commands: [WATCH],
};

function leftWords({ statistics }: Judged): Words {
  const left = statistics?.approximateNumberOfObjectsToProcess;
  if (left === undefined || !Number.isFinite(left)) return [];
  return [`, with about ${counted(left, 'object')} left`];
}

function nextWords(job: Judged, now: Date): Words {
  const day = nextRunDay(job, now);
  return day ? [`, due on ${dayWords(day)}`] : [];
}
