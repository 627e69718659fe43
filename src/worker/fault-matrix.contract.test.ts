import { QueryClient, QueryObserver, environmentManager } from '@tanstack/react-query';
import type { QueryObserverResult } from '@tanstack/react-query';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { KNOWN_FAULTS, MOMENTS } from '../../emulator/controls/fault-table.ts';
import type { Moment } from '../../emulator/controls/fault-table.ts';
import { createEmulator } from '../../emulator/emulator.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { inProcessFetch } from '../../emulator/server/in-process.ts';
import type { Account } from '../aws/account.ts';
import { accountCredentials } from '../aws/credentials.ts';
import { AwsError } from '../aws/errors.ts';
import { createJobLog } from '../aws/logs-client.ts';
import { createMacie } from '../aws/macie-client.ts';
import { createLimiter } from '../aws/request-scheduler.ts';
import { createFreshStart } from '../lib/fresh-start.ts';
import { listCriteria } from '../jobs/criteria/link.ts';
import { DEFAULT_VIEW } from '../jobs/criteria/criteria.ts';
import { describeError } from '../jobs/errors/error-messages.ts';
import { refreshInterval } from '../jobs/list/toolbar/refresh-interval.ts';
import { createJobQueries } from '../jobs/queries/job-queries.ts';
import { pollInterval } from '../jobs/queries/poll-interval.ts';
import { createInventories } from '../jobs/sync/inventories.ts';

/*
 * Every fault at every moment, on the way that a page's data takes: query, inventory, credentials, the SDK, the gateway
 * and the emulator, with time under control.
 */

const ORIGIN = 'https://monitor.test';
const JOBS = 130;
const MINUTE = 60_000;
const STEP_MS = 500;
/** Calls in a minute that are no busy loop: six tries of two page reads with the SDK's three attempts each. */
const MOST_CALLS = 60;

const POOL = {
  identityPoolId: 'us-east-1:00000000-0000-4000-8000-000000000001',
  endpoint: `${ORIGIN}/cognito-identity/`,
};
const SECURITY: Account = {
  id: 'security',
  label: 'Security',
  accountId: '111122223333',
  regions: ['us-east-1'],
  credentials: POOL,
};
const PAYMENTS: Account = {
  id: 'payments',
  label: 'Payments',
  accountId: '444455556666',
  regions: ['us-east-1'],
  credentials: {
    ...POOL,
    roleArn: 'arn:aws:iam::444455556666:role/MacieMonitor',
    stsEndpoint: `${ORIGIN}/sts/`,
  },
};

let emulator: Emulator;
let calls: number;
/** Calls without an answer. */
let open: number;
/** The real one. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

beforeAll(() => {
  // Otherwise the query library refetches nothing by itself.
  environmentManager.setIsServer(() => false);
});
afterAll(() => {
  environmentManager.setIsServer(() => true);
});

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
    now: Date.parse('2026-11-20T12:00:00Z'),
  });
  emulator = createEmulator({ jobs: JOBS });
  calls = 0;
  open = 0;
  const send = inProcessFetch(emulator);
  vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
    calls += 1;
    open += 1;
    try {
      return await send(input, init);
    } finally {
      open -= 1;
    }
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Lets virtual time pass, and whatever happens in it. */
async function pass(ms: number): Promise<void> {
  const end = Date.now() + ms;
  await settle();
  while (Date.now() < end) {
    await vi.advanceTimersByTimeAsync(Math.min(STEP_MS, end - Date.now()));
    await settle();
  }
}

/** Streams and signatures take turns of the real event loop. Of calls that hang, no more is awaited than that. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 100; turns++) {
    if (open === 0) break;
    await turn();
  }
  for (let before = -1, quiet = 0; quiet < 3; before = calls) {
    await turn();
    quiet = before === calls ? quiet + 1 : 0;
  }
}

/** What is on the screen at one moment, and what a click on “Refresh” does. */
interface Shown {
  /** `whole` where everything is there; undefined where nothing is. */
  readonly content: 'whole' | 'part' | undefined;
  readonly error: Error | null;
  readonly reading: boolean;
}

/** The page's query for a moment, kept as fresh as the page keeps it. */
function show({ operation, name }: Moment): { now: () => Shown; refresh: () => void; stop: () => void } {
  const account = operation === 'AssumeRole' ? PAYMENTS : SECURITY;
  const source = { account: account.id, region: 'us-east-1' };
  const credentials = accountCredentials(account);
  const macie = createMacie(
    `${ORIGIN}/macie/{region}`,
    () => credentials,
    createLimiter({ total: 12, perKey: 4 }),
  );
  const cache = {
    load: () => Promise.resolve(undefined),
    save: () => Promise.resolve(),
    loadDetails: () => Promise.resolve(new Map()),
    saveDetails: () => Promise.resolve(),
  };
  const inventories = createInventories(macie, { wait: () => Promise.resolve() }, cache, [account]);
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: 10_000, networkMode: 'offlineFirst' } },
  });
  const queries = createJobQueries(
    {
      readJobs: async (question, publish, signal) => {
        let latest: Parameters<typeof publish>[0] | undefined;
        await inventories.read(
          question,
          (inventory) => {
            latest = inventory;
            publish(inventory);
          },
          signal,
        );
        if (!latest) throw new Error('Nothing was read.');
        return latest;
      },
      cacheJobs: () => {},
      releaseJobs: () => {},
      describeJob: async ({ source, jobId }, signal) => ({
        ...(await macie.describeJob(source, jobId, { signal })),
        leftSince: undefined,
      }),
      setNeeded: () => {},
    },
    client,
    () => false,
  );
  const begins = createFreshStart();
  const follow = <T>(
    observer: {
      getCurrentResult(): QueryObserverResult<T>;
      subscribe(listener: () => void): () => void;
      refetch(options: { cancelRefetch: boolean }): Promise<unknown>;
    },
    contentOf: (data: T) => Shown['content'],
    earlierError: () => Error | undefined = () => undefined,
  ) => {
    const stop = observer.subscribe(() => {});
    return {
      now: (): Shown => {
        const { data, error, fetchStatus } = observer.getCurrentResult();
        return {
          content: data === undefined ? undefined : contentOf(data),
          error: error ?? earlierError() ?? null,
          reading: fetchStatus === 'fetching',
        };
      },
      refresh: () => void observer.refetch({ cancelRefetch: begins() }),
      stop: () => {
        stop();
        client.clear();
      },
    };
  };
  if (operation === 'DescribeClassificationJob') {
    const jobs = emulator.describe(account.accountId, 'us-east-1') ?? [];
    const job = jobs.find(({ jobStatus }) => jobStatus === 'IDLE') ?? jobs[0];
    const detail = queries.detail(source, job?.jobId ?? '');
    return follow(
      new QueryObserver(client, {
        ...detail,
        refetchInterval: ({ state }) => pollInterval(state.data?.job.jobStatus, 'auto', state.error),
      }),
      ({ job: { name: shown } }) => (shown === job?.name ? 'whole' : undefined),
    );
  }
  if (operation === 'FilterLogEvents') {
    const readLog = createJobLog(`${ORIGIN}/logs/{region}/`, () => credentials);
    const job = emulator
      .describe(account.accountId, 'us-east-1')
      ?.find(({ lastRunErrorStatus }) => lastRunErrorStatus?.code === 'ERROR');
    return follow(
      new QueryObserver(client, {
        queryKey: ['log', name, source, job, readLog],
        queryFn: ({ signal }) =>
          readLog(source, {
            jobId: job?.jobId ?? '',
            createdAt: new Date(job?.createdAt ?? ''),
            lastRunTime: new Date(job?.lastRunTime ?? ''),
            signal,
          }),
        refetchInterval: ({ state: { error } }) => error !== null && pollInterval(undefined, 'auto', error),
      }),
      // No log group at all is said as such, and is not an empty log.
      ({ lines, absent }) => (lines.length > 0 ? 'whole' : absent ? 'part' : undefined),
    );
  }
  const list = queries.list(source, listCriteria({ terms: [], sort: DEFAULT_VIEW.sort }));
  return follow(
    new QueryObserver(client, {
      ...list,
      refetchInterval: () => {
        const trouble = queries.troubleOf(list.queryKey);
        const failure = trouble?.error instanceof AwsError ? trouble.error : undefined;
        return refreshInterval({
          preference: 'auto',
          running: false,
          sources: 1,
          failures: trouble?.failures ?? 0,
          throttled: failure?.kind === 'throttled',
          passing: failure?.mayPass ?? false,
          hidden: false,
          jitter: 0.5,
        });
      },
    }),
    ({ head, beyond, complete }) => {
      const all = emulator.describe(account.accountId, 'us-east-1')?.length;
      if (complete) return head.length === all && beyond.length === 0 ? 'whole' : undefined;
      return 'part';
    },
    () => queries.troubleOf(list.queryKey)?.error,
  );
}

/** Fails on anything that no reader should see. */
function expectHonest({ content, error, reading }: Shown): void {
  // Something is there, on its way, or in the way; and what is there in part says so.
  expect(content !== undefined || error !== null || reading).toBe(true);
  if (error === null) return;
  expect(error).toBeInstanceOf(AwsError);
  const { title, detail } = describeError(error, 'Security, us-east-1');
  expect(title).not.toBe('');
  expect(`${title} ${detail}`).not.toMatch(/undefined|\bNaN\b|\[object|null/);
}

const isWell = ({ content, error }: Shown) => content === 'whole' && error === null;

describe.each(MOMENTS)('$name', (moment) => {
  test.each(KNOWN_FAULTS)('$name', { timeout: 60_000 }, async ({ fault, needsPerson = false }) => {
    const { operation, skip = 0, later = false } = moment;
    const set = () => {
      emulator.setFaults([{ operation, skip, fault }]);
    };
    if (!later) set();
    const page = show(moment);
    try {
      if (later) {
        await pass(5000);
        expect(isWell(page.now())).toBe(true);
        set();
        // Long enough for credentials to expire; the page was asleep.
        if (operation === 'GetCredentialsForIdentity') vi.setSystemTime(Date.now() + 70 * MINUTE);
        page.refresh();
      }
      const before = calls;
      for (let seconds = 0; seconds < 60; seconds += 5) {
        await pass(5000);
        expectHonest(page.now());
      }
      expect(calls - before).toBeLessThanOrEqual(MOST_CALLS);
      emulator.setFaults([]);
      await pass(30_000);
      if (needsPerson && !isWell(page.now())) {
        // Once a person has fixed it, one click is enough.
        page.refresh();
        await pass(10_000);
      }
      expect(page.now()).toMatchObject({ content: 'whole', error: null });
    } finally {
      page.stop();
      emulator.setFaults([]);
    }
  });
});
