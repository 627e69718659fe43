import { useSyncExternalStore } from 'react';

/** Whether the page is hidden, as in a background tab. */
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
