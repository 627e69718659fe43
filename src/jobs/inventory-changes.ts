import type { Job } from './job.ts';

/** What became of a job between two states of an inventory. */
export type Change = 'appeared' | 'left' | 'changed';

/** No changes. */
export const UNCHANGED: ReadonlyMap<string, Change> = new Map();

/** Whether two observations of a job tell the same: the rest of a job never changes. */
export function isSame(a: Job, b: Job): boolean {
  return (
    a.jobStatus === b.jobStatus &&
    a.lastRunError === b.lastRunError &&
    a.userPausedDetails?.jobExpiresAt?.getTime() === b.userPausedDetails?.jobExpiresAt?.getTime() &&
    a.userPausedDetails?.jobPausedAt?.getTime() === b.userPausedDetails?.jobPausedAt?.getTime() &&
    a.userPausedDetails?.jobImminentExpirationHealthEventArn ===
      b.userPausedDetails?.jobImminentExpirationHealthEventArn
  );
}

/** The jobs as they are now, with those that tell nothing new left the objects that they were, and the differences. */
export function compareJobs(
  before: readonly Job[],
  after: readonly Job[],
): { jobs: readonly Job[]; changed: ReadonlyMap<string, Change> } {
  const known = new Map(before.map((job) => [job.jobId, job]));
  const changed = new Map<string, Change>();
  const jobs = after.map((job) => {
    const old = known.get(job.jobId);
    known.delete(job.jobId);
    if (!old) changed.set(job.jobId, 'appeared');
    else if (isSame(old, job)) return old;
    else changed.set(job.jobId, 'changed');
    return job;
  });
  for (const jobId of known.keys()) changed.set(jobId, 'left');
  return { jobs, changed };
}
