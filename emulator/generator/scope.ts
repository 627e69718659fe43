import type { JobDocument } from '../macie/job-document.ts';
import { itemAt, type Random } from './random.ts';
import { bucketFor, type Subject } from './names.ts';

type Definition = NonNullable<JobDocument['s3JobDefinition']>;
type BucketDefinitions = NonNullable<Definition['bucketDefinitions']>;
type BucketCriteria = NonNullable<Definition['bucketCriteria']>;
type BucketCriterion = NonNullable<NonNullable<BucketCriteria['includes']>['and']>[number];
type ScopeTerm = NonNullable<NonNullable<NonNullable<Definition['scoping']>['includes']>['and']>[number];

export interface BucketOptions {
  /** The job's place in its inventory. It decides the kind of scope, so that even a small inventory has every kind. */
  readonly turn: number;
  readonly subject: Subject;
  /** The accounts whose buckets the job may scan. */
  readonly owners: readonly string[];
  /** Whether the job has as many buckets as Macie allows. */
  readonly huge: boolean;
  /** Whether the job names buckets of several accounts. */
  readonly ofMembers: boolean;
}

/** Named buckets or bucket criteria, never both. */
export type Buckets = Pick<Definition, 'bucketCriteria' | 'bucketDefinitions'>;

/** The buckets that a job scans. */
export function bucketsFor(random: Random, options: BucketOptions): Buckets {
  return options.turn % 6 === 4 && !options.huge && !options.ofMembers
    ? { bucketCriteria: bucketCriteria(options) }
    : { bucketDefinitions: bucketDefinitions(random, options) };
}

/** Which objects of its buckets a job includes and excludes. Half of the jobs scan all of them. */
export function scopingFor(turn: number, createdAt: number): Pick<Definition, 'scoping'> {
  const term = (place: number): ScopeTerm => itemAt(SCOPE_TERMS, place)(createdAt);
  const includes = turn % 4 === 1 || turn % 12 === 2;
  const excludes = turn % 12 === 2 || turn % 6 === 3;
  if (!includes && !excludes) return {};
  return {
    scoping: {
      ...(includes && { includes: { and: [term(turn), term(turn + 3)] } }),
      ...(excludes && { excludes: { and: [term(turn + 1)] } }),
    },
  };
}

function bucketDefinitions(
  random: Random,
  { turn, subject, owners, huge, ofMembers }: BucketOptions,
): BucketDefinitions {
  // Macie allows 1,000 buckets a job; most jobs have a handful.
  const buckets = huge ? 1000 : turn % 25 === 7 ? random.between(20, 120) : random.between(1, 4);
  const drawn = Math.min(buckets, huge ? owners.length : random.pick([1, 1, 1, 2, 3]));
  // Without names, all buckets of an account.
  const wholeAccount = turn % 25 === 12 && !huge;
  const accounts = wholeAccount || ofMembers ? Math.max(2, drawn) : drawn;
  return owners.slice(0, accounts).map((accountId, index) =>
    wholeAccount && index === accounts - 1
      ? { accountId }
      : {
          accountId,
          buckets: Array.from({ length: Math.max(1, Math.ceil((buckets - index) / accounts)) }, (_, i) =>
            // A bucket has the same owner in every job that names it.
            bucketFor(subject, i * owners.length + index),
          ),
        },
  );
}

/** Bucket criteria: two that include for each job, and one that excludes for every second one. */
function bucketCriteria({ turn, subject, owners }: BucketOptions): BucketCriteria {
  const kind = Math.floor(turn / 6);
  const criterion = (place: number): BucketCriterion => itemAt(BUCKET_CRITERIA, place)(owners, subject);
  return {
    includes: { and: [criterion(kind), criterion(kind + 1)] },
    // Over twelve kinds, every criterion is an exclude once.
    ...(kind % 2 === 0 && { excludes: { and: [criterion(kind + (kind % 4 === 0 ? 5 : 4))] } }),
  };
}

const BUCKET_CRITERIA: readonly ((owners: readonly string[], subject: Subject) => BucketCriterion)[] = [
  (owners) => simpleCriterion('ACCOUNT_ID', 'EQ', owners.slice(0, 3)),
  () => tagCriterion('EQ', { 'data-class': 'confidential', environment: 'production' }),
  () => simpleCriterion('S3_BUCKET_EFFECTIVE_PERMISSION', 'EQ', ['PUBLIC', 'UNKNOWN']),
  () => simpleCriterion('S3_BUCKET_SHARED_ACCESS', 'EQ', ['EXTERNAL', 'UNKNOWN']),
  (_, subject) => simpleCriterion('S3_BUCKET_NAME', 'EQ', [bucketFor(subject, 0), bucketFor(subject, 1)]),
  () => tagCriterion('NE', { lifecycle: 'temporary' }),
];

/** Each key with most of its comparators. */
const SCOPE_TERMS: readonly ((createdAt: number) => ScopeTerm)[] = [
  () => simpleTerm('OBJECT_EXTENSION', 'EQ', ['csv', 'json', 'parquet', 'xlsx']),
  (createdAt) => simpleTerm('OBJECT_LAST_MODIFIED_DATE', 'GTE', [daysBefore(createdAt, 90)]),
  () => simpleTerm('OBJECT_KEY', 'STARTS_WITH', ['exports/', 'archive/2025/']),
  () => simpleTerm('OBJECT_SIZE', 'LT', ['5368709120']),
  () => tagTerm('EQ', { 'data-class': 'personal', reviewed: '' }),
  () => simpleTerm('OBJECT_EXTENSION', 'NE', ['png', 'jpg', 'gif', 'mp4']),
  () => simpleTerm('OBJECT_SIZE', 'GT', ['1024']),
  (createdAt) => simpleTerm('OBJECT_LAST_MODIFIED_DATE', 'LT', [daysBefore(createdAt, 365)]),
  () => tagTerm('NE', { synthetic: 'true' }),
  () => simpleTerm('OBJECT_KEY', 'STARTS_WITH', ['tmp/', 'logs/', '_spark_metadata/']),
  () => simpleTerm('OBJECT_SIZE', 'LTE', ['10485760']),
];

type SimpleCriterion = NonNullable<BucketCriterion['simpleCriterion']>;
type SimpleTerm = NonNullable<ScopeTerm['simpleScopeTerm']>;
type Equality = 'EQ' | 'NE';

function simpleCriterion(
  key: NonNullable<SimpleCriterion['key']>,
  comparator: Equality,
  values: string[],
): BucketCriterion {
  return { simpleCriterion: { key, comparator, values } };
}

function tagCriterion(comparator: Equality, tags: Readonly<Record<string, string>>): BucketCriterion {
  return { tagCriterion: { comparator, tagValues: pairs(tags) } };
}

function simpleTerm(
  key: NonNullable<SimpleTerm['key']>,
  comparator: NonNullable<SimpleTerm['comparator']>,
  values: string[],
): ScopeTerm {
  return { simpleScopeTerm: { key, comparator, values } };
}

/** A tag whose value is empty stands for the key alone. */
function tagTerm(comparator: Equality, tags: Readonly<Record<string, string>>): ScopeTerm {
  return { tagScopeTerm: { key: 'TAG', comparator, target: 'S3_OBJECT', tagValues: pairs(tags) } };
}

function pairs(tags: Readonly<Record<string, string>>): { key: string; value: string }[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

/** To the second, as Macie's documentation writes such values. */
function daysBefore(time: number, days: number): string {
  return `${new Date(time - days * 86_400_000).toISOString().slice(0, 19)}Z`;
}
