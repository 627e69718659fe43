import { useState } from 'react';

/** Which row of the page shows which job. */
export interface RowSlots {
  /** By job: the row's own name, which stays with the job for as long as it is shown. */
  readonly slots: ReadonlyMap<string, number>;
  /** How often all rows were given to other jobs. */
  readonly jumps: number;
  /** The next name for a new row. */
  readonly next: number;
}

export const NO_SLOTS: RowSlots = { slots: new Map(), jumps: 0, next: 0 };

/**
 * The rows for the jobs that are shown. Jobs that stay keep theirs. Where none stays, as when the reader scrolls fast,
 * the rows are given to the new jobs in their order: to change a row takes half as long as to make one.
 */
export function assignSlots(before: RowSlots, jobs: readonly string[]): RowSlots {
  const jumps = before.slots.size > 0 && jobs.length > 0 && !jobs.some((job) => before.slots.has(job));
  const free = jumps ? [...before.slots.values()] : [];
  let { next } = before;
  const slots = new Map(jobs.map((job, index) => [job, before.slots.get(job) ?? free[index] ?? next++]));
  return { slots, jumps: before.jumps + (jumps ? 1 : 0), next };
}

/** The rows for the jobs that are shown now. */
export function useSlots(jobs: readonly string[]): RowSlots {
  const [{ of, assigned }, set] = useState(() => ({ of: jobs, assigned: assignSlots(NO_SLOTS, jobs) }));
  if (of === jobs) return assigned;
  const next = assignSlots(assigned, jobs);
  set({ of: jobs, assigned: next });
  return next;
}
