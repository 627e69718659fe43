import {
  DescribeClassificationJobCommand,
  ListClassificationJobsCommand,
  type ListClassificationJobsCommandInput,
  type ListJobsFilterTerm,
  ListJobsSortAttributeName,
  OrderBy,
} from '@aws-sdk/client-macie2';
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

function list(input: ListClassificationJobsCommandInput) {
  return macieClient(emulator).send(new ListClassificationJobsCommand(input));
}

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
