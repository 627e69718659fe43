import type { Preferences } from '../../model/preferences.ts';

/** What decides when the list is refreshed next. */
export interface RefreshSituation {
  /** The reader's choice: seconds, or to adapt, or not at all. */
  readonly preference: Preferences['refresh'];
  /** Whether a job on screen is running: only those make progress by the second. */
  readonly running: boolean;
  /** How many sources a refresh asks. */
  readonly sources: number;
  /** Refreshes that have failed in a row; 0 after one that went well. */
  readonly failures: number;
  /** Whether the last failure was Macie's asking to slow down. */
  readonly throttled: boolean;
  /** Whether the last failure may pass by itself. */
  readonly passing: boolean;
  /** Whether the page is hidden, and read for notifications only. */
  readonly hidden: boolean;
  /** A number from 0 up to 1 that this reader keeps, so that readers who came together don't call together. */
  readonly jitter: number;
}

/**
 * Milliseconds until the next refresh, or false for none by itself.
 *
 * An adaptive refresh comes after 10 s while something runs and after 60 s otherwise, later where there are so
 * many sources that it would be more than 4 calls a second. A reader's own number is kept to. Either doubles
 * with each failure, up to 5 minutes, which is the least for a hidden page. An adaptive refresh after a failure that
 * may pass by itself comes within half a minute, so that the list is well again soon after AWS is. All of it varies by
 * a tenth up and down.
 */
export function refreshInterval(situation: RefreshSituation): number | false {
  const { preference, running, sources, failures, throttled, passing, hidden, jitter } = situation;
  if (preference === 'off') return false;
  const wanted =
    preference === 'auto'
      ? Math.max(running ? BUSY_MS : QUIET_MS, sources * PER_SOURCE_MS)
      : preference * SECOND_MS;
  const calm = Math.max(wanted, throttled ? THROTTLED_MS : 0, hidden ? LONGEST_MS : 0);
  const backedOff = Math.min(calm * 2 ** failures, Math.max(calm, LONGEST_MS));
  const soon =
    preference === 'auto' && failures > 0 && passing && !hidden
      ? Math.max(
          throttled ? LONGEST_RETRY_MS : Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS),
          sources * PER_SOURCE_MS,
        )
      : Infinity;
  return Math.round(Math.min(backedOff, soon) * (0.9 + 0.2 * jitter));
}

const SECOND_MS = 1000;
const BUSY_MS = 10 * SECOND_MS;
const QUIET_MS = 60 * SECOND_MS;
const THROTTLED_MS = 30 * SECOND_MS;
const FIRST_RETRY_MS = 10 * SECOND_MS;
const LONGEST_RETRY_MS = 25 * SECOND_MS;
const PER_SOURCE_MS = 250;
const LONGEST_MS = 5 * 60 * SECOND_MS;
