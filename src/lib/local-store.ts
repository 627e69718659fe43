import { useSyncExternalStore } from 'react';

/** A value in this browser's storage, shared by all tabs. */
export interface LocalStore<T> {
  readonly get: () => T;
  /** Stores a new value. Gives false where storage is full or blocked: then the value lasts for this visit. */
  readonly set: (value: T) => boolean;
  readonly subscribe: (listener: () => void) => () => void;
}

/**
 * A value in localStorage under a key.
 *
 * @param parse makes a valid value of what is stored (undefined for nothing, or no JSON)
 */
export function createLocalStore<T>(key: string, parse: (found: unknown) => T): LocalStore<T> {
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
      let isStored = true;
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        isStored = false;
      }
      changed(next);
      return isStored;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The value of a store in a component, up to date with other tabs. */
export function useLocalStore<T>(store: LocalStore<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}

function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}
