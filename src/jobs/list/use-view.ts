import { createContext, use, useCallback } from 'react';
import type { Step } from '../../lib/address.ts';
import type { Field, Term, View } from '../criteria/criteria.ts';

/** The view that the list shows, and how to change it. */
export interface ViewState {
  readonly view: View;
  /**
   * Shows another view. The address is the only place where the view is kept, so this changes the address; `replace`
   * where the change is no step of its own, as while typing.
   *
   * @param change gets the latest view, which may be newer than the one on screen
   */
  readonly setView: (change: (view: View) => View, step?: Step) => void;
}

/** Provides the view to what the list consists of. */
export const ViewContext = createContext<ViewState | undefined>(undefined);

/** The view that the list shows. */
export function useView(): View {
  return useViewState().view;
}

/** Shows another view; stays the same function. */
export function useSetView(): ViewState['setView'] {
  return useViewState().setView;
}

function useViewState(): ViewState {
  const state = use(ViewContext);
  if (!state) throw new Error('There is no ViewProvider above this component.');
  return state;
}

/** Narrows the list to a value of a row: a status, a type, or a bucket's name. */
export function useFilterBy(): (field: 'status' | 'type' | 'bucket', value: string) => void {
  const setView = useSetView();
  return useCallback(
    (field, value) => {
      setView((view) =>
        field === 'bucket'
          ? { ...view, refinements: { ...view.refinements, bucketIs: [value] } }
          : {
              ...view,
              terms: [
                ...withoutPlain(view.terms, field),
                { field, comparator: 'EQ', exclude: false, values: [value] },
              ],
            },
      );
    },
    [setView],
  );
}

/** The terms without those that a plain "field is" would contradict or repeat. */
export function withoutPlain(terms: readonly Term[], field: Field): Term[] {
  return terms.filter((term) => term.field !== field || term.exclude || term.comparator !== 'EQ');
}
