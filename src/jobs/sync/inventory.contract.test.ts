import {
  DescribeClassificationJobCommand,
  ListClassificationJobsCommand,
  type Macie2Client,
} from '@aws-sdk/client-macie2';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Emulator, createEmulator } from '../../../emulator/emulator.ts';
import { ACCOUNT, REGION, listAll, macieClient } from '../../../emulator/testing.ts';
import { toAwsError } from '../../aws/errors.ts';
import { readInventory } from './inventory.ts';
import { idsOf } from '../../testing/inventory-harness.ts';
import type { Inventory, ListRequest } from './types.ts';

/*
 * The real SDK against the emulator, which answers as much as Macie does as anyone knows: what inventories ask for is
 * taken, and what comes back is read.
 */

let emulator: Emulator;
let client: Macie2Client;

beforeEach(() => {
  // Signatures must be of the present; but it stands still, so that no job ends by itself.
  const now = Date.now();
  emulator = createEmulator({ jobs: 1500, now: () => now });
  client = macieClient(emulator);
});

function summaryOf({
  jobId,
  jobStatus,
}: {
  jobId?: string | undefined;
  jobStatus?: string | undefined;
}): string {
  return `${jobId} ${jobStatus}`;
}

function read(request: ListRequest, previous?: Inventory): Promise<Inventory> {
  let now = Date.now();
  return readInventory({
    source: `security/${REGION}`,
    resolve: () => request,
    list: (input, { signal }) =>
      client
        .send(new ListClassificationJobsCommand(input), { abortSignal: signal })
        .catch((error: unknown) => {
          throw toAwsError(error, 'ListClassificationJobs');
        }),
    describe: (jobId, { signal }) =>
      client
        .send(new DescribeClassificationJobCommand({ jobId }), { abortSignal: signal })
        .catch((error: unknown) => {
          throw toAwsError(error, 'DescribeClassificationJob');
        }),
    previous,
    publish: () => {},
    signal: new AbortController().signal,
    gate: { wait: async () => {} },
    // Waits pass at once.
    clock: { now: () => now, random: Math.random, sleep: async (ms) => void (now += ms) },
  });
}

const sorted = (attributeName: 'createdAt' | 'name' | 'jobStatus', orderBy: 'ASC' | 'DESC'): ListRequest => ({
  sortCriteria: { attributeName, orderBy },
});

const finished: ListRequest = {
  ...sorted('createdAt', 'DESC'),
  filterCriteria: { excludes: [{ key: 'jobStatus', comparator: 'EQ', values: ['RUNNING', 'CANCELLED'] }] },
};

describe('an inventory read with the SDK', { timeout: 30_000 }, () => {
  test.each([
    ['newest first', sorted('createdAt', 'DESC')],
    ['oldest first', sorted('createdAt', 'ASC')],
    ['by name', sorted('name', 'ASC')],
    ['by status', sorted('jobStatus', 'DESC')],
    ['with a status term', finished],
  ])('is what reading page after page gives: %s', async (_, request) => {
    const { head, complete } = await read(request);
    const all = await listAll(client, { ...request, maxResults: 200 });
    expect(complete).toBe(true);
    expect(head.map(({ jobId }) => jobId)).toEqual(all.map(({ jobId }) => jobId));
    expect(head.map(({ createdAt }) => createdAt)).toEqual(all.map(({ createdAt }) => createdAt?.getTime()));
    expect(head.map(({ bucketCriteria }) => bucketCriteria)).toEqual(
      all.map(({ bucketCriteria }) => bucketCriteria),
    );
    expect(head.map(({ bucketDefinitions }) => bucketDefinitions)).toEqual(
      all.map(({ bucketDefinitions }) => bucketDefinitions),
    );
  });

  test.each([
    ['newest first', sorted('createdAt', 'DESC')],
    ['by name', sorted('name', 'ASC')],
    ['with a status term', finished],
  ])('is brought up to date: %s', async (_, request) => {
    const before = await read(request);
    const documents = emulator.describe(ACCOUNT, REGION) ?? [];
    emulator.setInventory(
      ACCOUNT,
      REGION,
      documents.map((document, index) => {
        const isLiving = document.jobStatus !== 'COMPLETE' && document.jobStatus !== 'CANCELLED';
        const jobStatus = ['CANCELLED', 'USER_PAUSED', 'IDLE'][index % 3];
        return isLiving && index % 2 === 0 ? Object.assign(document, { jobStatus }) : document;
      }),
    );
    const after = await read(request, before);
    const all = await listAll(client, { ...request, maxResults: 200 });
    expect(after.head.map(summaryOf)).toEqual(all.map(summaryOf));
    expect(after.changed.size).toBeGreaterThan(0);
    const again = await read(request, after);
    expect(again.changed.size).toBe(0);
    expect(again.head).toBe(after.head);
  });

  test('outlasts throttling, broken answers and failures of the server', async () => {
    emulator.setFaults([
      {
        operation: 'ListClassificationJobs',
        skip: 3,
        times: 6,
        fault: { kind: 'error', status: 429, type: 'ThrottlingException', message: 'Rate exceeded' },
      },
      {
        operation: 'ListClassificationJobs',
        skip: 12,
        times: 2,
        fault: { kind: 'error', status: 500, type: 'InternalServerException', message: 'Internal failure' },
      },
      {
        operation: 'ListClassificationJobs',
        skip: 16,
        times: 1,
        fault: { kind: 'error', status: 400, type: 'ValidationException', message: 'The token has expired' },
      },
    ]);
    const { head } = await read(sorted('createdAt', 'DESC'));
    expect(new Set(idsOf({ head })).size).toBe(1500);
  });
});
