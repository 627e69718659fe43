import { describe, expect, test } from 'vitest';
import { criteriaTime } from '../criteria/time.ts';
import { including } from './read-criteria.ts';
import type { ListRequest } from './pages.ts';
import { NEWEST_FIRST, START, createJobs, createRig, idsOf } from '../../testing/inventory-harness.ts';
import { failure } from '../../testing/fake-macie.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A new job at this moment. */
function createJob(rig: ReturnType<typeof createRig>, name: string, status = 'RUNNING') {
  const job = {
    jobId: `f${name}`,
    name,
    createdAt: new Date(rig.stage.clock.now()),
    jobType: 'ONE_TIME',
    jobStatus: status,
  };
  rig.world.jobs.push(job);
  rig.world.touch();
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
    const rig = createRig(createJobs(count));
    const inventory = await rig.read();
    await rig.pass(10_000);
    rig.forget();
    const refreshed = await rig.read(inventory);
    expect(rig.calls).toHaveLength(calls);
    expect(refreshed).toMatchObject({ calls, complete: true, state: 'settled' });
    expect(refreshed.head).toEqual(inventory.head);
    expect(refreshed.changed.size).toBe(0);
  });

  test('leaves the very same rows where nothing has changed', async () => {
    const rig = createRig(createJobs(1000));
    const inventory = await rig.read();
    await rig.pass(10_000);
    const refreshed = await rig.read(inventory);
    expect(refreshed.head).toBe(inventory.head);
    expect(refreshed.readAt).toBe(inventory.readAt + 160 + 10_000);
  });

  test('brings living jobs up to date where they are, and tells which', async () => {
    const rig = createRig(createJobs(10_000));
    const inventory = await rig.read();
    rig.turn(7, 'USER_PAUSED');
    rig.forget();
    const { head, changed } = await rig.read(inventory);
    expect(head[7]?.jobStatus).toBe('USER_PAUSED');
    expect(head.every((job, index) => index === 7 || job === inventory.head[index])).toBe(true);
    expect([...changed]).toEqual([[head[7]?.jobId, 'changed']]);
    expect(rig.calls).toHaveLength(2);
  });

  test('asks for those that have ended by their names, many at a time', async () => {
    const rig = createRig(createJobs(20_000, { status: (index) => (index < 15_000 ? 'COMPLETE' : 'IDLE') }));
    const inventory = await rig.read();
    for (let index = 15_000; index < 15_120; index += 1) rig.turn(index, 'CANCELLED');
    rig.forget();
    const { head, changed } = await rig.read(inventory);
    expect(head.filter(({ jobStatus }) => jobStatus === 'CANCELLED')).toHaveLength(120);
    expect(changed.size).toBe(120);
    const byName = rig.calls.filter(({ input }) => JSON.stringify(input).includes('"name"'));
    expect(byName).toHaveLength(3);
  });

  test('needs no further call for those that are among the newest', async () => {
    const rig = createRig(createJobs(10_000));
    const inventory = await rig.read();
    rig.turn(3, 'COMPLETE');
    rig.forget();
    const { head } = await rig.read(inventory);
    expect(head[3]?.jobStatus).toBe('COMPLETE');
    expect(rig.calls).toHaveLength(2);
  });

  test.each([
    ['names are refused', { names: 'refused' } as const, (index: number) => `job-${index}`],
    ['thousands have the same name', {}, () => 'nightly'],
  ])('describes those that have ended where %s', async (_, manners, name) => {
    const rig = createRig(createJobs(10_000, { status: everyFiveHundredthIdle, name }), manners);
    const inventory = await rig.read();
    rig.turn(5499, 'CANCELLED');
    rig.turn(8499, 'CANCELLED');
    rig.forget();
    const { head, changed } = await rig.read(inventory);
    expect([head[5499]?.jobStatus, head[8499]?.jobStatus]).toEqual(['CANCELLED', 'CANCELLED']);
    expect(changed.size).toBe(2);
    expect(rig.calls.filter(({ input }) => typeof input === 'string')).toHaveLength(2);
  });

  test('drops a job that Macie knows no more', async () => {
    const rig = createRig(createJobs(1000));
    const inventory = await rig.read();
    const [gone] = rig.world.jobs.splice(5, 1);
    rig.world.touch();
    const { head, changed } = await rig.read(inventory);
    expect(head).toHaveLength(999);
    expect([...changed]).toEqual([[gone?.jobId, 'left']]);
  });

  test('takes nothing for known any more where Macie has other jobs than it had', async () => {
    // As after Macie was switched off and on again, which is how jobs get lost.
    const rig = createRig(createJobs(1000));
    const inventory = await rig.read();
    rig.world.jobs.splice(0, 990);
    createJob(rig, 'new', 'COMPLETE');
    const refreshed = await rig.read(inventory);
    expect(refreshed.complete).toBe(true);
    expect([...idsOf(refreshed)].toSorted()).toEqual(rig.world.jobs.map(({ jobId }) => jobId).toSorted());
  });

  test.each([
    ['ended', 0],
    ['ended or alive', 3],
  ])(
    'forgets jobs that Macie has no more, where the list is of a status and they had %s',
    async (_, alive) => {
      const rig = createRig(createJobs(600, { status: (index) => (index < alive ? 'RUNNING' : 'COMPLETE') }));
      const inventory = await rig.read(undefined, { resolve: onlyComplete });
      expect(inventory.head).toHaveLength(600 - alive);
      rig.world.jobs.length = 0;
      rig.world.touch();
      await rig.pass(HOUR);
      expect(await rig.read(inventory, { resolve: onlyComplete })).toMatchObject({
        head: [],
        complete: true,
      });
    },
  );

  test('finds jobs that were created since, alive or already ended', async () => {
    const rig = createRig(createJobs(1000));
    const inventory = await rig.read();
    await rig.pass(HOUR);
    const ended = createJob(rig, 'ended', 'COMPLETE');
    await rig.pass(HOUR);
    const alive = createJob(rig, 'alive');
    rig.forget();
    const { head, changed } = await rig.read(inventory);
    expect(head.slice(0, 2).map(({ jobId }) => jobId)).toEqual([alive.jobId, ended.jobId]);
    expect(head).toHaveLength(1002);
    expect(Object.fromEntries(changed)).toEqual({ [ended.jobId]: 'appeared', [alive.jobId]: 'appeared' });
    expect(rig.calls).toHaveLength(2);
  });

  test('after a month away reads as many pages as there are new jobs', async () => {
    const rig = createRig(createJobs(10_000));
    const inventory = await rig.read();
    for (let count = 0; count < 900; count += 1) {
      await rig.pass(HOUR);
      createJob(rig, `${count}`, 'COMPLETE');
    }
    rig.forget();
    const refreshed = await rig.read(inventory);
    expect(refreshed.head).toHaveLength(10_900);
    expect(rig.calls).toHaveLength(1 + 5);
  });

  test('reads everything again where that is cheaper', async () => {
    const rig = createRig(createJobs(1000, { status: () => 'IDLE' }));
    const inventory = await rig.read();
    for (let index = 0; index < 1000; index += 1) rig.turn(index, 'CANCELLED');
    rig.forget();
    const { head, changed } = await rig.read(inventory);
    expect(head.every(({ jobStatus }) => jobStatus === 'CANCELLED')).toBe(true);
    expect(changed.size).toBe(1000);
    expect(rig.calls.length).toBeLessThan(10);
  });

  test('reads everything again where Macie refuses what it asks for', async () => {
    const rig = createRig(createJobs(1000), {
      meddle: (input, list) => {
        if (input.filterCriteria?.excludes) throw failure('invalid');
        return list(input);
      },
    });
    const inventory = await rig.read();
    rig.turn(900, 'RUNNING');
    const { head } = await rig.read(inventory);
    expect(head[900]?.jobStatus).toBe('RUNNING');
  });

  test('that fails leaves no trace', async () => {
    const rig = createRig(createJobs(1000), {
      meddle: (input, list) => {
        if (rig.stage.clock.now() > START + HOUR) throw failure('denied');
        return list(input);
      },
    });
    const inventory = await rig.read();
    await rig.pass(HOUR);
    rig.forget();
    await expect(rig.read(inventory)).rejects.toMatchObject({ kind: 'denied' });
    expect(rig.published).toEqual([]);
    expect(rig.calls).toHaveLength(2);
  });
});

describe('a refresh with status terms', () => {
  const complete: ListRequest = {
    ...NEWEST_FIRST,
    filterCriteria: { includes: [{ key: 'jobStatus', comparator: 'EQ', values: ['COMPLETE', 'RUNNING'] }] },
  };
  const options = { resolve: () => complete };

  test('lets jobs join and leave', async () => {
    const rig = createRig(createJobs(10_000));
    for (let index = 10; index < 20; index += 1) rig.turn(index, 'IDLE');
    const inventory = await rig.read(undefined, options);
    expect(inventory.head).toHaveLength(9990);
    expect(inventory.others).toHaveLength(10);
    rig.turn(3, 'CANCELLED');
    rig.turn(4, 'PAUSED');
    rig.turn(13, 'COMPLETE');
    rig.turn(14, 'RUNNING');
    rig.turn(15, 'CANCELLED');
    rig.forget();
    const refreshed = await rig.read(inventory, options);
    expect(idsOf(refreshed)).toEqual(rig.world.matching(complete).map(({ jobId }) => jobId));
    const ids = rig.world.jobs.map(({ jobId }) => jobId);
    expect(Object.fromEntries(refreshed.changed)).toEqual({
      [ids[3] ?? '']: 'left',
      [ids[4] ?? '']: 'left',
      [ids[13] ?? '']: 'appeared',
      [ids[14] ?? '']: 'appeared',
    });
    expect(refreshed.others).toHaveLength(8);
    expect(rig.calls.length).toBeLessThanOrEqual(3);
  });

  test('of a list of one page is one call', async () => {
    const rig = createRig(createJobs(10_000));
    const running: ListRequest = {
      ...NEWEST_FIRST,
      filterCriteria: { includes: [{ key: 'jobStatus', comparator: 'EQ', values: ['RUNNING'] }] },
    };
    const inventory = await rig.read(undefined, { resolve: () => running });
    rig.turn(3, 'COMPLETE');
    rig.forget();
    const { head, changed } = await rig.read(inventory, { resolve: () => running });
    expect(head).toHaveLength(19);
    expect([...changed.values()]).toEqual(['left']);
    expect(rig.calls).toHaveLength(1);
  });
});

describe('a refresh of a list by something else than time', () => {
  const byName: ListRequest = { sortCriteria: { attributeName: 'name', orderBy: 'ASC' } };
  const options = { resolve: () => byName };

  test('puts new jobs where they belong, in the order of what is there', async () => {
    const rig = createRig(createJobs(1000));
    const inventory = await rig.read(undefined, options);
    await rig.pass(HOUR);
    createJob(rig, 'job-5x');
    rig.forget();
    const refreshed = await rig.read(inventory, options);
    expect(idsOf(refreshed)).toEqual(rig.world.matching(byName).map(({ jobId }) => jobId));
    expect(rig.calls).toHaveLength(2);
  });

  test('moves a job whose status decides its place', async () => {
    const byStatus: ListRequest = { sortCriteria: { attributeName: 'jobStatus', orderBy: 'ASC' } };
    const rig = createRig(createJobs(1000));
    const inventory = await rig.read(undefined, { resolve: () => byStatus });
    expect(inventory.head.at(-1)?.jobStatus).toBe('RUNNING');
    rig.turn(5, 'CANCELLED');
    rig.forget();
    const { head, changed } = await rig.read(inventory, { resolve: () => byStatus });
    expect(head[0]).toMatchObject({ name: 'job-5', jobStatus: 'CANCELLED' });
    expect(head).toHaveLength(1000);
    expect([...changed.values()]).toEqual(['changed']);
    expect(rig.calls).toHaveLength(2);
  });

  test('asks Macie for the order where it is not the browser’s, and shows the old one meanwhile', async () => {
    const rig = createRig(createJobs(1000, { name: mixedCase }), {
      // A Macie to which capitals make no difference.
      meddle: (input, list) => {
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
    const inventory = await rig.read(undefined, options);
    await rig.pass(HOUR);
    rig.turn(4, 'IDLE');
    const created = createJob(rig, 'job-new');
    rig.forget();
    const { head, changed } = await rig.read(inventory, options);
    const [first] = rig.published;
    expect(first?.inventory.head).toHaveLength(1000);
    expect([...(first?.inventory.changed.values() ?? [])]).toEqual(['changed']);
    expect(head).toHaveLength(1001);
    expect([...changed]).toEqual([[created.jobId, 'appeared']]);
  });
});

describe('a refresh with relative times', () => {
  test('lets jobs age out of the last days, and costs no more', async () => {
    const resolve = within('GTE', 20 * DAY);
    const rig = createRig(createJobs(1000, { age: atHalfHours }));
    const inventory = await rig.read(undefined, { resolve });
    expect(inventory.head).toHaveLength(480);
    await rig.pass(5 * HOUR);
    rig.forget();
    const refreshed = await rig.read(inventory, { resolve });
    expect(refreshed.head).toHaveLength(475);
    expect([...refreshed.changed.values()]).toEqual(Array.from({ length: 5 }, () => 'left'));
    expect(refreshed.resolvedAt).toBe(refreshed.readAt);
    expect(rig.calls).toHaveLength(2);
  });

  test('follows other relative times once a minute', async () => {
    const resolve = within('LT', 20 * DAY);
    const rig = createRig(createJobs(1000, { age: atHalfHours }));
    const inventory = await rig.read(undefined, { resolve });
    expect(inventory.head).toHaveLength(520);
    await rig.pass(30_000);
    rig.forget();
    const soon = await rig.read(inventory, { resolve });
    expect(soon).toMatchObject({ resolvedAt: inventory.resolvedAt });
    expect(rig.calls).toHaveLength(2);
    await rig.pass(2 * HOUR);
    const later = await rig.read(soon, { resolve });
    expect(later.head).toHaveLength(522);
    expect(later.resolvedAt).toBe(later.readAt);
  });

  test('reads again when the reader’s clock was put back', async () => {
    const resolve = within('GTE', 20 * DAY);
    const rig = createRig(createJobs(1000, { age: atHalfHours }));
    const inventory = await rig.read(undefined, { resolve });
    const wrong = {
      ...inventory,
      head: inventory.head.slice(0, 470),
      resolvedAt: inventory.resolvedAt + 10 * HOUR,
    };
    expect((await rig.read(wrong, { resolve })).head).toHaveLength(480);
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
