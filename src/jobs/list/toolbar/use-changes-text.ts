import { useState } from 'react';
import { changesText } from './changes-text.ts';
import type { JobList } from '../job-list.ts';
import { useView } from '../use-view.ts';

/** What the last refresh changed, in words, and how many refreshes have changed something. */
export function useChangesText(list: JobList): { readonly text: string; readonly count: number } {
  const view = useView();
  const [seen, setSeen] = useState({ list, view, text: '', count: 0 });
  if (seen.list !== list) {
    // Each source is refreshed at its own time, so some of the changes are known; of another view, all of them.
    const fresh = seen.view === view ? [...list.changed].filter((key) => !seen.list.changed.has(key)) : [];
    const text = changesText(new Set(fresh), seen.list.matching);
    // Where there is nothing new the last words stay: a region that is emptied may be read out again.
    setSeen(text ? { list, view, text, count: seen.count + 1 } : { ...seen, list, view });
  }
  return seen;
}
