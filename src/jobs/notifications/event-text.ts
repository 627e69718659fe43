import type { Account } from '../../aws/account.ts';
import { formatNumber } from '../../lib/text.ts';
import { isFinal, jobKey } from '../model/job.ts';
import type { Job } from '../model/job.ts';
import { sourceLabel } from '../queries/monitor.ts';
import { pauseOf, pauseText } from '../model/pause.ts';
import { STATUS_TEXT } from '../model/status-text.ts';
import type { JobEvent } from './job-events.ts';

/** A notification as the browser shows it: plain text. */
export interface Notice {
  /** The same for the same thing, so that a browser shows it once, whichever tab notifies. */
  readonly id: string;
  readonly title: string;
  readonly body: string;
  /** The one job that it is about; undefined for several. */
  readonly job: Job | undefined;
}

/** More of a kind than this make one notification. */
const MOST_EACH = 3;

/** The notifications for some events, at a moment (milliseconds since 1970). */
export function noticesFor(events: readonly JobEvent[], accounts: readonly Account[], now: number): Notice[] {
  return (['errors', 'expires', 'expired', 'ended'] as const).flatMap((kind) => {
    const jobs = events.filter((event) => event.kind === kind).map(({ job }) => job);
    if (jobs.length > MOST_EACH) return several(kind, jobs);
    return jobs.map((job) => ({
      id: `${kind}/${jobKey(job)}`,
      title: TITLES[kind](job, now),
      body: `${nameOf(job)}\n${sourceLabel(accounts, job.source)}`,
      job,
    }));
  });
}

function several(kind: JobEvent['kind'], jobs: readonly Job[]): Notice {
  const count = formatNumber(jobs.length);
  const titles = {
    errors: `${count} more jobs have errors in their last run`,
    expires: `${count} paused jobs expire within 7 days`,
    expired: `The pauses of ${count} jobs have expired`,
    ended: `${count} watched jobs have finished a run`,
  };
  const named = jobs.slice(0, MOST_EACH).map(nameOf).join(', ');
  return {
    id: `${kind}/${jobs.map(jobKey).toSorted().join()}`,
    title: titles[kind],
    body: `${named} and ${formatNumber(jobs.length - MOST_EACH)} more`,
    job: undefined,
  };
}

const TITLES: Readonly<Record<JobEvent['kind'], (job: Job, now: number) => string>> = {
  errors: () => 'Errors in last run',
  expires: (job, now) => pauseTitle(job, now) ?? 'Expires soon',
  expired: (job, now) => pauseTitle(job, now) ?? 'Pause expired',
  ended: ({ jobStatus = '' }) =>
    isFinal(jobStatus) ? (STATUS_TEXT[jobStatus]?.label ?? jobStatus) : 'A run ended',
};

function pauseTitle(job: Job, now: number): string | undefined {
  const pause = pauseOf(job, now);
  return pause && pauseText(pause, job.jobType);
}

function nameOf({ name, jobId }: Job): string {
  return name || jobId;
}
