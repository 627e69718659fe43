import type { Page } from '@playwright/test';

/** A request of a page or of its workers; times are milliseconds since the navigation began. */
export interface TimedRequest {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The first requests of a page and of its workers: browsers keep the times of 250 each. */
export async function requestsOf(page: Page): Promise<TimedRequest[]> {
  const origin = await page.evaluate(() => performance.timeOrigin);
  const threads = await Promise.all([
    page.evaluate(timedSince, origin),
    ...page.workers().map((worker) => worker.evaluate(timedSince, origin)),
  ]);
  return threads.flat();
}

/** Runs in the page, and in its workers. */
function timedSince(origin: number): TimedRequest[] {
  return performance
    .getEntriesByType('resource')
    .filter((entry) => entry instanceof PerformanceResourceTiming)
    .map(({ name, startTime, responseEnd }) => ({
      name,
      start: startTime + performance.timeOrigin - origin,
      end: responseEnd + performance.timeOrigin - origin,
    }));
}
