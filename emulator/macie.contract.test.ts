import {
  DescribeClassificationJobCommand,
  JobComparator,
  ListClassificationJobsCommand,
  type ListClassificationJobsCommandInput,
  ListJobsFilterKey,
  type ListJobsFilterTerm,
  ListJobsSortAttributeName,
  OrderBy,
} from '@aws-sdk/client-macie2';
import * as fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { createEmulator, type Emulator } from './emulator.ts';
import type { JobDocument } from './job-document.ts';
import { expectedIds } from './oracle.ts';
import { ACCOUNT, listAll, macieClient, REGION } from './testing.ts';

// A clock that stands still, so that no running job moves between two looks at it.
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

function list(input: ListClassificationJobsCommandInput) {
  return macieClient(emulator).send(new ListClassificationJobsCommand(input));
}

/** A value of each key that splits the inventory, and one that is like no job's. */
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
)('%s %s %s gives what the oracle says', async (side, key, comparator) => {
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

test.each(
  Object.values(ListJobsSortAttributeName).flatMap((attributeName) =>
    Object.values(OrderBy).map((orderBy) => [attributeName, orderBy] as const),
  ),
)('sorted by %s %s, no page size loses, doubles or moves a job', async (attributeName, orderBy) => {
  const input = { sortCriteria: { attributeName, orderBy } };
  const expected = expectedIds(documents(), input);
  for (const maxResults of [7, 65, 130, 200]) expect(await idsOf({ ...input, maxResults })).toEqual(expected);
});

test('without sort the newest come first, 50 a page, and the last page has no token', async () => {
  const first = await list({});
  expect(first.items?.map(({ jobId }) => jobId)).toEqual(expectedIds(documents(), {}).slice(0, 50));
  const second = await list({ nextToken: first.nextToken });
  const third = await list({ nextToken: second.nextToken });
  expect([second.items?.length, third.items?.length, third.nextToken]).toEqual([50, 30, undefined]);
});

test('a page that ends with the last job has no token', async () => {
  expect((await list({ maxResults: 130 })).nextToken).toBeUndefined();
  expect((await list({ maxResults: 129 })).nextToken).toBeDefined();
});

test('an inventory without jobs is an empty list', async () => {
  emulator.setInventory(ACCOUNT, REGION, []);
  expect(await list({})).toMatchObject({ items: [] });
});

test('a token is refused for other criteria, another sort or another source, and good for another page size', async () => {
  const input: ListClassificationJobsCommandInput = {
    maxResults: 10,
    sortCriteria: { attributeName: 'name' },
  };
  const { nextToken } = await list(input);
  expect((await list({ ...input, nextToken, maxResults: 3 })).items).toHaveLength(3);
  const refusal = { name: 'ValidationException', $metadata: { httpStatusCode: 400 } };
  const includes: ListJobsFilterTerm[] = [{ key: 'name', comparator: 'NE', values: ['x'] }];
  await expect(list({ ...input, nextToken, filterCriteria: { includes } })).rejects.toMatchObject(refusal);
  await expect(
    list({ ...input, nextToken, sortCriteria: { attributeName: 'jobType' } }),
  ).rejects.toMatchObject(refusal);
  await expect(list({ ...input, nextToken: 'made-up' })).rejects.toMatchObject(refusal);
  await expect(list({ ...input, nextToken: `${nextToken?.slice(0, -4)}AAAA` })).rejects.toMatchObject(
    refusal,
  );
  const elsewhere = new ListClassificationJobsCommand({ ...input, nextToken });
  await expect(macieClient(emulator, 'eu-west-1').send(elsewhere)).rejects.toMatchObject(refusal);
});

test('jobs that come, and change status, between two pages shift nothing', async () => {
  const input: ListClassificationJobsCommandInput = {
    maxResults: 40,
    sortCriteria: { attributeName: 'createdAt', orderBy: 'DESC' },
  };
  const before = documents();
  const first = await list(input);
  const newer = { ...before[0], jobId: 'f'.repeat(32), createdAt: new Date().toISOString() };
  emulator.setInventory(ACCOUNT, REGION, [
    newer,
    ...before.map((job) => ({ ...job, jobStatus: 'CANCELLED' as const })),
  ]);
  const second = await list({ ...input, nextToken: first.nextToken });
  expect(second.items?.map(({ jobId }) => jobId)).toEqual(expectedIds(before, input).slice(40, 80));
});

test.each<[string, unknown, RegExp]>([
  [
    'an unknown key',
    { filterCriteria: { includes: [{ key: 'jobId', comparator: 'EQ', values: ['x'] }] } },
    /'filterCriteria.includes.0.key'.*enum value set: \[createdAt/,
  ],
  [
    'an unknown comparator',
    { filterCriteria: { excludes: [{ key: 'name', comparator: 'LIKE', values: ['x'] }] } },
    /'filterCriteria.excludes.0.comparator'.*STARTS_WITH/,
  ],
  [
    'a comparator in lower case',
    { filterCriteria: { includes: [{ key: 'name', comparator: 'eq', values: ['x'] }] } },
    /comparator/,
  ],
  [
    'no values',
    { filterCriteria: { includes: [{ key: 'name', comparator: 'EQ', values: [] }] } },
    /'filterCriteria.includes.0.values'.*length/,
  ],
  ['values left out', { filterCriteria: { includes: [{ key: 'name', comparator: 'EQ' }] } }, /values/],
  [
    'a time that is none',
    { filterCriteria: { includes: [{ key: 'createdAt', comparator: 'GT', values: ['yesterday'] }] } },
    /'yesterday'.*ISO 8601/,
  ],
  [
    'an unknown attribute',
    { sortCriteria: { attributeName: 'lastRunTime' } },
    /'sortCriteria.attributeName'/,
  ],
  ['an unknown order', { sortCriteria: { attributeName: 'name', orderBy: 'UP' } }, /'sortCriteria.orderBy'/],
  ['a page of none', { maxResults: 0 }, /'maxResults'.*between 1 and 200/],
  ['a page too large', { maxResults: 201 }, /'maxResults'.*between 1 and 200/],
])('%s is refused', async (_, input, message) => {
  await expect(list(input as ListClassificationJobsCommandInput)).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringMatching(message) as unknown,
    $metadata: { httpStatusCode: 400, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown },
  });
});

test('where Macie is not enabled, it says so', async () => {
  const refusal = {
    name: 'AccessDeniedException',
    message: 'Macie is not enabled',
    $metadata: { httpStatusCode: 403 },
  };
  const client = macieClient(emulator, 'eu-north-1');
  await expect(client.send(new ListClassificationJobsCommand({}))).rejects.toMatchObject(refusal);
  await expect(client.send(new DescribeClassificationJobCommand({ jobId: 'a' }))).rejects.toMatchObject(
    refusal,
  );
});

test.each(['0'.repeat(32), 'a/b', 'ü', 'list'])('a job that is not there: %s', async (jobId) => {
  await expect(
    macieClient(emulator).send(new DescribeClassificationJobCommand({ jobId })),
  ).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    $metadata: { httpStatusCode: 404 },
  });
});

test('each account and Region has its own jobs', async () => {
  const sources = [
    [ACCOUNT, REGION],
    [ACCOUNT, 'eu-west-1'],
    ['444455556666', REGION],
    ['777788889999', 'eu-west-1'],
  ] as const;
  const seen = new Set<string | undefined>();
  for (const [accountId, region] of sources) {
    for (const { jobId } of await listAll(macieClient(emulator, region, accountId), { maxResults: 200 })) {
      expect(seen).not.toContain(jobId);
      seen.add(jobId);
    }
  }
  const [mine] = documents();
  const elsewhere = macieClient(emulator, 'eu-west-1').send(
    new DescribeClassificationJobCommand({ jobId: mine?.jobId ?? '' }),
  );
  await expect(elsewhere).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('the SDK reads every member of every job, in the list as in its description', async () => {
  const client = macieClient(emulator);
  const summaries = new Map((await listAll(client, { maxResults: 200 })).map((item) => [item.jobId, item]));
  for (const document of documents()) {
    const { $metadata: _, ...described } = await client.send(
      new DescribeClassificationJobCommand({ jobId: document.jobId ?? '' }),
    );
    expect(asWire(described)).toEqual(asWire(document));
    const { bucketCriteria, bucketDefinitions, ...summary } = summaries.get(described.jobId) ?? {};
    expect(described).toMatchObject(summary);
    expect({ bucketCriteria, bucketDefinitions }).toEqual({
      bucketCriteria: described.s3JobDefinition?.bucketCriteria,
      bucketDefinitions: described.s3JobDefinition?.bucketDefinitions,
    });
  }
});

/** JSON, without the nulls that the SDK leaves out, members in order of their names. */
function asWire(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(
          Object.entries(member)
            .filter(([, inner]) => inner !== null)
            .toSorted(([a], [b]) => (a < b ? -1 : 1)),
        )
      : member,
  );
}

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

test('any list request, read page after page, gives what the oracle says', async () => {
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
