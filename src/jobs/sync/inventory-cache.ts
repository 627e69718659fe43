import { DATABASES } from '../../lib/storage-keys.ts';
import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import type { SourceKey } from '../../aws/source.ts';
import { createCompactor } from './compact.ts';
import type { Job } from '../model/job.ts';
import type { DescribedJob } from './job-details.ts';
import { createResilient } from '../../lib/resilient.ts';
import type { Inventory } from './types.ts';

/**
 * Inventories cached in this browser for the next visit. Storage that is full, blocked, broken or absent costs only the
 * caching: nothing here throws.
 */
export interface InventoryCache {
  /**
   * The cached inventory of a source for some criteria; undefined where there is none.
   *
   * @param first called with the first jobs before the rest has been read
   */
  load(
    source: SourceKey,
    criteria: string,
    first: (inventory: Inventory) => void,
  ): Promise<Inventory | undefined>;
  /** Replaces the cached inventory with a complete one. Writes nothing where nothing has changed. */
  save(criteria: string, inventory: Inventory): Promise<void>;
  /** The cached details of a source's jobs, by job id. */
  loadDetails(place: string): Promise<ReadonlyMap<string, DescribedJob>>;
  /** Caches details of some of a source's jobs. */
  saveDetails(place: string, described: ReadonlyMap<string, DescribedJob>): Promise<void>;
  /** Deletes everything cached in this browser, for all identities. */
  clear(): Promise<void>;
}

/** The name of the database. */
export const CACHE_DATABASE = DATABASES.inventories;

/** Raised when the form of a record changes: what was cached in another form is read again from Macie. */
const VERSION = 4;

/** Jobs in a record: few enough that reading or writing one takes a few milliseconds. */
const CHUNK = 500;
/** A source's inventories for this many criteria are cached; the one saved longest ago goes first. */
const MOST_CRITERIA = 8;
const LONGEST_CACHED_MS = 30 * 86_400_000;

/**
 * The cached inventories of a person.
 *
 * @param identity whose they are, so that the people who use a browser don't see each other's
 */
export function createInventoryCache(identity: string, now: () => number = Date.now): InventoryCache {
  const work = createResilient(open);
  /** By key: what this page has last read from the database or written to it. */
  const written = new Map<string, Written>();
  /** Counts calls of `clear`: what was to be saved before the last one is no longer wanted. */
  let clears = 0;
  /** Whether old records were deleted: once is enough for a page. */
  let isOldDropped = false;
  /** One write after another, so that a slow one never ends up on top of a later one. */
  let writing: Promise<unknown> = Promise.resolve();

  return {
    load: (source, criteria, first) =>
      work(async (db) => {
        const key = keyOf(identity, source, criteria);
        const transaction = db.transaction(['inventories', 'chunks']);
        const head = await transaction.objectStore('inventories').get(key);
        if (!head || now() - head.savedAt > LONGEST_CACHED_MS) return undefined;
        const compact = createCompactor();
        // Chunks are counted from the last job on, so the last chunk holds the first rows.
        const chunks: (readonly Job[])[] = [];
        for (let index = head.chunks - 1; index >= 0; index -= 1) {
          const chunk = await transaction.objectStore('chunks').get([key, index]);
          if (!chunk) return undefined;
          const jobs = chunk.map(compact);
          chunks.push(jobs);
          if (chunks.length === 1 && index > 0) first(restore(head, jobs, false));
        }
        const inventory = restore(head, chunks.flat(), true);
        written.set(key, { revision: head.revision, chunks: chunks.toReversed(), inventory });
        return inventory;
      }),

    save: (criteria, inventory) => {
      const before = clears;
      const saved = writing.then(() => work((db) => write(db, criteria, inventory, () => clears === before)));
      writing = saved;
      return saved.then(() => undefined);
    },

    loadDetails: async (place) => {
      const found = await work((db) => db.getAll('details', rangeOf(identity, place)));
      const fresh = (found ?? []).filter(({ details }) => now() - details.describedAt <= LONGEST_CACHED_MS);
      return new Map(fresh.map(({ jobId, details, status }) => [jobId, { details, status }]));
    },

    saveDetails: async (place, described) => {
      const before = clears;
      const saved = writing.then(() =>
        work(async (db) => {
          if (clears !== before) return;
          const transaction = db.transaction('details', 'readwrite');
          for (const [jobId, { details, status }] of described) {
            await transaction.store.put({ jobId, details, status }, [identity, place, jobId]);
          }
          await transaction.done;
        }),
      );
      writing = saved;
      await saved;
    },

    clear: async () => {
      clears += 1;
      written.clear();
      // After a write that is under way, so that nothing of it is left.
      await writing;
      await work(async (db) => {
        await Promise.all([db.clear('inventories'), db.clear('chunks'), db.clear('details')]);
      });
    },
  };

  async function write(
    db: IDBPDatabase<Cached>,
    criteria: string,
    inventory: Inventory,
    isWanted: () => boolean,
  ): Promise<void> {
    const {
      source,
      head: jobs,
      readAt,
      resolvedAt,
      verifiedAt,
      unreadable,
      closedBefore,
      others,
    } = inventory;
    const key = keyOf(identity, source, criteria);
    const known = written.get(key);
    if (known && isSaved(known.inventory, inventory)) return;
    const transaction = db.transaction(['inventories', 'chunks'], 'readwrite');
    const inventories = transaction.objectStore('inventories');
    const found = await inventories.get(key);
    // Where another tab has written since, what this page knows of the chunks counts for nothing.
    const before = found && found.revision === known?.revision ? known.chunks : [];
    const chunks = chunksOf(jobs);
    for (const [index, chunk] of chunks.entries()) {
      if (isSameList(before[index], chunk)) continue;
      if (!isWanted()) {
        transaction.abort();
        await transaction.done.catch(() => undefined);
        return;
      }
      await transaction.objectStore('chunks').put(chunk, [key, index]);
    }
    if (found && found.chunks > chunks.length) {
      await transaction.objectStore('chunks').delete(IDBKeyRange.bound([key, chunks.length], [key, []]));
    }
    const revision = crypto.getRandomValues(new Uint32Array(2)).join('-');
    await inventories.put({
      key,
      place: `${identity}/${source}`,
      savedAt: now(),
      source,
      revision,
      chunks: chunks.length,
      readAt,
      resolvedAt,
      verifiedAt,
      unreadable,
      closedBefore,
      others,
    });
    await transaction.done;
    written.set(key, { revision, chunks, inventory });
    await prune(db, `${identity}/${source}`);
    await dropOld(db);
  }

  async function dropOld(db: IDBPDatabase<Cached>): Promise<void> {
    if (isOldDropped) return;
    isOldDropped = true;
    const old = (await db.getAll('inventories')).filter(({ savedAt }) => now() - savedAt > LONGEST_CACHED_MS);
    for (const { key } of old) await drop(db, key);
    const transaction = db.transaction('details', 'readwrite');
    for await (const cursor of transaction.store) {
      if (now() - cursor.value.details.describedAt > LONGEST_CACHED_MS) await cursor.delete();
    }
    await transaction.done;
  }

  async function drop(db: IDBPDatabase<Cached>, key: string): Promise<void> {
    written.delete(key);
    await db.delete('inventories', key);
    await db.delete('chunks', IDBKeyRange.bound([key], [key, []]));
  }

  async function prune(db: IDBPDatabase<Cached>, place: string): Promise<void> {
    const heads = (await db.getAllFromIndex('inventories', 'place', place)).toSorted(
      (a, b) => b.savedAt - a.savedAt,
    );
    for (const { key } of heads.slice(MOST_CRITERIA)) await drop(db, key);
  }
}

interface Written {
  readonly revision: string;
  readonly chunks: readonly (readonly Job[])[];
  readonly inventory: Inventory;
}

interface Head extends Pick<
  Inventory,
  'source' | 'readAt' | 'resolvedAt' | 'verifiedAt' | 'unreadable' | 'closedBefore' | 'others'
> {
  readonly key: string;
  /** Identity and source. */
  readonly place: string;
  readonly savedAt: number;
  /** Differs with each write, so that a tab sees whether another one has written since. */
  readonly revision: string;
  /** How many chunks there are. */
  readonly chunks: number;
}

interface Cached extends DBSchema {
  inventories: { key: string; value: Head; indexes: { place: string } };
  chunks: { key: [string, number]; value: readonly Job[] };
  /** By identity, place and job id. */
  details: { key: [string, string, string]; value: DescribedJob & { readonly jobId: string } };
}

function open(): Promise<IDBPDatabase<Cached>> {
  return openDB<Cached>(CACHE_DATABASE, VERSION, {
    upgrade: (db) => {
      for (const name of db.objectStoreNames) db.deleteObjectStore(name);
      db.createObjectStore('inventories', { keyPath: 'key' }).createIndex('place', 'place');
      db.createObjectStore('chunks');
      db.createObjectStore('details');
    },
    blocking: (_now, _next, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });
}

/** The keys of the details of a source's jobs. */
function rangeOf(identity: string, place: string): IDBKeyRange {
  return IDBKeyRange.bound([identity, place], [identity, place, []]);
}

function keyOf(identity: string, source: SourceKey, criteria: string): string {
  return JSON.stringify([identity, source, criteria]);
}

function restore(head: Head, jobs: readonly Job[], complete: boolean): Inventory {
  const { source, readAt, resolvedAt, verifiedAt, unreadable, closedBefore, others } = head;
  return {
    source,
    head: jobs,
    beyond: [],
    complete,
    state: 'settled',
    readAt,
    resolvedAt,
    verifiedAt,
    calls: 0,
    unreadable,
    changed: new Map(),
    closedBefore: complete ? closedBefore : undefined,
    others: complete ? others : undefined,
  };
}

/** Whether what a later visit needs of two inventories is the same. That one was read later is not worth a write. */
function isSaved(saved: Inventory, inventory: Inventory): boolean {
  return (
    saved.verifiedAt === inventory.verifiedAt &&
    saved.unreadable === inventory.unreadable &&
    isSameList(saved.head, inventory.head) &&
    isSameList(saved.others, inventory.others)
  );
}

/** In chunks counted from the last job: new jobs come first, so they change only the last chunk. */
function chunksOf(jobs: readonly Job[]): Job[][] {
  return Array.from({ length: Math.ceil(jobs.length / CHUNK) }, (_, index) => {
    const end = jobs.length - index * CHUNK;
    return jobs.slice(Math.max(0, end - CHUNK), end);
  });
}

function isSameList(one: readonly Job[] | undefined, other: readonly Job[] | undefined): boolean {
  if (one === other) return true;
  if (!one || !other) return false;
  return one.length === other.length && one.every((job, index) => job === other[index]);
}
