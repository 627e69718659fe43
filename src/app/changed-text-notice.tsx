import { useSyncExternalStore } from 'react';
import { Notice } from '../components/notice.tsx';
import { keepText } from '../lib/keep-text.ts';

let isGivenIn = false;
const listeners = new Set<() => void>();

/** Keeps the page's text from translators, for as long as that works. */
export function guardText(): void {
  keepText(document.body, () => {
    isGivenIn = true;
    for (const listener of listeners) listener();
  });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Says that something else in the browser keeps changing the page's text, so that it can't be relied on. */
export function ChangedTextNotice() {
  const shown = useSyncExternalStore(subscribe, () => isGivenIn);
  if (!shown) return null;
  return (
    <Notice tone="warning" title="Something else changes the text of this page">
      A translator or another browser extension keeps replacing text, so counts and statuses may be out of
      date. Turn it off for this page, then reload.
    </Notice>
  );
}
