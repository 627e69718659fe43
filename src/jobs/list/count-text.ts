import { formatNumber } from '../../lib/text.ts';
import type { JobList } from './job-list.ts';

/**
 * How many jobs there are, as far as it is known: `12 jobs`, `200+ jobs` while more may follow, and
 * for refinements, which only the browser can make, `3 of 1,200 read so far`.
 */
export function countText(list: Pick<JobList, 'matching' | 'read' | 'complete'>, refined: boolean): string {
  const count = list.matching.length;
  const number = formatNumber(count);
  const jobs = count === 1 && list.complete ? 'job' : 'jobs';
  if (list.complete) {
    return refined ? `${number} ${jobs} of ${formatNumber(list.read)}` : `${number} ${jobs}`;
  }
  return refined ? `${number} of ${formatNumber(list.read)} read so far` : `${number}+ jobs`;
}
