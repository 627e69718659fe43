import { DATABASES } from '../lib/storage-keys.ts';
import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import type { IdentityId } from './credentials.ts';
import { createResilient } from '../lib/resilient.ts';

/**
 * The identity id of a pool's guest, or of a person who is signed in.
 *
 * @param subject who it is; undefined for guests
 */
export function identityIdOf(identityPoolId: string, subject?: string): IdentityId {
  const key = JSON.stringify([identityPoolId, subject ?? null]);
  return {
    get: () => work((db) => db.get('ids', key)),
    set: async (id) => {
      await work(async (db) => {
        if (id === undefined) await db.delete('ids', key);
        else await db.put('ids', id, key);
      });
    },
  };
}

/** Forgets which identities this browser's people have. */
export async function forgetIdentities(): Promise<void> {
  await work((db) => db.clear('ids'));
}

interface IdentityDatabase extends DBSchema {
  ids: { key: string; value: string };
}

const work = createResilient((): Promise<IDBPDatabase<IdentityDatabase>> =>
  openDB<IdentityDatabase>(DATABASES.identities, 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore('ids');
    },
    blocking: (_now, _next, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  }),
);
