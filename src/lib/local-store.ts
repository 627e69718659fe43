import { useSyncExternalStore } from 'react';

/** A value kept in this browser, shared by all tabs. */
export interface Stored<T> {
  readonly get: () => T;
  /** Keeps a new value. Storage that is full or blocked costs only the keeping. */
  readonly set: (value: T) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/**
 * A value in localStorage under a key.
 *
 * @param parse turns whatever is found there (undefined when nothing or no JSON) into a good value
 */
export function createStored<T>(key: string, parse: (found: unknown) => T): Stored<T> {
  const listeners = new Set<() => void>();
  let value = parse(read(key));
  const changed = (next: T) => {
    value = next;
    for (const listener of listeners) listener();
  };
  globalThis.addEventListener?.('storage', (event: StorageEvent) => {
    if (event.key === key || event.key === null) changed(parse(read(key)));
  });
  return {
    get: () => value,
    set: (next) => {
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // Kept for this visit only.
      }
      changed(next);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A stored value in a component, kept up to date over tabs. */
export function useStored<T>(stored: Stored<T>): T {
  return useSyncExternalStore(stored.subscribe, stored.get);
}

function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}
