import { STORAGE_KEYS } from '../src/lib/storage-keys.ts';
import type { Bench } from './bench.ts';
import { REGION } from './inventories.ts';
import type { World } from './inventories.ts';
import { READER, visit } from './visit.ts';
import type { Visit } from './visit.ts';

/**
 * Opens the list of a world in a context of its own and does something there. It doesn't refresh by itself, so that
 * all calls are those that were asked for.
 */
export async function atInventory<T>(
  bench: Bench,
  world: World,
  act: (visited: Visit) => Promise<T>,
): Promise<T> {
  const context = await bench.browser.newContext(READER);
  try {
    await context.addInitScript(
      ([key, preferences]) => {
        localStorage.setItem(key, preferences);
      },
      [STORAGE_KEYS.preferences, JSON.stringify({ version: 1, refresh: 'off' })] as const,
    );
    return await act(await visit(context, `${await bench.origin('ours', world)}/jobs?region=${REGION}`));
  } finally {
    await context.close();
  }
}

/** Resolves with when the page said how many jobs there are, in milliseconds since the navigation began. */
export function allRead({ painted }: Visit, { jobs }: World): Promise<number> {
  return painted('[role="status"]', `${jobs.toLocaleString('en')} jobs`);
}
