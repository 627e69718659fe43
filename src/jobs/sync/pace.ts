import { AwsError } from '../../aws/errors.ts';
import type { Urgency } from '../../aws/request-scheduler.ts';
import type { Clock, Gate, Pace } from './types.ts';

/** The most calls under way for a source. */
const MOST_CALLS = 4;
/** Throttled answers in a row that are borne. The waits between them add up to nearly two minutes at least. */
const MOST_THROTTLED = 15;
/** Tries of a call that failed on its way or at the server. The SDK has tried three times each. */
const MOST_TRIES = 4;
const SHORTEST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 20_000;

/** A pace that drops to one call at a time when the source throttles, and from there recovers call by call. */
export function createPace(clock: Clock, gate: Gate, changed: () => void): Pace {
  let limit = MOST_CALLS;
  let calls = 0;
  let underWay = 0;
  const waiting: (() => void)[] = [];
  let successes = 0;
  /** Throttled answers since the last success. */
  let throttled = 0;
  /** Pauses so far: a call that began before the latest one was refused along with it. */
  let pauses = 0;
  let resumeAt = -Infinity;

  async function acquire(signal: AbortSignal): Promise<void> {
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

  async function ready(signal: AbortSignal, priority: Urgency): Promise<void> {
    // A pause is slept once, so that a clock that is put back doesn't make it longer.
    for (let slept = 0; slept < pauses && resumeAt > clock.now();) {
      slept = pauses;
      await clock.sleep(Math.min(resumeAt - clock.now(), LONGEST_PAUSE_MS), signal);
    }
    await gate.wait(signal, priority);
  }

  function succeeded(): void {
    throttled = 0;
    successes += 1;
    if (limit === MOST_CALLS || successes < limit * 4) return;
    limit += 1;
    successes = 0;
    if (limit === MOST_CALLS) changed();
  }

  function slowDown(pausesBefore: number): void {
    if (pausesBefore < pauses) return;
    pauses += 1;
    throttled += 1;
    successes = 0;
    resumeAt = clock.now() + pauseLength(throttled, clock);
    const wasFast = limit === MOST_CALLS;
    limit = 1;
    if (wasFast) changed();
  }

  async function attempt<T>(
    call: () => Promise<T>,
    signal: AbortSignal,
    priority: Urgency,
  ): Promise<{ answer: T } | AwsError> {
    await acquire(signal);
    try {
      await ready(signal, priority);
      const pausesBefore = pauses;
      calls += 1;
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
    get calls() {
      return calls;
    },
    run: async (call, signal, priority) => {
      for (let failures = 0; ;) {
        signal.throwIfAborted();
        const outcome = await attempt(call, signal, priority);
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
  };
}

/** Twice as long each time, with jitter so that readers who were throttled together don't come back together. */
function pauseLength(count: number, clock: Clock): number {
  const longest = Math.min(SHORTEST_PAUSE_MS * 2 ** (count - 1), LONGEST_PAUSE_MS);
  return longest * (0.5 + clock.random() / 2);
}

/** The real clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const wake = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      const giveUp = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      signal.addEventListener('abort', giveUp, { once: true });
    }),
  random: Math.random,
};
