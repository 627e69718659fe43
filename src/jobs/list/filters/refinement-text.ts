import { joinWords } from '../../../lib/text.ts';
import type { Refinements } from '../../criteria/criteria.ts';

/** A refinement as its chip says it. */
export function refinementPhrase(kind: keyof Refinements, { lastRun, buckets }: Refinements): string {
  if (kind === 'lastRun') return lastRun === 'none' ? 'No errors in last run' : 'Errors in last run';
  return kind === 'buckets' ? `Bucket name contains ${joinWords(buckets, 'or')}` : 'Needs attention';
}
