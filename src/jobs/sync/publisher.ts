import type { Inventory } from './inventory.ts';
import type { Clock } from './pace.ts';

/** Publishes what is known while it is being read, but not at every page. */
export interface Publisher {
  /** There is something new: published at once or, so soon after the last time, in a moment. */
  offer(make: () => Inventory): void;
  /** The latest offer has changed by itself. */
  again(): void;
  /** Publishes the latest offer, if there is one, as what is left when reading ends. */
  leave(): void;
  /** Publishes nothing any more. */
  stop(): void;
}

/** How often something is published, at most: a few times a second looks like going on, and leaves time for more. */
const EVERY_MS = 150;

/** A publisher that makes what it publishes only when it does. */
export function createPublisher(
  clock: Clock,
  signal: AbortSignal,
  publish: (inventory: Inventory) => void,
): Publisher {
  let latest: (() => Inventory) | undefined;
  let publishedAt = -Infinity;
  let state: 'ready' | 'waiting' | 'stopped' = 'ready';

  function publishNow(): void {
    if (state === 'stopped' || signal.aborted || !latest) return;
    state = 'ready';
    publishedAt = clock.now();
    publish(latest());
  }

  function publishSoon(): void {
    if (state !== 'ready') return;
    const elapsed = Math.max(0, clock.now() - publishedAt);
    if (elapsed >= EVERY_MS) {
      publishNow();
      return;
    }
    state = 'waiting';
    clock.sleep(EVERY_MS - elapsed, signal).then(publishNow, () => {
      // Aborted: nobody wants to know any more.
    });
  }

  return {
    offer: (make) => {
      latest = make;
      publishSoon();
    },
    again: () => {
      if (latest) publishSoon();
    },
    leave: () => {
      const make = latest;
      if (!make) return;
      latest = () => ({ ...make(), state: 'settled' });
      publishNow();
      state = 'stopped';
    },
    stop: () => {
      state = 'stopped';
    },
  };
}
