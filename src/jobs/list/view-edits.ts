import { formatView } from '../criteria/link.ts';
import { DEFAULT_VIEW, type Refinements, type Term, type View } from '../criteria/criteria.ts';
import { hasRefinements } from '../model/refine.ts';

/** A term's identity: what a link to it alone would say. Equal terms have the same. */
export function termKey(term: Term): string {
  return formatView({ ...DEFAULT_VIEW, terms: [term] });
}

/** The view with some terms put in the place of others; what is not there to be replaced is no matter. */
export function replaceTerms(view: View, replaced: readonly Term[], terms: readonly Term[]): View {
  const gone = replaced.map(termKey);
  const kept = view.terms.filter((term) => {
    const at = gone.indexOf(termKey(term));
    if (at >= 0) gone.splice(at, 1);
    return at < 0;
  });
  return { ...view, terms: [...kept, ...terms] };
}

/** The view with some refinements changed. */
export function refine(view: View, change: Partial<Refinements>): View {
  return { ...view, refinements: { ...view.refinements, ...change } };
}

/** Whether the view has any filter. */
export function hasFilters({ terms, refinements }: View): boolean {
  return terms.length > 0 || hasRefinements(refinements);
}

/** The view without any filter, in the same places and the same order. */
export function withoutFilters(view: View): View {
  return { ...view, terms: [], refinements: DEFAULT_VIEW.refinements };
}

/** The terms that make one range of creation times, as the range editor shows and changes them. */
export interface CreatedRange {
  /** At or after. */
  readonly from: Term | undefined;
  /** Before. */
  readonly to: Term | undefined;
}

/** The view's range of creation times: at most one start and one end, each given once and included. */
export function createdRange(view: View): CreatedRange {
  return { from: onlyBound(view, 'GTE'), to: onlyBound(view, 'LT') };
}

/** A range of creation times as its values. */
export function rangeOf({
  from,
  to,
}: CreatedRange): Readonly<Record<keyof CreatedRange, string | undefined>> {
  return { from: from?.values[0], to: to?.values[0] };
}

/** The view with another range of creation times in place of the one that `createdRange` gives. */
export function withCreatedRange(
  view: View,
  { from, to }: Readonly<Record<keyof CreatedRange, string | undefined>>,
): View {
  const before = createdRange(view);
  return replaceTerms(
    view,
    [before.from, before.to].filter((term) => term !== undefined),
    [...bound('GTE', from), ...bound('LT', to)],
  );
}

function bound(comparator: 'GTE' | 'LT', value: string | undefined): readonly Term[] {
  return value === undefined ? [] : [{ field: 'created', comparator, exclude: false, values: [value] }];
}

function onlyBound(view: View, comparator: 'GTE' | 'LT'): Term | undefined {
  const bounds = view.terms.filter(
    (term) => term.field === 'created' && !term.exclude && term.comparator === comparator,
  );
  const [bound] = bounds;
  return bounds.length === 1 && bound?.values.length === 1 ? bound : undefined;
}
