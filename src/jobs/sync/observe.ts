import { AwsError } from '../../aws/errors.ts';
import { dependsOnStatus, including, livingOf, sortedBy, withoutStatus } from './read-criteria.ts';
import { isInOrder } from './list-end.ts';
import type { Reading } from './full-read.ts';
import { FULL_PAGE } from './pages.ts';
import type { ListRequest, Pages } from './pages.ts';
import { readRows } from './read-rows.ts';
import { type Job, isFinal } from '../model/job.ts';

/** What was seen of jobs, by id. */
export type Seen = ReadonlyMap<string, Job>;

/**
 * Looks at every job that may have changed: those alive now, those created since, and those that were alive.
 *
 * @param known all jobs that were seen last, newest or oldest first
 * @param living those of them, and of the others, that were alive
 * @param since the creation time before which no job can be new
 * @param mostCalls how many more calls it may take to find those that are alive no more
 * @returns undefined where it takes more, or where jobs are gone: they can't be deleted, so Macie was switched
 *   off and on again since, and nothing that was seen before counts
 * @throws AwsError, `invalid` where Macie refuses a term
 */
export async function observe(
  { pages, signal }: Pick<Reading, 'pages' | 'signal'>,
  request: ListRequest,
  { known, living, since, mostCalls }: Observed,
): Promise<Seen | undefined> {
  const newestFirst = sortedBy(request, 'createdAt', 'DESC');
  const [{ head: alive }, recent] = await together(
    signal,
    (signal) => readRows(pages, livingOf(request), signal),
    (signal) => readSince(pages, newestFirst, since, signal),
  );
  const isMissing = isMissingFrom(recent);
  const mayLeave = (job: Job) => dependsOnStatus(newestFirst) && !isFinal(job.jobStatus);
  if (known.some((job) => !mayLeave(job) && isMissing(job))) return undefined;
  const seen = new Map<string, Job>(alive.map((job) => [job.jobId, job]));
  for (const job of recent.jobs) {
    // Seen twice: which came first can't be told, but what is final came last.
    if (!seen.has(job.jobId) || isFinal(job.jobStatus)) seen.set(job.jobId, job);
  }
  const departed = living.filter(({ jobId }) => !seen.has(jobId));
  if (departed.length / NAMES_A_CALL > mostCalls) return undefined;
  for (const job of await findByName(pages, request, departed, signal)) seen.set(job.jobId, job);
  const lost = departed.filter(({ jobId }) => !seen.has(jobId));
  if (lost.length > mostCalls) return undefined;
  const described = await Promise.all(lost.map(({ jobId }) => pages.describe(jobId, signal)));
  for (const job of described) {
    if (!job) return undefined;
    seen.set(job.jobId, job);
  }
  return seen;
}

interface Observed {
  readonly known: readonly Job[];
  readonly living: readonly Job[];
  readonly since: number;
  readonly mostCalls: number;
}

interface Recent {
  readonly jobs: readonly Job[];
  /** Whether there are no others. */
  readonly all: boolean;
}

/** Whether a job lies in the span of the newest ones and is not among them. */
function isMissingFrom({ jobs, all }: Recent): (job: Job) => boolean {
  const ids = new Set(jobs.map(({ jobId }) => jobId));
  const oldest = all ? -Infinity : (jobs.at(-1)?.createdAt ?? Infinity);
  return ({ jobId, createdAt = -Infinity }) => createdAt > oldest && !ids.has(jobId);
}

/** Assumption: a term takes this many values. Where it doesn't, jobs are described one by one. */
const NAMES_A_CALL = 50;

/** Many jobs may have the same name: after that many pages, the rest is described one by one. */
const MOST_PAGES_BY_NAME = 4;

/** The newest jobs, down to the first page that reaches before a moment. */
async function readSince(
  pages: Pages,
  request: ListRequest,
  since: number,
  signal: AbortSignal,
): Promise<Recent> {
  const walk = pages.walk(request);
  const jobs: Job[] = [];
  for (;;) {
    const page = await walk.next(FULL_PAGE, signal);
    jobs.push(...page.jobs);
    const oldest = page.jobs.at(-1)?.createdAt ?? Infinity;
    if (page.last || (oldest < since && isInOrder(page.jobs))) return { jobs, all: page.last };
  }
}

/** Jobs by their names; not all may be found. */
async function findByName(
  pages: Pages,
  request: ListRequest,
  jobs: readonly Job[],
  signal: AbortSignal,
): Promise<readonly Job[]> {
  const names = [...new Set(jobs.map(({ name }) => name).filter((name) => name !== undefined))];
  const chunks = Array.from({ length: Math.ceil(names.length / NAMES_A_CALL) }, (_, index) =>
    names.slice(index * NAMES_A_CALL, (index + 1) * NAMES_A_CALL),
  );
  const wanted = new Set(jobs.map(({ jobId }) => jobId));
  const newestFirst = sortedBy(withoutStatus(request), 'createdAt', 'DESC');
  const find = async (values: string[]) => {
    const found: Job[] = [];
    const missing = new Set(
      jobs.filter(({ name }) => name && values.includes(name)).map(({ jobId }) => jobId),
    );
    const walk = pages.walk(including(newestFirst, { key: 'name', comparator: 'EQ', values }));
    try {
      for (let count = 0; missing.size > 0 && count < MOST_PAGES_BY_NAME; count += 1) {
        const page = await walk.next(FULL_PAGE, signal);
        for (const job of page.jobs) if (missing.delete(job.jobId)) found.push(job);
        if (page.last) break;
      }
    } catch (error) {
      if (!(error instanceof AwsError && error.kind === 'invalid')) throw error;
    }
    return found;
  };
  return (await Promise.all(chunks.map(find))).flat().filter(({ jobId }) => wanted.has(jobId));
}

/** Both at once; when one fails, the other stops. */
async function together<A, B>(
  outer: AbortSignal,
  first: (signal: AbortSignal) => Promise<A>,
  second: (signal: AbortSignal) => Promise<B>,
): Promise<[A, B]> {
  const stop = new AbortController();
  const signal = AbortSignal.any([outer, stop.signal]);
  try {
    return await Promise.all([first(signal), second(signal)]);
  } finally {
    stop.abort();
  }
}
