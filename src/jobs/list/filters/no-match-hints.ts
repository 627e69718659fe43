import type { Term } from '../../criteria/criteria.ts';
import { STATUS_TEXT, TYPE_TEXT } from '../../model/status-text.ts';

/** How Macie compares names. Assumed (?): AWS says so of Macie's other lists only. */
export const CASE_NOTE = 'Case-sensitive.';

/** Why nothing may match, in sentences: values that this page doesn't know, and how Macie compares names. */
export function noMatchHints(terms: readonly Term[]): readonly string[] {
  const asked = terms.filter(({ exclude }) => !exclude);
  const unknown = asked.flatMap(({ field, comparator, values }) => {
    // A word may contain any part of itself.
    if (comparator !== 'EQ' || (field !== 'status' && field !== 'type')) return [];
    const known = field === 'status' ? STATUS_TEXT : TYPE_TEXT;
    return values
      .filter((value) => !Object.hasOwn(known, value))
      .map((value) => `${value} is not a ${field} that this page knows. The link may be truncated.`);
  });
  return [...unknown, ...(asked.some(isCased) ? [CASE_NOTE] : [])];
}

/** Whether it asks for a name with letters that have a case at all. */
function isCased({ field, values }: Term): boolean {
  return field === 'name' && values.some((value) => value.toLowerCase() !== value.toUpperCase());
}
