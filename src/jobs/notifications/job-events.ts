import { isFinal, jobKey } from '../model/job.ts';
import type { Job } from '../model/job.ts';
import { hasErrors } from '../model/attention.ts';
import { pauseOf } from '../model/pause.ts';

/** The jobs of a view that have been read. */
export interface JobsRead {
  readonly jobs: readonly Job[];
  /** Whether these are all that match, so that any other that turns up later is new. */
  readonly complete: boolean;
}

/** What had been read at a moment. */
export interface Snapshot extends JobsRead {
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Something that happened to a job between two moments. */
export interface JobEvent {
  readonly kind: 'errors' | 'expires' | 'expired' | 'ended';
  readonly job: Job;
}

/**
 * What happened between two snapshots of the same criteria: jobs that newly have errors, whose pause has come
 * within 7 days of its end or has expired, or, if watched, whose run has ended. Of a job that was not read before, nothing
 * is known to be new unless the earlier snapshot was complete.
 */
export function eventsBetween(before: Snapshot, after: Snapshot, watched: ReadonlySet<string>): JobEvent[] {
  // Most of what may be 100,000 jobs is the same as before: only the others are worth a look by their keys.
  const same = new Set(before.jobs);
  const other = after.jobs.filter((job) => !same.has(job));
  const ids = new Set(other.map(({ jobId }) => jobId));
  const known = new Map(before.jobs.filter(({ jobId }) => ids.has(jobId)).map((job) => [jobKey(job), job]));
  const paused = after.jobs.filter((job) => job.jobStatus === 'USER_PAUSED' && same.has(job));
  return [...other, ...paused].flatMap((job) => {
    const key = jobKey(job);
    const earlier = same.has(job) ? job : known.get(key);
    if (!earlier && !before.complete) return [];
    const events: JobEvent[] = [];
    if (hasErrors(job) && !(earlier && hasErrors(earlier))) events.push({ kind: 'errors', job });
    const pause = pauseOf(job, after.at);
    const pauseBefore = earlier && pauseOf(earlier, before.at);
    if (pause?.soon && !pauseBefore?.soon) events.push({ kind: 'expires', job });
    if (pause?.expired && pauseBefore && !pauseBefore.expired) events.push({ kind: 'expired', job });
    if (watched.has(key) && earlier && hasEnded(earlier, job)) events.push({ kind: 'ended', job });
    return events;
  });
}

/** A one-time job ends for good; a scheduled one goes back to waiting for its next run. */
function hasEnded(earlier: Job, job: Job): boolean {
  if (isFinal(earlier.jobStatus)) return false;
  return isFinal(job.jobStatus) || (earlier.jobStatus === 'RUNNING' && job.jobStatus === 'IDLE');
}
