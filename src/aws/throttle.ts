import type { Clock } from '../lib/clock.ts';
import { AwsError } from './errors.ts';

/**
 * How fast one source may be called. It outlives single reads: Macie counts the calls of an account and Region, whatever
 * they are for.
 */
export interface Throttle {
  /** How many calls may be under way now: one after a throttled answer. */
  readonly limit: number;
  /** Whether the limit is lower than usual. */
  readonly slowed: boolean;
  /**
   * Makes a call once the limit and a pause after throttling allow it, and again where that may help.
   *
   * @throws AwsError when trying again does not help, or the signal's reason
   */
  run<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Calls the listener whenever `slowed` changes. Returns what ends that. */
  subscribe(listener: () => void): () => void;
}

/** The most calls under way for a source. */
const MOST_CALLS = 4;
/** Throttled answers in a row before a call fails. The pauses between them add up to nearly two minutes at least. */
const MOST_THROTTLED = 15;
/** Tries of a call that failed on its way or at the server. The SDK has tried three times each. */
const MOST_TRIES = 4;
const SHORTEST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 20_000;
/** After this long without a throttled answer, nothing is left to be careful about. */
const FORGET_AFTER_MS = 60_000;

/** A throttle that drops to one call at a time when the source throttles, and recovers call by call or with time. */
export function createThrottle(clock: Clock): Throttle {
  let limit = MOST_CALLS;
  let underWay = 0;
  const waiting: (() => void)[] = [];
  const listeners = new Set<() => void>();
  let successes = 0;
  /** Throttled answers since the last success. */
  let throttled = 0;
  /** Pauses so far. A call that began before the latest pause was refused along with the call that caused it. */
  let pauses = 0;
  let throttledAt = -Infinity;
  let resumeAt = -Infinity;

  function setLimit(next: number): void {
    const wasSlowed = limit < MOST_CALLS;
    limit = next;
    successes = 0;
    if (wasSlowed !== limit < MOST_CALLS) for (const listener of listeners) listener();
  }

  async function acquire(signal: AbortSignal): Promise<void> {
    if (limit < MOST_CALLS && Math.abs(clock.now() - throttledAt) > FORGET_AFTER_MS) setLimit(MOST_CALLS);
    if (underWay >= limit) {
      await new Promise<void>((resolve, reject) => {
        const go = () => {
          signal.removeEventListener('abort', giveUp);
          resolve();
        };
        const giveUp = () => {
          waiting.splice(waiting.indexOf(go), 1);
          reject(signal.reason);
        };
        signal.addEventListener('abort', giveUp, { once: true });
        waiting.push(go);
      });
    } else {
      underWay += 1;
    }
  }

  function release(): void {
    underWay -= 1;
    while (underWay < limit) {
      const next = waiting.shift();
      if (!next) return;
      underWay += 1;
      next();
    }
  }

  async function pause(signal: AbortSignal): Promise<void> {
    // A pause is slept once, so that a clock that is put back doesn't make it longer.
    for (let slept = 0; slept < pauses && resumeAt > clock.now();) {
      slept = pauses;
      await clock.sleep(Math.min(resumeAt - clock.now(), LONGEST_PAUSE_MS), signal);
    }
  }

  function succeeded(): void {
    throttled = 0;
    successes += 1;
    if (limit < MOST_CALLS && successes >= limit * 4) setLimit(limit + 1);
  }

  function slowDown(pausesBefore: number): void {
    if (pausesBefore < pauses) return;
    pauses += 1;
    throttled += 1;
    throttledAt = clock.now();
    resumeAt = throttledAt + pauseLength(throttled, clock);
    setLimit(1);
  }

  async function attempt<T>(call: () => Promise<T>, signal: AbortSignal): Promise<{ answer: T } | AwsError> {
    await acquire(signal);
    try {
      await pause(signal);
      const pausesBefore = pauses;
      try {
        const answer = await call();
        succeeded();
        return { answer };
      } catch (error) {
        if (!(error instanceof AwsError) || !error.retryable) throw error;
        if (error.kind === 'throttled') slowDown(pausesBefore);
        return error;
      }
    } finally {
      release();
    }
  }

  return {
    get limit() {
      return limit;
    },
    get slowed() {
      return limit < MOST_CALLS;
    },
    run: async (call, signal) => {
      for (let failures = 0; ;) {
        signal.throwIfAborted();
        const outcome = await attempt(call, signal);
        if (!(outcome instanceof AwsError)) return outcome.answer;
        if (outcome.kind === 'throttled') {
          if (throttled > MOST_THROTTLED) throw outcome;
        } else {
          failures += 1;
          if (failures === MOST_TRIES) throw outcome;
          await clock.sleep(pauseLength(failures, clock), signal);
        }
      }
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** Twice as long each time, with jitter so that readers who were throttled together don't come back together. */
function pauseLength(count: number, clock: Clock): number {
  const longest = Math.min(SHORTEST_PAUSE_MS * 2 ** (count - 1), LONGEST_PAUSE_MS);
  return longest * (0.5 + clock.random() / 2);
}
