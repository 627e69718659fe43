import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import * as v from 'valibot';
import { addSample } from './progress.ts';
import type { Sample } from './progress.ts';

/** Samples of runs, kept in this browser so that a returning reader sees the speed at once. */
export interface ProgressStore {
  /**
   * Adds a sample to those kept of a job and gives them all. Where nothing can be kept (storage that
   * is full, blocked, corrupt or of a newer version), undefined: the caller goes on with its own.
   */
  add(key: string, sample: Sample): Promise<readonly Sample[] | undefined>;
  /** Forgets everything, as at sign-out. */
  clear(): Promise<void>;
}

/** The name of the IndexedDB database. */
export const PROGRESS_DATABASE = 'macie-job-monitor.progress';

/** The samples of a job are gone when nobody has looked at it for so long. */
const KEPT_MS = 14 * 86_400_000;

/** So many jobs are kept; the ones not looked at for longest go first. */
const MOST_JOBS = 200;

/** The store of this browser. It is opened when it is first used. */
export function createProgressStore(): ProgressStore {
  let opened: Promise<IDBPDatabase<Kept>> | undefined;
  const database = () => (opened ??= open());
  const tolerant = async <T>(work: (db: IDBPDatabase<Kept>) => Promise<T>): Promise<T | undefined> => {
    try {
      return await work(await database());
    } catch {
      // Perhaps only for now: closed by a newer version in another tab, or out of space.
      opened = undefined;
      return undefined;
    }
  };
  return {
    add: (key, sample) => tolerant((db) => addKept(db, key, sample)),
    clear: async () => {
      await tolerant((db) => db.clear('runs'));
    },
  };
}

interface Kept extends DBSchema {
  runs: {
    key: string;
    value: { readonly key: string; readonly usedAt: number; readonly samples: readonly Sample[] };
    indexes: { usedAt: number };
  };
}

async function open(): Promise<IDBPDatabase<Kept>> {
  const db = await openDB<Kept>(PROGRESS_DATABASE, 1, {
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
async function addKept(db: IDBPDatabase<Kept>, key: string, sample: Sample): Promise<readonly Sample[]> {
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
