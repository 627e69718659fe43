import type { JobDocument } from '../job-document.ts';
import { itemAt, type Random } from '../random.ts';
import { bucketFor, bucketOwners, type Subject } from './words.ts';

type Definition = NonNullable<JobDocument['s3JobDefinition']>;
type BucketDefinitions = NonNullable<Definition['bucketDefinitions']>;
type BucketCriterion = NonNullable<
  NonNullable<NonNullable<Definition['bucketCriteria']>['includes']>['and']
>[number];
type ScopeTerm = NonNullable<NonNullable<NonNullable<Definition['scoping']>['includes']>['and']>[number];

export interface ScopeOptions {
  /** The job's place in its inventory: kinds of scope take turns, so that even a small inventory has them all. */
  readonly turn: number;
  readonly subject: Subject;
  readonly accountId: string;
  readonly region: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** As many buckets as Macie takes. */
  readonly huge: boolean;
}

/** What a job looks at: named buckets, or criteria for them, and often conditions for the objects in them. */
export function scopeFor(random: Random, options: ScopeOptions): Definition {
  const { turn, huge } = options;
  const definition: Definition =
    turn % 6 === 4 && !huge
      ? { bucketCriteria: bucketCriteria(random, options) }
      : { bucketDefinitions: bucketDefinitions(random, options) };
  const terms = scopeTerms(options.createdAt);
  // Every third job looks at all objects of its buckets.
  if (turn % 3 !== 0) {
    definition.scoping = {
      ...(turn % 3 === 1 && { includes: { and: [itemAt(terms, turn), itemAt(terms, turn + 3)] } }),
      ...(turn % 2 === 0 && { excludes: { and: [itemAt(terms, turn + 1)] } }),
    };
  }
  return definition;
}

function bucketDefinitions(
  random: Random,
  { turn, subject, accountId, region, huge }: ScopeOptions,
): BucketDefinitions {
  const owners = bucketOwners(accountId);
  // Macie takes at most 1,000 buckets a job; most have a handful.
  const buckets = huge ? 1000 : turn % 25 === 7 ? random.between(20, 120) : random.between(1, 4);
  const accounts = Math.min(buckets, huge ? owners.length : random.pick([1, 1, 1, 2, 3]));
  return owners.slice(0, accounts).map((owner, index) => ({
    accountId: owner,
    buckets: Array.from({ length: Math.ceil((buckets - index) / accounts) }, (_, i) =>
      bucketFor(subject, region, i * accounts + index),
    ),
  }));
}

function bucketCriteria(
  random: Random,
  { turn, subject, accountId, region }: ScopeOptions,
): NonNullable<Definition['bucketCriteria']> {
  const criteria: readonly BucketCriterion[] = [
    {
      simpleCriterion: {
        key: 'ACCOUNT_ID',
        comparator: 'EQ',
        values: bucketOwners(accountId).slice(0, 3),
      },
    },
    {
      tagCriterion: {
        comparator: 'EQ',
        tagValues: [
          { key: 'data-class', value: 'confidential' },
          { key: 'data-class', value: 'restricted' },
        ],
      },
    },
    {
      simpleCriterion: {
        key: 'S3_BUCKET_EFFECTIVE_PERMISSION',
        comparator: 'EQ',
        values: ['PUBLIC', 'UNKNOWN'],
      },
    },
    { simpleCriterion: { key: 'S3_BUCKET_SHARED_ACCESS', comparator: 'NE', values: ['NOT_SHARED'] } },
    {
      simpleCriterion: {
        key: 'S3_BUCKET_NAME',
        comparator: 'EQ',
        values: [bucketFor(subject, region, 0), bucketFor(subject, region, 3)],
      },
    },
    { tagCriterion: { comparator: 'NE', tagValues: [{ key: 'lifecycle', value: 'temporary' }] } },
  ];
  const kind = Math.floor(turn / 6);
  return {
    includes: { and: [itemAt(criteria, kind), itemAt(criteria, kind + 1)] },
    ...(random.chance(0.5) && { excludes: { and: [itemAt(criteria, kind + 4)] } }),
  };
}

/** One of each key and of most comparators that Macie takes for it. */
function scopeTerms(createdAt: number): readonly ScopeTerm[] {
  const daysBefore = (days: number): string =>
    `${new Date(createdAt - days * 86_400_000).toISOString().slice(0, 19)}Z`;
  return [
    {
      simpleScopeTerm: {
        key: 'OBJECT_EXTENSION',
        comparator: 'EQ',
        values: ['csv', 'json', 'parquet', 'xlsx'],
      },
    },
    { simpleScopeTerm: { key: 'OBJECT_LAST_MODIFIED_DATE', comparator: 'GTE', values: [daysBefore(90)] } },
    {
      simpleScopeTerm: {
        key: 'OBJECT_KEY',
        comparator: 'STARTS_WITH',
        values: ['exports/', 'archive/2025/'],
      },
    },
    { simpleScopeTerm: { key: 'OBJECT_SIZE', comparator: 'LT', values: ['5368709120'] } },
    {
      tagScopeTerm: {
        key: 'TAG',
        comparator: 'EQ',
        target: 'S3_OBJECT',
        tagValues: [
          { key: 'data-class', value: 'personal' },
          { key: 'reviewed', value: '' },
        ],
      },
    },
    { simpleScopeTerm: { key: 'OBJECT_EXTENSION', comparator: 'NE', values: ['png', 'jpg', 'gif', 'mp4'] } },
    { simpleScopeTerm: { key: 'OBJECT_SIZE', comparator: 'GT', values: ['1024'] } },
    { simpleScopeTerm: { key: 'OBJECT_LAST_MODIFIED_DATE', comparator: 'LT', values: [daysBefore(365)] } },
    {
      tagScopeTerm: {
        key: 'TAG',
        comparator: 'NE',
        target: 'S3_OBJECT',
        tagValues: [{ key: 'synthetic', value: 'true' }],
      },
    },
    {
      simpleScopeTerm: {
        key: 'OBJECT_KEY',
        comparator: 'STARTS_WITH',
        values: ['tmp/', 'logs/', '_spark_metadata/'],
      },
    },
  ];
}
