import { useEffect, useLayoutEffect } from 'react';
import type { RefObject } from 'react';
import type { Job } from '../../model/job.ts';
import { lastList, lastOpened, rememberRows, rememberScroll } from '../../model/last-list.ts';

/**
 * Remembers the list as the reader leaves it, and brings a reader who comes back to where they were, with the focus on
 * the job that they opened.
 */
export function useReturn(
  scroller: RefObject<HTMLDivElement | null>,
  query: string,
  jobs: readonly Job[] | undefined,
  complete: boolean,
): void {
  useEffect(() => {
    if (jobs) rememberRows(query, jobs, complete);
  }, [query, jobs, complete]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const { query: left, scrollTop } = lastList();
    const opened = lastOpened();
    if (left === query && opened !== undefined) {
      element.scrollTo({ top: scrollTop });
      element
        .querySelector<HTMLElement>(`tr[data-job="${CSS.escape(opened)}"] a`)
        ?.focus({ preventScroll: true });
    } else {
      element.scrollTo({ top: 0 });
    }
    return () => {
      rememberScroll(query, element.scrollTop);
    };
  }, [scroller, query]);
}
