import type { Account } from '../../aws/account.ts';
import type { Macie } from '../../aws/macie-client.ts';
import { sourceKey } from '../../aws/source.ts';
import { toListRequest } from '../criteria/request.ts';
import { FIRST_PAGE, readInventory } from './inventory.ts';
import type { Inventory } from './inventory.ts';
import type { Gate } from './pace.ts';
import { inventoryId } from './transfer.ts';
import type { InventoryId, InventoryQuestion } from './transfer.ts';
import type { KeptInventories } from './inventory-cache.ts';
import { allSources } from '../model/sources.ts';

/** The inventories of all sources, each brought up to date from where it was left. */
export interface Inventories {
  /**
   * Reads an inventory, or brings it up to date. The first time, what was kept of it in this browser is where it
   * begins.
   *
   * @param publish told of what is known whenever that is more, and at the end
   * @throws AwsError, or the signal's reason
   */
  read(
    question: InventoryQuestion,
    publish: (inventory: Inventory) => void,
    signal: AbortSignal,
  ): Promise<void>;
  /** Keeps an inventory in this browser for the next visit, if it has been read to its end. */
  keep(id: InventoryId): void;
  /** Lets go of an inventory that nobody reads. */
  forget(id: InventoryId): void;
}

/** First jobs in all that are worth waiting for, and the fewest of a source. */
const FIRST_JOBS = 600;
const FEWEST_FIRST = 10;

/**
 * Inventories that are read through Macie.
 *
 * @param accounts all that are configured: the more sources they have, the fewer first jobs each has to give
 */
export function createInventories(
  macie: Pick<Macie, 'listJobs' | 'describeJob'>,
  gate: Gate,
  kept: Pick<KeptInventories, 'load' | 'save'>,
  accounts: readonly Pick<Account, 'id' | 'accountId' | 'regions'>[],
): Inventories {
  const sources = allSources(accounts).length;
  const firstPage = Math.min(FIRST_PAGE, Math.max(FEWEST_FIRST, Math.ceil(FIRST_JOBS / sources)));
  const known = new Map<string, Inventory>();
  const numbers = new Map(accounts.map(({ id, accountId }) => [id, accountId]));
  /** What is kept is of the account's number: its name may come to stand for another one. */
  const keptName = ({ source, words }: InventoryId) => `${numbers.get(source.account)} ${words}`;
  return {
    read: async ({ source, words, criteria, purpose, fromKept }, publish, signal) => {
      const id = inventoryId({ source, words });
      const key = sourceKey(source);
      const learn = (inventory: Inventory) => {
        // Another read of the same may have begun since.
        if (signal.aborted) return;
        known.set(id, inventory);
        publish(inventory);
      };
      let previous = known.get(id);
      if (!previous && fromKept) {
        previous = await kept.load(key, keptName({ source, words }), learn);
        signal.throwIfAborted();
        if (previous) learn(previous);
      }
      const inventory = await readInventory({
        source: key,
        resolve: (now) => toListRequest(criteria, new Date(now)),
        list: (input, options) => macie.listJobs(source, input, options),
        describe: (jobId, options) => macie.describeJob(source, jobId, options),
        previous,
        publish: learn,
        signal,
        gate,
        firstPage,
        firstPriority: purpose === 'rows' ? 'interactive' : 'background',
      });
      learn(inventory);
    },
    keep: (id) => {
      const inventory = known.get(inventoryId(id));
      if (inventory?.complete) void kept.save(keptName(id), inventory);
    },
    forget: (id) => {
      known.delete(inventoryId(id));
    },
  };
}
