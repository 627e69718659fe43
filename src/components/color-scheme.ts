/** What a reader may choose; `auto` is as the system is. */
export type ColorScheme = 'light' | 'dark' | 'auto';

/** Shows the page in a colour scheme from now on. */
export function showColorScheme(scheme: ColorScheme): void {
  chosen = scheme;
  apply();
}

let chosen: ColorScheme = 'auto';
const listeners = new Set<() => void>();

/** The colour scheme that the page is shown in. */
export function shownScheme(): 'light' | 'dark' {
  if (chosen !== 'auto') return chosen;
  return system().matches ? 'dark' : 'light';
}

function apply(): void {
  // Where the component library has it too, and all style sheets look.
  document.documentElement.dataset['mantineColorScheme'] = shownScheme();
  for (const listener of listeners) listener();
}

/** Calls back when another one is shown. @returns stops it */
export function watchScheme(listener: () => void): () => void {
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
