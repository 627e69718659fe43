import type { Gate } from './types.ts';

/** A gate that is shut while the page is hidden and no notifications are wanted. */
export interface ReadingGate extends Gate {
  /** Whether the page is visible, or notifications are wanted while it is hidden. */
  setWanted(wanted: boolean): void;
}

/** Creates an open gate. */
export function createReadingGate(): ReadingGate {
  const page = { wanted: true };
  const waiting = new Set<() => void>();
  const untilWanted = async (signal: AbortSignal): Promise<void> => {
    while (!page.wanted && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const done = () => {
          waiting.delete(done);
          signal.removeEventListener('abort', done);
          resolve();
        };
        waiting.add(done);
        signal.addEventListener('abort', done);
      });
    }
  };
  return {
    setWanted: (wanted) => {
      page.wanted = wanted;
      if (wanted) for (const done of waiting) done();
    },
    wait: async (signal) => {
      await untilWanted(signal);
      signal.throwIfAborted();
    },
  };
}
