import type { DescribeClassificationJobCommandOutput } from '@aws-sdk/client-macie2';
import type { Account } from '../../aws/account.ts';
import type { Macie } from '../../aws/macie-client.ts';
import { sourceKey } from '../../aws/source.ts';
import type { Source, SourceKey } from '../../aws/source.ts';
import { systemClock } from '../../lib/clock.ts';
import { toListRequest } from '../criteria/request.ts';
import { FIRST_PAGE, readInventory } from './inventory.ts';
import { inventoryId } from './transfer.ts';
import type { InventoryId, InventoryQuestion } from './transfer.ts';
import type { InventoryCache } from './inventory-cache.ts';
import { createJobDetails } from './job-details.ts';
import { isFinal } from '../model/job.ts';
import type { JobDetails } from '../model/details.ts';
import type { Job } from '../model/job.ts';
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
  /**
   * Takes an answer about a job, to show it with the inventories that hold the job.
   *
   * @param cached whether answers are cached in this browser
   * @returns what is now known of the job
   */
  learn(
    source: Source,
    jobId: string,
    answer: DescribeClassificationJobCommandOutput,
    cached: boolean,
  ): Promise<JobDetails>;
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
  cache: Pick<InventoryCache, 'load' | 'save' | 'loadDetails' | 'saveDetails'>,
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
  const place = ({ account, region }: Source) => `${numbers.get(account)}/${region}`;
  /** How to publish each inventory, by its id. */
  const publishers = new Map<string, (inventory: Inventory) => void>();
  const details = createJobDetails({
    describe: (source, jobId) =>
      limitsOf(sourceKey(source)).throttle.run(async () => {
        await gate.wait(NEVER, 'background');
        return macie.describeJob(source, jobId, { priority: 'background' });
      }, NEVER),
    cache: {
      loadDetails: (source) => cache.loadDetails(place(source)),
      saveDetails: (source, described) => cache.saveDetails(place(source), described),
    },
    clock: systemClock,
    changed: (key) => {
      for (const [id, inventory] of known) {
        if (inventory.source === key) publishers.get(id)?.(inventory);
      }
    },
  });
  const cacheName = ({ source, criteriaKey }: InventoryId) => `${numbers.get(source.account)} ${criteriaKey}`;
  return {
    read: async ({ source, criteriaKey, criteria, purpose, fromCache }, publish, signal) => {
      const id = inventoryId({ source, criteriaKey });
      const key = sourceKey(source);
      const learn = (inventory: Inventory) => {
        // Another read of the same may have begun since.
        if (signal.aborted) return;
        known.set(id, inventory);
        publishKnown(inventory);
      };
      const publishKnown = (inventory: Inventory) => {
        const head = details.withDetails(key, inventory.head);
        const beyond = details.withDetails(key, inventory.beyond);
        const isKnown = head === inventory.head && beyond === inventory.beyond;
        publish(isKnown ? inventory : { ...inventory, head, beyond });
      };
      publishers.set(id, publishKnown);
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
      if (inventory.complete) details.follow(source, livingOf(inventory), fromCache);
    },
    cache: (id) => {
      const inventory = known.get(inventoryId(id));
      if (inventory?.complete) void cache.save(cacheName(id), inventory);
    },
    release: (id) => {
      known.delete(inventoryId(id));
      publishers.delete(inventoryId(id));
    },
    learn: (source, jobId, answer, cached) => details.learn(source, jobId, answer, cached),
  };
}

/** The jobs that can still change: those that match, and those that don't match yet. */
function livingOf({ head, others = [] }: Inventory): readonly Job[] {
  return [...head, ...others].filter(({ jobStatus }) => !isFinal(jobStatus));
}

const NEVER = new AbortController().signal;
