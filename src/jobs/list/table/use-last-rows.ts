import { useState } from 'react';
import type { Job } from '../../model/job.ts';

/**
 * The rows that were shown last, to stand in place of those of another view while its first ones are on their way: a
 * table that stays on screen is drawn in half the time of one that goes and comes back.
 */
export function useLastRows(rows: readonly Job[], waiting: boolean): readonly Job[] {
  const [last, setLast] = useState(rows);
  const next = rows.length > 0 || !waiting ? rows : last;
  if (next !== last) setLast(next);
  return next;
}
