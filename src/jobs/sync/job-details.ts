import type { DescribeClassificationJobCommandOutput } from '@aws-sdk/client-macie2';
import { AwsError } from '../../aws/errors.ts';
import { createLimiter } from '../../aws/request-scheduler.ts';
import { sourceKey } from '../../aws/source.ts';
import type { Source, SourceKey } from '../../aws/source.ts';
import type { Clock } from '../../lib/clock.ts';
import { followingOn, toDetails } from '../model/details.ts';
import type { JobDetails } from '../model/details.ts';
import { isFinal } from '../model/job.ts';
import type { Job } from '../model/job.ts';
import { overdueAt } from '../model/schedule.ts';

/*
 * The list has neither last run nor schedule, so whether a job is overdue takes a call of DescribeClassificationJob. A
 * call per job and refresh would be far too many: Macie is asked in the background, about living jobs only, and not
 * before there can be something new. That is about one call a run: 300 a day for 300 daily jobs.
 */

/** A job's details, and the status that the list had for it when Macie was asked. */
export interface DescribedJob {
  readonly details: JobDetails;
  readonly status: string | undefined;
}

/** What is known of jobs beyond the list. */
export interface JobDetailsReader {
  /** The jobs with what is known of them. The same array, and the same jobs, while nothing more is known. */
  withDetails(source: SourceKey, jobs: readonly Job[]): readonly Job[];
  /**
   * Takes an answer that was asked for by other means, and gives what is now known of the job.
   *
   * @param cached whether to begin with what is cached in this browser, and to cache what is learned
   */
  learn(
    source: Source,
    jobId: string,
    answer: DescribeClassificationJobCommandOutput,
    cached: boolean,
  ): Promise<JobDetails>;
  /**
   * Asks Macie in the background about those of a source's jobs that are due, at most four at once over all sources.
   *
   * @param cached whether to begin with what is cached in this browser, and to cache what is learned
   */
  follow(source: Source, jobs: readonly Job[], cached: boolean): void;
}

/** What asking needs. */
export interface JobDetailsOptions {
  /** One background call of DescribeClassificationJob, when the page may make one. Throws an AwsError. */
  readonly describe: (source: Source, jobId: string) => Promise<DescribeClassificationJobCommandOutput>;
  readonly cache: {
    loadDetails(source: Source): Promise<ReadonlyMap<string, DescribedJob>>;
    saveDetails(source: Source, described: ReadonlyMap<string, DescribedJob>): Promise<void>;
  };
  readonly clock: Clock;
  /** Called, once a second at most, when more is known of jobs of a source. */
  readonly changed: (source: SourceKey) => void;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Assumption: a run begins at about the same time of day as the one before. So long after that, it should have begun. */
const LATEST_START_MS = 3 * HOUR_MS;
/** After a failure, a source is asked no more for this long. */
const PAUSE_MS = 5 * 60_000;
const PUBLISHED_EVERY_MS = 1000;
const CALLS_AT_ONCE = 4;

/**
 * When to ask about a job next, in milliseconds since 1970; Infinity for never. A final job is asked about only for a
 * reader. A paused one doesn't run, so it is asked about once a pause.
 */
export function describeAt(
  job: Pick<Job, 'jobStatus' | 'jobType'>,
  described: DescribedJob | undefined,
): number {
  if (isFinal(job.jobStatus)) return Infinity;
  if (!described) return -Infinity;
  const { details, status } = described;
  const { describedAt } = details;
  if (job.jobStatus === 'USER_PAUSED' || job.jobStatus === 'PAUSED') {
    return status === job.jobStatus ? Infinity : -Infinity;
  }
  const overdue = job.jobStatus === 'IDLE' ? overdueAt(details) : undefined;
  if (overdue !== undefined) {
    const started = overdue - DAY_MS + LATEST_START_MS;
    if (describedAt < started) return started;
    if (describedAt < overdue) return overdue;
  }
  return describedAt + DAY_MS;
}

/** Reads details through Macie. */
export function createJobDetails({ describe, cache, clock, changed }: JobDetailsOptions): JobDetailsReader {
  const sources = new Map<SourceKey, SourceDetails>();
  const turns = createLimiter({ total: CALLS_AT_ONCE, perKey: CALLS_AT_ONCE });
  const lists = new WeakMap<readonly Job[], { readonly version: number; readonly jobs: readonly Job[] }>();
  const detailed = new WeakMap<Job, Job>();

  const detailsOf = (source: Source): SourceDetails => {
    const key = sourceKey(source);
    const found = sources.get(key) ?? {
      source,
      known: new Map<string, DescribedJob>(),
      unsaved: new Map<string, DescribedJob>(),
      version: 0,
      loading: undefined,
      cached: false,
      isAsking: false,
      isPublishing: false,
      pausedUntil: -Infinity,
    };
    sources.set(key, found);
    return found;
  };

  function add(
    state: SourceDetails,
    jobId: string,
    answer: DescribeClassificationJobCommandOutput,
    status: string | undefined,
  ): JobDetails {
    const details = followingOn(toDetails(answer, clock.now()), state.known.get(jobId)?.details);
    const described = { details, status };
    state.known.set(jobId, described);
    if (state.cached) state.unsaved.set(jobId, described);
    state.version += 1;
    if (!state.isPublishing) void publishSoon(state);
    return details;
  }

  async function publishSoon(state: SourceDetails): Promise<void> {
    state.isPublishing = true;
    await clock.sleep(PUBLISHED_EVERY_MS, NEVER);
    state.isPublishing = false;
    changed(sourceKey(state.source));
    if (state.unsaved.size === 0) return;
    const unsaved = new Map(state.unsaved);
    state.unsaved.clear();
    await cache.saveDetails(state.source, unsaved);
  }

  async function load(state: SourceDetails): Promise<void> {
    const found = await cache.loadDetails(state.source);
    if (found.size === 0) return;
    for (const [jobId, described] of found) if (!state.known.has(jobId)) state.known.set(jobId, described);
    state.version += 1;
    changed(sourceKey(state.source));
  }

  async function ask(state: SourceDetails, job: Job): Promise<void> {
    if (clock.now() < state.pausedUntil) return;
    try {
      const answer = await describe(state.source, job.jobId);
      add(state, job.jobId, answer, job.jobStatus);
    } catch (error) {
      // A job that Macie doesn't know is for the next full read to find out.
      const isGone = error instanceof AwsError && error.kind === 'not-found';
      if (!isGone) state.pausedUntil = clock.now() + PAUSE_MS;
    }
  }

  async function askAll(state: SourceDetails, jobs: readonly Job[]): Promise<void> {
    state.isAsking = true;
    try {
      if (state.cached) await (state.loading ??= load(state));
      const now = clock.now();
      const due = jobs.filter((job) => describeAt(job, state.known.get(job.jobId)) <= now);
      const key = sourceKey(state.source);
      await Promise.all(due.map((job) => turns.run(key, 'background', () => ask(state, job))));
    } finally {
      state.isAsking = false;
    }
  }

  return {
    withDetails: (source, jobs) => {
      const state = sources.get(source);
      if (!state || state.known.size === 0) return jobs;
      const before = lists.get(jobs);
      if (before?.version === state.version) return before.jobs;
      const next = jobs.map((job) => {
        const details = state.known.get(job.jobId)?.details;
        if (!details) return job;
        const known = detailed.get(job);
        if (known?.details === details) return known;
        const withDetails = { ...job, details };
        detailed.set(job, withDetails);
        return withDetails;
      });
      lists.set(jobs, { version: state.version, jobs: next });
      return next;
    },
    learn: async (source, jobId, answer, cached) => {
      const state = detailsOf(source);
      state.cached ||= cached;
      if (state.cached) await (state.loading ??= load(state));
      return add(state, jobId, answer, answer.jobStatus);
    },
    follow: (source, jobs, cached) => {
      const state = detailsOf(source);
      state.cached = cached;
      // Otherwise the next refresh asks.
      if (!state.isAsking && clock.now() >= state.pausedUntil) void askAll(state, jobs);
    },
  };
}

interface SourceDetails {
  readonly source: Source;
  readonly known: Map<string, DescribedJob>;
  readonly unsaved: Map<string, DescribedJob>;
  /** Raised whenever more is known. */
  version: number;
  /** The load from the cache, once it has begun. */
  loading: Promise<void> | undefined;
  cached: boolean;
  isAsking: boolean;
  isPublishing: boolean;
  pausedUntil: number;
}

const NEVER = new AbortController().signal;
