/** How much a call matters: a person waits for it, rows on the screen need it, or it can wait. */
export type Urgency = 'interactive' | 'needed' | 'background';

/** A call's urgency; a function is called again whenever a slot is free, so a waiting call can become urgent. */
export type Priority = Urgency | (() => Urgency);

/** Starts calls as slots get free. */
export interface Limiter {
  /**
   * Runs the task when its turn comes and gives its outcome. Aborted while it waits, it leaves the queue and rejects
   * with the signal's reason; once it runs, stopping is the task's own business.
   *
   * @param key what the smaller limit is for, such as a source
   */
  run<T>(key: string, priority: Priority, task: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /**
   * The same for what is no task of one piece.
   *
   * @returns what ends the turn; to call it again does nothing
   */
  enter(key: string, priority: Priority, signal?: AbortSignal): Promise<() => void>;
}

/**
 * A limiter that never runs more than `total` tasks at once, nor more than `perKey` with the same key. More urgent
 * tasks go first; among equals the key that was served longest ago; within a key, first come, first served.
 * Every eighth turn goes to the task that has waited longest, so that none starves.
 */
export function createLimiter({ total, perKey }: { total: number; perKey: number }): Limiter {
  /** In order of arrival. */
  const waiting: Waiting[] = [];
  const running = new Map<string, number>();
  const servedAt = new Map<string, number>();
  let runningInAll = 0;
  let turns = 0;

  function start(): void {
    while (runningInAll < total) {
      const ready = waiting.filter(({ key }) => (running.get(key) ?? 0) < perKey);
      const next = (turns + 1) % LONGEST_WAITING_EVERY === 0 ? ready[0] : mostUrgent(ready);
      if (!next) return;
      turns += 1;
      leave(next);
      servedAt.set(next.key, turns);
      running.set(next.key, (running.get(next.key) ?? 0) + 1);
      runningInAll += 1;
      next.start();
    }
  }

  function mostUrgent(ready: readonly Waiting[]): Waiting | undefined {
    let best: Waiting | undefined;
    let bestRank = Infinity;
    for (const candidate of ready) {
      const { key, priority } = candidate;
      const urgency = typeof priority === 'function' ? priority() : priority;
      // No page lives for a billion turns, so they never reach into the next urgency.
      const rank = RANK[urgency] * 1e9 + (servedAt.get(key) ?? 0);
      if (rank < bestRank) {
        best = candidate;
        bestRank = rank;
      }
    }
    return best;
  }

  function leave(entry: Waiting): boolean {
    const index = waiting.indexOf(entry);
    if (index !== -1) waiting.splice(index, 1);
    return index !== -1;
  }

  function end(key: string): void {
    const left = (running.get(key) ?? 0) - 1;
    if (left > 0) running.set(key, left);
    else running.delete(key);
    runningInAll -= 1;
    start();
  }

  const enter: Limiter['enter'] = async (key, priority, signal) => {
    signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        if (leave(entry)) reject(signal?.reason);
      };
      const entry: Waiting = {
        key,
        priority,
        start: () => {
          signal?.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      waiting.push(entry);
      start();
    });
    let isRunning = true;
    return () => {
      if (isRunning) end(key);
      isRunning = false;
    };
  };

  return {
    run: async (key, priority, task, signal) => {
      const done = await enter(key, priority, signal);
      try {
        return await task();
      } finally {
        done();
      }
    },
    enter,
  };
}

interface Waiting {
  readonly key: string;
  readonly priority: Priority;
  readonly start: () => void;
}

const LONGEST_WAITING_EVERY = 8;

const RANK: Readonly<Record<Urgency, number>> = { interactive: 0, needed: 1, background: 2 };
