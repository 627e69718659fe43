import type { Clock } from '../../lib/clock.ts';
import type { Inventory, Publisher } from './types.ts';

/** The shortest time between two publications: a few a second look continuous and leave time for reading. */
const EVERY_MS = 150;

/** A publisher that builds inventories only when it publishes them. */
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
      // Aborted: there is no one to publish to.
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
