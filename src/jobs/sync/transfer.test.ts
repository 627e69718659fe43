import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createReceiver, createSender } from './transfer.ts';
import type { Job } from '../model/job.ts';
import type { Inventory } from './types.ts';

const SOURCE = 'security/eu-west-1';

const job: fc.Arbitrary<Omit<Job, 'jobId'>> = fc.record({
  source: fc.constant(SOURCE),
  name: fc.option(fc.constantFrom('a', 'b', ''), { nil: undefined }),
  jobStatus: fc.constantFrom('RUNNING', 'IDLE', undefined),
  jobType: fc.constantFrom('ONE_TIME', undefined),
  createdAt: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
  lastRunError: fc.constantFrom('NONE', 'ERROR', undefined),
  userPausedDetails: fc.option(fc.record({ jobPausedAt: fc.constant(new Date(7)) }), { nil: undefined }),
  bucketDefinitions: fc.option(fc.constant([{ accountId: '111122223333', buckets: ['x'] }]), {
    nil: undefined,
  }),
  bucketCriteria: fc.constant(undefined),
});

/** What happens to an inventory: of its jobs some stay, in any order and list, and others come. */
const steps = fc.array(
  fc.record({
    /** For each job so far: in which list it is now, and how far ahead. */
    fates: fc.array(fc.tuple(fc.constantFrom('head', 'beyond', 'gone'), fc.nat(9)), { maxLength: 30 }),
    fresh: fc.array(job, { maxLength: 10 }),
    /** Whether nothing happens to the lists after all. */
    still: fc.boolean(),
    complete: fc.boolean(),
  }),
  { maxLength: 8 },
);

test('an inventory arrives as it is, and what stays the same stays the same object', () => {
  fc.assert(
    fc.property(steps, fc.constantFrom(1, 130), (steps, crowd) => {
      const [send, receive] = [createSender(), createReceiver()];
      let there = new Map<Job, Job | undefined>();
      let jobs: Job[] = [];
      let sent: Pick<Inventory, 'head' | 'beyond'> = { head: [], beyond: [] };
      let came: Pick<Inventory, 'head' | 'beyond'> = { head: [], beyond: [] };
      for (const [index, { fates, fresh, still, complete }] of steps.entries()) {
        if (!still) {
          // Many at a time, so that jobs are renumbered.
          const more = fresh.flatMap((each, at) =>
            Array.from({ length: crowd }, (_, copy) => ({ ...each, jobId: `${index} ${at} ${copy}` })),
          );
          const fated = jobs.map((each, at) => ({ each, fate: fates[at % Math.max(1, fates.length)] }));
          const list = (name: 'head' | 'beyond') =>
            fated
              .filter(({ fate }) => fate?.[0] === name)
              .toSorted((a, b) => (a.fate?.[1] ?? 0) - (b.fate?.[1] ?? 0))
              .map(({ each }) => each);
          sent = { head: [...list('head'), ...more], beyond: list('beyond') };
          jobs = [...sent.head, ...sent.beyond];
        }
        const rest = {
          source: SOURCE,
          complete,
          state: 'reading' as const,
          readAt: 1,
          calls: 3,
          unreadable: 0,
          changed: new Map([['x', 'left' as const]]),
        };
        const message = send({ ...rest, ...sent, resolvedAt: 2, verifiedAt: 0, closedBefore: 3, others: [] });
        const arrived = receive(structuredClone(message));
        expect(arrived).toEqual({ ...rest, ...sent });
        if (still && index > 0)
          expect(arrived.head === came.head && arrived.beyond === came.beyond).toBe(true);
        const all = [...arrived.head, ...arrived.beyond];
        expect(jobs.every((each, at) => !there.has(each) || there.get(each) === all[at])).toBe(true);
        there = new Map(jobs.map((each, at) => [each, all[at]]));
        came = arrived;
      }
    }),
    { numRuns: 40 },
  );
});

test('a job goes over once, and what it has in common with others once for all', () => {
  const send = createSender();
  const buckets = [{ accountId: '111122223333', buckets: ['x'] }];
  const head = Array.from({ length: 200 }, (_, index) => ({
    source: SOURCE,
    jobId: String(index),
    name: undefined,
    jobStatus: 'IDLE',
    jobType: 'SCHEDULED',
    createdAt: index,
    lastRunError: 'NONE',
    userPausedDetails: undefined,
    bucketDefinitions: buckets,
    bucketCriteria: undefined,
  }));
  const inventory: Inventory = {
    source: SOURCE,
    head,
    beyond: [],
    complete: false,
    state: 'reading',
    readAt: 1,
    resolvedAt: 1,
    verifiedAt: 0,
    calls: 1,
    unreadable: 0,
    changed: new Map(),
    closedBefore: undefined,
    others: undefined,
  };
  expect(send(inventory).fresh).toMatchObject({ values: ['IDLE', 'SCHEDULED', 'NONE', undefined, buckets] });
  const changed = head.map((job, index) => (index === 7 ? { ...job, jobStatus: 'RUNNING' } : job));
  const { fresh, head: numbers } = send({ ...inventory, head: changed });
  expect(fresh).toMatchObject({ jobIds: ['7'], values: ['RUNNING'] });
  expect(numbers).toEqual(Uint32Array.from(head, (_, index) => (index === 7 ? 200 : index)));
});
