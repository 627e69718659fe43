import type { Term } from '../../criteria/criteria.ts';
import { STATUS_WORDS, TYPE_WORDS } from '../../model/status-text.ts';

/** Assumption: AWS says so of Macie's other lists only. */
export const CASE_WORDS = 'As far as is known, Macie tells upper from lower case.';

/** What may be why nothing matches, in sentences: words that this page does not know, and how Macie compares names. */
export function noMatchHints(terms: readonly Term[]): readonly string[] {
  const asked = terms.filter(({ exclude }) => !exclude);
  const unknown = asked.flatMap(({ field, comparator, values }) => {
    // Any part of a word may be contained in it.
    if (comparator !== 'EQ' || (field !== 'status' && field !== 'type')) return [];
    const known = field === 'status' ? STATUS_WORDS : TYPE_WORDS;
    return values
      .filter((value) => !Object.hasOwn(known, value))
      .map((value) => `${value} is no ${field} that this page knows: was the link cut?`);
  });
  return [...unknown, ...(asked.some(isCased) ? [CASE_WORDS] : [])];
}

/** Whether it asks for a name with letters that have a case at all. */
function isCased({ field, values }: Term): boolean {
  return field === 'name' && values.some((value) => value.toLowerCase() !== value.toUpperCase());
}
