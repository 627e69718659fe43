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
function rig() {
  const says = { status: 'RUNNING', keeps: true };
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
    keepJobs: vi.fn(),
    forgetJobs: vi.fn(),
    describeJob: vi.fn(async () => ({ jobStatus: says.status, $metadata: {} }) as never),
    setNeeded: vi.fn(),
  };
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 10_000 } } });
  const queries = createJobQueries(calls, client, () => says.keeps);
  /** What somebody sees of the job who begins to look, where the list has it in a status, and how to look away. */
  const look = async (listed: string) => {
    const observer = new QueryObserver(client, queries.detail(SOURCE, JOB, listed));
    const lookAway = observer.subscribe(() => {});
    await vi.advanceTimersByTimeAsync(0);
    return { status: observer.getCurrentResult().data?.job.jobStatus, lookAway };
  };
  return { says, calls, client, queries, look };
}

describe('what was read of a list', () => {
  test.each([
    ['kept where the reader wants that', true, true, 1],
    ['not kept where they don’t', false, false, 0],
    ['not kept where they have switched it off while it was read', true, false, 0],
    ['kept where they have switched it on meanwhile', false, true, 1],
  ])('is %s', async (_, before, after, kept) => {
    const { says, calls, client, queries } = rig();
    says.keeps = before;
    const reading = client.fetchQuery(queries.list(SOURCE, listCriteria(DEFAULT_VIEW)));
    expect(calls.readJobs.mock.calls[0]?.[0]).toMatchObject({ fromKept: before });
    says.keeps = after;
    await reading;
    expect(calls.keepJobs.mock.calls).toEqual(
      Array.from({ length: kept }, () => [{ source: SOURCE, words: '' }]),
    );
  });
});

describe('what Macie tells of one job', () => {
  test('is asked once where it is final', async () => {
    const { says, calls, look } = rig();
    says.status = 'COMPLETE';
    (await look('RUNNING')).lookAway();
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await look('COMPLETE')).status).toBe('COMPLETE');
    expect(calls.describeJob).toHaveBeenCalledTimes(1);
  });

  test('is good for half a minute where it is not', async () => {
    const { calls, look } = rig();
    (await look('RUNNING')).lookAway();
    await vi.advanceTimersByTimeAsync(29_000);
    (await look('RUNNING')).lookAway();
    expect(calls.describeJob).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(2000);
    await look('RUNNING');
    expect(calls.describeJob).toHaveBeenCalledTimes(2);
  });

  test('is asked anew where the list knows by now that the job has ended', async () => {
    const { says, look } = rig();
    expect((await look('RUNNING')).status).toBe('RUNNING');
    says.status = 'COMPLETE';
    expect((await look('COMPLETE')).status).toBe('COMPLETE');
  });

  test.each([
    ['RUNNING', 2],
    ['COMPLETE', 1],
  ])('is refreshed with the list while somebody sees it and it may change: %s', async (status, calls) => {
    const { says, client, queries, look, calls: made } = rig();
    says.status = status;
    const { lookAway } = await look(status);
    await client.refetchQueries(queries.unfinished(SOURCE));
    expect(made.describeJob).toHaveBeenCalledTimes(calls);
    lookAway();
    await client.refetchQueries(queries.unfinished(SOURCE));
    expect(made.describeJob).toHaveBeenCalledTimes(calls);
  });
});
