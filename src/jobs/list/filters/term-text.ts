import { INSTANT_WORDS } from '../../criteria/sentence.ts';
import type { Comparator, Field } from '../../criteria/criteria.ts';

/** What the fields are called in menus. */
export const FIELD_LABELS: Readonly<Record<Field, string>> = {
  status: 'Status',
  type: 'Type',
  name: 'Name',
  created: 'Created',
};

/**
 * The comparators that make sense for a field, in the order of their use. The API's grammar has the others too,
 * for any field. Which of them Macie accepts isn't documented; it reports what it refuses.
 */
export const USUAL_COMPARATORS: Readonly<Record<Field, readonly Comparator[]>> = {
  status: ['EQ'],
  type: ['EQ'],
  name: ['CONTAINS', 'STARTS_WITH', 'EQ'],
  created: ['GTE', 'LT', 'GT', 'LTE'],
};

/** A comparator in a menu, to be read between the field's name and its values, in the words that chips use. */
export function comparatorLabel(field: Field, comparator: Comparator): string {
  return field === 'created' ? INSTANT_WORDS[comparator] : LABELS[comparator];
}

const LABELS: Readonly<Record<Comparator, string>> = {
  EQ: 'is',
  NE: 'differs from',
  GT: 'is after',
  GTE: 'is at or after',
  LT: 'is before',
  LTE: 'is at or before',
  CONTAINS: 'contains',
  STARTS_WITH: 'starts with',
};
