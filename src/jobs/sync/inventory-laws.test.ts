import type { ListJobsFilterTerm } from '@aws-sdk/client-macie2';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readInventory } from './inventory.ts';
import { criteriaTime } from '../criteria/time.ts';
import { dependsOnStatus, sortOf, statusTest } from './read-criteria.ts';
import { type Random, createRandom, createVirtualScheduler } from '../../testing/virtual-scheduler.ts';
import { type Quirks, type FakeJob, createFakeMacie, failure } from '../../testing/fake-macie.ts';
import { type Job, isFinal } from '../model/job.ts';
import { compareBy } from './merge-order.ts';
import type { Inventory, ListRequest } from './types.ts';

/*
 * The laws of reading, on worlds that change while they are read: jobs are created, change their status and end
 * between any two answers, which come in any order, late, throttled or not at all.
 */

const START = Date.parse('2026-11-20T12:00:00Z');
const LIVING = ['RUNNING', 'IDLE', 'PAUSED', 'USER_PAUSED', 'WAITING'];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('readInventory', () => {
  test('loses no job and doubles none, whatever happens meanwhile', { timeout: 60_000 }, async () => {
    await forEverySeed(async (seed) => {
      const play = createPlay(seed);
      play.verifyRead(await play.read());
    });
  });

  test(
    'brings what it knows up to date, whatever has happened and happens meanwhile',
    { timeout: 60_000 },
    async () => {
      await forEverySeed(async (seed) => {
        const play = createPlay(seed);
        let known = await play.read();
        for (let count = play.random.below(4); count > 0; count -= 1) {
          await play.advance();
          known = await play.read(known);
        }
        await play.advance();
        play.rest();
        const last = await play.read(known);
        play.verifyTruth(last);
        expect(last.changed).toEqual(differences(known, last));
      });
    },
  );
});

/** A failure names its seed, as "Counterexample". */
async function forEverySeed(check: (seed: number) => Promise<void>): Promise<void> {
  await fc.assert(fc.asyncProperty(fc.integer(), check), { numRuns: 400, endOnFailure: true });
}

/** A macie to be read, in which everything is left to the seed. */
function createPlay(seed: number) {
  const random = createRandom(seed);
  const { quirks, resolve } = createCase(random);
  const precision = pick(random, [1, 1000]);
  const jobs = createJobs(random, precision);
  const macie = createFakeMacie(jobs, quirks);
  const macieIsAhead = pick(random, [0, HOUR, -HOUR]);
  let resting = false;
  let refusals = 3;
  let failures = 3;
  let request = resolve(START);
  /** Jobs that existed when the read began, and have matched ever since. */
  let constant = new Set<string>();
  const everMatched = new Set<string>();
  const scheduler = createVirtualScheduler(
    { random, between: () => void (!resting && random.chance(0.3) && change()) },
    START,
  );

  function change(): void {
    for (let left = 1 + random.below(3); left > 0; left -= 1) {
      const job = macie.jobs[random.below(macie.jobs.length)];
      const kind = random.below(3);
      if (!job || kind === 0) {
        const createdAt = Math.floor((scheduler.clock.now() + macieIsAhead) / precision) * precision;
        macie.jobs.push(createJob(random, createdAt));
      } else if (!isFinal(job.jobStatus)) {
        job.jobStatus = kind === 1 ? pick(random, LIVING) : pick(random, ['COMPLETE', 'CANCELLED']);
        job.errors = random.chance(0.5);
      }
    }
    macie.invalidate();
    notice();
  }

  function notice(): void {
    const matching = new Set(macie.matching(request).map(({ jobId }) => jobId));
    for (const jobId of matching) everMatched.add(jobId);
    for (const jobId of constant) if (!matching.has(jobId)) constant.delete(jobId);
  }

  function answer<T>(make: () => T, isLater: boolean): T {
    if (resting) return make();
    if (random.chance(0.03)) throw failure('throttled');
    if (failures > 0 && random.chance(0.02)) {
      failures -= 1;
      throw failure(pick(random, ['server', 'network']));
    }
    if (isLater && refusals > 0 && random.chance(0.04)) {
      refusals -= 1;
      throw failure('invalid');
    }
    return make();
  }

  function verifyHead({ head, beyond, complete }: Inventory): void {
    verifyRows([...head, ...beyond]);
    const sort = sortOf(request);
    const compare = compareBy(sort);
    const last = head.at(-1);
    const here = new Set(head.map(({ jobId }) => jobId));
    const missing = macie.matching(request).filter(({ jobId }) => constant.has(jobId) && !here.has(jobId));
    // Where the status decides a job's place, and only Macie knows if it matches, one that moves may be overlooked.
    if (complete && (sort.field !== 'status' || statusTest(request))) expect(missing).toEqual([]);
    if (!last || sort.field === 'status') return;
    const before = missing.filter(({ name, jobType, createdAt }) => {
      return compare({ ...last, name, jobType, createdAt: createdAt.getTime() }, last) < 0;
    });
    expect(before).toEqual([]);
  }

  function verifyRows(rows: Inventory['head']): void {
    const sort = sortOf(request);
    const compare = compareBy(sort);
    expect(new Set(rows.map(({ jobId }) => jobId)).size).toBe(rows.length);
    // Pages that begin a number of jobs further on may begin with some that have come before.
    if (sort.field === 'created' || quirks.tokens === 'place') {
      expect(rows.every((row, index) => index === 0 || compare(rows[index - 1] ?? row, row) <= 0)).toBe(true);
    }
    expect(rows.filter(({ jobId }) => !everMatched.has(jobId))).toEqual([]);
    expect(scheduler.maxInFlight).toBeLessThanOrEqual(4);
  }

  return {
    random,
    rest: () => {
      resting = true;
    },
    /** Lets some time go by. */
    advance: () => scheduler.run(scheduler.clock.sleep(random.below(DAY), new AbortController().signal)),
    read: (previous?: Inventory) => {
      request = resolve(scheduler.clock.now());
      constant = new Set(macie.matching(request).map(({ jobId }) => jobId));
      notice();
      return scheduler.run(
        readInventory({
          source: 'demo/eu-west-1',
          resolve,
          list: (input, { signal }) =>
            scheduler.call(() => answer(() => macie.list(input), input.nextToken !== undefined), signal),
          describe: (jobId, { signal }) =>
            scheduler.call(() => answer(() => macie.describe(jobId), false), signal),
          previous,
          publish: (inventory) => {
            if (!previous) verifyHead(inventory);
          },
          signal: new AbortController().signal,
          gate: {
            wait: async (signal) => {
              if (!resting && random.chance(0.02)) await scheduler.clock.sleep(random.below(60_000), signal);
            },
          },
          clock: scheduler.clock,
        }),
      );
    },
    verifyRead: (inventory: Inventory) => {
      expect(inventory).toMatchObject({ complete: true, beyond: [], state: 'settled', unreadable: 0 });
      verifyHead(inventory);
    },
    verifyTruth: (inventory: Inventory) => {
      request = resolve(inventory.resolvedAt);
      const truth = macie.matching(request);
      expect(inventory.head.map((job) => summaryOf(job, job.lastRunError === 'ERROR')).toSorted()).toEqual(
        truth.map((job) => summaryOf(job, job.errors === true)).toSorted(),
      );
      notice();
      verifyRows(inventory.head);
    },
  };
}

function summaryOf({ jobId, jobStatus }: Pick<Job, 'jobId' | 'jobStatus'>, errors: boolean): string {
  return `${jobId} ${jobStatus} ${errors}`;
}

function differences(before: Inventory, after: Inventory): Map<string, string> {
  const [old, now] = [before, after].map(({ head }) => new Map(head.map((job) => [job.jobId, job])));
  const changes = new Map<string, string>();
  for (const [jobId, job] of now ?? []) {
    const known = old?.get(jobId);
    if (!known) changes.set(jobId, 'appeared');
    else if (known.jobStatus !== job.jobStatus || known.lastRunError !== job.lastRunError)
      changes.set(jobId, 'changed');
  }
  for (const jobId of old?.keys() ?? []) if (!now?.has(jobId)) changes.set(jobId, 'left');
  return changes;
}

/** What is read, of a Macie with what quirks. */
function createCase(random: Random): { quirks: Quirks; resolve: (now: number) => ListRequest } {
  const ranges = pick(random, [
    'taken',
    'taken',
    'taken',
    'refused',
    'ignored',
    'by day',
    'nothing',
  ] as const);
  const includes: ListJobsFilterTerm[] = [];
  const excludes: ListJobsFilterTerm[] = [];
  if (random.chance(0.2)) includes.push({ key: 'name', comparator: 'CONTAINS', values: ['1', '2'] });
  if (random.chance(0.1)) excludes.push({ key: 'jobType', comparator: 'EQ', values: ['SCHEDULED'] });
  if (random.chance(0.4)) {
    const values = ['COMPLETE', ...LIVING].filter(() => random.chance(0.4));
    const comparator = pick(random, ['EQ', 'EQ', 'NE'] as const);
    if (values.length > 0) {
      pick(random, [includes, includes, excludes]).push({ key: 'jobStatus', comparator, values });
    }
  }
  const floor = ranges === 'taken' && random.chance(0.2) ? random.below(3 * DAY) : undefined;
  const ceiling = ranges === 'taken' && random.chance(0.1) ? random.below(DAY) : undefined;
  const resolve = (now: number): ListRequest => {
    const seconds = (age: number) => criteriaTime(Math.floor((now - age) / 1000) * 1000);
    const relative: ListJobsFilterTerm[] = [];
    if (floor !== undefined) relative.push({ key: 'createdAt', comparator: 'GTE', values: [seconds(floor)] });
    if (ceiling !== undefined)
      relative.push({ key: 'createdAt', comparator: 'LT', values: [seconds(ceiling)] });
    return { filterCriteria: { includes: [...includes, ...relative], excludes }, sortCriteria };
  };
  const sortCriteria = {
    attributeName: pick(random, ['createdAt', 'createdAt', 'createdAt', 'name', 'jobStatus'] as const),
    orderBy: pick(random, ['DESC', 'DESC', 'ASC'] as const),
  };
  const size = pick(random, [200, 20, undefined]);
  const quirks: Quirks = {
    pageSize: () => size ?? 1 + random.below(40),
    ties: pick(random, ['same', 'mirrored'] as const),
    // A token that counts jobs loses some where others cease to match.
    tokens: dependsOnStatus(resolve(START)) ? 'place' : pick(random, ['place', 'skip'] as const),
    ranges,
    names: pick(random, ['taken', 'taken', 'refused'] as const),
  };
  return { quirks, resolve };
}

/** Jobs of which many share an instant, as those do that a script makes. */
function createJobs(random: Random, precision: number): FakeJob[] {
  const count = random.below(pick(random, [30, 300, 700]));
  const moments = pick(random, [3, 60, 1_000_000]);
  const span = pick(random, [10_000, HOUR, 5 * DAY]);
  return Array.from({ length: count }, () => {
    const age = (random.below(moments) / moments) * span;
    return createJob(random, Math.floor((START - 2 * HOUR - age) / precision) * precision);
  });
}

function createJob(random: Random, createdAt: number): FakeJob {
  const id = () =>
    random
      .below(2 ** 32)
      .toString(16)
      .padStart(8, '0');
  return {
    jobId: id() + id(),
    name: `job-${random.below(60)}`,
    createdAt: new Date(createdAt),
    jobType: pick(random, ['ONE_TIME', 'SCHEDULED']),
    jobStatus: random.chance(0.2) ? pick(random, LIVING) : pick(random, ['COMPLETE', 'CANCELLED']),
  };
}

function pick<T>(random: Random, choices: readonly T[]): T {
  const choice = choices[random.below(choices.length)];
  if (choice === undefined && !choices.includes(choice as T)) throw new RangeError('Nothing to choose from.');
  return choice as T;
}
