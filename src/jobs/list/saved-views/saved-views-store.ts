import { STORAGE_KEYS } from '../../../lib/storage-keys.ts';
import { parseSavedViews } from './saved-views.ts';
import type { SavedViews } from './saved-views.ts';
import { createLocalStore, useLocalStore } from '../../../lib/local-store.ts';

const stored = createLocalStore(STORAGE_KEYS.views, parseSavedViews);

/** The reader's saved views in a component. */
export function useSavedViews(): SavedViews {
  return useLocalStore(stored);
}

/** Changes the saved views. Gives false where this browser can't keep them: then they last for this visit. */
export function changeSavedViews(change: (saved: SavedViews) => SavedViews): boolean {
  return stored.set(change(stored.get()));
}

/**
 * The query string of the view that the reader wants to begin with; empty for the whole list. It counts for the
 * bare address only: a link to the list shows every reader the same.
 */
export function startQuery(): string {
  const { views, start } = stored.get();
  return views.find(({ id }) => id === start)?.link ?? '';
}

/** Which saved view was opened last in this tab: this distinguishes a changed view from another one. */
export const openedView = {
  get: (): string | undefined => {
    try {
      return sessionStorage.getItem(OPENED_KEY) ?? undefined;
    } catch {
      return undefined;
    }
  },
  set: (id: string | undefined): void => {
    try {
      if (id === undefined) sessionStorage.removeItem(OPENED_KEY);
      else sessionStorage.setItem(OPENED_KEY, id);
    } catch {
      // Known until the page is left.
    }
  },
};

const OPENED_KEY = `${STORAGE_KEYS.views}.opened`;
