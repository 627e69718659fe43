import { describe, expect, test } from 'vitest';
import { AwsError } from '../../aws/errors.ts';
import { systemClock } from '../../lib/clock.ts';
import { createSourceLimits } from './pages.ts';
import { NEWEST_FIRST, START, createJobs, createHarness, idsOf } from '../../testing/inventory-harness.ts';
import { createRandom } from '../../testing/virtual-scheduler.ts';
import { failure } from '../../testing/fake-macie.ts';
import type { Inventory } from './types.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('reading an inventory', () => {
  // Page after page of 200, they would take 1, 5, 50 and 500 calls, one after the other.
  test.each([
    [30, 1, 40],
    [100, 3, 80],
    [1000, 6, 160],
    [10_000, 52, 600],
    [100_000, 503, 5120],
  ])(
    'of %i jobs takes %i calls and %i ms at 40 ms a call',
    { timeout: 30_000 },
    async (count, calls, time) => {
      const random = createRandom(1);
      const age = () => Math.ceil(random.next() * 900 * DAY);
      const { macie, scheduler, read } = createHarness(createJobs(count, { age }));
      const inventory = await read();
      expect(idsOf(inventory)).toEqual(macie.matching(NEWEST_FIRST).map(({ jobId }) => jobId));
      expect(inventory).toMatchObject({ complete: true, state: 'settled', beyond: [], calls, readAt: START });
      expect(scheduler.calls).toBe(calls);
      expect(scheduler.clock.now() - START).toBe(time);
    },
  );

  test('shows the first rows after one call, then goes on with up to four', async () => {
    const { scheduler, calls, published, read } = createHarness(createJobs(10_000));
    await read();
    expect(calls[0]).toMatchObject({ at: 0, input: { maxResults: 50 } });
    expect(published[0]).toMatchObject({ at: 40, inventory: { complete: false, state: 'reading' } });
    expect(published[0]?.inventory.head).toHaveLength(50);
    expect(scheduler.maxInFlight).toBe(4);
  });

  test('publishes a few times a second, never less than before', async () => {
    const { published, read } = createHarness(createJobs(20_000));
    await read();
    const gaps = published.slice(1).map(({ at }, index) => at - (published[index]?.at ?? 0));
    expect(gaps.length).toBeGreaterThan(4);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(150);
    const heads = published.map(({ inventory }) => inventory.head.length);
    expect(heads).toEqual(heads.toSorted((a, b) => a - b));
    expect(published.every(({ inventory }) => !inventory.complete)).toBe(true);
  });

  test('shows the previous rows until as many have been read again', async () => {
    const { published, read, clear } = createHarness(createJobs(20_000));
    const whole = await read();
    clear();
    const partial: Inventory = { ...whole, complete: false, head: whole.head.slice(0, 900) };
    await read(partial);
    const heads = published.map(({ inventory }) => inventory.head.length);
    expect(heads[0]).toBe(900);
    expect(Math.min(...heads)).toBe(900);
    expect(published.at(-1)?.inventory.head.length).toBeGreaterThan(900);
  });

  test('asks for the first rows with more urgency than for the rest', async () => {
    const { macie, scheduler, read } = createHarness(createJobs(300));
    const urgencies: unknown[] = [];
    await read(undefined, {
      list: (input, { signal, priority }) => {
        urgencies.push(priority);
        return scheduler.call(() => macie.list(input), signal);
      },
    });
    expect(urgencies).toEqual(['interactive', 'background', 'background', 'background']);
  });

  test('makes no call while the gate is shut', async () => {
    const { scheduler, calls, advance, start } = createHarness(createJobs(2000));
    const door = { isOpen: true };
    const reading = start(undefined, {
      gate: {
        wait: async (signal) => {
          while (!door.isOpen) await scheduler.clock.sleep(1000, signal);
        },
      },
    });
    await advance(60);
    door.isOpen = false;
    await advance(5000);
    const before = calls.length;
    await advance(10 * MINUTE);
    expect(calls).toHaveLength(before);
    door.isOpen = true;
    const inventory = await scheduler.run(reading);
    expect(inventory.head).toHaveLength(2000);
  });

  test('makes no more calls or publications after an abort', async () => {
    const { scheduler, calls, published, advance, start } = createHarness(createJobs(5000));
    const abort = new AbortController();
    const reading = start(undefined, { signal: abort.signal });
    await advance(130);
    const before = [calls.length, published.length];
    abort.abort(new Error('left'));
    await expect(scheduler.run(reading)).rejects.toThrow('left');
    await advance(MINUTE);
    expect([calls.length, published.length]).toEqual(before);
  });
});

describe('trouble while reading', () => {
  test('survives a minute of throttling with fewer calls, reports it, and recovers', async () => {
    const { scheduler, calls, published, read } = createHarness(createJobs(10_000), {
      intercept: (input, list) => {
        const at = scheduler.clock.now() - START;
        if (at > 200 && at < 200 + MINUTE) throw failure('throttled');
        return list(input);
      },
    });
    const inventory = await read();
    expect(inventory.head).toHaveLength(10_000);
    const during = calls.filter(({ at }) => at > 240 && at < 200 + MINUTE);
    expect(during.length).toBeLessThan(12);
    expect(published.some(({ inventory: { state } }) => state === 'slowed')).toBe(true);
    expect(published.at(-1)?.inventory.state).toBe('reading');
    expect(scheduler.maxInFlight).toBe(4);
  });

  test('gives up after long throttling, and leaves what it has read', async () => {
    const { scheduler, published, read } = createHarness(createJobs(10_000), {
      intercept: (input, list) => {
        if (scheduler.clock.now() > START + 200) throw failure('throttled');
        return list(input);
      },
    });
    await expect(read()).rejects.toMatchObject({ kind: 'throttled' });
    const { inventory } = published.at(-1) ?? {};
    expect(inventory).toMatchObject({ complete: false, state: 'settled' });
    expect(inventory?.head.length).toBeGreaterThan(400);
  });

  test.each(['server', 'network'] as const)('tries a page again after a failure: %s', async (kind) => {
    let failures = 3;
    const { calls, read } = createHarness(createJobs(1000), {
      intercept: (input, list) => {
        if (input.nextToken && failures > 0) {
          failures -= 1;
          throw failure(kind);
        }
        return list(input);
      },
    });
    const inventory = await read();
    expect(inventory.head).toHaveLength(1000);
    expect(calls).toHaveLength(6 + 3);
  });

  test('gives up a page that fails each time, and leaves what it has read', async () => {
    const { scheduler, calls, published, read } = createHarness(createJobs(5000), {
      intercept: (input, list) => {
        if (scheduler.calls > 10) throw failure('server');
        return list(input);
      },
    });
    await expect(read()).rejects.toMatchObject({ kind: 'server' });
    expect(calls.length).toBeLessThan(10 + 4 * 4);
    expect(published.at(-1)?.inventory).toMatchObject({ complete: false, state: 'settled' });
  });

  test.each(['denied', 'credentials', 'not-enabled'] as const)(
    'does not try again what is %s',
    async (kind) => {
      const { calls, published, read } = createHarness(createJobs(10), {
        intercept: () => {
          throw failure(kind);
        },
      });
      await expect(read()).rejects.toMatchObject({ kind });
      expect(calls).toHaveLength(1);
      expect(published).toEqual([]);
    },
  );

  test.each(['createdAt', 'name'] as const)(
    'begins again when a token is refused, sorted by %s',
    async (attributeName) => {
      let refusals = 2;
      const { macie, read } = createHarness(createJobs(3000), {
        intercept: (input, list) => {
          if (input.nextToken && refusals > 0 && Number(input.nextToken.slice(6)) > 5) {
            refusals -= 1;
            throw failure('invalid');
          }
          return list(input);
        },
      });
      const request = { sortCriteria: { attributeName, orderBy: 'ASC' } } as const;
      const inventory = await read(undefined, { resolve: () => request });
      expect(idsOf(inventory)).toEqual(macie.matching(request).map(({ jobId }) => jobId));
    },
  );

  test('does not begin again for ever', async () => {
    const { calls, read } = createHarness(createJobs(3000), {
      intercept: (input, list) => {
        if (input.nextToken) throw failure('invalid');
        return list(input);
      },
    });
    await expect(read()).rejects.toMatchObject({ kind: 'invalid' });
    expect(calls.length).toBeLessThan(30);
  });

  test('says so when Macie refuses the criteria', async () => {
    const { calls, read } = createHarness(createJobs(10), {
      intercept: () => {
        throw failure('invalid');
      },
    });
    await expect(read()).rejects.toMatchObject({ kind: 'invalid' });
    expect(calls).toHaveLength(1);
  });

  test.each([
    ['with the same token', () => 'same'],
    ['with a token that is always new', (count: number) => `token ${count}`],
  ])('does not go on for ever over a page repeated %s', async (_, token) => {
    const { scheduler, calls, published, read } = createHarness(createJobs(3000), {
      intercept: (input, list) => ({
        ...list({ ...input, nextToken: undefined }),
        nextToken: token(scheduler.calls),
      }),
    });
    await expect(read()).rejects.toMatchObject({ kind: 'malformed', code: 'RepeatedPage' });
    expect(calls.length).toBeLessThan(20);
    expect(published.some(({ inventory }) => inventory.complete)).toBe(false);
  });

  test('does not go on for ever over empty pages, but takes many', async () => {
    const many = await empty(200).read();
    expect(many.head).toHaveLength(60);
    const endless = empty(Infinity);
    await expect(endless.read()).rejects.toMatchObject({
      kind: 'malformed',
      code: 'EmptyPages',
      message: 'Macie sent 250 empty pages in a row, so the list can’t be read to its end.',
    });
    // From both ends.
    expect(endless.calls.length).toBeLessThan(2 * 250 + 4);
  });

  test('counts items without an id once, and makes no row of them', async () => {
    const { read } = createHarness(createJobs(2000), {
      intercept: (input, list) => {
        const page = list(input);
        const items = page.items?.map(({ jobId, ...item }) =>
          item.name?.endsWith('00') ? item : { ...item, jobId },
        );
        return { ...page, items };
      },
    });
    const inventory = await read();
    expect(inventory).toMatchObject({ complete: true, unreadable: 19 });
    expect(inventory.head).toHaveLength(1981);
  });

  test('reads page after page where a job has no creation time', async () => {
    const { calls, read } = createHarness(createJobs(2000), {
      intercept: (input, list) => {
        const page = list(input);
        const items = page.items?.map(({ createdAt, ...item }) =>
          item.name === 'job-1234' ? item : { ...item, createdAt },
        );
        return { ...page, items };
      },
    });
    const inventory = await read();
    expect(idsOf(inventory)).toHaveLength(2000);
    expect(new Set(idsOf(inventory)).size).toBe(2000);
    expect(inventory).toMatchObject({ complete: true, closedBefore: undefined });
    expect(calls.length).toBeLessThan(25);
  });
});

describe('what a source takes', () => {
  test.each([100, 50, 25])('is learned where Macie refuses pages of more than %i', async (most) => {
    const { calls, read } = createHarness(createJobs(1000), {
      intercept: (input, list) => {
        if ((input.maxResults ?? 0) > most) {
          throw new AwsError('invalid', 'ListClassificationJobs', {
            code: 'ValidationException',
            message: `1 validation error detected: Value at 'maxResults' failed to satisfy constraint: <= ${most}`,
          });
        }
        return list(input);
      },
    });
    const limits = createSourceLimits(systemClock);
    expect((await read(undefined, { limits })).head).toHaveLength(1000);
    expect(limits.pageSize).toBe(most);
    const refused = calls.filter(({ input }) => typeof input === 'object' && (input.maxResults ?? 0) > most);
    expect(refused.length).toBeLessThanOrEqual(6);
    // A refusal is remembered for the next read.
    calls.length = 0;
    await read(undefined, { limits });
    expect(Math.max(...calls.map(({ input }) => (typeof input === 'object' && input.maxResults) || 0))).toBe(
      most,
    );
  });

  test('is read to a ceiling, and as far again when asked', async () => {
    const { read, published } = createHarness(createJobs(5000));
    const first = await read(undefined, { ceiling: 1000 });
    expect(first).toMatchObject({ complete: false, state: 'settled', ceiling: 1000 });
    expect(first.head.length + first.beyond.length).toBeGreaterThanOrEqual(1000);
    expect(first.head.length + first.beyond.length).toBeLessThan(1800);
    expect(published.some(({ inventory }) => inventory.complete)).toBe(false);
    const second = await read(first, { ceiling: 1000 });
    expect(second).toMatchObject({ complete: false, ceiling: 2000 });
    const whole = await read(second, { ceiling: 10_000 });
    expect(whole).toMatchObject({ complete: true, head: { length: 5000 } });
    expect(whole.ceiling).toBeUndefined();
  });

  test('has no end: new jobs on each page, from both ends', async () => {
    let count = 0;
    const { calls, read } = createHarness([], {
      intercept: () => ({
        $metadata: {},
        nextToken: `token ${(count += 1)}`,
        items: Array.from({ length: 200 }, (_, index) => ({
          jobId: (count * 200 + index).toString(16).padStart(32, '0'),
          createdAt: new Date(START - count * 200 - index),
        })),
      }),
    });
    await expect(read(undefined, { ceiling: 20_000 })).resolves.toMatchObject({
      complete: false,
      ceiling: 20_000,
    });
    expect(calls.length).toBeLessThanOrEqual(104);
  });
});

/** Sixty jobs behind that many empty pages. */
function empty(pages: number) {
  return createHarness(createJobs(60), {
    intercept: (input, list) => {
      const page = Number(input.nextToken?.split('/')[1] ?? 0);
      if (page >= pages) return list({ ...input, nextToken: undefined });
      return { $metadata: {}, items: [], nextToken: `empty/${page + 1}` };
    },
  });
}
