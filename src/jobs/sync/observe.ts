import { AwsError } from '../../aws/errors.ts';
import { dependsOnStatus, including, livingOf, sortedBy, withoutStatus } from './read-criteria.ts';
import { isInOrder } from './list-end.ts';
import { FULL_PAGE } from './pages.ts';
import { readRows } from './read-rows.ts';
import { type Job, isFinal } from '../model/job.ts';
import type { ListRequest, Pages, Reading, Seen } from './types.ts';

/**
 * Observes every job that may have changed: jobs alive now, jobs created since, and jobs that were alive.
 *
 * @param known all jobs of the inventory, in its order
 * @param living the jobs that were alive, of the inventory and of `others`
 * @param since no job created before this moment can be new
 * @param mostCalls how many more calls may be spent on finding jobs that are no longer alive
 * @param trusted whether everything was read a moment ago, so that an unknown job is no reason to do so again
 * @returns undefined where everything must be read: because this takes more calls, because known jobs are gone (jobs
 *   can't be deleted, so Macie was disabled and enabled since), or because a job is seen that should have been known
 * @throws AwsError, `invalid` where Macie refuses a term
 */
export async function observe(
  { pages, signal }: Pick<Reading, 'pages' | 'signal'>,
  request: ListRequest,
  { known, living, since, mostCalls, trusted }: Observed,
): Promise<Seen | undefined> {
  const newestFirst = sortedBy(request, 'createdAt', 'DESC');
  const most = known.length + living.length + MOST_NEW;
  const [{ head: alive, stopped }, recent] = await together(
    signal,
    (signal) => readRows(pages, livingOf(request), signal, { ceiling: most }),
    (signal) => readSince(pages, newestFirst, { since, most }, signal),
  );
  if (stopped || !recent) return undefined;
  if (!trusted && hasUnknown([...alive, ...recent.jobs], [...known, ...living], since)) return undefined;
  const isMissing = isMissingFrom(recent);
  const mayLeave = (job: Job) => dependsOnStatus(newestFirst) && !isFinal(job.jobStatus);
  if (known.some((job) => !mayLeave(job) && isMissing(job))) return undefined;
  const seen = new Map<string, Job>(alive.map((job) => [job.jobId, job]));
  for (const job of recent.jobs) {
    // Of two observations the final one is the later one; otherwise their order is unknown.
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
  readonly trusted: boolean;
}

/** More new jobs than this are a reason to read everything. */
const MOST_NEW = 10_000;

/** Whether one of these jobs is not known although it was there when everything was read. */
function hasUnknown(jobs: readonly Job[], known: readonly Job[], since: number): boolean {
  const unknown = new Set<string>();
  for (const { jobId, createdAt = Infinity } of jobs) if (createdAt < since) unknown.add(jobId);
  for (const { jobId } of known) unknown.delete(jobId);
  return unknown.size > 0;
}

interface Recent {
  readonly jobs: readonly Job[];
  /** Whether there are no others. */
  readonly all: boolean;
}

/** Whether a job should be among the newest ones and is not. */
function isMissingFrom({ jobs, all }: Recent): (job: Job) => boolean {
  const ids = new Set(jobs.map(({ jobId }) => jobId));
  const oldest = all ? -Infinity : (jobs.at(-1)?.createdAt ?? Infinity);
  return ({ jobId, createdAt = -Infinity }) => createdAt > oldest && !ids.has(jobId);
}

/** Assumption: Macie takes this many values in a term. Where it refuses, jobs are described one by one. */
const NAMES_A_CALL = 50;

/** Many jobs may share a name: after this many pages, the rest is described one by one. */
const MOST_PAGES_BY_NAME = 4;

/** The newest jobs, down to the first page that ends before a moment; undefined where there are too many. */
async function readSince(
  pages: Pages,
  request: ListRequest,
  { since, most }: { since: number; most: number },
  signal: AbortSignal,
): Promise<Recent | undefined> {
  const walk = pages.walk(request);
  const jobs: Job[] = [];
  for (;;) {
    const page = await walk.next(FULL_PAGE, signal);
    jobs.push(...page.jobs);
    const oldest = page.jobs.at(-1)?.createdAt ?? Infinity;
    if (page.last || (oldest < since && isInOrder(page.jobs))) return { jobs, all: page.last };
    if (jobs.length > most) return undefined;
  }
}

/** Finds jobs by their names. Some may stay missing. */
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

/** Runs both at once; if one fails, the other is aborted. */
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
