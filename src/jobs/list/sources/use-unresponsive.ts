import type { FetchStatus } from '@tanstack/react-query';
import { useEffect, useReducer } from 'react';

/** One of the reads that make a list. */
export interface ListRead {
  readonly key: string;
  /** Whether anything is known of it, if only that it failed. */
  readonly known: boolean;
  /** Whether it has been read to its end. */
  readonly complete: boolean;
  readonly fetch: FetchStatus;
}

/** Without any first answer for so long, a list waits for the others no more. */
const PATIENCE_MS = 4000;

/** The keys of reads that no list waits for, for as long as the page is there: who comes back does not wait again. */
const letGo = new Set<string>();

/**
 * Tells which reads a list no longer waits for: those that give no answer while no other one answers either, and those
 * that the reader stopped. They stay so until they have been read to their end: rows that are shown don't go away again.
 *
 * @param resting whether nothing is asked at present
 */
export function useLetGo(reads: readonly ListRead[], resting: boolean): (key: string) => boolean {
  const [, redraw] = useReducer((draws: number) => draws + 1, 0);
  // As texts, which are the same for as long as the same reads are meant.
  const done = keysOf(reads.filter(({ complete }) => complete));
  const stopped = keysOf(reads.filter(({ complete, fetch }) => !complete && fetch === 'idle'));
  const waiting = keysOf(reads.filter(({ known, fetch }) => !known && fetch === 'fetching'));
  useEffect(() => {
    for (const key of done.split(BREAK)) letGo.delete(key);
  }, [done]);
  useEffect(() => {
    if (stopped === '') return;
    for (const key of stopped.split(BREAK)) letGo.add(key);
    redraw();
  }, [stopped]);
  useEffect(() => {
    if (waiting === '' || resting) return undefined;
    const timer = setTimeout(() => {
      for (const key of waiting.split(BREAK)) letGo.add(key);
      redraw();
    }, PATIENCE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [waiting, resting]);
  return isLetGo;
}

const BREAK = '\n';

function keysOf(reads: readonly ListRead[]): string {
  return reads.map(({ key }) => key).join(BREAK);
}

function isLetGo(key: string): boolean {
  return letGo.has(key);
}
