import { describe, expect, test } from 'vitest';
import { criteriaTime } from '../criteria/time.ts';
import { including } from './read-criteria.ts';
import { NEWEST_FIRST, START, createJobs, createHarness, idsOf } from '../../testing/inventory-harness.ts';
import { failure } from '../../testing/fake-macie.ts';
import type { ListRequest } from './types.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A new job at this moment. */
function createJob(harness: ReturnType<typeof createHarness>, name: string, status = 'RUNNING') {
  const job = {
    jobId: `f${name}`,
    name,
    createdAt: new Date(harness.scheduler.clock.now()),
    jobType: 'ONE_TIME',
    jobStatus: status,
  };
  harness.macie.jobs.push(job);
  harness.macie.invalidate();
  return job;
}

function onlyComplete(): ListRequest {
  return including(NEWEST_FIRST, { key: 'jobStatus', comparator: 'EQ', values: ['COMPLETE'] });
}

describe('a refresh', () => {
  test.each([
    [100, 1],
    [1000, 2],
    [10_000, 2],
    [100_000, 2],
  ])('of %i jobs with 20 alive takes %i calls at most', { timeout: 30_000 }, async (count, calls) => {
    const harness = createHarness(createJobs(count));
    const inventory = await harness.read();
    await harness.advance(10_000);
    harness.clear();
    const refreshed = await harness.read(inventory);
    expect(harness.calls).toHaveLength(calls);
    expect(refreshed).toMatchObject({ calls, complete: true, state: 'settled' });
    expect(refreshed.head).toEqual(inventory.head);
    expect(refreshed.changed.size).toBe(0);
  });

  test('leaves the very same rows where nothing has changed', async () => {
    const harness = createHarness(createJobs(1000));
    const inventory = await harness.read();
    await harness.advance(10_000);
    const refreshed = await harness.read(inventory);
    expect(refreshed.head).toBe(inventory.head);
    expect(refreshed.readAt).toBe(inventory.readAt + 160 + 10_000);
  });

  test('updates living jobs in place, and reports which have changed', async () => {
    const harness = createHarness(createJobs(10_000));
    const inventory = await harness.read();
    harness.setStatus(7, 'USER_PAUSED');
    harness.clear();
    const { head, changed } = await harness.read(inventory);
    expect(head[7]?.jobStatus).toBe('USER_PAUSED');
    expect(head.every((job, index) => index === 7 || job === inventory.head[index])).toBe(true);
    expect([...changed]).toEqual([[head[7]?.jobId, 'changed']]);
    expect(harness.calls).toHaveLength(2);
  });

  test('asks for those that have ended by their names, many at a time', async () => {
    const harness = createHarness(
      createJobs(20_000, { status: (index) => (index < 15_000 ? 'COMPLETE' : 'IDLE') }),
    );
    const inventory = await harness.read();
    for (let index = 15_000; index < 15_120; index += 1) harness.setStatus(index, 'CANCELLED');
    harness.clear();
    const { head, changed } = await harness.read(inventory);
    expect(head.filter(({ jobStatus }) => jobStatus === 'CANCELLED')).toHaveLength(120);
    expect(changed.size).toBe(120);
    const byName = harness.calls.filter(({ input }) => JSON.stringify(input).includes('"name"'));
    expect(byName).toHaveLength(3);
  });

  test('needs no further call for those that are among the newest', async () => {
    const harness = createHarness(createJobs(10_000));
    const inventory = await harness.read();
    harness.setStatus(3, 'COMPLETE');
    harness.clear();
    const { head } = await harness.read(inventory);
    expect(head[3]?.jobStatus).toBe('COMPLETE');
    expect(harness.calls).toHaveLength(2);
  });

  test.each([
    ['names are refused', { names: 'refused' } as const, (index: number) => `job-${index}`],
    ['thousands have the same name', {}, () => 'nightly'],
  ])('describes those that have ended where %s', async (_, quirks, name) => {
    const harness = createHarness(createJobs(10_000, { status: everyFiveHundredthIdle, name }), quirks);
    const inventory = await harness.read();
    harness.setStatus(5499, 'CANCELLED');
    harness.setStatus(8499, 'CANCELLED');
    harness.clear();
    const { head, changed } = await harness.read(inventory);
    expect([head[5499]?.jobStatus, head[8499]?.jobStatus]).toEqual(['CANCELLED', 'CANCELLED']);
    expect(changed.size).toBe(2);
    expect(harness.calls.filter(({ input }) => typeof input === 'string')).toHaveLength(2);
  });

  test('drops a job that Macie knows no more', async () => {
    const harness = createHarness(createJobs(1000));
    const inventory = await harness.read();
    const [gone] = harness.macie.jobs.splice(5, 1);
    harness.macie.invalidate();
    const { head, changed } = await harness.read(inventory);
    expect(head).toHaveLength(999);
    expect([...changed]).toEqual([[gone?.jobId, 'left']]);
  });

  test('takes nothing for known any more where Macie has other jobs than it had', async () => {
    // As after Macie was switched off and on again, which is how jobs get lost.
    const harness = createHarness(createJobs(1000));
    const inventory = await harness.read();
    harness.macie.jobs.splice(0, 990);
    createJob(harness, 'new', 'COMPLETE');
    const refreshed = await harness.read(inventory);
    expect(refreshed.complete).toBe(true);
    expect([...idsOf(refreshed)].toSorted()).toEqual(harness.macie.jobs.map(({ jobId }) => jobId).toSorted());
  });

  test.each([
    ['ended', 0],
    ['ended or alive', 3],
  ])(
    'forgets jobs that Macie has no more, where the list is of a status and they had %s',
    async (_, alive) => {
      const harness = createHarness(
        createJobs(600, { status: (index) => (index < alive ? 'RUNNING' : 'COMPLETE') }),
      );
      const inventory = await harness.read(undefined, { resolve: onlyComplete });
      expect(inventory.head).toHaveLength(600 - alive);
      harness.macie.jobs.length = 0;
      harness.macie.invalidate();
      await harness.advance(HOUR);
      expect(await harness.read(inventory, { resolve: onlyComplete })).toMatchObject({
        head: [],
        complete: true,
      });
    },
  );

  test('finds jobs that were created since, alive or already ended', async () => {
    const harness = createHarness(createJobs(1000));
    const inventory = await harness.read();
    await harness.advance(HOUR);
    const ended = createJob(harness, 'ended', 'COMPLETE');
    await harness.advance(HOUR);
    const alive = createJob(harness, 'alive');
    harness.clear();
    const { head, changed } = await harness.read(inventory);
    expect(head.slice(0, 2).map(({ jobId }) => jobId)).toEqual([alive.jobId, ended.jobId]);
    expect(head).toHaveLength(1002);
    expect(Object.fromEntries(changed)).toEqual({ [ended.jobId]: 'appeared', [alive.jobId]: 'appeared' });
    expect(harness.calls).toHaveLength(2);
  });

  test('after a month away reads as many pages as there are new jobs', async () => {
    const harness = createHarness(createJobs(10_000));
    const inventory = await harness.read();
    for (let count = 0; count < 900; count += 1) {
      await harness.advance(HOUR);
      createJob(harness, `${count}`, 'COMPLETE');
    }
    harness.clear();
    const refreshed = await harness.read(inventory);
    expect(refreshed.head).toHaveLength(10_900);
    // Up to date after six calls; then everything is verified.
    const [first] = harness.published;
    expect(first?.inventory).toMatchObject({ state: 'reading', head: { length: 10_900 } });
    expect(harness.calls.filter(({ at }) => at < (first?.at ?? 0))).toHaveLength(1 + 5);
    expect(harness.calls).toHaveLength(1 + 5 + 55);
  });

  test('reads everything again where that is cheaper', async () => {
    const harness = createHarness(createJobs(1000, { status: () => 'IDLE' }));
    const inventory = await harness.read();
    for (let index = 0; index < 1000; index += 1) harness.setStatus(index, 'CANCELLED');
    harness.clear();
    const { head, changed } = await harness.read(inventory);
    expect(head.every(({ jobStatus }) => jobStatus === 'CANCELLED')).toBe(true);
    expect(changed.size).toBe(1000);
    expect(harness.calls.length).toBeLessThan(10);
  });

  test('reads everything again where Macie refuses what it asks for', async () => {
    const harness = createHarness(createJobs(1000), {
      intercept: (input, list) => {
        if (input.filterCriteria?.excludes) throw failure('invalid');
        return list(input);
      },
    });
    const inventory = await harness.read();
    harness.setStatus(900, 'RUNNING');
    const { head } = await harness.read(inventory);
    expect(head[900]?.jobStatus).toBe('RUNNING');
  });

  test('that fails leaves no trace', async () => {
    const harness = createHarness(createJobs(1000), {
      intercept: (input, list) => {
        if (harness.scheduler.clock.now() > START + HOUR) throw failure('denied');
        return list(input);
      },
    });
    const inventory = await harness.read();
    await harness.advance(HOUR);
    harness.clear();
    await expect(harness.read(inventory)).rejects.toMatchObject({ kind: 'denied' });
    expect(harness.published).toEqual([]);
    expect(harness.calls).toHaveLength(2);
  });
});

describe('a refresh with status terms', () => {
  const complete: ListRequest = {
    ...NEWEST_FIRST,
    filterCriteria: { includes: [{ key: 'jobStatus', comparator: 'EQ', values: ['COMPLETE', 'RUNNING'] }] },
  };
  const options = { resolve: () => complete };

  test('lets jobs join and leave', async () => {
    const harness = createHarness(createJobs(10_000));
    for (let index = 10; index < 20; index += 1) harness.setStatus(index, 'IDLE');
    const inventory = await harness.read(undefined, options);
    expect(inventory.head).toHaveLength(9990);
    expect(inventory.others).toHaveLength(10);
    harness.setStatus(3, 'CANCELLED');
    harness.setStatus(4, 'PAUSED');
    harness.setStatus(13, 'COMPLETE');
    harness.setStatus(14, 'RUNNING');
    harness.setStatus(15, 'CANCELLED');
    harness.clear();
    const refreshed = await harness.read(inventory, options);
    expect(idsOf(refreshed)).toEqual(harness.macie.matching(complete).map(({ jobId }) => jobId));
    const ids = harness.macie.jobs.map(({ jobId }) => jobId);
    expect(Object.fromEntries(refreshed.changed)).toEqual({
      [ids[3] ?? '']: 'left',
      [ids[4] ?? '']: 'left',
      [ids[13] ?? '']: 'appeared',
      [ids[14] ?? '']: 'appeared',
    });
    expect(refreshed.others).toHaveLength(8);
    expect(harness.calls.length).toBeLessThanOrEqual(3);
  });

  test('of a list of one page is one call', async () => {
    const harness = createHarness(createJobs(10_000));
    const running: ListRequest = {
      ...NEWEST_FIRST,
      filterCriteria: { includes: [{ key: 'jobStatus', comparator: 'EQ', values: ['RUNNING'] }] },
    };
    const inventory = await harness.read(undefined, { resolve: () => running });
    harness.setStatus(3, 'COMPLETE');
    harness.clear();
    const { head, changed } = await harness.read(inventory, { resolve: () => running });
    expect(head).toHaveLength(19);
    expect([...changed.values()]).toEqual(['left']);
    expect(harness.calls).toHaveLength(1);
  });
});

describe('a refresh of a list by something else than time', () => {
  const byName: ListRequest = { sortCriteria: { attributeName: 'name', orderBy: 'ASC' } };
  const options = { resolve: () => byName };

  test('puts new jobs where they belong, in the order of what is there', async () => {
    const harness = createHarness(createJobs(1000));
    const inventory = await harness.read(undefined, options);
    await harness.advance(HOUR);
    createJob(harness, 'job-5x');
    harness.clear();
    const refreshed = await harness.read(inventory, options);
    expect(idsOf(refreshed)).toEqual(harness.macie.matching(byName).map(({ jobId }) => jobId));
    expect(harness.calls).toHaveLength(2);
  });

  test('moves a job whose status decides its place', async () => {
    const byStatus: ListRequest = { sortCriteria: { attributeName: 'jobStatus', orderBy: 'ASC' } };
    const harness = createHarness(createJobs(1000));
    const inventory = await harness.read(undefined, { resolve: () => byStatus });
    expect(inventory.head.at(-1)?.jobStatus).toBe('RUNNING');
    harness.setStatus(5, 'CANCELLED');
    harness.clear();
    const { head, changed } = await harness.read(inventory, { resolve: () => byStatus });
    expect(head[0]).toMatchObject({ name: 'job-5', jobStatus: 'CANCELLED' });
    expect(head).toHaveLength(1000);
    expect([...changed.values()]).toEqual(['changed']);
    expect(harness.calls).toHaveLength(2);
  });

  test('asks Macie for the order where it is not the browser’s, and shows the old one meanwhile', async () => {
    const harness = createHarness(createJobs(1000, { name: mixedCase }), {
      // A Macie to which capitals make no difference.
      intercept: (input, list) => {
        const { items = [], ...page } = list({ ...input, maxResults: 200 });
        if (input.sortCriteria?.attributeName !== 'name') return { ...page, items };
        return {
          ...page,
          items: items.toSorted((a, b) =>
            (a.name ?? '').toLowerCase() < (b.name ?? '').toLowerCase() ? -1 : 1,
          ),
        };
      },
    });
    const inventory = await harness.read(undefined, options);
    await harness.advance(HOUR);
    harness.setStatus(4, 'IDLE');
    const created = createJob(harness, 'job-new');
    harness.clear();
    const { head, changed } = await harness.read(inventory, options);
    const [first] = harness.published;
    expect(first?.inventory.head).toHaveLength(1000);
    expect([...(first?.inventory.changed.values() ?? [])]).toEqual(['changed']);
    expect(head).toHaveLength(1001);
    expect([...changed]).toEqual([[created.jobId, 'appeared']]);
  });
});

describe('a refresh with relative times', () => {
  test('lets jobs age out of the last days, and costs no more', async () => {
    const resolve = within('GTE', 20 * DAY);
    const harness = createHarness(createJobs(1000, { age: atHalfHours }));
    const inventory = await harness.read(undefined, { resolve });
    expect(inventory.head).toHaveLength(480);
    await harness.advance(5 * HOUR);
    harness.clear();
    const refreshed = await harness.read(inventory, { resolve });
    expect(refreshed.head).toHaveLength(475);
    expect([...refreshed.changed.values()]).toEqual(Array.from({ length: 5 }, () => 'left'));
    expect(refreshed.resolvedAt).toBe(refreshed.readAt);
    expect(harness.calls).toHaveLength(2);
  });

  test('follows other relative times once a minute', async () => {
    const resolve = within('LT', 20 * DAY);
    const harness = createHarness(createJobs(1000, { age: atHalfHours }));
    const inventory = await harness.read(undefined, { resolve });
    expect(inventory.head).toHaveLength(520);
    await harness.advance(30_000);
    harness.clear();
    const soon = await harness.read(inventory, { resolve });
    expect(soon).toMatchObject({ resolvedAt: inventory.resolvedAt });
    expect(harness.calls).toHaveLength(2);
    await harness.advance(2 * HOUR);
    const later = await harness.read(soon, { resolve });
    expect(later.head).toHaveLength(522);
    expect(later.resolvedAt).toBe(later.readAt);
  });

  test('reads again when the reader’s clock was put back', async () => {
    const resolve = within('GTE', 20 * DAY);
    const harness = createHarness(createJobs(1000, { age: atHalfHours }));
    const inventory = await harness.read(undefined, { resolve });
    const wrong = {
      ...inventory,
      head: inventory.head.slice(0, 470),
      resolvedAt: inventory.resolvedAt + 10 * HOUR,
    };
    expect((await harness.read(wrong, { resolve })).head).toHaveLength(480);
  });
});

/** Jobs created before, or since, so long ago. */
function within(comparator: 'GTE' | 'LT', age: number): (now: number) => ListRequest {
  return (now) => {
    const values = [criteriaTime(Math.floor((now - age) / 1000) * 1000)];
    return { ...NEWEST_FIRST, filterCriteria: { includes: [{ key: 'createdAt', comparator, values }] } };
  };
}

function atHalfHours(index: number): number {
  return (index + 0.5) * HOUR;
}

function everyFiveHundredthIdle(index: number): string {
  return index % 500 === 499 ? 'IDLE' : 'COMPLETE';
}

function mixedCase(index: number): string {
  return index % 2 === 0 ? `job-${index}` : `JOB-${index}`;
}

describe('a gap in what is known', () => {
  const DAY = 24 * HOUR;

  test('is closed once a day, at the cost of a full read', async () => {
    const harness = createHarness(createJobs(10_000));
    const gap = await withGap(harness, (index) => index >= 5000 && index < 5200);
    await harness.advance(HOUR);
    const soon = await harness.read(gap);
    expect(soon.head).toHaveLength(9800);
    expect(harness.calls).toHaveLength(2);
    await harness.advance(DAY);
    harness.clear();
    const healed = await harness.read(soon);
    expect(healed.head).toHaveLength(10_000);
    expect(harness.calls).toHaveLength(2 + 51);
    // And for another day, a refresh asks only about what may have changed.
    harness.clear();
    await harness.advance(HOUR);
    await harness.read(healed);
    expect(harness.calls).toHaveLength(2);
  });

  test.each([
    ['a newest job', (index: number) => index === 150],
    ['a living job', (index: number) => index === 9],
  ])('is closed at once where %s should have been known', async (_, isMissing) => {
    const harness = createHarness(createJobs(10_000));
    const gap = await withGap(harness, isMissing);
    await harness.advance(HOUR);
    const healed = await harness.read(gap);
    expect(idsOf(healed)).toEqual(harness.macie.jobs.map(({ jobId }) => jobId));
    expect(healed.verifiedAt).toBeGreaterThan(gap.verifiedAt);
  });

  test('is no reason to read everything over and over', async () => {
    const harness = createHarness(
      createJobs(10_000, { status: (index) => (index === 500 ? 'IDLE' : 'COMPLETE') }),
      {
        // A job that no full read gives, but every question about living jobs does.
        intercept: (input, list) => {
          const page = list(input);
          const isLiving = input.filterCriteria?.excludes !== undefined;
          return { ...page, items: page.items?.filter(({ name }) => isLiving || name !== 'job-500') };
        },
      },
    );
    let inventory = await harness.read();
    await harness.advance(HOUR);
    inventory = await harness.read(inventory);
    harness.clear();
    for (let count = 0; count < 10; count += 1) {
      await harness.advance(10_000);
      inventory = await harness.read(inventory);
    }
    expect(harness.calls.length).toBeLessThanOrEqual(20);
  });
});

/** A complete inventory of 10,000 jobs in which these are missing. */
async function withGap(harness: ReturnType<typeof createHarness>, isMissing: (index: number) => boolean) {
  const whole = await harness.read();
  harness.clear();
  return { ...whole, head: whole.head.filter((_, index) => !isMissing(index)) };
}
