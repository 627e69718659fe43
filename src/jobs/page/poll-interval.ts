import type { Preferences } from '../preferences.ts';
import { isFinal } from '../job.ts';

const RUNNING_MS = 10_000;
const WAITING_MS = 60_000;

/**
 * Milliseconds to the next question about a job, or false for none: fast only while a run makes
 * progress, never for a job that can't change, and slowly after a failure. The reader's own choice
 * goes before all that but the last. A hidden page asks nothing (the query library sees to it).
 */
export function pollInterval(
  status: string | undefined,
  refresh: Preferences['refresh'],
  error: Error | null,
): number | false {
  if (refresh === 'off' || isFinal(status)) return false;
  if (error) return WAITING_MS;
  if (refresh !== 'auto') return refresh * 1000;
  return status === 'RUNNING' ? RUNNING_MS : WAITING_MS;
}
