import { pauseOf } from '../../model/pause.ts';
import { cancelled, finished, finishedWithSkips } from './final-verdict.ts';
import { idle } from './idle-verdict.ts';
import { CHECK, withErrors } from './parts.ts';
import { pausedByPerson, pausedByQuota } from './paused-verdict.ts';
import { running, runningAfterErrors, stuck } from './running-verdict.ts';
import type { Judged, Verdict, VerdictContext } from './types.ts';

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
      return errors ? finishedWithSkips(job, context) : finished(job, context);
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
