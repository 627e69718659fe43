import { hasNeverRun, toDetails } from '../../model/details.ts';
import { dayText } from '../../model/schedule-text.ts';
import { isOverdue, nextRunDay } from '../../model/schedule.ts';
import { skippedText } from '../log/skipped.ts';
import type { RichText } from '../text.ts';
import { ACCESS_FAILED, CHECK, DAY, VIEW_LOG, remedy, withErrors } from './parts.ts';
import type { Judged, Verdict, VerdictContext } from './types.ts';

/** A recurring job waits for its next run: all is well, overdue, never run, or with errors in its last run. */
export function idle(job: Judged, context: VerdictContext): Verdict {
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
