import { AwsError } from '../../aws/errors.ts';
import { compareJobs } from './changes.ts';
import { movement, sortOf, statusTest } from './read-criteria.ts';
import { closedBefore, readAll } from './full-read.ts';
import { observe } from './observe.ts';
import { FULL_PAGE } from './pages.ts';
import { update } from './update.ts';
import { type Job, isFinal } from '../model/job.ts';
import type { Inventory, ListRequest, Reading } from './types.ts';

/*
 * A refresh asks about what is alive rather than what exists: COMPLETE and CANCELLED are final, and nothing of a job
 * changes but its status and what goes with it. So it asks for
 *
 * - the jobs that are alive now (usually one call), which brings all of them up to date;
 * - the newest jobs, down to the moment before which nothing can be new (usually one call): they may have been
 *   created and ended since;
 * - the jobs that were alive and no longer are: found by their names, as the list can't be asked for ids.
 *
 * With status terms the living are asked for without these, and each job is judged by what was seen of it: so jobs
 * that come to match join, and others leave.
 *
 * A gap, from an answer that was wrong, would stay for ever that way. So everything is read again once a day, and
 * whenever a job is seen that should have been known, or a known one is gone.
 */

/**
 * Brings a complete inventory up to date, or reads all of it again where that is cheaper or the only way.
 *
 * @throws AwsError
 */
export async function refresh(
  reading: Reading,
  resolve: (now: number) => ListRequest,
  previous: Inventory,
): Promise<Inventory> {
  const { startedAt } = reading;
  const frozen = resolve(previous.resolvedAt);
  const current = resolve(startedAt);
  const moved = movement(frozen, current);
  // In a minute the jobs that a relative time lets in are few, and the calls that it takes to find them many.
  const waits = moved === 'moved' && Math.abs(startedAt - previous.resolvedAt) < LONGEST_FROZEN_MS;
  const size = previous.head.length;
  const isDue = Math.abs(startedAt - previous.verifiedAt) >= VERIFIED_FOR_MS;
  if (size <= FULL_PAGE || (moved === 'moved' && !waits)) return readAll(reading, current, previous);

  const updated = await follow(reading, waits ? frozen : current, previous, {
    stays: typeof moved === 'function' ? moved : () => true,
    // Beyond that it is as cheap to read everything.
    mostCalls: size / FULL_PAGE,
  });
  if (!updated) return readAll(reading, current, previous);
  if (updated.ordered && !isDue) {
    return { ...updated.inventory, resolvedAt: waits ? previous.resolvedAt : startedAt };
  }
  // Everything is to be verified, or only Macie knows where the jobs that joined belong. Meanwhile, what is known is
  // shown.
  reading.publisher.offer(() => ({ ...updated.inventory, state: 'reading' }));
  const read = await readAll(reading, current, updated.inventory);
  if (!updated.ordered || !read.complete) return read;
  const { jobs, changed } = compareJobs(previous.head, read.head);
  return { ...read, head: jobs, changed };
}

/**
 * What a read has missed: jobs that it knows to match, but whose status changed meanwhile. It stays as it is where
 * they can't be found at once.
 *
 * @throws AwsError
 */
export async function catchUp(reading: Reading, request: ListRequest, read: Inventory): Promise<Inventory> {
  const matches = statusTest(request);
  if (!read.others?.some(({ jobStatus }) => matches?.(jobStatus))) return read;
  const updated = await follow(reading, request, read, { stays: () => true, mostCalls: Infinity });
  return updated?.ordered ? { ...updated.inventory, changed: read.changed } : read;
}

/** What became of the living jobs, and which are new; undefined where that can't be asked or takes too many calls. */
async function follow(
  reading: Reading,
  request: ListRequest,
  previous: Inventory,
  { stays, mostCalls }: { stays: (job: Job) => boolean; mostCalls: number },
): Promise<{ inventory: Inventory; ordered: boolean } | undefined> {
  const { head, others, closedBefore: since } = previous;
  const matches = statusTest(request);
  if (!matches || !others || since === undefined) return undefined;
  const living = [...head, ...others].filter((job) => !isFinal(job.jobStatus) && stays(job));
  const seen = await unlessRefused(
    observe(reading, request, {
      known: head.filter(stays),
      living,
      since,
      mostCalls,
      trusted: Math.abs(reading.startedAt - previous.verifiedAt) < NEWLY_VERIFIED_MS,
    }),
  );
  if (!seen) return undefined;
  const {
    jobs,
    living: left,
    changed,
    ordered,
  } = update(head, seen, { stays, matches, sort: sortOf(request) });
  // Without their places, some jobs are neither here nor there: the next refresh must look for them again.
  if (!ordered) return { inventory: { ...previous, head: jobs, changed }, ordered };
  const inventory: Inventory = {
    ...previous,
    head: jobs,
    others: left,
    changed,
    state: 'settled',
    readAt: reading.startedAt,
    calls: reading.pages.calls,
    closedBefore: Math.max(since, closedBefore([jobs, left], reading) ?? since),
  };
  return { inventory, ordered };
}

/** How long an inventory is only updated before all of it is read again. */
export const VERIFIED_FOR_MS = 86_400_000;

/** So soon after everything was read, reading it again would show nothing new. */
const NEWLY_VERIFIED_MS = 10 * 60_000;

/** How long relative times stay what they were when read, unless they only let jobs age out. */
const LONGEST_FROZEN_MS = 60_000;

/** Undefined where Macie refuses what a refresh asks for beyond the criteria itself. */
async function unlessRefused<T>(outcome: Promise<T>): Promise<T | undefined> {
  try {
    return await outcome;
  } catch (error) {
    if (error instanceof AwsError && error.kind === 'invalid') return undefined;
    throw error;
  }
}
