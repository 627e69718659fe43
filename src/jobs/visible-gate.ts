import type { Gate } from './inventory-pace.ts';

/** Holds reading back while nobody can see the page. */
export const visibleGate: Gate = {
  wait: async (signal) => {
    while (document.hidden && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const done = () => {
          document.removeEventListener('visibilitychange', done);
          signal.removeEventListener('abort', done);
          resolve();
        };
        document.addEventListener('visibilitychange', done);
        signal.addEventListener('abort', done);
      });
    }
    signal.throwIfAborted();
  },
};
