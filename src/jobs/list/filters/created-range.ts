import { criteriaTime, resolveTime } from '../../criteria/time.ts';
import type { Comparator, Term } from '../../criteria/criteria.ts';

/** A stretch of time in milliseconds since 1970: whole seconds, the end not included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The terms narrowed to jobs created within a span. A bound that is as narrow already stays as it is (a relative one
 * so stays relative); a wider one is replaced.
 *
 * @param now for which relative times are resolved, in milliseconds since 1970
 */
export function narrowCreated(terms: readonly Term[], { from, to }: Span, now: number): readonly Term[] {
  const isNarrow = (term: Term) => {
    const bounds = term.values.map((value) => Date.parse(resolveTime(value, new Date(now))));
    return isLower(term) ? Math.min(...bounds) >= from : Math.max(...bounds) <= to;
  };
  const kept = terms.filter((term) => !isBound(term) || isNarrow(term));
  return [
    ...kept,
    ...(kept.some(isLower) ? [] : [bound('GTE', from)]),
    ...(kept.some(isUpper) ? [] : [bound('LT', to)]),
  ];
}

/** The terms without any bound on when jobs were created. */
export function withoutCreatedBounds(terms: readonly Term[]): readonly Term[] {
  return terms.filter((term) => !isBound(term));
}

function bound(comparator: Comparator, at: number): Term {
  return { field: 'created', comparator, exclude: false, values: [criteriaTime(at)] };
}

function isBound(term: Term): boolean {
  return isLower(term) || isUpper(term);
}

function isLower({ field, comparator, exclude }: Term): boolean {
  return field === 'created' && !exclude && (comparator === 'GT' || comparator === 'GTE');
}

function isUpper({ field, comparator, exclude }: Term): boolean {
  return field === 'created' && !exclude && (comparator === 'LT' || comparator === 'LTE');
}
