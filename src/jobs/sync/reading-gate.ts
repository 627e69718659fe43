import type { Gate } from './pace.ts';

/** The reader's gate: shut while the page is hidden and no notifications are wanted. */
export interface ReadingGate extends Gate {
  /** Whether anybody sees the page, or wants to be told what happens while nobody does. */
  setWanted(wanted: boolean): void;
}

/** A gate that is open. */
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
