import { STORAGE_KEYS } from '../lib/storage-keys.ts';

/*
 * Signing out deletes what is cached in this browser, which may take longer than the page lives, or fail. Until it has
 * succeeded a note stays, and the next start of the page finishes it before anything is shown.
 */

/** Notes that a sign-out's deletion has begun. */
export function notePendingDeletion(): void {
  try {
    localStorage.setItem(STORAGE_KEYS.pendingDeletion, 'yes');
  } catch {
    // Without storage, little has been kept either.
  }
}

/** Notes that everything has been deleted. */
export function clearPendingDeletion(): void {
  try {
    localStorage.removeItem(STORAGE_KEYS.pendingDeletion);
  } catch {
    // It is deleted once more at the next start.
  }
}

/** A database that another tab holds open is deleted once that tab lets go of it. */
const LONGEST_DELETION_MS = 2000;

/**
 * Finishes what an earlier sign-out could not delete.
 *
 * @param databases the names of all IndexedDB databases with a reader's data
 */
export async function finishPendingDeletion(databases: readonly string[]): Promise<void> {
  try {
    if (localStorage.getItem(STORAGE_KEYS.pendingDeletion) === null) return;
    await Promise.all(databases.map(deleteDatabase));
    clearPendingDeletion();
  } catch {
    // Storage is blocked, or a database is: tried again at the next start.
  }
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.addEventListener('success', () => {
      resolve();
    });
    request.addEventListener('error', () => {
      reject(request.error ?? new Error(`The database ${name} can't be deleted.`));
    });
    setTimeout(() => {
      reject(new Error(`The database ${name} is still in use.`));
    }, LONGEST_DELETION_MS);
  });
}
