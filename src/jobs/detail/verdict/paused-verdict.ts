import { PAUSE_DAYS, pauseOf, timeLeftText } from '../../model/pause.ts';
import type { Pause } from '../../model/pause.ts';
import { dayText } from '../../model/schedule-text.ts';
import type { RichText } from '../text.ts';
import { CANCEL, CHECK, RESUME, VIEW_LOG } from './parts.ts';
import type { Judged, Verdict, VerdictContext } from './types.ts';

/** A user paused the job: for how long still, or since when the pause has run out. */
export function pausedByPerson(job: Judged, { now }: VerdictContext): Verdict {
  const jobPausedAt = job.userPausedDetails?.jobPausedAt;
  const since: RichText =
    jobPausedAt && !Number.isNaN(jobPausedAt.getTime()) ? ['Paused since ', jobPausedAt, '. '] : [];
  const pause = pauseOf(job, now.getTime());
  // Only a job that was paused in the middle of a run has an expiry.
  if (!pause) return pausedWithoutExpiry(job, since);
  return pause.expired ? pauseExpired(job, since, pause) : pauseWithExpiry(job, since, pause);
}

function pauseWithExpiry(job: Judged, since: RichText, { expiresAt, left, soon }: Pause): Verdict {
  const { loses, ends } = atExpiry(job.jobType);
  return {
    state: 'paused-by-person',
    needs: soon ? 'act' : 'fact',
    headline: [
      soon ? 'Needs attention: paused by a user. In ' : 'Paused by a user. In ',
      `${timeLeftText(left)}, on `,
      new Date(expiresAt),
      `, ${loses}.`,
    ],
    meaning: [...since, ends],
    next: ['Resume it to continue where it stopped, or cancel it if it is no longer needed.'],
    commands: [RESUME, CANCEL],
  };
}

/** What the end of a pause means, which depends on the type of the job. */
function atExpiry(jobType: string | undefined): { readonly loses: string; readonly ends: string } {
  switch (jobType) {
    case 'SCHEDULED':
      return {
        loses: 'the current run is cancelled',
        ends: `It was paused in the middle of a run. After ${PAUSE_DAYS} days Macie cancels the rest of that run; the job stays paused and can be resumed at any time.`,
      };
    case 'ONE_TIME':
      return {
        loses: 'the job is cancelled for good',
        ends: `After ${PAUSE_DAYS} days Macie cancels a one-time job, and a cancelled job can’t be resumed.`,
      };
    default:
      return {
        loses: 'the pause expires',
        ends: `After ${PAUSE_DAYS} days Macie cancels a one-time job, or the current run of a recurring one. Macie’s answer doesn’t show which this is.`,
      };
  }
}

function pauseExpired(job: Judged, since: RichText, { expiresAt }: Pause): Verdict {
  const known = job.jobType === 'SCHEDULED' || job.jobType === 'ONE_TIME';
  const recurring = job.jobType === 'SCHEDULED';
  return {
    state: 'pause-expired',
    needs: 'look',
    headline: [
      recurring ? 'Needs attention: the paused run expired on ' : 'Needs attention: its pause expired on ',
      new Date(expiresAt),
      recurring
        ? ', and the job stays paused until it is resumed.'
        : known
          ? ', so Macie cancels the job.'
          : '.',
    ],
    meaning: [
      ...since,
      recurring
        ? 'What was left of that run is lost. The job can be resumed at any time; until then it misses its runs.'
        : known
          ? `Macie cancels a one-time job ${PAUSE_DAYS} days after it was paused. Its status doesn’t show that yet.`
          : atExpiry(job.jobType).ends,
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

/** Macie paused the job at the monthly quota of an account. */
export function pausedByQuota(job: Judged, { now, accountId }: VerdictContext): Verdict {
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
