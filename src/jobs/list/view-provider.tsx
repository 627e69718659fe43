import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import { currentAddress, goTo, useAddress } from '../../lib/address.ts';
import type { Step } from '../../lib/address.ts';
import { afterPaint } from '../../lib/after-paint.ts';
import type { View } from '../criteria/criteria.ts';
import { formatView, LIST_PATH, listPath, parseView } from '../criteria/link.ts';
import { useMonitor } from '../queries/monitor.ts';
import { prefetchView } from '../queries/prefetch.ts';
import { ViewContext } from './use-view.ts';
import type { ViewState } from './use-view.ts';

/** Reads the view from the address, once for everything that the list consists of. */
export function ViewProvider({ children }: { children: ReactNode }) {
  const { search } = useAddress();
  const view = useMemo(() => parseView(search).view, [search]);
  const setView = useChangeView(search, view);
  return <ViewContext value={useMemo(() => ({ view, setView }), [view, setView])}>{children}</ViewContext>;
}

/** A change of the view that the address is about to follow. */
interface Pending {
  readonly view: View;
  readonly step: Step;
}

/**
 * Changes the view by changing the address. The rows are requested before anything is drawn, so that drawing adds
 * nothing to the time that the network takes.
 */
function useChangeView(search: string, view: View): ViewState['setView'] {
  const monitor = useMonitor();
  const client = useQueryClient();
  const shown = useRef({ search, view });
  useLayoutEffect(() => {
    shown.current = { search, view };
  }, [search, view]);
  const pending = useRef<Pending>(undefined);
  return useCallback(
    (change, step = 'push') => {
      const before = pending.current;
      const next = change(before?.view ?? latestView(shown.current));
      prefetchView(monitor, client, next);
      pending.current = { view: next, step: before?.step === 'push' ? 'push' : step };
      if (before) return;
      afterPaint(() => {
        const { current } = pending;
        if (!current) return;
        pending.current = undefined;
        // If the reader has left the list meanwhile, coming back to it is a step of its own.
        const how = currentAddress().pathname === LIST_PATH ? current.step : 'push';
        goTo(listPath(formatView(current.view)), how);
      });
    },
    [monitor, client],
  );
}

/** The view that the address asks for, which may be newer than the one on screen. */
function latestView(shown: { readonly search: string; readonly view: View }): View {
  const { pathname, search } = currentAddress();
  return pathname === LIST_PATH && search !== shown.search ? parseView(search).view : shown.view;
}
