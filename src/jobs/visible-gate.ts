import type { Gate } from './inventory-pace.ts';

/** Holds reading back while nobody can see the page. */
export const visibleGate: Gate = {
  wait: async (signal) => {
    while (document.hidden) {
      await new Promise<void>((resolve, reject) => {
        const done = () => {
          document.removeEventListener('visibilitychange', done);
          signal.removeEventListener('abort', done);
          if (signal.aborted) reject(signal.reason as Error);
          else resolve();
        };
        document.addEventListener('visibilitychange', done);
        signal.addEventListener('abort', done);
      });
    }
    signal.throwIfAborted();
  },
};
