import { counted, formatNumber } from '../../../lib/text.ts';
import { jobKey } from '../../model/job.ts';
import type { Job } from '../../model/job.ts';

/**
 * What a refresh changed, for a live region: `2 jobs changed, 1 new`. Empty when nothing did.
 *
 * @param changed keys of the jobs that are new or different
 * @param before the jobs that the reader saw before
 */
export function changesText(changed: ReadonlySet<string>, before: readonly Job[]): string {
  if (changed.size === 0) return '';
  let known = 0;
  for (const job of before) if (changed.has(jobKey(job))) known += 1;
  const appeared = changed.size - known;
  if (appeared === 0) return `${counted(known, 'job')} changed`;
  return known === 0
    ? counted(appeared, 'new job')
    : `${counted(known, 'job')} changed, ${formatNumber(appeared)} new`;
}
