import type { Account } from '../../aws/account.ts';
import type { Macie } from '../../aws/macie-client.ts';
import { sourceKey } from '../../aws/source.ts';
import type { SourceKey } from '../../aws/source.ts';
import { systemClock } from '../../lib/clock.ts';
import { toListRequest } from '../criteria/request.ts';
import { FIRST_PAGE, readInventory } from './inventory.ts';
import { inventoryId } from './transfer.ts';
import type { InventoryId, InventoryQuestion } from './transfer.ts';
import type { InventoryCache } from './inventory-cache.ts';
import { allSources } from '../model/sources.ts';
import { createSourceLimits } from './pages.ts';
import type { Gate, Inventory, SourceLimits } from './types.ts';

/** The inventories of all sources, each brought up to date from its last state. */
export interface Inventories {
  /**
   * Reads an inventory, or brings it up to date. The first read starts from the copy cached in this browser.
   *
   * @param publish called whenever more is known, and at the end
   * @throws AwsError, or the signal's reason
   */
  read(
    question: InventoryQuestion,
    publish: (inventory: Inventory) => void,
    signal: AbortSignal,
  ): Promise<void>;
  /** Caches an inventory in this browser for the next visit, if it is complete. */
  cache(id: InventoryId): void;
  /** Drops an inventory that is no longer read. */
  release(id: InventoryId): void;
}

/** How many jobs the first pages should give in total, and the fewest per source. */
const FIRST_JOBS = 600;
const FEWEST_FIRST = 10;

/**
 * Inventories read from Macie.
 *
 * @param accounts all configured accounts: the more sources there are, the smaller each first page
 */
export function createInventories(
  macie: Pick<Macie, 'listJobs' | 'describeJob'>,
  gate: Gate,
  cache: Pick<InventoryCache, 'load' | 'save'>,
  accounts: readonly Pick<Account, 'id' | 'accountId' | 'regions'>[],
): Inventories {
  const sources = allSources(accounts).length;
  const firstPage = Math.min(FIRST_PAGE, Math.max(FEWEST_FIRST, Math.ceil(FIRST_JOBS / sources)));
  const known = new Map<string, Inventory>();
  const limits = new Map<SourceKey, SourceLimits>();
  const limitsOf = (key: SourceKey) => {
    const found = limits.get(key) ?? createSourceLimits(systemClock);
    limits.set(key, found);
    return found;
  };
  const numbers = new Map(accounts.map(({ id, accountId }) => [id, accountId]));
  /** The cache is keyed by account number: the configuration may give an account's name to another account. */
  const cacheName = ({ source, criteriaKey }: InventoryId) => `${numbers.get(source.account)} ${criteriaKey}`;
  return {
    read: async ({ source, criteriaKey, criteria, purpose, fromCache }, publish, signal) => {
      const id = inventoryId({ source, criteriaKey });
      const key = sourceKey(source);
      const learn = (inventory: Inventory) => {
        // Another read of the same may have begun since.
        if (signal.aborted) return;
        known.set(id, inventory);
        publish(inventory);
      };
      let previous = known.get(id);
      if (!previous && fromCache) {
        previous = await cache.load(key, cacheName({ source, criteriaKey }), learn);
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
        limits: limitsOf(key),
        firstPage,
        firstPriority: purpose === 'rows' ? 'interactive' : 'background',
      });
      learn(inventory);
    },
    cache: (id) => {
      const inventory = known.get(inventoryId(id));
      if (inventory?.complete) void cache.save(cacheName(id), inventory);
    },
    release: (id) => {
      known.delete(inventoryId(id));
    },
  };
}
