import type { Job } from '../../model/job.ts';

const NONE: readonly Job[] = [];

/**
 * Remembers the rows that were shown last. While the first ones of another view are on their way it gives those, to
 * stand in their place: a table that stays is drawn in half the time of one that goes and comes.
 */
export function createLastRows(): (rows: readonly Job[], waiting: boolean) => readonly Job[] {
  let last = NONE;
  return (rows, waiting) => {
    if (rows.length > 0) last = rows;
    else if (!waiting) last = NONE;
    return last;
  };
}
