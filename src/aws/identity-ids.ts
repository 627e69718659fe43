/** The id of one person's identity in one pool, kept in this browser: a returning reader is spared a call. */
export interface IdentityId {
  /** Undefined where none is kept, or storage fails. */
  get(): Promise<string | undefined>;
  /** Keeps another, or none. Storage that fails costs only the keeping. */
  set(id: string | undefined): Promise<void>;
}

const DATABASE = 'macie-job-monitor.identities';
const STORE = 'ids';

/**
 * The identity id of a pool's guest, or of somebody who is signed in.
 *
 * @param subject who it is; undefined for guests
 */
export function identityIdOf(identityPoolId: string, subject?: string): IdentityId {
  const key = JSON.stringify([identityPoolId, subject ?? null]);
  return {
    get: async () => {
      const id = await ask('readonly', (store) => store.get(key));
      return typeof id === 'string' ? id : undefined;
    },
    set: async (id) => {
      await ask('readwrite', (store) => (id === undefined ? store.delete(key) : store.put(id, key)));
    },
  };
}

/** Forgets which identities this browser's people have. */
export async function forgetIdentities(): Promise<void> {
  await ask('readwrite', (store) => store.clear());
}

/** The result of a request; undefined where it fails or there is no storage. */
function ask(mode: IDBTransactionMode, request: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
  return new Promise((resolve) => {
    const give = (result?: unknown) => {
      resolve(result);
    };
    try {
      const opening = indexedDB.open(DATABASE, 1);
      opening.addEventListener('upgradeneeded', () => {
        opening.result.createObjectStore(STORE);
      });
      opening.addEventListener('error', () => {
        give();
      });
      opening.addEventListener('success', () => {
        const database = opening.result;
        database.addEventListener('versionchange', () => {
          database.close();
        });
        try {
          const transaction = database.transaction(STORE, mode);
          const asked = request(transaction.objectStore(STORE));
          for (const end of ['complete', 'error', 'abort']) {
            transaction.addEventListener(end, () => {
              give(end === 'complete' ? asked.result : undefined);
              database.close();
            });
          }
        } catch {
          give();
          database.close();
        }
      });
    } catch {
      give();
    }
  });
}
