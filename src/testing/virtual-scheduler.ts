import type { Clock } from '../jobs/sync/pace.ts';

/** Repeatable chance: the same seed gives the same draws. */
export interface Chance {
  next(): number;
  /** A whole number from 0 up to, not with, `limit`. */
  below(limit: number): number;
  /** True so often. */
  now(probability: number): boolean;
}

/** Chance from a seed. */
export function createChance(seed: number): Chance {
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
    now: (probability) => next() < probability,
  };
}

/** Where calls and sleeps end only when they are told to, so that a test holds time and the order of answers. */
export interface Stage {
  readonly clock: Clock;
  /** Calls under way, and the most that ever were. */
  readonly flying: number;
  readonly mostFlying: number;
  /** All calls so far. */
  readonly calls: number;
  /** A call whose answer is made up at one moment and arrives at a later one. */
  call<T>(answer: () => T, signal: AbortSignal): Promise<T>;
  /** Lets things happen until the work is done. Fails where nothing more can happen. */
  play<T>(work: Promise<T>): Promise<T>;
}

interface Pending {
  readonly kind: 'sleep' | 'call';
  /** When it happens, if the stage keeps to time. */
  due: number;
  /** What happens. */
  readonly happen: () => void;
}

/**
 * A stage on which each call takes that many milliseconds; or, with chance, on which calls are answered in any order,
 * with `between` called before anything happens.
 */
export function createStage(
  how: { latency: number } | { chance: Chance; between?: () => void },
  startedAt = Date.parse('2026-11-20T12:00:00Z'),
): Stage {
  let now = startedAt;
  let flying = 0;
  let mostFlying = 0;
  let calls = 0;
  let pending: Pending[] = [];
  const chance = 'chance' in how ? how.chance : createChance(1);

  /** Resolves when the stage lets it happen. */
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
    if (!('chance' in how)) return earliest;
    // Sleeps end in order; calls end when they like.
    const free = pending.filter((entry) => entry.kind === 'call' || entry === earliest);
    return free[chance.below(free.length)];
  }

  return {
    clock: {
      now: () => now,
      random: () => chance.next(),
      sleep: (ms, signal) => wait('sleep', ms, signal),
    },
    get flying() {
      return flying;
    },
    get mostFlying() {
      return mostFlying;
    },
    get calls() {
      return calls;
    },
    call: async (answer, signal) => {
      signal.throwIfAborted();
      calls += 1;
      flying += 1;
      mostFlying = Math.max(mostFlying, flying);
      const latency = 'latency' in how ? how.latency / 2 : 10;
      try {
        await wait('call', latency, signal);
        const outcome = attempt(answer);
        await wait('call', latency, signal);
        if ('error' in outcome) throw outcome.error;
        return outcome.value;
      } finally {
        flying -= 1;
      }
    },
    play: async (work) => {
      let done = false;
      const finish = () => {
        done = true;
      };
      work.then(finish, finish);
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        if (done) return work;
        if ('chance' in how) {
          how.between?.();
          now += chance.below(30);
        }
        const entry = choose();
        if (!entry) throw new Error('Nothing can happen any more, and the work is not done.');
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
