import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import * as v from 'valibot';
import { DATABASES } from '../../../lib/storage-keys.ts';
import { addSample } from './progress.ts';
import { createResilient } from '../../../lib/resilient.ts';
import type { Sample } from './progress.ts';

/** What was seen of runs, so that a returning reader sees the speed at once. */
export interface ProgressStore {
  /** Adds a sample to those of a job and gives them all. */
  add(key: string, sample: Sample): Promise<readonly Sample[]>;
  /** Forgets everything, as at sign-out. */
  clear(): Promise<void>;
}

/** The name of the IndexedDB database. */
export const PROGRESS_DATABASE = DATABASES.progress;

/** The samples of a job that has not been opened for this long are deleted. */
const KEPT_MS = 14 * 86_400_000;

/** So many jobs are kept; the ones not looked at for longest go first. */
const MOST_JOBS = 200;

/**
 * A store of samples. Storage that is full, blocked, corrupt or of a newer version costs only the
 * keeping: the store then has only what it was given.
 *
 * @param identity who looks, so that readers of the same browser don't mix; undefined keeps nothing
 *   beyond this page
 */
export function createProgressStore(identity: string | undefined): ProgressStore {
  const seen = new Map<string, readonly Sample[]>();
  const work = createResilient(open);
  return {
    add: async (key, sample) => {
      const own = addSample(seen.get(key) ?? [], sample);
      const kept =
        identity === undefined ? undefined : await work((db) => store(db, `${identity}/${key}`, sample));
      const samples = kept ?? own;
      seen.set(key, samples);
      return samples;
    },
    clear: async () => {
      seen.clear();
      await work((db) => db.clear('runs'));
    },
  };
}

interface ProgressDatabase extends DBSchema {
  runs: {
    key: string;
    value: { readonly key: string; readonly usedAt: number; readonly samples: readonly Sample[] };
    indexes: { usedAt: number };
  };
}

async function open(): Promise<IDBPDatabase<ProgressDatabase>> {
  const db = await openDB<ProgressDatabase>(PROGRESS_DATABASE, 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore('runs', { keyPath: 'key' }).createIndex('usedAt', 'usedAt');
    },
    blocking: () => {
      db.close();
    },
  });
  return db;
}

/** One transaction, so that two tabs on the same job add to each other's samples. */
async function store(
  db: IDBPDatabase<ProgressDatabase>,
  key: string,
  sample: Sample,
): Promise<readonly Sample[]> {
  const transaction = db.transaction('runs', 'readwrite');
  const { store } = transaction;
  const found = await store.get(key);
  const samples = addSample(readSamples(found?.samples), sample);
  await store.put({ key, usedAt: sample.at, samples });
  if (!found) {
    const doomed = await store.index('usedAt').getAllKeys(IDBKeyRange.upperBound(sample.at - KEPT_MS));
    const oldest = await store.index('usedAt').getAllKeys();
    const tooMany = oldest.slice(0, Math.max(0, oldest.length - MOST_JOBS));
    await Promise.all([...new Set([...doomed, ...tooMany])].map((each) => store.delete(each)));
  }
  await transaction.done;
  return samples;
}

/** What lies there may be another version's, or anybody's. */
function readSamples(found: unknown): readonly Sample[] {
  const result = v.safeParse(samplesSchema, found);
  return result.success ? result.output : [];
}

const samplesSchema = v.array(v.object({ at: v.number(), left: v.number(), runs: v.optional(v.number()) }));
