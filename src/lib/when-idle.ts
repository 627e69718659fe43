/**
 * Does something once the browser has nothing else to do; after a moment, where it doesn't know.
 *
 * @returns calls it off
 */
export function whenIdle(act: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(act, SOON_MS);
    return () => {
      clearTimeout(timer);
    };
  }
  const id = window.requestIdleCallback(act, { timeout: LONGEST_WAIT_MS });
  return () => {
    window.cancelIdleCallback(id);
  };
}

const SOON_MS = 500;
const LONGEST_WAIT_MS = 4000;
