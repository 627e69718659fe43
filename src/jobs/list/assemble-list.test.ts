import { describe, expect, test } from 'vitest';
import { AwsError } from '../../aws/errors.ts';
import { DEFAULT_VIEW } from '../criteria/criteria.ts';
import type { Job } from '../model/job.ts';
import { assembleList } from './assemble-list.ts';
import type { SourceRead } from './assemble-list.ts';
import type { Inventory } from '../sync/types.ts';

const US = { account: 'security', region: 'us-east-1' };
const EU = { account: 'security', region: 'eu-west-1' };

function job(source: string, createdAt: number, more: Partial<Job> = {}): Job {
  return {
    source,
    jobId: `${source}-${createdAt}`,
    name: `job ${createdAt}`,
    jobStatus: 'COMPLETE',
    jobType: 'ONE_TIME',
    createdAt,
    lastRunError: 'NONE',
    userPausedDetails: undefined,
    bucketDefinitions: undefined,
    bucketCriteria: undefined,
    ...more,
  };
}

function inventory(source: string, head: readonly Job[], more: Partial<Inventory> = {}): Inventory {
  return {
    source,
    head,
    beyond: [],
    complete: true,
    state: 'settled',
    readAt: 100,
    resolvedAt: 100,
    verifiedAt: 0,
    calls: 1,
    unreadable: 0,
    changed: new Map(),
    closedBefore: undefined,
    others: undefined,
    ...more,
  };
}

const read = (source: typeof US, more: Partial<SourceRead>): SourceRead => ({
  source,
  inventory: undefined,
  error: null,
  fetch: 'idle',
  skipped: false,
  timedOut: false,
  ...more,
});

const failure = (kind: 'denied' | 'not-enabled') =>
  new AwsError(kind, 'ListClassificationJobs', { message: 'no', code: 'AccessDeniedException' });

const us = (...times: number[]) => times.map((time) => job('security/us-east-1', time));
const eu = (...times: number[]) => times.map((time) => job('security/eu-west-1', time));
const times = (jobs: readonly Job[]) => jobs.map(({ createdAt }) => createdAt);

describe('a list over sources', () => {
  test('that are read to their ends is whole and in order', () => {
    const reads = [
      read(US, { inventory: inventory('security/us-east-1', us(9, 3)) }),
      read(EU, { inventory: inventory('security/eu-west-1', eu(7, 1)) }),
    ];
    const { list } = assembleList(reads, reads, DEFAULT_VIEW);
    expect(times(list.rows)).toEqual([9, 7, 3, 1]);
    expect(list).toMatchObject({ complete: true, reading: false, read: 4, updatedAt: 100 });
  });

  test('shows no row that an unread one may come before, and counts all that was read', () => {
    const reads = [
      read(US, {
        fetch: 'fetching',
        inventory: inventory('security/us-east-1', us(9, 6), { complete: false, beyond: us(2) }),
      }),
      read(EU, { inventory: inventory('security/eu-west-1', eu(7, 5)) }),
    ];
    const { list, needed } = assembleList(reads, reads, DEFAULT_VIEW);
    expect(times(list.rows)).toEqual([9, 7, 6]);
    expect(needed).toEqual(['security/us-east-1']);
    expect(list).toMatchObject({ complete: false, reading: true, read: 5 });
    expect(list.matching).toHaveLength(5);
  });

  test('waits for a source that has not answered', () => {
    const reads = [
      read(US, { inventory: inventory('security/us-east-1', us(9)) }),
      read(EU, { fetch: 'fetching' }),
    ];
    expect(assembleList(reads, reads, DEFAULT_VIEW).list).toMatchObject({
      rows: [],
      complete: false,
      read: 1,
    });
  });

  test.each([
    ['timedOut', 'fetching', undefined, [9, 3]],
    ['stopped', 'idle', undefined, [9, 3]],
    // It has answered at last: nothing that is shown goes away again.
    ['reading', 'fetching', eu(7, 5), [9, 7, 5, 3]],
    ['stopped', 'idle', eu(7, 5), [9, 7, 5, 3]],
  ] as const)('does not wait for a source that was let go and is %s (%s)', (state, fetch, head, rows) => {
    const known = head && inventory('security/eu-west-1', head, { complete: false });
    const reads = [
      read(US, { inventory: inventory('security/us-east-1', us(9, 3)) }),
      read(EU, { inventory: known, fetch, skipped: true, timedOut: true }),
    ];
    const { list } = assembleList(reads, reads, DEFAULT_VIEW);
    expect(times(list.rows)).toEqual(rows);
    expect(list.complete).toBe(false);
    expect(list.sources.map(({ state }) => state)).toEqual(['complete', state]);
  });

  test('waits where the browser is offline, rather than being stopped', () => {
    const reads = [read(US, { fetch: 'paused' })];
    const { list } = assembleList(reads, reads, DEFAULT_VIEW);
    expect(list).toMatchObject({ reading: false, sources: [{ state: 'waiting' }] });
  });

  test('is not held up by a source that failed, and does not claim to be whole', () => {
    const reads = [
      read(US, { inventory: inventory('security/us-east-1', us(9)) }),
      read(EU, { error: failure('denied') }),
    ];
    const { list } = assembleList(reads, reads, DEFAULT_VIEW);
    expect(times(list.rows)).toEqual([9]);
    expect(list.complete).toBe(false);
    expect(list.sources.map(({ state }) => state)).toEqual(['complete', 'failed']);
  });

  test('is whole where the other Region has no Macie: there are no jobs to miss', () => {
    const reads = [
      read(US, { inventory: inventory('security/us-east-1', us(9)) }),
      read(EU, { error: failure('not-enabled') }),
    ];
    expect(assembleList(reads, reads, DEFAULT_VIEW).list.complete).toBe(true);
  });

  test('has no jobs of a Region where Macie has been switched off since they were read', () => {
    const off = { inventory: inventory('security/us-east-1', us(9)), error: failure('not-enabled') };
    const reads = [read(US, off)];
    expect(assembleList(reads, [read(US, off)], DEFAULT_VIEW).list).toMatchObject({
      rows: [],
      base: { jobs: [], complete: true },
      complete: true,
      read: 0,
      updatedAt: undefined,
    });
  });

  test('that was read to its end stays whole while refreshing it fails again and again', () => {
    const states = (['idle', 'fetching', 'idle'] as const).map((fetch) => {
      const inventories = { inventory: inventory('security/us-east-1', us(9)), error: failure('denied') };
      const reads = [read(US, { ...inventories, fetch })];
      const { complete, sources } = assembleList(reads, reads, DEFAULT_VIEW).list;
      return [complete, sources[0]?.state];
    });
    expect(states).toEqual(Array.from({ length: 3 }, () => [true, 'complete']));
  });

  test('keeps the rows of a source whose refresh failed, and is as old as its oldest source', () => {
    const reads = [
      read(US, {
        inventory: inventory('security/us-east-1', us(9), { readAt: 50 }),
        error: failure('denied'),
      }),
      read(EU, { inventory: inventory('security/eu-west-1', eu(7)) }),
    ];
    const { list } = assembleList(reads, reads, DEFAULT_VIEW);
    expect(times(list.rows)).toEqual([9, 7]);
    expect(list.updatedAt).toBe(50);
  });

  test('lists what a refresh changed, by source and job', () => {
    const reads = [
      read(US, {
        inventory: inventory('security/us-east-1', us(9), { changed: new Map([['x', 'changed']]) }),
      }),
    ];
    expect([...assembleList(reads, reads, DEFAULT_VIEW).list.changed]).toEqual(['security/us-east-1/x']);
  });

  test('refines rows and matches, not what the tiles count', () => {
    const failed = job('security/us-east-1', 5, { lastRunError: 'ERROR' });
    const reads = [read(US, { inventory: inventory('security/us-east-1', [...us(9), failed]) })];
    const { list } = assembleList(reads, reads, {
      ...DEFAULT_VIEW,
      refinements: { ...DEFAULT_VIEW.refinements, lastRun: 'error' },
    });
    expect(list.rows).toEqual([failed]);
    expect(list.matching).toEqual([failed]);
    expect(list.base.jobs).toHaveLength(2);
    expect(list.read).toBe(2);
  });

  test('distinguishes reading that was stopped from reading that goes on', () => {
    const partial = inventory('security/us-east-1', us(9), { complete: false });
    const state = (fetch: SourceRead['fetch']) => {
      const reads = [read(US, { inventory: partial, fetch })];
      return assembleList(reads, reads, DEFAULT_VIEW).list.sources[0]?.state;
    };
    expect(state('fetching')).toBe('reading');
    expect(state('idle')).toBe('stopped');
  });
});
