import type { Clock } from '../lib/clock.ts';

/** Repeatable random numbers: the same seed gives the same sequence. */
export interface Random {
  next(): number;
  /** A whole number from 0 up to, not with, `limit`. */
  below(limit: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
}

/** Random numbers from a seed. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    below: (limit) => Math.floor(next() * limit),
    chance: (probability) => next() < probability,
  };
}

/** Ends calls and sleeps one at a time, so that a test controls time and the order of answers. */
export interface VirtualScheduler {
  readonly clock: Clock;
  /** Calls under way, and the most that ever were. */
  readonly inFlight: number;
  readonly maxInFlight: number;
  /** All calls so far. */
  readonly calls: number;
  /** A call whose answer is made up at one moment and arrives at a later one. */
  call<T>(answer: () => T, signal: AbortSignal): Promise<T>;
  /** Ends calls and sleeps until the work is done. Fails where nothing is left to end. */
  run<T>(work: Promise<T>): Promise<T>;
}

interface Pending {
  readonly kind: 'sleep' | 'call';
  /** When it ends, unless the order is random. */
  due: number;
  readonly happen: () => void;
}

/**
 * A scheduler where each call takes that many milliseconds; or, with `random`, where calls are answered in random
 * order, with `between` called before each step.
 */
export function createVirtualScheduler(
  how: { latency: number } | { random: Random; between?: () => void },
  startedAt = Date.parse('2026-11-20T12:00:00Z'),
): VirtualScheduler {
  let now = startedAt;
  let inFlight = 0;
  let maxInFlight = 0;
  let calls = 0;
  let pending: Pending[] = [];
  const random = 'random' in how ? how.random : createRandom(1);

  /** Resolves when the scheduler ends it. */
  function wait(kind: Pending['kind'], delay: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const entry = {
        kind,
        due: now + delay,
        happen: () => {
          signal.removeEventListener('abort', cancel);
          resolve();
        },
      };
      const cancel = () => {
        pending = pending.filter((other) => other !== entry);
        reject(signal.reason);
      };
      signal.addEventListener('abort', cancel, { once: true });
      pending.push(entry);
    });
  }

  function choose(): Pending | undefined {
    const earliest = pending.reduce<Pending | undefined>(
      (best, entry) => (best && best.due <= entry.due ? best : entry),
      undefined,
    );
    if (!('random' in how)) return earliest;
    // Sleeps end in order; calls in any order.
    const free = pending.filter((entry) => entry.kind === 'call' || entry === earliest);
    return free[random.below(free.length)];
  }

  return {
    clock: {
      now: () => now,
      random: () => random.next(),
      sleep: (ms, signal) => wait('sleep', ms, signal),
    },
    get inFlight() {
      return inFlight;
    },
    get maxInFlight() {
      return maxInFlight;
    },
    get calls() {
      return calls;
    },
    call: async (answer, signal) => {
      signal.throwIfAborted();
      calls += 1;
      inFlight += 1;
      maxInFlight = Math.max(maxInFlight, inFlight);
      const latency = 'latency' in how ? how.latency / 2 : 10;
      try {
        await wait('call', latency, signal);
        const outcome = attempt(answer);
        await wait('call', latency, signal);
        if ('error' in outcome) throw outcome.error;
        return outcome.value;
      } finally {
        inFlight -= 1;
      }
    },
    run: async (work) => {
      let done = false;
      const finish = () => {
        done = true;
      };
      work.then(finish, finish);
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        if (done) return work;
        if ('random' in how) {
          how.between?.();
          now += random.below(30);
        }
        const entry = choose();
        if (!entry) throw new Error('Nothing is left to end, and the work is not done.');
        pending = pending.filter((other) => other !== entry);
        now = Math.max(now, entry.due);
        entry.happen();
      }
    },
  };
}

function attempt<T>(answer: () => T): { value: T } | { error: unknown } {
  try {
    return { value: answer() };
  } catch (error) {
    return { error };
  }
}
