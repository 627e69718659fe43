import { useSyncExternalStore } from 'react';
import { shownScheme, watchScheme } from './color-scheme.ts';

/** The colour scheme that the page is shown in, in a component. */
export function useShownScheme(): 'light' | 'dark' {
  return useSyncExternalStore(watchScheme, shownScheme);
}
