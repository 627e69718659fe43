/** A difference up to this is no news: clocks drift, and answers take time. */
const NOTABLE_MS = 5 * 60_000;

let offset = 0;
const listeners = new Set<() => void>();

/**
 * Notes the time of a server, from the `Date` header of an answer that has just come. An answer whose header can't be
 * read, as across origins, changes nothing.
 */
export function noteServerTime(date: string | null): void {
  const at = Date.parse(date ?? '');
  if (!Number.isNaN(at)) setClockOffset(at - Date.now());
}

/** Sets by how much the servers' clock is ahead of this browser's, in milliseconds; negative if it is behind. */
export function setClockOffset(ms: number): void {
  const next = Math.abs(ms) < NOTABLE_MS ? 0 : ms;
  // A header has whole seconds, and answers take time: what is about the same is the same.
  if (Math.abs(next - offset) < 30_000) return;
  offset = next;
  for (const listener of listeners) listener();
}

/**
 * By how much the servers' clock is ahead of this browser's, in milliseconds; 0 if the two differ by less than five
 * minutes, or nothing is known.
 */
export function clockOffset(): number {
  return offset;
}

/** Calls back whenever the offset has changed, until the returned function is called. */
export function onClockOffset(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
