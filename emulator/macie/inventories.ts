import { generateJobs } from '../generator/generate.ts';
import { createInventory, type Inventory } from './inventory.ts';
import type { JobDocument } from './job-document.ts';
import { storeDocuments } from './stored-document.ts';
import type { Account } from '../accounts.ts';

/** All inventories: one for each account and Region where Macie is enabled. */
export interface Inventories {
  /** Undefined where Macie is not enabled. */
  readonly find: (accountId: string, region: string) => Inventory | undefined;
  /** Replaces one, which also enables Macie there. */
  readonly set: (accountId: string, region: string, jobs: readonly JobDocument[]) => void;
  /** Generates one, its times relative to now. */
  readonly generate: (accountId: string, region: string, count: number, seed: number) => void;
  /** Restores the accounts' own inventories, their times relative to now. */
  readonly reset: () => void;
}

/** The accounts' inventories. Each is generated on first use, with times relative to the start. */
export function createInventories(
  accounts: readonly Account[],
  seed: number,
  now: () => number,
): Inventories {
  let start = now();
  let made = new Map<string, Inventory>();

  function make(accountId: string, region: string, count: number, seed: number, start: number): Inventory {
    const inventory = createInventory(generateJobs({ accountId, region, count, seed, start }));
    made.set(`${accountId}/${region}`, inventory);
    return inventory;
  }

  return {
    find: (accountId, region) => {
      const known = made.get(`${accountId}/${region}`);
      if (known) return known;
      const count = accounts.find((account) => account.accountId === accountId)?.regions[region];
      return count === undefined ? undefined : make(accountId, region, count, seed, start);
    },
    set: (accountId, region, jobs) => {
      made.set(`${accountId}/${region}`, createInventory(storeDocuments(jobs)));
    },
    generate: (accountId, region, count, seed) => {
      make(accountId, region, count, seed, now());
    },
    reset: () => {
      start = now();
      made = new Map();
    },
  };
}
