import type { Gate } from './inventory-pace.ts';

/** The reader's gate: shut while nobody watches, and for what can wait until the first rows are on screen. */
export interface ReadingGate extends Gate {
  /** Whether anybody sees the page, or wants to be told what happens while nobody does. */
  setWanted(wanted: boolean): void;
  /** The first rows, or what stands in their place, are on screen. */
  rowsShown(): void;
}

/** Rows that take longer are waited for by nothing else. */
const LONGEST_HOLD_MS = 5000;

/** A gate that is open for the first pages only, until their rows are shown. */
export function createReadingGate(): ReadingGate {
  let open: (() => void) | undefined;
  const shown = new Promise<void>((resolve) => {
    open = resolve;
    setTimeout(resolve, LONGEST_HOLD_MS);
  });
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
    rowsShown: () => open?.(),
    wait: async (signal, priority) => {
      await untilWanted(signal);
      if (priority !== 'interactive') await shown;
      signal.throwIfAborted();
    },
  };
}
