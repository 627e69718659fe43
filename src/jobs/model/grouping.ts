import { parseSourceKey } from '../../aws/source.ts';
import type { Group } from '../criteria/criteria.ts';
import { attentionOf } from './attention.ts';
import type { AttentionContext, AttentionReason } from './attention.ts';
import type { Job } from './job.ts';
import { STATUS_TEXT } from './status-text.ts';

/** The heading of a group of jobs, as a row of its own. */
export interface GroupHead {
  /** What the jobs share: an account's name in the configuration, a Region, a status, or a reason. */
  readonly group: string;
  readonly label: string;
  /** How many jobs it has, folded or not. */
  readonly count: number;
  readonly isFolded: boolean;
}

/** Whether a row is a group's heading. */
export function isGroupHead(row: Job | GroupHead): row is GroupHead {
  return 'group' in row;
}

/**
 * The jobs under a heading for each group, in the order that they have. Groups come by their labels, reasons by their
 * urgency; jobs without what makes the groups come last.
 *
 * @param isFolded whether a group's jobs are left out
 * @param accountLabel an account's label by its name
 */
export function groupRows(
  jobs: readonly Job[],
  by: Group,
  {
    attention,
    isFolded,
    accountLabel,
  }: {
    readonly attention: AttentionContext;
    readonly isFolded: (group: string) => boolean;
    readonly accountLabel: (account: string) => string;
  },
): readonly (Job | GroupHead)[] {
  const groups = new Map<string, { readonly label: string; readonly rank: number; readonly jobs: Job[] }>();
  for (const job of jobs) {
    const { group, label, rank } = placeOf(job, by, attention, accountLabel);
    const found = groups.get(group);
    if (found) found.jobs.push(job);
    else groups.set(group, { label, rank, jobs: [job] });
  }
  const sorted = [...groups].toSorted(
    ([, a], [, b]) => b.rank - a.rank || a.label.localeCompare(b.label, 'en'),
  );
  const rows: (Job | GroupHead)[] = [];
  for (const [group, { label, jobs }] of sorted) {
    const folded = isFolded(group);
    rows.push({ group, label, count: jobs.length, isFolded: folded });
    // Not spread into one call: there may be more jobs than a call takes arguments.
    if (!folded) for (const job of jobs) rows.push(job);
  }
  return rows;
}

function placeOf(
  job: Job,
  by: Group,
  attention: AttentionContext,
  accountLabel: (account: string) => string,
): { readonly group: string; readonly label: string; readonly rank: number } {
  switch (by) {
    case 'account': {
      const { account } = parseSourceKey(job.source);
      return { group: account, label: accountLabel(account), rank: 0 };
    }
    case 'region': {
      const { region } = parseSourceKey(job.source);
      return { group: region, label: region, rank: 0 };
    }
    case 'status': {
      const { jobStatus } = job;
      if (!jobStatus) return { group: '', label: 'No status', rank: -1 };
      return { group: jobStatus, label: STATUS_TEXT[jobStatus]?.label ?? jobStatus, rank: 0 };
    }
    case 'reason': {
      const [first] = attentionOf(job, attention);
      if (!first) return { group: '', label: 'Needs no attention', rank: -1 };
      return { group: first.reason, label: REASONS[first.reason], rank: first.urgency };
    }
  }
}

const REASONS: Readonly<Record<AttentionReason, string>> = {
  'pause-expires': 'Pause expires within 7 days',
  errors: 'Errors in last run',
  overdue: 'Overdue',
  'pause-expired': 'Pause expired',
  stuck: 'No progress',
  'paused-by-macie': 'Paused by Macie',
};
