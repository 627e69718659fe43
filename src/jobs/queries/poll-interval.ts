import { AwsError } from '../../aws/errors.ts';
import { isFinal } from '../model/job.ts';
import type { Preferences } from '../model/preferences.ts';

const RUNNING_MS = 10_000;
const WAITING_MS = 60_000;

/**
 * Milliseconds to the next question about a job, or false for none: fast only while a run makes
 * progress, slowly after a failure that may pass, and never for a job that can't change or a failure
 * that somebody has to mend. The reader's own choice goes before the first of these. A hidden page
 * asks nothing (the query library sees to it).
 */
export function pollInterval(
  status: string | undefined,
  refresh: Preferences['refresh'],
  error: Error | null,
): number | false {
  if (refresh === 'off' || isFinal(status)) return false;
  if (error && !(error instanceof AwsError && error.retryable)) return false;
  const interval = refresh === 'auto' ? (status === 'RUNNING' ? RUNNING_MS : WAITING_MS) : refresh * 1000;
  return error ? Math.max(interval, WAITING_MS) : interval;
}

/** The same for one of the many jobs that a list shows more of than Macie lists: once a minute at most. */
export function listedPollInterval(...about: Parameters<typeof pollInterval>): number | false {
  const interval = pollInterval(...about);
  return interval && Math.max(interval, WAITING_MS);
}
