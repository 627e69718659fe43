import type { BatchGetCustomDataIdentifierSummary, GetAllowListResponse } from '@aws-sdk/client-macie2';
import { allowListsOf, customIdentifiersOf } from '../../generator/identifiers.ts';
import type { Inventory } from '../inventory.ts';
import type { Wire } from '../job-document.ts';
import { type BucketDocument, bucketsOf } from './buckets.ts';
import { type FindingGroup, findingsOf } from './findings.ts';
import { type SessionDocument, sessionOf, type UsageDocument, usageOf } from './usage.ts';

/** What Macie knows beside the jobs of an account in a Region. */
export interface InsightDocuments {
  readonly buckets: readonly BucketDocument[];
  readonly findings: readonly FindingGroup[];
  readonly usage: readonly UsageDocument[];
  readonly session: SessionDocument;
  readonly customDataIdentifiers: readonly Wire<BatchGetCustomDataIdentifierSummary>[];
  readonly allowLists: readonly Wire<GetAllowListResponse>[];
}

/** The insights of each inventory. */
export interface Insights {
  /** One kind of an inventory's insights as they are now. */
  readonly get: <Kind extends keyof InsightDocuments>(
    kind: Kind,
    inventory: Inventory,
    source: { readonly accountId: string; readonly region: string },
    now: number,
  ) => InsightDocuments[Kind];
  /** Replaces some kinds of one inventory's by these; undefined puts back what follows from its jobs. */
  readonly set: (accountId: string, region: string, documents: Partial<InsightDocuments>) => void;
  readonly reset: () => void;
}

/** What follows from an inventory's jobs is worked out again after that time, for running jobs finish. */
const FRESH_FOR = 60_000;

/** Insights that follow from the inventories' jobs until they are set. */
export function createInsights(): Insights {
  const given = new Map<string, Partial<InsightDocuments>>();
  let derived = new WeakMap<Inventory, Map<keyof InsightDocuments, { at: number; documents: unknown }>>();

  return {
    get: (kind, inventory, source, now) => {
      const set = given.get(keyOf(source.accountId, source.region))?.[kind];
      if (set !== undefined) return set;
      const kinds =
        derived.get(inventory) ?? new Map<keyof InsightDocuments, { at: number; documents: unknown }>();
      derived.set(inventory, kinds);
      const known = kinds.get(kind);
      if (known && Math.abs(now - known.at) < FRESH_FOR) {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the entry of a kind is only ever of that kind.
        return known.documents as InsightDocuments[typeof kind];
      }
      const documents = DERIVE[kind](inventory, source, now);
      kinds.set(kind, { at: now, documents });
      return documents;
    },
    set: (accountId, region, documents) => {
      const key = keyOf(accountId, region);
      given.set(key, { ...given.get(key), ...documents });
    },
    reset: () => {
      given.clear();
      derived = new WeakMap();
    },
  };
}

function keyOf(accountId: string, region: string): string {
  return `${accountId}/${region}`;
}

type Derive<Kind extends keyof InsightDocuments> = (
  inventory: Inventory,
  source: { readonly accountId: string; readonly region: string },
  now: number,
) => InsightDocuments[Kind];

const DERIVE: { readonly [Kind in keyof InsightDocuments]: Derive<Kind> } = {
  buckets: (inventory, { accountId, region }, now) => bucketsOf(inventory.jobs(now), accountId, region, now),
  findings: (inventory, { accountId }, now) => findingsOf(inventory.jobs(now), accountId, now),
  usage: (inventory, { accountId }, now) => usageOf(inventory.jobs(now), accountId, now),
  session: (_inventory, { accountId }) => sessionOf(accountId),
  customDataIdentifiers: (_inventory, { accountId, region }) =>
    customIdentifiersOf(accountId, region).map(({ id, name, description, deleted }) => ({
      id,
      arn: `arn:aws:macie2:${region}:${accountId}:custom-data-identifier/${id}`,
      name,
      description,
      deleted,
      createdAt: CREATED_AT,
    })),
  allowLists: (_inventory, { accountId, region }) =>
    allowListsOf(accountId, region).map(({ id, name, status, regex }) => ({
      id,
      arn: `arn:aws:macie2:${region}:${accountId}:allow-list/${id}`,
      name,
      description: null,
      createdAt: CREATED_AT,
      updatedAt: CREATED_AT,
      criteria: regex
        ? { regex }
        : { s3WordsList: { bucketName: `alderfinch-allow-lists-${region}`, objectKey: `${id}.txt` } },
      status: { code: status, ...(status !== 'OK' && { description: 'Macie couldn’t retrieve the list.' }) },
      tags: {},
    })),
};

const CREATED_AT = '2023-06-01T09:00:00.000Z';
