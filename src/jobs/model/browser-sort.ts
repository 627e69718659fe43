import type { BrowserSort } from '../criteria/criteria.ts';
import { attentionOf, compareUrgency } from './attention.ts';
import type { AttentionContext } from './attention.ts';
import { findingsIn } from './findings.ts';
import type { KnownFindings } from './findings.ts';
import type { Job } from './job.ts';
import { lastRunTimeOf } from './refine.ts';
import { nextRunOf } from './schedule.ts';

/**
 * The jobs in an order that Macie doesn't know. Jobs without the value that decides come last in either direction; equal
 * ones have the newest first.
 */
export function sortInBrowser(
  jobs: readonly Job[],
  { field, order }: BrowserSort,
  context: AttentionContext,
  findings?: KnownFindings,
): readonly Job[] {
  const way = order === 'ASC' ? 1 : -1;
  if (field === 'urgency') {
    // The most urgent come first in descending order.
    const ranked = jobs.map((job) => [attentionOf(job, context)[0], job] as const);
    ranked.sort((a, b) => -way * compareUrgency(a, b));
    return ranked.map(([, job]) => job);
  }
  const keyed: { readonly key: number | string | undefined; readonly job: Job }[] = jobs.map((job) => ({
    key: KEYS[field](job, context, findings),
    job,
  }));
  keyed.sort((a, b) => compareKeys(a.key, b.key, way) || (b.job.createdAt ?? 0) - (a.job.createdAt ?? 0));
  return keyed.map(({ job }) => job);
}

const KEYS: Readonly<
  Record<
    Exclude<BrowserSort['field'], 'urgency'>,
    (job: Job, context: AttentionContext, findings: KnownFindings | undefined) => number | string | undefined
  >
> = {
  expires: ({ jobStatus, userPausedDetails }) =>
    jobStatus === 'USER_PAUSED' ? userPausedDetails?.jobExpiresAt?.getTime() : undefined,
  'last-run': lastRunTimeOf,
  'next-run': (job, { now }) => nextRunOf(job, now),
  account: ({ source }) => source,
  region: ({ source }) => source.slice(source.lastIndexOf('/') + 1),
  buckets: ({ bucketDefinitions }) =>
    bucketDefinitions?.reduce((sum, { buckets }) => sum + (buckets?.length ?? 0), 0),
  findings: (job, _, findings) => findingsIn(findings, job)?.total,
};

function compareKeys(a: number | string | undefined, b: number | string | undefined, way: number): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a < b ? -way : way;
}
