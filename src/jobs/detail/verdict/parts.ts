import { counted } from '../../../lib/text.ts';
import { skippedText } from '../log/skipped.ts';
import type { RichText } from '../text.ts';
import type { Judged, Verdict, VerdictContext } from './types.ts';

/* What several verdicts share. */

export const CHECK = { command: 'describe', purpose: 'Check status' } as const;
export const VIEW_LOG = { command: 'logs', purpose: 'View the job log' } as const;
export const RESUME = { command: 'resume', purpose: 'Resume the job' } as const;
export const CANCEL = { command: 'cancel', purpose: 'Cancel the job for good' } as const;

export const ACCESS_FAILED = 'Macie couldn’t access some accounts or buckets and continued without them.';

/** In milliseconds. */
export const DAY = 86_400_000;

/** The verdict on a job that has errors besides; if it needed nothing else, it needs attention for them. */
export function withErrors(verdict: Verdict, job: Judged, context: VerdictContext): Verdict {
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

/**
 * What to do about skipped data.
 *
 * Each run of a recurring job analyses only what was created or changed since the run before (AWS), so what was skipped
 * stays unanalysed after access is fixed, unless it changes. A finished job can't run again at all.
 */
export function remedy(job: Judged, { log, skipped }: VerdictContext): RichText {
  const what = skipped && skipped.accounts.length === 0 ? 'the skipped buckets' : 'what was skipped';
  return [
    ...(log ? ['See the log below for what was refused. '] : []),
    job.jobType === 'SCHEDULED'
      ? `Fix access, then create a one-time job for ${what}: later runs analyse only objects that are created or changed from then on.`
      : `Fix access, then create a new job for ${what}.`,
  ];
}

/** `, with about 12 objects left`, or nothing where Macie gave no number. */
export function leftText({ statistics }: Judged): RichText {
  const left = statistics?.approximateNumberOfObjectsToProcess;
  if (left === undefined || !Number.isFinite(left)) return [];
  return [`, with about ${counted(left, 'object')} left`];
}
