import * as v from 'valibot';
import { createLocalStore, useLocalStore } from '../../lib/local-store.ts';
import { STORAGE_KEYS } from '../../lib/storage-keys.ts';

/** The oldest make room for new ones, so that the list doesn't only grow. */
const MOST = 200;

const schema = v.array(v.string());

const stored = createLocalStore(STORAGE_KEYS.watched, parseWatched);

/** The keys of watched jobs in what was stored; none in anything else. */
export function parseWatched(found: unknown): readonly string[] {
  const result = v.safeParse(schema, found);
  return result.success ? result.output.slice(-MOST) : [];
}

/** The keys of the jobs whose end this reader waits for. */
export function useWatched(): readonly string[] {
  return useLocalStore(stored);
}

/** Ends to watch any job. */
export function forgetWatched(): void {
  stored.set([]);
}

/** Begins or ends to watch a job. */
export function setWatched(key: string, watched: boolean): void {
  const others = stored.get().filter((each) => each !== key);
  stored.set(watched ? [...others, key].slice(-MOST) : others);
}
