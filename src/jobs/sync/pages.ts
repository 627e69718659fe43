import type {
  ListClassificationJobsCommandInput,
  ListClassificationJobsCommandOutput,
} from '@aws-sdk/client-macie2';
import { AwsError } from '../../aws/errors.ts';
import type { Urgency } from '../../aws/request-scheduler.ts';
import type { SourceKey } from '../../aws/source.ts';
import { createThrottle } from '../../aws/throttle.ts';
import type { Clock } from '../../lib/clock.ts';
import { createCompactor } from './compact.ts';
import { type Job, toJob } from '../model/job.ts';
import type { DescribeJob, Gate, ListJobs, Pages, SourceLimits, Walk } from './types.ts';

/** Assumption: Macie takes it. A limit isn't documented; the largest seen in public code is 100. */
export const FULL_PAGE = 200;

/** Page sizes to try, where Macie refuses larger ones. */
const PAGE_SIZES = [FULL_PAGE, 100, 50, 25];

/** Nothing is known yet about calling a source. */
export function createSourceLimits(clock: Clock): SourceLimits {
  return { throttle: createThrottle(clock), pageSize: FULL_PAGE };
}

/** Calls to a source, in the background unless another priority is given. */
export function createPages(
  source: SourceKey,
  { list, describe }: { list: ListJobs; describe: DescribeJob },
  limits: SourceLimits,
  gate: Gate,
): Pages {
  const compact = createCompactor();
  const { throttle } = limits;
  let calls = 0;
  const run = <T>(call: () => Promise<T>, signal: AbortSignal, priority: Urgency): Promise<T> =>
    throttle.run(async () => {
      await gate.wait(signal, priority);
      calls += 1;
      return call();
    }, signal);

  const listPage = async (
    input: ListClassificationJobsCommandInput,
    size: number,
    signal: AbortSignal,
    priority: Urgency,
  ): Promise<ListClassificationJobsCommandOutput> => {
    for (;;) {
      const maxResults = Math.min(size, limits.pageSize);
      try {
        return await run(() => list({ ...input, maxResults }, { signal, priority }), signal, priority);
      } catch (error) {
        const smaller = isSizeRefused(error) && PAGE_SIZES.find((each) => each < maxResults);
        if (!smaller) throw error;
        limits.pageSize = Math.min(limits.pageSize, smaller);
      }
    }
  };

  return {
    get limit() {
      return throttle.limit;
    },
    get slowed() {
      return throttle.slowed;
    },
    get calls() {
      return calls;
    },
    walk: (request) =>
      createWalk(async (token, size, signal, priority = 'background') => {
        const input = { ...request, ...(token && { nextToken: token }) };
        const { items = [], nextToken } = await listPage(input, size, signal, priority);
        const jobs: Job[] = [];
        const unreadable: string[] = [];
        const counts = new Map<string, number>();
        for (const item of items) {
          const job = toJob(source, item);
          if (job) {
            jobs.push(compact(job));
            continue;
          }
          // Several on one page may look the same.
          const text = `${item.createdAt?.getTime()}/${item.name}`;
          const count = (counts.get(text) ?? 0) + 1;
          counts.set(text, count);
          unreadable.push(`${text}/${count}`);
        }
        return { jobs, unreadable, nextToken };
      }),
    describe: async (jobId, signal) => {
      try {
        const answer = await run(
          () => describe(jobId, { signal, priority: 'background' }),
          signal,
          'background',
        );
        const job = toJob(source, { ...answer, ...answer.s3JobDefinition, jobId });
        return job && compact(job);
      } catch (error) {
        if (error instanceof AwsError && error.kind === 'not-found') return undefined;
        throw error;
      }
    },
  };
}

function isSizeRefused(error: unknown): boolean {
  return error instanceof AwsError && error.kind === 'invalid' && /max_?results/i.test(error.message);
}

type FetchPage = (
  token: string | undefined,
  size: number,
  signal: AbortSignal,
  priority?: Urgency,
) => Promise<{ jobs: Job[]; unreadable: string[]; nextToken: string | undefined }>;

/** How often a walk begins again because its token was refused. */
const MOST_RESTARTS = 3;
/** Pages in a row without a job that the walk hasn't met. */
const MOST_STALE = 3;
/** Assumption: Macie may search page by page, so many pages in a row may have no match. */
const MOST_EMPTY = 250;

function createWalk(fetchPage: FetchPage): Walk {
  let token: string | undefined;
  let started = false;
  let restarts = 0;
  let met = new Set<string>();
  let stale = 0;
  let empty = 0;
  let again = false;

  function check(page: {
    jobs: readonly Job[];
    unreadable: readonly string[];
    nextToken: string | undefined;
  }) {
    const before = met.size;
    for (const { jobId } of page.jobs) met.add(jobId);
    for (const text of page.unreadable) met.add(text);
    empty = page.jobs.length + page.unreadable.length === 0 ? empty + 1 : 0;
    stale = empty === 0 && met.size === before ? stale + 1 : 0;
    if (!page.nextToken) return;
    if (page.nextToken === token || stale === MOST_STALE) {
      throw new AwsError('malformed', 'ListClassificationJobs', {
        code: 'RepeatedPage',
        message: 'Macie sends the same page over and over, so the list can’t be read to its end.',
      });
    }
    if (empty === MOST_EMPTY) {
      throw new AwsError('malformed', 'ListClassificationJobs', {
        code: 'EmptyPages',
        message: `Macie sent ${MOST_EMPTY} empty pages in a row, so the list can’t be read to its end.`,
      });
    }
  }

  return {
    get started() {
      return started;
    },
    next: async (size, signal, priority) => {
      for (;;) {
        try {
          const page = await fetchPage(token, size, signal, priority);
          check(page);
          token = page.nextToken;
          started = true;
          const result = { jobs: page.jobs, unreadable: page.unreadable, last: !token, again };
          again = false;
          return result;
        } catch (error) {
          // Assumption: a token can expire, and a refusal of a later page is one of its token.
          const refused = token && error instanceof AwsError && error.kind === 'invalid';
          if (!refused || restarts === MOST_RESTARTS) throw error;
          restarts += 1;
          token = undefined;
          met = new Set();
          stale = 0;
          empty = 0;
          again = true;
        }
      }
    },
  };
}
