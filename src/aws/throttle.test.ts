import { describe, expect, test } from 'vitest';
import { createVirtualScheduler } from '../testing/virtual-scheduler.ts';
import { failure } from '../testing/fake-macie.ts';
import { createThrottle } from './throttle.ts';

const NEVER = new AbortController().signal;

/** A service that takes so many calls a second, and a throttle before it. */
function harness({ burst, perSecond }: { burst: number; perSecond: number }) {
  const scheduler = createVirtualScheduler({ latency: 40 });
  const { clock } = scheduler;
  let tokens = burst;
  let filledAt = clock.now();
  const counts = { answered: 0, throttled: 0 };
  const answer = () => {
    tokens = Math.min(burst, tokens + ((clock.now() - filledAt) / 1000) * perSecond);
    filledAt = clock.now();
    if (tokens < 1) {
      counts.throttled += 1;
      throw failure('throttled');
    }
    tokens -= 1;
    counts.answered += 1;
    return counts.answered;
  };
  const throttle = createThrottle(clock);
  const call = () => throttle.run(() => scheduler.call(answer, NEVER), NEVER);
  return { scheduler, throttle, counts, call };
}

describe('a throttle', () => {
  test('makes up to four calls at once', async () => {
    const { scheduler, call } = harness({ burst: 100, perSecond: 100 });
    await scheduler.run(Promise.all(Array.from({ length: 20 }, call)));
    expect(scheduler.maxInFlight).toBe(4);
  });

  test('remembers from read to read that a source throttles, and forgets it after a quiet minute', async () => {
    const { scheduler, throttle, counts, call } = harness({ burst: 6, perSecond: 2 });
    let changes = 0;
    throttle.subscribe(() => {
      changes += 1;
    });
    await scheduler.run(Promise.all(Array.from({ length: 8 }, call)));
    expect(counts.throttled).toBeGreaterThan(0);
    expect([throttle.slowed, changes]).toEqual([true, 1]);
    // The next read begins with one call at a time.
    await scheduler.run(scheduler.clock.sleep(3000, NEVER));
    expect(throttle.limit).toBeLessThan(4);
    await scheduler.run(scheduler.clock.sleep(61_000, NEVER));
    await scheduler.run(call());
    expect([throttle.limit, throttle.slowed, changes]).toEqual([4, false, 2]);
  });

  test('reads 52 pages from a source that takes 5 calls a second', async () => {
    const { scheduler, counts, call } = harness({ burst: 10, perSecond: 5 });
    const startedAt = scheduler.clock.now();
    await scheduler.run(Promise.all(Array.from({ length: 52 }, call)));
    const seconds = (scheduler.clock.now() - startedAt) / 1000;
    // The service allows no less than 8.4 s.
    expect({ seconds: Math.round(seconds), throttled: counts.throttled }).toEqual({
      seconds: 9,
      throttled: 19,
    });
  });
});
