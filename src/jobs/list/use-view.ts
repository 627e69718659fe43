import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { formatView, parseView } from '../criteria-link.ts';
import type { Field, Term, View } from '../criteria.ts';

/** What the address says of the list. */
export function useView(): View {
  const { query } = useSearch({ from: '/jobs' });
  return useMemo(() => parseView(query).view, [query]);
}

/** How a change of the view enters the history: a choice is a step, typing is not. */
export type Step = 'push' | 'replace';

/** Shows another view by changing the address, which is the only place where the view is kept. */
export function useSetView(): (change: (view: View) => View, step?: Step) => void {
  const navigate = useNavigate({ from: '/jobs' });
  return useCallback(
    (change, step = 'push') => {
      void navigate({
        to: '/jobs',
        search: ({ query }) => ({ query: formatView(change(parseView(query ?? '').view)) }),
        replace: step === 'replace',
      });
    },
    [navigate],
  );
}

/** Narrows the list to a value of a row: a status, a type, or a bucket's name. */
export function useFilterBy(): (field: 'status' | 'type' | 'bucket', value: string) => void {
  const setView = useSetView();
  return useCallback(
    (field, value) => {
      setView((view) =>
        field === 'bucket'
          ? { ...view, refinements: { ...view.refinements, buckets: [value] } }
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
