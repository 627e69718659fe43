import {
  JobComparator,
  type ListClassificationJobsCommandInput,
  ListJobsFilterKey,
  type ListJobsFilterTerm,
  ListJobsSortAttributeName,
  OrderBy,
} from '@aws-sdk/client-macie2';
import * as fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../emulator.ts';
import type { JobDocument } from './job-document.ts';
import { expectedIds } from './expected-ids.ts';
import { ACCOUNT, listAll, macieClient, REGION } from '../testing.ts';

// The clock stands still, so that no running job changes between two reads.
const NOW = Date.now();

let emulator: Emulator;
beforeEach(() => {
  emulator = createEmulator({ jobs: 130, now: () => NOW });
});

/** The ids that the SDK reads, over all pages. */
async function idsOf(input: ListClassificationJobsCommandInput): Promise<string[]> {
  const items = await listAll(macieClient(emulator), input);
  return items.map(({ jobId }) => jobId ?? '');
}

function documents(): readonly JobDocument[] {
  return emulator.describe(ACCOUNT, REGION) ?? [];
}

/** For each key, a value that splits the inventory and one that no job has. */
function valuesOf(key: ListJobsFilterKey): string[] {
  const middle = documents()[60];
  const typical = {
    jobType: 'SCHEDULED',
    jobStatus: 'USER_PAUSED',
    createdAt: middle?.createdAt ?? '',
    name: middle?.name ?? '',
  };
  const unlike = { jobType: 'ONE', jobStatus: 'COMP', createdAt: '2026-01-01T00:00:00Z', name: 'scan' };
  return [typical[key], unlike[key]];
}

test.each(
  Object.values(ListJobsFilterKey).flatMap((key) =>
    Object.values(JobComparator).flatMap((comparator) =>
      (['includes', 'excludes'] as const).map((side) => [side, key, comparator] as const),
    ),
  ),
)('%s %s %s gives the expected jobs', async (side, key, comparator) => {
  const [typical = '', unlike = ''] = valuesOf(key);
  for (const values of [[typical], [unlike], [typical, unlike]]) {
    const input = { filterCriteria: { [side]: [{ key, comparator, values }] } };
    expect(await idsOf({ ...input, maxResults: 200 })).toEqual(expectedIds(documents(), input));
  }
});

test('values are alternatives, terms hold together, and what is excluded stays out', async () => {
  emulator.setInventory(ACCOUNT, REGION, [
    { jobId: 'a', name: 'pii eu', jobStatus: 'IDLE' },
    { jobId: 'b', name: 'pii us', jobStatus: 'RUNNING' },
    { jobId: 'c', name: 'PII eu', jobStatus: 'IDLE' },
    { jobId: 'd', name: 'logs', jobStatus: 'RUNNING' },
  ]);
  const includes = [
    { key: 'name', comparator: 'CONTAINS', values: ['pii', 'logs'] },
  ] satisfies ListJobsFilterTerm[];
  const running = { key: 'jobStatus', comparator: 'EQ', values: ['RUNNING'] } satisfies ListJobsFilterTerm;
  const us = { key: 'name', comparator: 'STARTS_WITH', values: ['pii us'] } satisfies ListJobsFilterTerm;
  const sortCriteria = { attributeName: 'name', orderBy: 'ASC' } as const;

  expect(await idsOf({ filterCriteria: { includes }, sortCriteria })).toEqual(['d', 'a', 'b']);
  expect(await idsOf({ filterCriteria: { includes: [...includes, running] }, sortCriteria })).toEqual([
    'd',
    'b',
  ]);
  expect(await idsOf({ filterCriteria: { includes, excludes: [running] }, sortCriteria })).toEqual(['a']);
  expect(await idsOf({ filterCriteria: { excludes: [running, us] }, sortCriteria })).toEqual(['c', 'a']);
  expect(await idsOf({ filterCriteria: { includes: [us], excludes: [us] } })).toEqual([]);
  expect(
    await idsOf({
      filterCriteria: { includes: [{ key: 'jobStatus', comparator: 'NE', values: ['IDLE', 'RUNNING'] }] },
    }),
  ).toEqual([]);
});

async function countCreated(comparator: JobComparator, value: string): Promise<number> {
  const includes: ListJobsFilterTerm[] = [{ key: 'createdAt', comparator, values: [value] }];
  return (await idsOf({ filterCriteria: { includes } })).length;
}

test('times compare to the millisecond, whatever their precision and zone', async () => {
  emulator.setInventory(ACCOUNT, REGION, [{ jobId: 'a', createdAt: '2026-03-01T10:00:00.500Z' }]);
  expect(await countCreated('GT', '2026-03-01T10:00:00Z')).toBe(1);
  expect(await countCreated('EQ', '2026-03-01T10:00:00Z')).toBe(0);
  expect(await countCreated('EQ', '2026-03-01T11:00:00.5+01:00')).toBe(1);
  expect(await countCreated('LT', '2026-03-01T10:00:00.501Z')).toBe(1);
});

const NAMES = ['a', 'A', 'aa', 'ab', 'b', '', 'é', '\u{1F575}', '10', '9'];
const INSTANTS = [0, 1, 500, 1000, 86_400_000].map((ms) =>
  new Date(Date.parse('2026-01-01T00:00:00Z') + ms).toISOString(),
);

const anyTerm: fc.Arbitrary<ListJobsFilterTerm> = fc
  .tuple(
    fc.constantFrom(...Object.values(ListJobsFilterKey)),
    fc.constantFrom(...Object.values(JobComparator)),
  )
  .chain(([key, comparator]) => {
    const values = {
      createdAt: INSTANTS,
      name: NAMES,
      jobStatus: ['IDLE', 'RUNNING', 'R'],
      jobType: ['ONE_TIME', 'SCHEDULED', '_'],
    }[key];
    return fc.record({
      key: fc.constant(key),
      comparator: fc.constant(comparator),
      values: fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }),
    });
  });

test('any list request, read page by page, gives the expected jobs', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          name: fc.constantFrom(...NAMES, undefined),
          jobStatus: fc.constantFrom('IDLE' as const, 'RUNNING' as const, undefined),
          jobType: fc.constantFrom('ONE_TIME' as const, 'SCHEDULED' as const),
          createdAt: fc.constantFrom(...INSTANTS),
        }),
        { maxLength: 12 },
      ),
      fc.record({
        filterCriteria: fc.record({
          includes: fc.array(anyTerm, { maxLength: 2 }),
          excludes: fc.array(anyTerm, { maxLength: 2 }),
        }),
        sortCriteria: fc.option(
          fc.record({
            attributeName: fc.constantFrom(...Object.values(ListJobsSortAttributeName)),
            orderBy: fc.option(fc.constantFrom(...Object.values(OrderBy)), { nil: undefined }),
          }),
          { nil: undefined },
        ),
      }),
      fc.integer({ min: 1, max: 13 }),
      async (jobs, input, maxResults) => {
        const inventory = jobs.map((job, index) => ({ ...job, jobId: `job-${(index * 7) % 13}` }));
        emulator.setInventory(ACCOUNT, REGION, inventory);
        expect(await idsOf({ ...input, maxResults })).toEqual(expectedIds(inventory, input));
      },
    ),
  );
});
