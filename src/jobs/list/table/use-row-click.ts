import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { MouseEvent, SyntheticEvent } from 'react';
import { goToAfterPaint } from '../../../lib/address.ts';
import { isPlainClick } from '../../../lib/plain-click.ts';
import { useMonitor } from '../../queries/monitor.ts';
import { prefetchAddress } from '../../queries/prefetch.ts';
import { useFilterBy } from '../use-view.ts';

/** What clicks within the rows do: open a job without reloading the page, or filter by a value. */
export function useRowClick() {
  const monitor = useMonitor();
  const client = useQueryClient();
  const filterBy = useFilterBy();
  return useMemo(() => {
    const preload = ({ target }: SyntheticEvent) => {
      if (jobPathAt(target) !== undefined) monitor.preloadJobPage();
    };
    return {
      onClick: (event: MouseEvent) => {
        const path = jobPathAt(event.target);
        if (path !== undefined) {
          if (!isPlainClick(event)) return;
          event.preventDefault();
          // The job is requested while the click is still being painted.
          prefetchAddress(monitor, client, { pathname: path, search: '' });
          goToAfterPaint(path);
          return;
        }
        const button =
          event.target instanceof Element ? event.target.closest<HTMLElement>('[data-filter]') : null;
        const { filter, value } = button?.dataset ?? {};
        if (value !== undefined && (filter === 'status' || filter === 'type' || filter === 'bucket')) {
          filterBy(filter, value);
        }
      },
      onMouseOver: preload,
      onFocus: preload,
      onTouchStart: preload,
    };
  }, [monitor, client, filterBy]);
}

/** The path of the job whose link a target is in. */
function jobPathAt(target: EventTarget | null): string | undefined {
  const link = target instanceof Element ? target.closest('a[data-open-job]') : null;
  return link?.getAttribute('href') ?? undefined;
}
