import { systemClock } from '../../lib/clock.ts';
import { readAll } from './full-read.ts';
import { createPages, createSourceLimits } from './pages.ts';
import { createPublisher } from './publisher.ts';
import { catchUp, refresh } from './refresh.ts';
import type { Inventory, InventoryReading } from './types.ts';

/** More than a screen has rows. */
export const FIRST_PAGE = 50;

/** More jobs than any inventory is expected to have: a source that gives jobs without end is not read without end. */
const CEILING = 250_000;

/**
 * Reads every job that matches, or brings a complete inventory up to date, which costs what is alive rather than
 * what exists. Never more than four calls are under way.
 *
 * @throws AwsError once it can't go on; what a read had found by then has been published
 */
export async function readInventory({
  source,
  resolve,
  list,
  describe,
  previous,
  publish,
  signal,
  gate,
  clock = systemClock,
  limits = createSourceLimits(clock),
  firstPage = FIRST_PAGE,
  firstPriority = 'interactive',
  ceiling = CEILING,
}: InventoryReading): Promise<Inventory> {
  const publisher = createPublisher(clock, signal, publish);
  const unsubscribe = limits.throttle.subscribe(() => {
    publisher.again();
  });
  const pages = createPages(source, { list, describe }, limits, gate);
  const reading = {
    source,
    pages,
    firstPage,
    firstPriority,
    ceiling: (previous?.ceiling ?? 0) + ceiling,
    clock,
    signal,
    startedAt: clock.now(),
    publisher,
  };
  try {
    if (previous?.complete) return await refresh(reading, resolve, previous);
    const request = resolve(reading.startedAt);
    return await catchUp(reading, request, await readAll(reading, request, previous));
  } catch (error) {
    publisher.leave();
    throw error;
  } finally {
    unsubscribe();
    publisher.stop();
  }
}
