import type { FetchStatus } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';

/** One of the reads that make a list. */
export interface ListRead {
  readonly key: string;
  /** Whether anything is known of it, if only that it failed. */
  readonly known: boolean;
  /** Whether it has been read to its end. */
  readonly complete: boolean;
  readonly fetch: FetchStatus;
}

/** How far the list waits for a read. */
export interface Patience {
  /** The list shows what it has without this read. */
  readonly skipped: boolean;
  /** The read has given no answer for so long that the page says so. */
  readonly timedOut: boolean;
}

/** This long after the first answer, the list no longer waits for the others. */
export const SKIP_MS = 700;

/** After this long without any answer, the page says which sources have not answered. */
export const TIMEOUT_MS = 4000;

/**
 * Says how far the list waits for each read. A read that is skipped, because it is slow or because the reader stopped
 * it, stays so until it has been read to its end: rows that were shown don't go away again.
 *
 * @param resting whether nothing is requested at present, as in a hidden page
 */
export function useUnresponsive(reads: readonly ListRead[], resting: boolean): (key: string) => Patience {
  const state = useSyncExternalStore(subscribe, currentState);
  // As texts, which are equal for as long as the same reads are meant.
  const done = keysOf(reads.filter(({ complete }) => complete));
  const stopped = keysOf(reads.filter(({ complete, fetch }) => !complete && fetch === 'idle'));
  const waiting = keysOf(reads.filter(({ known, fetch }) => !known && fetch === 'fetching'));
  const answered = reads.some(({ known }) => known);
  const now = useRef(waiting);
  useEffect(() => {
    now.current = waiting;
  }, [waiting]);
  useEffect(() => {
    forget(done);
  }, [done]);
  useEffect(() => {
    mark(stopped, { skipped: true, timedOut: false });
  }, [stopped]);
  const isWaiting = waiting !== '' && !resting;
  useEffect(() => {
    if (!isWaiting || !answered) return undefined;
    // Not started again by each further answer: many sources come in one by one.
    const timer = setTimeout(() => {
      mark(now.current, { skipped: true, timedOut: false });
    }, SKIP_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [isWaiting, answered]);
  useEffect(() => {
    if (waiting === '' || resting) return undefined;
    // Started again by each answer: sources that queue behind others are not unresponsive.
    const timer = setTimeout(() => {
      mark(waiting, { skipped: true, timedOut: true });
    }, TIMEOUT_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [waiting, resting]);
  return useCallback((key: string) => state.get(key) ?? PATIENT, [state]);
}

const PATIENT: Patience = { skipped: false, timedOut: false };

/** Kept for as long as the page is open, so that a reader who comes back to the list does not wait again. */
let patience: ReadonlyMap<string, Patience> = new Map();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function currentState(): ReadonlyMap<string, Patience> {
  return patience;
}

function mark(keys: string, as: Patience): void {
  const changed = keys.split(BREAK).filter((key) => {
    const { skipped, timedOut } = patience.get(key) ?? PATIENT;
    return key !== '' && (!skipped || (as.timedOut && !timedOut));
  });
  if (changed.length > 0) publish(new Map([...patience, ...changed.map((key) => [key, as] as const)]));
}

function forget(keys: string): void {
  const gone = new Set(keys.split(BREAK).filter((key) => patience.has(key)));
  if (gone.size > 0) publish(new Map([...patience].filter(([key]) => !gone.has(key))));
}

function publish(next: ReadonlyMap<string, Patience>): void {
  patience = next;
  for (const listener of listeners) listener();
}

const BREAK = '\n';

function keysOf(reads: readonly ListRead[]): string {
  return reads.map(({ key }) => key).join(BREAK);
}
