import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { currentAddress, goTo, useAddress } from '../../lib/address.ts';
import type { Step } from '../../lib/address.ts';
import { afterPaint } from '../../lib/after-paint.ts';
import { formatView, LIST_PATH, listPath, parseView } from '../criteria/link.ts';
import type { Field, Term, View } from '../criteria/criteria.ts';
import { useMonitor } from '../queries/monitor.ts';
import { prefetchView } from '../queries/prefetch.ts';
import { lastList } from '../model/last-list.ts';

/** What the address says of the list. */
export function useView(): View {
  const { search } = useAddress();
  return useMemo(() => parseView(search).view, [search]);
}

/** The change of the view that is about to be made. */
let due: { readonly query: string; readonly step: Step } | undefined;

/**
 * Shows another view by changing the address, which is the only place where the view is kept. Its rows are asked for
 * before anything is drawn, so that drawing takes no longer than the network.
 */
export function useSetView(): (change: (view: View) => View, step?: Step) => void {
  const monitor = useMonitor();
  const client = useQueryClient();
  return useCallback(
    (change, step = 'push') => {
      const before = due?.query ?? shownQuery();
      const query = formatView(change(parseView(before).view));
      // As the list will read it from the address.
      prefetchView(monitor, client, parseView(query).view);
      const waiting = due !== undefined;
      due = { query, step: due?.step === 'push' ? 'push' : step };
      if (waiting) return;
      afterPaint(() => {
        const { query = '', step: how } = due ?? {};
        due = undefined;
        // Where the reader has gone on meanwhile, that step stays theirs.
        goTo(listPath(query), currentAddress().pathname === LIST_PATH ? how : 'push');
      });
    },
    [monitor, client],
  );
}

/** The list's query: while another page is on its way, the address is that one's already. */
function shownQuery(): string {
  const { pathname, search } = currentAddress();
  return pathname === LIST_PATH ? search : lastList().query;
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
