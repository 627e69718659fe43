import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DEFAULT_VIEW } from '../criteria/criteria.ts';
import { listCriteria } from '../criteria/link.ts';
import { createJobQueries } from './job-queries.ts';
import type { JobCalls } from './job-queries.ts';

const SOURCE = { account: 'security', region: 'eu-west-1' };
const JOB = 'a'.repeat(32);

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T12:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Queries over an inventory without jobs, and a job that Macie says to be in some status. */
function harness() {
  const says = { status: 'RUNNING', caches: true };
  const calls = {
    readJobs: vi.fn<JobCalls['readJobs']>(async () => ({
      source: 'security/eu-west-1',
      head: [],
      beyond: [],
      complete: true,
      state: 'settled',
      readAt: 0,
      calls: 1,
      unreadable: 0,
      changed: new Map(),
    })),
    cacheJobs: vi.fn(),
    releaseJobs: vi.fn(),
    describeJob: vi.fn(async () => ({ jobStatus: says.status, $metadata: {} }) as never),
    setNeeded: vi.fn(),
  };
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 10_000 } } });
  const queries = createJobQueries(calls, client, () => says.caches);
  /** Observes the job, which the list shows in a status. `lookAway` stops observing. */
  const look = async (listed: string) => {
    const observer = new QueryObserver(client, queries.detail(SOURCE, JOB, listed));
    const lookAway = observer.subscribe(() => {});
    await vi.advanceTimersByTimeAsync(0);
    return { status: observer.getCurrentResult().data?.job.jobStatus, lookAway };
  };
  return { says, calls, client, queries, look };
}

describe('a list that was read', () => {
  test.each([
    ['cached where the reader wants that', true, true, 1],
    ['not cached where they don’t', false, false, 0],
    ['not cached where they turned it off during the read', true, false, 0],
    ['cached where they turned it on during the read', false, true, 1],
  ])('is %s', async (_, before, after, writes) => {
    const { says, calls, client, queries } = harness();
    says.caches = before;
    const reading = client.fetchQuery(queries.list(SOURCE, listCriteria(DEFAULT_VIEW)));
    expect(calls.readJobs.mock.calls[0]?.[0]).toMatchObject({ fromCache: before });
    says.caches = after;
    await reading;
    expect(calls.cacheJobs.mock.calls).toEqual(
      Array.from({ length: writes }, () => [{ source: SOURCE, criteriaKey: '' }]),
    );
  });
});

describe('the details of one job', () => {
  test('are asked for once where the job is final', async () => {
    const { says, calls, look } = harness();
    says.status = 'COMPLETE';
    (await look('RUNNING')).lookAway();
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await look('COMPLETE')).status).toBe('COMPLETE');
    expect(calls.describeJob).toHaveBeenCalledTimes(1);
  });

  test('are fresh for half a minute where it is not', async () => {
    const { calls, look } = harness();
    (await look('RUNNING')).lookAway();
    await vi.advanceTimersByTimeAsync(29_000);
    (await look('RUNNING')).lookAway();
    expect(calls.describeJob).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(2000);
    await look('RUNNING');
    expect(calls.describeJob).toHaveBeenCalledTimes(2);
  });

  test('are asked for again where the list shows that the job has ended', async () => {
    const { says, look } = harness();
    expect((await look('RUNNING')).status).toBe('RUNNING');
    says.status = 'COMPLETE';
    expect((await look('COMPLETE')).status).toBe('COMPLETE');
  });

  test.each([
    ['RUNNING', 2],
    ['COMPLETE', 1],
  ])('are refreshed with the list while they are on screen and may change: %s', async (status, calls) => {
    const { says, client, queries, look, calls: made } = harness();
    says.status = status;
    const { lookAway } = await look(status);
    await client.refetchQueries(queries.unfinished(SOURCE));
    expect(made.describeJob).toHaveBeenCalledTimes(calls);
    lookAway();
    await client.refetchQueries(queries.unfinished(SOURCE));
    expect(made.describeJob).toHaveBeenCalledTimes(calls);
  });
});
