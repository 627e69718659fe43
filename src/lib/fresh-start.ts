/** After this long, what an earlier click began may be hanging. */
const PATIENCE_MS = 5000;

/**
 * For a control that can be clicked many times, such as “Refresh”. The returned function says of each click whether it
 * begins again, in the place of what an earlier click began, or joins that.
 */
export function createFreshStart(now: () => number = Date.now): () => boolean {
  let startedAt = -Infinity;
  return () => {
    const begins = Math.abs(now() - startedAt) >= PATIENCE_MS;
    if (begins) startedAt = now();
    return begins;
  };
}
