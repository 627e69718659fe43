import { AwsError } from '../../aws/errors.ts';
import { isFinal } from '../model/job.ts';
import type { Preferences } from '../model/preferences.ts';

const RUNNING_MS = 10_000;
const WAITING_MS = 60_000;
const RETRY_MS = 20_000;

/**
 * Milliseconds until a job is asked about again, or false for never: fast only while a run makes progress, within half a
 * minute after a failure that may pass by itself, and never for a job that can't change or a failure that a person has to
 * fix. The reader's own interval replaces the first. A hidden page asks nothing: the query library pauses.
 */
export function pollInterval(
  status: string | undefined,
  refresh: Preferences['refresh'],
  error: Error | null,
): number | false {
  if (refresh === 'off') return false;
  if (error) {
    const mayPass = error instanceof AwsError && error.mayPass;
    return mayPass && (refresh === 'auto' ? RETRY_MS : Math.max(refresh * 1000, RETRY_MS));
  }
  if (isFinal(status)) return false;
  return refresh === 'auto' ? (status === 'RUNNING' ? RUNNING_MS : WAITING_MS) : refresh * 1000;
}

/** The same for a job in the list whose columns need Describe: once a minute at most. */
export function listedPollInterval(...about: Parameters<typeof pollInterval>): number | false {
  const interval = pollInterval(...about);
  return interval && Math.max(interval, WAITING_MS);
}
