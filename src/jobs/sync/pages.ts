import { AwsError } from '../../aws/errors.ts';
import type { Urgency } from '../../aws/request-scheduler.ts';
import type { SourceKey } from '../../aws/source.ts';
import { createCompactor } from './compact.ts';
import { type Job, toJob } from '../model/job.ts';
import type { DescribeJob, ListJobs, Pace, Pages, Walk } from './types.ts';

/** Known to be taken by Macie; a limit isn't documented. */
export const FULL_PAGE = 200;

/** Calls at the given pace, in the background where nothing else is said. */
export function createPages(
  source: SourceKey,
  { list, describe }: { list: ListJobs; describe: DescribeJob },
  pace: Pace,
): Pages {
  const compact = createCompactor();
  return {
    pace,
    walk: (request) =>
      createWalk(async (token, size, signal, priority = 'background') => {
        const input = { ...request, maxResults: size, ...(token && { nextToken: token }) };
        const { items = [], nextToken } = await pace.run(
          () => list(input, { signal, priority }),
          signal,
          priority,
        );
        const jobs: Job[] = [];
        const unreadable: string[] = [];
        for (const item of items) {
          const job = toJob(source, item);
          if (job) jobs.push(compact(job));
          else unreadable.push(`${item.createdAt?.getTime()}/${item.name}`);
        }
        return { jobs, unreadable, nextToken };
      }),
    describe: async (jobId, signal) => {
      try {
        const answer = await pace.run(
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
/** Macie may search page by page, so it may have nothing to show for some of them. */
const MOST_EMPTY = 25;

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
    if (page.nextToken === token || stale === MOST_STALE || empty === MOST_EMPTY) {
      throw new AwsError('malformed', 'ListClassificationJobs', {
        code: 'RepeatedPage',
        message: 'Macie sends the same page over and over, so the list can’t be read to its end.',
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
