import { parseSourceKey } from '../../../aws/source.ts';
import type { SourceKey } from '../../../aws/source.ts';
import type { Job } from '../../model/job.ts';

import { needsAttention } from '../../model/attention.ts';
import type { AttentionContext } from '../../model/attention.ts';
import type { SourceState } from '../job-list.ts';
import { isSettled } from './source-text.ts';

/** The jobs of an account over its Regions, or of a Region over the accounts. */
interface Group {
  /** The account's name in links, or the Region. */
  readonly id: string;
  readonly jobs: number;
  /** How many of them need attention. */
  readonly attention: number;
  /** Whether every source of the group has been read to its end. */
  readonly complete: boolean;
}

/** Counts jobs by account or by Region, in the sources' order; a source without jobs counts too. */
export function groupJobs(
  jobs: readonly Job[],
  sources: readonly SourceState[],
  by: 'account' | 'region',
  context: AttentionContext,
): readonly Group[] {
  const bySource = new Map<SourceKey, { jobs: number; attention: number }>();
  for (const job of jobs) {
    const counts = bySource.get(job.source) ?? { jobs: 0, attention: 0 };
    counts.jobs += 1;
    if (needsAttention(job, context)) counts.attention += 1;
    bySource.set(job.source, counts);
  }
  const groups = new Map<string, { id: string; jobs: number; attention: number; complete: boolean }>();
  const groupOf = (id: string) => {
    const group = groups.get(id) ?? { id, jobs: 0, attention: 0, complete: true };
    groups.set(id, group);
    return group;
  };
  for (const state of sources) {
    const group = groupOf(state.source[by]);
    group.complete &&= isSettled(state);
  }
  for (const [key, counts] of bySource) {
    const group = groupOf(parseSourceKey(key)[by]);
    group.jobs += counts.jobs;
    group.attention += counts.attention;
  }
  return [...groups.values()];
}
