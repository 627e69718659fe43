import { counted } from '../../../lib/text.ts';
import { FINAL_ERRORS_DAYS } from '../../model/attention.ts';
import { hasNeverRun, toDetails } from '../../model/details.ts';
import { PAUSE_DAYS } from '../../model/pause.ts';
import { skippedText } from '../log/skipped.ts';
import { ACCESS_FAILED, CHECK, DAY, VIEW_LOG, remedy } from './parts.ts';
import type { Judged, Verdict, VerdictContext } from './types.ts';

/** A one-time job is complete, without errors as far as Macie says. */
export function finished(job: Judged, { summaryOnly }: VerdictContext): Verdict {
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
  // The list doesn't show whether the job took a sample.
  const processed = summaryOnly
    ? 'Nothing to do: finished without errors.'
    : `Nothing to do: finished, and Macie processed all the data in ${sample ? 'its sample' : 'scope'}.`;
  return {
    state: 'finished',
    needs: sure ? 'nothing' : 'unknown',
    headline: sure ? [processed] : ['Finished. Macie didn’t say whether there were errors.'],
    meaning: ['The job ran once and never changes again.'],
    next: sure
      ? ['No action needed. View the findings to see what it found.']
      : ['View the job log to see whether there were errors.'],
    commands: sure ? [] : [VIEW_LOG],
  };
}

/** A one-time job is complete, but Macie skipped some of its data. */
export function finishedWithSkips(job: Judged, context: VerdictContext): Verdict {
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

/** A job was cancelled, which is final. */
export function cancelled(job: Judged, context: VerdictContext): Verdict {
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
          ' before that. It never runs again.',
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
