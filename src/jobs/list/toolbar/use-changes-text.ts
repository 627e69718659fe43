import { useState } from 'react';
import { changesWords } from './changes-text.ts';
import type { JobList } from '../job-list.ts';
import { useView } from '../use-view.ts';

/** What the last refresh changed, in words, and how many refreshes have changed something. */
export function useChangesWords(list: JobList): { readonly words: string; readonly count: number } {
  const view = useView();
  const [seen, setSeen] = useState({ list, view, words: '', count: 0 });
  if (seen.list !== list) {
    // Each source is refreshed at its own time, so some of the changes are known; of another view, all of them.
    const fresh = seen.view === view ? [...list.changed].filter((key) => !seen.list.changed.has(key)) : [];
    const words = changesWords(new Set(fresh), seen.list.matching);
    // Where there is nothing new the last words stay: a region that is emptied may be read out again.
    setSeen(words ? { list, view, words, count: seen.count + 1 } : { ...seen, list, view });
  }
  return seen;
}
