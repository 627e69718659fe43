import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import type { SourceKey } from '../../aws/source.ts';
import { createCompactor } from './compact.ts';
import type { Job } from '../model/job.ts';
import { createResilient } from '../../lib/resilient.ts';
import type { Inventory } from './types.ts';

/**
 * Inventories kept in this browser for the next visit. Storage that is full, blocked, broken or absent
 * costs only the keeping: nothing here throws.
 */
export interface InventoryCache {
  /**
   * The inventory kept of a source for some criteria; undefined where there is none that is whole.
   *
   * @param first told of its first jobs before the rest has been read
   */
  load(
    source: SourceKey,
    criteria: string,
    first: (inventory: Inventory) => void,
  ): Promise<Inventory | undefined>;
  /** Keeps a complete inventory in place of the one before; writes only what has changed since. */
  save(criteria: string, inventory: Inventory): Promise<void>;
  /** Forgets everything that is kept, of whomever. */
  clear(): Promise<void>;
}

/** The name of the database. */
export const CACHE_DATABASE = 'macie-job-monitor.inventories';

/** Raised when a record's form changes: what was kept in another form is read anew from Macie. */
const VERSION = 2;

/** Jobs in a record: few enough that reading or writing one takes a few milliseconds. */
const CHUNK = 500;
/** For more criteria than this nothing is kept of a source: the one used longest ago goes. */
const MOST_CRITERIA = 8;
const LONGEST_KEPT_MS = 30 * 86_400_000;

/**
 * The inventories kept for somebody.
 *
 * @param identity whose they are, so that readers of the same browser don't mix
 */
export function createInventoryCache(identity: string, now: () => number = Date.now): InventoryCache {
  const work = createResilient(open);
  /** What this page has put into the database or found there, by key: the very jobs of each chunk. */
  const written = new Map<string, readonly Chunk[]>();
  /** How often everything was forgotten: what was to be kept before that no longer is. */
  let forgotten = 0;
  /** Whether what is too old was dropped: once is enough for a page. */
  let isOldDropped = false;
  /** One write after another, so that a slow one never ends up on top of a later one. */
  let writing: Promise<unknown> = Promise.resolve();

  return {
    load: (source, criteria, first) =>
      work(async (db) => {
        const key = keyOf(identity, source, criteria);
        const head = await db.get('inventories', key);
        if (!head || now() - head.savedAt > LONGEST_KEPT_MS) return undefined;
        const compact = createCompactor();
        // Counted from the last job on, so the last chunk holds the first rows.
        const chunks: Chunk[] = [];
        for (const [index, stamp] of [...head.stamps.entries()].toReversed()) {
          const chunk = await db.get('chunks', [key, index]);
          // A write that was cut off, or another tab, leaves chunks of two times: then it is no inventory.
          if (chunk?.stamp !== stamp) return undefined;
          const jobs = chunk.jobs.map(compact);
          chunks.push({ stamp, jobs });
          if (chunks.length === 1 && index > 0) first(restore(head, jobs, false));
        }
        written.set(key, chunks.toReversed());
        return restore(
          head,
          chunks.flatMap(({ jobs }) => jobs),
          true,
        );
      }),

    save: (criteria, inventory) => {
      const before = forgotten;
      const saved = writing.then(() =>
        work((db) => write(db, criteria, inventory, () => forgotten === before)),
      );
      writing = saved;
      return saved.then(() => undefined);
    },

    clear: async () => {
      forgotten += 1;
      written.clear();
      // After a write that is under way, so that nothing of it is left.
      await writing;
      await work(async (db) => {
        await Promise.all([db.clear('inventories'), db.clear('chunks')]);
      });
    },
  };

  async function write(
    db: IDBPDatabase<Kept>,
    criteria: string,
    inventory: Inventory,
    isWanted: () => boolean,
  ): Promise<void> {
    const { source, head: jobs } = inventory;
    const key = keyOf(identity, source, criteria);
    const before = written.get(key) ?? [];
    const stamp = crypto.randomUUID();
    const chunks = chunksOf(jobs).map((jobs, index) => {
      const known = before[index];
      return known && sameJobs(known.jobs, jobs) ? known : { stamp, jobs };
    });
    written.delete(key);
    for (const [index, chunk] of chunks.entries()) {
      if (chunk.stamp !== stamp) continue;
      // Between two of them, calls go on.
      await new Promise((resolve) => setTimeout(resolve));
      if (!isWanted()) return;
      await db.put('chunks', chunk, [key, index]);
    }
    const { readAt, resolvedAt, unreadable, closedBefore, others } = inventory;
    await db.put('inventories', {
      key,
      place: `${identity}/${source}`,
      savedAt: now(),
      source,
      stamps: chunks.map(({ stamp }) => stamp),
      readAt,
      resolvedAt,
      unreadable,
      closedBefore,
      others,
    });
    written.set(key, chunks);
    await prune(db, `${identity}/${source}`);
    await dropOld(db);
  }

  async function dropOld(db: IDBPDatabase<Kept>): Promise<void> {
    if (isOldDropped) return;
    isOldDropped = true;
    const old = (await db.getAll('inventories')).filter(({ savedAt }) => now() - savedAt > LONGEST_KEPT_MS);
    for (const { key } of old) await drop(db, key);
  }

  async function drop(db: IDBPDatabase<Kept>, key: string): Promise<void> {
    written.delete(key);
    await db.delete('inventories', key);
    await db.delete('chunks', IDBKeyRange.bound([key], [key, []]));
  }

  async function prune(db: IDBPDatabase<Kept>, place: string): Promise<void> {
    const heads = (await db.getAllFromIndex('inventories', 'place', place)).toSorted(
      (a, b) => b.savedAt - a.savedAt,
    );
    for (const { key } of heads.slice(MOST_CRITERIA)) await drop(db, key);
  }
}

interface Head extends Pick<
  Inventory,
  'source' | 'readAt' | 'resolvedAt' | 'unreadable' | 'closedBefore' | 'others'
> {
  readonly key: string;
  /** Identity and source. */
  readonly place: string;
  readonly savedAt: number;
  /** Of each chunk. */
  readonly stamps: readonly string[];
}

interface Chunk {
  /** Tells in which write it was put there. */
  readonly stamp: string;
  readonly jobs: readonly Job[];
}

interface Kept extends DBSchema {
  inventories: { key: string; value: Head; indexes: { place: string } };
  chunks: { key: [string, number]; value: Chunk };
}

function open(): Promise<IDBPDatabase<Kept>> {
  return openDB<Kept>(CACHE_DATABASE, VERSION, {
    upgrade: (db) => {
      for (const name of db.objectStoreNames) db.deleteObjectStore(name);
      db.createObjectStore('inventories', { keyPath: 'key' }).createIndex('place', 'place');
      db.createObjectStore('chunks');
    },
    blocking: (_now, _next, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });
}

function keyOf(identity: string, source: SourceKey, criteria: string): string {
  return JSON.stringify([identity, source, criteria]);
}

function restore(head: Head, jobs: readonly Job[], complete: boolean): Inventory {
  const { source, readAt, resolvedAt, unreadable, closedBefore, others } = head;
  return {
    source,
    head: jobs,
    beyond: [],
    complete,
    state: 'settled',
    readAt,
    resolvedAt,
    calls: 0,
    unreadable,
    changed: new Map(),
    closedBefore: complete ? closedBefore : undefined,
    others: complete ? others : undefined,
  };
}

/** In pieces counted from the last job: new jobs come first, so they change only the last piece. */
function chunksOf(jobs: readonly Job[]): Job[][] {
  return Array.from({ length: Math.ceil(jobs.length / CHUNK) }, (_, index) => {
    const end = jobs.length - index * CHUNK;
    return jobs.slice(Math.max(0, end - CHUNK), end);
  });
}

function sameJobs(one: readonly Job[], other: readonly Job[]): boolean {
  return one.length === other.length && one.every((job, index) => job === other[index]);
}
