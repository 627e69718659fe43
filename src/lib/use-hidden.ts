import { useSyncExternalStore } from 'react';

/** Whether nobody can see the page, as in a tab behind another. */
export function useHidden(): boolean {
  return useSyncExternalStore(subscribe, isHidden);
}

function subscribe(changed: () => void): () => void {
  document.addEventListener('visibilitychange', changed);
  return () => {
    document.removeEventListener('visibilitychange', changed);
  };
}

function isHidden(): boolean {
  return document.hidden;
}
