import { describe, expect, test } from 'vitest';
import type { Job } from '../model/job.ts';
import { failure } from '../../testing/fake-macie.ts';
import { unlisted } from '../../testing/sample-job.ts';
import { createVirtualScheduler } from '../../testing/virtual-scheduler.ts';
import { createJobDetails, describeAt } from './job-details.ts';
import type { DescribedJob } from './job-details.ts';

const SOURCE = { account: 'security', region: 'eu-west-1' };
const KEY = 'security/eu-west-1';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Midnight. */
const START = Date.parse('2026-11-20T00:00:00Z');
const NEVER = new AbortController().signal;

function createJob(number: number, more: Partial<Job> = {}): Job {
  return {
    source: KEY,
    jobId: number.toString(16).padStart(32, '0'),
    name: `job-${number}`,
    jobStatus: 'IDLE',
    jobType: 'SCHEDULED',
    createdAt: START - 100 * DAY,
    lastRunError: 'NONE',
    userPausedDetails: undefined,
    bucketDefinitions: undefined,
    bucketCriteria: undefined,
    ...more,
  };
}

const createJobs = (count: number, more: Partial<Job> = {}) =>
  Array.from({ length: count }, (_, index) => createJob(index, more));

/** A Macie whose recurring jobs run every day at 04:00, a minute apart, asked about in the background. */
function harness({ cached = new Map<string, DescribedJob>(), fail = () => {} } = {}) {
  const scheduler = createVirtualScheduler({ latency: 40 }, START);
  const { clock } = scheduler;
  const asked: { at: number; jobId: string }[] = [];
  let changes = 0;
  const saved = new Map<string, DescribedJob>();
  let loads = 0;
  const runAt = (jobId: string) => {
    const time = 4 * HOUR + (parseInt(jobId, 16) % 60) * 60_000;
    const today = Math.floor(clock.now() / DAY) * DAY + time;
    return today <= clock.now() ? today : today - DAY;
  };
  const details = createJobDetails({
    describe: (_, jobId) => {
      asked.push({ at: clock.now() - START, jobId });
      return scheduler.call(() => {
        fail();
        return {
          $metadata: {},
          jobId,
          createdAt: new Date(START - 100 * DAY),
          lastRunTime: new Date(runAt(jobId)),
          scheduleFrequency: { dailySchedule: {} },
          statistics: { numberOfRuns: 9, approximateNumberOfObjectsToProcess: 7 },
        };
      }, NEVER);
    },
    cache: {
      loadDetails: async () => {
        loads += 1;
        return cached;
      },
      saveDetails: async (_, described) => {
        for (const [jobId, each] of described) saved.set(jobId, each);
      },
    },
    clock,
    changed: () => {
      changes += 1;
    },
  });
  /** Refreshes the list every ten minutes for so long. */
  const live = async (jobs: readonly Job[], ms: number, isCached = true) => {
    for (let passed = 0; passed < ms; passed += 10 * 60_000) {
      details.follow(SOURCE, jobs, isCached);
      await scheduler.run(clock.sleep(10 * 60_000, NEVER));
    }
  };
  return {
    scheduler,
    details,
    asked,
    saved,
    live,
    get changes() {
      return changes;
    },
    get loads() {
      return loads;
    },
  };
}

describe('the details of 300 jobs that run daily', () => {
  test('cost a call each at first, and then one a day', async () => {
    const { asked, live, scheduler } = harness();
    const jobs = [...createJobs(300), ...createJobs(5000, { jobStatus: 'COMPLETE' }).slice(300)];
    await live(jobs, HOUR);
    expect(asked).toHaveLength(300);
    expect(scheduler.maxInFlight).toBe(4);
    for (let day = 1; day <= 3; day += 1) {
      const before = asked.length;
      await live(jobs, DAY);
      expect(asked.length - before).toBe(300);
    }
  });

  test('are known at once on the next visit, without a call', async () => {
    const first = harness();
    const jobs = createJobs(300);
    await first.live(jobs, HOUR);
    const next = harness({ cached: first.saved });
    await next.live(jobs, HOUR);
    expect(next.asked).toEqual([]);
    expect(next.loads).toBe(1);
    expect(next.details.withDetails(KEY, jobs)[7]?.details).toMatchObject({
      numberOfRuns: 9,
      objectsLeft: 7,
    });
  });

  test('are neither loaded nor saved where the reader has turned caching off', async () => {
    const first = harness();
    await first.live(createJobs(3), HOUR, false);
    expect([first.loads, first.saved.size, first.asked.length]).toEqual([0, 0, 3]);
  });

  test('are published once a second at most', async () => {
    const whole = harness();
    await whole.live(createJobs(300), HOUR);
    // 300 calls of 40 ms, four at once: three seconds.
    expect(whole.changes).toBeGreaterThan(1);
    expect(whole.changes).toBeLessThanOrEqual(4);
  });
});

describe('jobs with what is known of them', () => {
  test('stay the same objects until more is known', async () => {
    const { details, live } = harness();
    const jobs = createJobs(3);
    expect(details.withDetails(KEY, jobs)).toBe(jobs);
    await live(jobs.slice(0, 2), HOUR);
    const known = details.withDetails(KEY, jobs);
    expect(known.map((job) => job.details?.numberOfRuns)).toEqual([9, 9, undefined]);
    expect(known[2]).toBe(jobs[2]);
    expect(details.withDetails(KEY, jobs)).toBe(known);
    // Another list that holds the same job.
    expect(details.withDetails(KEY, [jobs[0] ?? createJob(0)])[0]).toBe(known[0]);
    await details.learn(SOURCE, jobs[2]?.jobId ?? '', unlisted({ statistics: { numberOfRuns: 1 } }), false);
    const more = details.withDetails(KEY, jobs);
    expect([more[0] === known[0], more[2]?.details?.numberOfRuns]).toEqual([true, 1]);
  });
});

describe('a number of objects left that stays the same', () => {
  test('is known since it was first seen, over answers and visits', async () => {
    const { details, live, saved } = harness();
    const jobs = createJobs(1, { jobStatus: 'RUNNING', jobType: 'ONE_TIME' });
    await live(jobs, HOUR);
    expect(details.withDetails(KEY, jobs)[0]?.details).toMatchObject({ objectsLeft: 7 });
    const { describedAt: first = 0, leftSince } = details.withDetails(KEY, jobs)[0]?.details ?? {};
    expect(leftSince).toBeUndefined();
    await live(jobs, 25 * HOUR);
    expect(details.withDetails(KEY, jobs)[0]?.details?.leftSince).toBe(first);
    // A page that opens the job without the list begins with what is cached.
    const next = harness({ cached: saved });
    const learn = (approximateNumberOfObjectsToProcess: number) => {
      const answer = unlisted({ statistics: { numberOfRuns: 9, approximateNumberOfObjectsToProcess } });
      return next.details.learn(SOURCE, jobs[0]?.jobId ?? '', answer, true);
    };
    expect((await learn(7)).leftSince).toBe(first);
    expect((await learn(6)).leftSince).toBeUndefined();
  });
});

describe('a failure', () => {
  test('pauses a source for five minutes', async () => {
    let isDown = true;
    const { asked, live } = harness({
      fail: () => {
        if (isDown) throw failure('denied');
      },
    });
    await live(createJobs(300), 10 * 60_000);
    expect(asked).toHaveLength(4);
    isDown = false;
    await live(createJobs(300), 10 * 60_000);
    expect(asked).toHaveLength(304);
  });

  test('to find one job is no reason to ask no more', async () => {
    const { asked, live } = harness({
      fail: () => {
        throw failure('not-found');
      },
    });
    await live(createJobs(20), 10 * 60_000);
    expect(asked).toHaveLength(20);
  });
});

describe('when a job is asked about', () => {
  const weekly = {
    // A Wednesday.
    lastRunTime: Date.parse('2026-11-18T05:00:00Z'),
    numberOfRuns: 3,
    schedule: { weeklySchedule: { dayOfWeek: 'WEDNESDAY' } },
  } as const;

  test.each(['COMPLETE', 'CANCELLED'])('never by itself where it is final: %s', (jobStatus) => {
    expect(at({ jobStatus })).toBe(Infinity);
  });

  test('at once where it never was', () => {
    expect(at({})).toBe(-Infinity);
    expect(at({ jobStatus: 'RUNNING', jobType: 'ONE_TIME' })).toBe(-Infinity);
  });

  test('after its next run should have begun', () => {
    expect(at({}, weekly)).toBe(5 * DAY + 8 * HOUR);
  });

  test('and if it had not, when it is overdue, and then once a day', () => {
    expect(at({}, { ...weekly, describedAt: START + 5 * DAY + 8 * HOUR })).toBe(6 * DAY + 5 * HOUR);
    expect(at({}, { ...weekly, describedAt: START + 7 * DAY })).toBe(8 * DAY);
  });

  test('once a day while it runs, and where its schedule is unknown', () => {
    expect(at({ jobStatus: 'RUNNING' }, weekly)).toBe(DAY);
    expect(at({}, {})).toBe(DAY);
  });

  test('once a pause', () => {
    expect(at({ jobStatus: 'USER_PAUSED' }, weekly)).toBe(Infinity);
    expect(at({ jobStatus: 'USER_PAUSED' }, weekly, 'IDLE')).toBe(-Infinity);
  });
});

/** When to ask about a job, in milliseconds from the start. */
function at(job: Partial<Job>, described?: Partial<DescribedJob['details']>, status = job.jobStatus): number {
  const known = described && {
    details: { describedAt: START, ...described },
    status: status ?? 'IDLE',
  };
  return describeAt(createJob(1, job), known) - START;
}
