import { useSyncExternalStore } from 'react';

/** What a reader may choose; `auto` is as the system is. */
export type ColorScheme = 'light' | 'dark' | 'auto';

/** Shows the page in a colour scheme from now on. */
export function showColorScheme(scheme: ColorScheme): void {
  chosen = scheme;
  apply();
}

/** The colour scheme that the page is shown in, in a component. */
export function useShownScheme(): 'light' | 'dark' {
  return useSyncExternalStore(subscribe, shownScheme);
}

let chosen: ColorScheme = 'auto';
const listeners = new Set<() => void>();

function shownScheme(): 'light' | 'dark' {
  if (chosen !== 'auto') return chosen;
  return system().matches ? 'dark' : 'light';
}

function apply(): void {
  // Where the component library has it too, and all style sheets look.
  document.documentElement.dataset['mantineColorScheme'] = shownScheme();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let query: MediaQueryList | undefined;

function system(): MediaQueryList {
  if (!query) {
    query = window.matchMedia('(prefers-color-scheme: dark)');
    query.addEventListener('change', apply);
  }
  return query;
}
