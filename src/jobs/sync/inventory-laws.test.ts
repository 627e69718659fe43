import type { ListJobsFilterTerm } from '@aws-sdk/client-macie2';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Inventory, readInventory } from './inventory.ts';
import { criteriaTime } from '../criteria/time.ts';
import { dependsOnStatus, sortOf, statusTest } from './read-criteria.ts';
import type { ListRequest } from './pages.ts';
import { type Chance, createChance, createStage } from '../../testing/virtual-scheduler.ts';
import { type Manners, type WorldJob, createWorld, failure } from '../../testing/fake-macie.ts';
import { type Job, isFinal } from '../model/job.ts';
import { compareBy } from './merge-order.ts';

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
        for (let count = play.chance.below(4); count > 0; count -= 1) {
          await play.pass();
          known = await play.read(known);
        }
        await play.pass();
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

/** A world to be read, in which everything is left to the seed. */
function createPlay(seed: number) {
  const chance = createChance(seed);
  const { manners, resolve } = createCase(chance);
  const precision = pick(chance, [1, 1000]);
  const jobs = createJobs(chance, precision);
  const world = createWorld(jobs, manners);
  const macieIsAhead = pick(chance, [0, HOUR, -HOUR]);
  let resting = false;
  let refusals = 3;
  let failures = 3;
  let request = resolve(START);
  /** Jobs that existed when the read began, and have matched ever since. */
  let constant = new Set<string>();
  const everMatched = new Set<string>();
  const stage = createStage({ chance, between: () => void (!resting && chance.now(0.3) && change()) }, START);

  function change(): void {
    for (let left = 1 + chance.below(3); left > 0; left -= 1) {
      const job = world.jobs[chance.below(world.jobs.length)];
      const kind = chance.below(3);
      if (!job || kind === 0) {
        const createdAt = Math.floor((stage.clock.now() + macieIsAhead) / precision) * precision;
        world.jobs.push(createJob(chance, createdAt));
      } else if (!isFinal(job.jobStatus)) {
        job.jobStatus = kind === 1 ? pick(chance, LIVING) : pick(chance, ['COMPLETE', 'CANCELLED']);
        job.errors = chance.now(0.5);
      }
    }
    world.touch();
    notice();
  }

  function notice(): void {
    const matching = new Set(world.matching(request).map(({ jobId }) => jobId));
    for (const jobId of matching) everMatched.add(jobId);
    for (const jobId of constant) if (!matching.has(jobId)) constant.delete(jobId);
  }

  function answer<T>(make: () => T, isLater: boolean): T {
    if (resting) return make();
    if (chance.now(0.03)) throw failure('throttled');
    if (failures > 0 && chance.now(0.02)) {
      failures -= 1;
      throw failure(pick(chance, ['server', 'network']));
    }
    if (isLater && refusals > 0 && chance.now(0.04)) {
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
    const missing = world.matching(request).filter(({ jobId }) => constant.has(jobId) && !here.has(jobId));
    // Where the status tells a job's place, and only Macie can tell if it matches, one that moves may be overlooked.
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
    if (sort.field === 'created' || manners.tokens === 'place') {
      expect(rows.every((row, index) => index === 0 || compare(rows[index - 1] ?? row, row) <= 0)).toBe(true);
    }
    expect(rows.filter(({ jobId }) => !everMatched.has(jobId))).toEqual([]);
    expect(stage.mostFlying).toBeLessThanOrEqual(4);
  }

  return {
    chance,
    rest: () => {
      resting = true;
    },
    /** Lets some time go by. */
    pass: () => stage.play(stage.clock.sleep(chance.below(DAY), new AbortController().signal)),
    read: (previous?: Inventory) => {
      request = resolve(stage.clock.now());
      constant = new Set(world.matching(request).map(({ jobId }) => jobId));
      notice();
      return stage.play(
        readInventory({
          source: 'demo/eu-west-1',
          resolve,
          list: (input, { signal }) =>
            stage.call(() => answer(() => world.list(input), input.nextToken !== undefined), signal),
          describe: (jobId, { signal }) =>
            stage.call(() => answer(() => world.describe(jobId), false), signal),
          previous,
          publish: (inventory) => {
            if (!previous) verifyHead(inventory);
          },
          signal: new AbortController().signal,
          gate: {
            wait: async (signal) => {
              if (!resting && chance.now(0.02)) await stage.clock.sleep(chance.below(60_000), signal);
            },
          },
          clock: stage.clock,
        }),
      );
    },
    verifyRead: (inventory: Inventory) => {
      expect(inventory).toMatchObject({ complete: true, beyond: [], state: 'settled', unreadable: 0 });
      verifyHead(inventory);
    },
    verifyTruth: (inventory: Inventory) => {
      request = resolve(inventory.resolvedAt);
      const truth = world.matching(request);
      expect(inventory.head.map((job) => tell(job, job.lastRunError === 'ERROR')).toSorted()).toEqual(
        truth.map((job) => tell(job, job.errors === true)).toSorted(),
      );
      notice();
      verifyRows(inventory.head);
    },
  };
}

function tell({ jobId, jobStatus }: Pick<Job, 'jobId' | 'jobStatus'>, errors: boolean): string {
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

/** What is read, of a Macie with what manners. */
function createCase(chance: Chance): { manners: Manners; resolve: (now: number) => ListRequest } {
  const ranges = pick(chance, [
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
  if (chance.now(0.2)) includes.push({ key: 'name', comparator: 'CONTAINS', values: ['1', '2'] });
  if (chance.now(0.1)) excludes.push({ key: 'jobType', comparator: 'EQ', values: ['SCHEDULED'] });
  if (chance.now(0.4)) {
    const values = ['COMPLETE', ...LIVING].filter(() => chance.now(0.4));
    const comparator = pick(chance, ['EQ', 'EQ', 'NE'] as const);
    if (values.length > 0) {
      pick(chance, [includes, includes, excludes]).push({ key: 'jobStatus', comparator, values });
    }
  }
  const floor = ranges === 'taken' && chance.now(0.2) ? chance.below(3 * DAY) : undefined;
  const ceiling = ranges === 'taken' && chance.now(0.1) ? chance.below(DAY) : undefined;
  const resolve = (now: number): ListRequest => {
    const seconds = (age: number) => criteriaTime(Math.floor((now - age) / 1000) * 1000);
    const relative: ListJobsFilterTerm[] = [];
    if (floor !== undefined) relative.push({ key: 'createdAt', comparator: 'GTE', values: [seconds(floor)] });
    if (ceiling !== undefined)
      relative.push({ key: 'createdAt', comparator: 'LT', values: [seconds(ceiling)] });
    return { filterCriteria: { includes: [...includes, ...relative], excludes }, sortCriteria };
  };
  const sortCriteria = {
    attributeName: pick(chance, ['createdAt', 'createdAt', 'createdAt', 'name', 'jobStatus'] as const),
    orderBy: pick(chance, ['DESC', 'DESC', 'ASC'] as const),
  };
  const size = pick(chance, [200, 20, undefined]);
  const manners: Manners = {
    pageSize: () => size ?? 1 + chance.below(40),
    ties: pick(chance, ['same', 'mirrored'] as const),
    // A token that counts jobs loses some where others cease to match.
    tokens: dependsOnStatus(resolve(START)) ? 'place' : pick(chance, ['place', 'skip'] as const),
    ranges,
    names: pick(chance, ['taken', 'taken', 'refused'] as const),
  };
  return { manners, resolve };
}

/** Jobs of which many share an instant, as those do that a script makes. */
function createJobs(chance: Chance, precision: number): WorldJob[] {
  const count = chance.below(pick(chance, [30, 300, 700]));
  const moments = pick(chance, [3, 60, 1_000_000]);
  const span = pick(chance, [10_000, HOUR, 5 * DAY]);
  return Array.from({ length: count }, () => {
    const age = (chance.below(moments) / moments) * span;
    return createJob(chance, Math.floor((START - 2 * HOUR - age) / precision) * precision);
  });
}

function createJob(chance: Chance, createdAt: number): WorldJob {
  const id = () =>
    chance
      .below(2 ** 32)
      .toString(16)
      .padStart(8, '0');
  return {
    jobId: id() + id(),
    name: `job-${chance.below(60)}`,
    createdAt: new Date(createdAt),
    jobType: pick(chance, ['ONE_TIME', 'SCHEDULED']),
    jobStatus: chance.now(0.2) ? pick(chance, LIVING) : pick(chance, ['COMPLETE', 'CANCELLED']),
  };
}

function pick<T>(chance: Chance, choices: readonly T[]): T {
  const choice = choices[chance.below(choices.length)];
  if (choice === undefined && !choices.includes(choice as T)) throw new RangeError('Nothing to choose from.');
  return choice as T;
}
