import type { Job } from '../model/job.ts';
import type { Change } from './types.ts';

/** No changes. */
export const UNCHANGED: ReadonlyMap<string, Change> = new Map();

/** Whether two observations of a job are equal. The members that are not compared never change. */
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

/** The jobs as they are now, and the differences. Jobs that have not changed stay the same objects. */
export function compareJobs(
  before: readonly Job[],
  after: readonly Job[],
): { jobs: readonly Job[]; changed: ReadonlyMap<string, Change> } {
  // Most stand where they stood, from the first or from the last: only the others have to be looked up.
  const most = Math.min(before.length, after.length);
  const start = countWhile(most, (index) => before[index]?.jobId === after[index]?.jobId);
  const end = countWhile(
    most - start,
    (index) => before.at(-1 - index)?.jobId === after.at(-1 - index)?.jobId,
  );
  const moved = new Map(before.slice(start, before.length - end).map((job) => [job.jobId, job]));
  const shift = before.length - after.length;

  const changed = new Map<string, Change>();
  const jobs = after.map((job, index) => {
    const old =
      index < start
        ? before[index]
        : index < after.length - end
          ? moved.get(job.jobId)
          : before[index + shift];
    if (old && isSame(old, job)) return old;
    changed.set(job.jobId, old ? 'changed' : 'appeared');
    return job;
  });
  const now = new Set(after.slice(start, after.length - end).map(({ jobId }) => jobId));
  for (const jobId of moved.keys()) if (!now.has(jobId)) changed.set(jobId, 'left');
  return { jobs, changed };
}

function countWhile(most: number, holds: (index: number) => boolean): number {
  let count = 0;
  while (count < most && holds(count)) count += 1;
  return count;
}
