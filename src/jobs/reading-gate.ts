import type { Gate } from './inventory-pace.ts';

/** The page's gate: shut while nobody can see the page, and for what can wait until the first rows are on screen. */
export interface ReadingGate extends Gate {
  /** The first rows, or what stands in their place, are about to be painted. */
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
  return {
    rowsShown: () => {
      // The frame comes first, all of it: what follows would keep the browser from it.
      requestAnimationFrame(() => {
        requestAnimationFrame(() => open?.());
      });
    },
    wait: async (signal, priority) => {
      await visible(signal);
      if (priority !== 'interactive') await shown;
      signal.throwIfAborted();
    },
  };
}

async function visible(signal: AbortSignal): Promise<void> {
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
}
