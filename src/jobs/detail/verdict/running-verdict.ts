import { toDetails } from '../../model/details.ts';
import { skippedText } from '../log/skipped.ts';
import { durationText } from '../text.ts';
import type { RichText } from '../text.ts';
import { ACCESS_FAILED, CHECK, DAY, leftText, remedy, VIEW_LOG } from './parts.ts';
import type { Judged, Verdict, VerdictContext } from './types.ts';

/** A run is in progress, and nothing is known to be wrong with it. */
export function running(job: Judged, { now, progress }: VerdictContext): Verdict {
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

/** A run is in progress, and Macie reports errors. */
export function runningAfterErrors(job: Judged, context: VerdictContext): Verdict {
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

/**
 * A run is in progress, but the number of objects left doesn't move.
 *
 * @param since milliseconds since 1970
 */
export function stuck(job: Judged, { now }: VerdictContext, since: number): Verdict {
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

/** For how long a one-time job has been running, once that is a day or more. */
function forText(job: Judged, now: Date): RichText {
  if (job.jobType !== 'ONE_TIME') return [];
  const { lastRunTime, createdAt } = toDetails(job, 0);
  const since = lastRunTime ?? createdAt;
  const length = since === undefined ? 0 : now.getTime() - since;
  return length >= DAY ? [` for ${durationText(length)}`] : [];
}
