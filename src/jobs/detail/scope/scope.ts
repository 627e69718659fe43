import type { S3BucketCriteriaForJob, S3BucketDefinitionForJob, Scoping } from '@aws-sdk/client-macie2';
import { counted } from '../../../lib/text.ts';
import { bucketConditions, conditionWords, objectConditions } from './scope-terms.ts';
import type { Condition } from './scope-terms.ts';
import { joined } from '../text.ts';
import type { Words } from '../text.ts';

/** A job's `s3JobDefinition`. */
export interface ScopeDefinition {
  readonly bucketDefinitions?: readonly S3BucketDefinitionForJob[] | undefined;
  readonly bucketCriteria?: S3BucketCriteriaForJob | undefined;
  readonly scoping?: Scoping | undefined;
}

/** What a job looks at, ready to be shown. */
export interface Scope {
  /** The scope told in a few sentences, buckets first. */
  readonly sentences: readonly Words[];
  /** The buckets that the job names, by account, as Macie gave them. */
  readonly accounts: readonly AccountBuckets[];
  /** The conditions on buckets and on objects as a tree; empty where the job has none. */
  readonly tree: readonly ScopeNode[];
}

/** The buckets of one account. */
export interface AccountBuckets {
  readonly accountId: string | undefined;
  readonly buckets: readonly string[];
}

/** A node of the scope's tree. */
export interface ScopeNode {
  readonly words: Words;
  /** The member or condition as AWS writes it. */
  readonly aws?: string;
  /** How the children combine. */
  readonly join?: 'AND' | 'OR';
  /** On a block: whether what meets it is taken or left out. */
  readonly side?: 'include' | 'exclude';
  readonly children?: readonly ScopeNode[];
}

/**
 * The scope of a job. As Macie applies it: conditions of a block combine with AND, values of a
 * condition with OR, and an exclude wins over an include.
 *
 * @param known `buckets` where the conditions on objects are not known, as in the list's summary
 */
export function readScope(
  definition: ScopeDefinition | undefined,
  recurring: boolean,
  known: 'all' | 'buckets' = 'all',
): Scope {
  const { bucketDefinitions, bucketCriteria, scoping } = definition ?? {};
  const accounts = (bucketDefinitions ?? []).map(readAccount);
  const buckets = bucketCriteria && {
    includes: conditionsOf(bucketCriteria.includes, bucketConditions),
    excludes: conditionsOf(bucketCriteria.excludes, bucketConditions),
  };
  const objects = {
    includes: conditionsOf(scoping?.includes, objectConditions),
    excludes: conditionsOf(scoping?.excludes, objectConditions),
  };
  return {
    sentences: [
      ...(accounts.length > 0 ? [namedSentence(accounts, recurring)] : []),
      ...(buckets ? criteriaSentences(buckets, recurring) : []),
      ...(accounts.length > 0 || buckets ? [] : [['Macie did not say which buckets the job looks into.']]),
      ...(known === 'all' && definition ? objectSentences(objects) : []),
    ],
    accounts,
    tree: [
      ...(buckets
        ? blocks('s3JobDefinition.bucketCriteria', buckets, {
            include: ['A bucket is taken when'],
            exclude: ['A bucket is left out when'],
          })
        : []),
      ...blocks('s3JobDefinition.scoping', objects, {
        include: ['An object is taken when'],
        exclude: ['An object is left out when'],
      }),
    ],
  };
}

/** How many buckets the job names. */
export function bucketCount(accounts: readonly AccountBuckets[]): number {
  return accounts.reduce((sum, { buckets }) => sum + buckets.length, 0);
}

interface Sides {
  readonly includes: readonly Condition[];
  readonly excludes: readonly Condition[];
}

function readAccount({ accountId, buckets }: S3BucketDefinitionForJob): AccountBuckets {
  return { accountId, buckets: buckets ?? [] };
}

function conditionsOf<Term>(
  block: { and?: Term[] | undefined } | undefined,
  read: (term: Term) => readonly Condition[],
): readonly Condition[] {
  return (block?.and ?? []).flatMap(read);
}

function namedSentence(accounts: readonly AccountBuckets[], recurring: boolean): Words {
  const [first] = accounts;
  const [only] = first?.buckets ?? [];
  const always = recurring ? ', the same at every run.' : '.';
  const owners = new Set(accounts.map(({ accountId }) => accountId)).size;
  const owner: Words =
    owners === 1
      ? [' of account ', first?.accountId ? { value: first.accountId } : 'that Macie did not name']
      : [` of ${counted(owners, 'account')}`];
  const total = bucketCount(accounts);
  if (total === 1 && only !== undefined) {
    return ['Looks into one bucket, ', { value: only }, ',', ...owner, always];
  }
  return [`Looks into ${counted(total, 'bucket')}`, ...owner, always];
}

function criteriaSentences({ includes, excludes }: Sides, recurring: boolean): Words[] {
  const when = recurring ? 'At the start of each run' : 'When the job starts';
  const taken: Words =
    includes.length > 0
      ? [`${when} Macie takes the buckets where `, ...all(includes), '.']
      : [`${when} Macie takes every bucket that it watches.`];
  return [taken, ...excludeSentences(excludes), ['Which buckets these are can’t be told from the job.']];
}

function objectSentences({ includes, excludes }: Sides): Words[] {
  const taken: Words =
    includes.length > 0
      ? ['Of the objects there it takes those where ', ...all(includes), '.']
      : ['It takes every object there that Macie can analyse.'];
  return [taken, ...excludeSentences(excludes)];
}

function excludeSentences(excludes: readonly Condition[]): Words[] {
  if (excludes.length === 0) return [];
  return [['It leaves out those where ', ...all(excludes), ', whatever else they meet.']];
}

function all(conditions: readonly Condition[]): Words {
  return joined(conditions.map(conditionWords), 'and');
}

function blocks(
  member: string,
  { includes, excludes }: Sides,
  words: Readonly<Record<'include' | 'exclude', Words>>,
): ScopeNode[] {
  const block = (side: 'include' | 'exclude', conditions: readonly Condition[]): ScopeNode[] => {
    if (conditions.length === 0) return [];
    const head: Words = conditions.length === 1 ? words[side] : [...words[side], ' all of these hold'];
    return [
      { words: head, aws: `${member}.${side}s`, side, join: 'AND', children: conditions.map(conditionNode) },
    ];
  };
  return [...block('include', includes), ...block('exclude', excludes)];
}

function conditionNode(condition: Condition): ScopeNode {
  const { phrase, values, aws, awsValues } = condition;
  if (values.length <= 1) {
    return { words: conditionWords(condition), aws: [aws, ...awsValues].filter(Boolean).join(' ') };
  }
  return {
    words: phrase,
    aws,
    join: 'OR',
    children: values.map((value, index) => valueNode(value, awsValues[index])),
  };
}

/** Of the values only instants read otherwise than AWS writes them. */
function valueNode(words: Words, aws: string | undefined): ScopeNode {
  return aws !== undefined && words.some((part) => part instanceof Date) ? { words, aws } : { words };
}
