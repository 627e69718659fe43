import { counted } from '../../lib/text.ts';
import type { Job } from './job.ts';

/** A job that was paused while it ran expires after this many days (AWS). */
export const PAUSE_DAYS = 30;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A pause that ends within this time needs attention. */
export const EXPIRES_SOON_MS = 7 * DAY;

/** A pause that has an end, or had one. */
export interface Pause {
  /** When it expires, or expired, in milliseconds since 1970. */
  readonly expiresAt: number;
  /** Milliseconds left; negative once it has expired. */
  readonly left: number;
  readonly expired: boolean;
  /** Whether it ends within 7 days. A pause that has expired doesn't. */
  readonly soon: boolean;
}

/**
 * The end of a job's pause. Only a job that was paused in the middle of a run has one; details that are left over after
 * a resume mean nothing. Undefined where there is none.
 *
 * @param now milliseconds since 1970
 */
export function pauseOf(
  {
    jobStatus,
    userPausedDetails,
  }: { jobStatus?: string | undefined; userPausedDetails?: Job['userPausedDetails'] },
  now: number,
): Pause | undefined {
  const expiresAt = userPausedDetails?.jobExpiresAt?.getTime();
  if (jobStatus !== 'USER_PAUSED' || expiresAt === undefined || !Number.isFinite(expiresAt)) return undefined;
  const left = expiresAt - now;
  const expired = left <= 0;
  return { expiresAt, left, expired, soon: !expired && left <= EXPIRES_SOON_MS };
}

/**
 * How a row shows a pause that has an end: `Expires in 11 hours`, `Expires in 3 days`. Once it is over, a recurring
 * job has lost that run but stays paused; a one-time job is cancelled by Macie.
 */
export function pauseText({ left, expired }: Pause, jobType: string | undefined): string {
  if (expired) return jobType === 'SCHEDULED' ? 'Run expired' : 'Pause expired';
  return `Expires in ${timeLeftText(left)}`;
}

/** Time left, never more than there is: minutes below two hours, hours below two days, then whole days, rounded down. */
export function timeLeftText(milliseconds: number): string {
  if (milliseconds < MINUTE) return 'under a minute';
  if (milliseconds < 2 * HOUR) return counted(Math.floor(milliseconds / MINUTE), 'minute');
  if (milliseconds < 2 * DAY) return counted(Math.floor(milliseconds / HOUR), 'hour');
  return counted(Math.floor(milliseconds / DAY), 'day');
}
