import type { S3BucketCriteriaForJob, S3BucketDefinitionForJob, Scoping } from '@aws-sdk/client-macie2';
import { counted, formatNumber } from '../../../lib/text.ts';
import { bucketConditions, conditionText, objectConditions } from './scope-terms.ts';
import type { Condition } from './scope-terms.ts';
import { joined } from '../text.ts';
import type { RichText } from '../text.ts';

/** A job's `s3JobDefinition`. */
export interface ScopeDefinition {
  readonly bucketDefinitions?: readonly S3BucketDefinitionForJob[] | undefined;
  readonly bucketCriteria?: S3BucketCriteriaForJob | undefined;
  readonly scoping?: Scoping | undefined;
}

/** What a job analyses, ready to be shown. */
export interface Scope {
  /** The scope in a few sentences, buckets first. */
  readonly sentences: readonly RichText[];
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
  readonly text: RichText;
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
 * @param samplingPercentage of the eligible objects, 1 to 100; undefined where it isn't known
 */
export function readScope(
  definition: ScopeDefinition | undefined,
  recurring: boolean,
  known: 'all' | 'buckets' = 'all',
  samplingPercentage?: number,
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
      ...(accounts.length > 0 || buckets ? [] : [['Macie didn’t say which buckets the job analyses.']]),
      ...(known === 'all' && definition ? objectSentences(objects, recurring, samplingPercentage) : []),
    ],
    accounts,
    tree: [
      ...(buckets
        ? blocks('s3JobDefinition.bucketCriteria', buckets, {
            include: ['Buckets are included when'],
            exclude: ['Buckets are excluded when'],
          })
        : []),
      ...blocks('s3JobDefinition.scoping', objects, {
        include: ['Objects are included when'],
        exclude: ['Objects are excluded when'],
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

function namedSentence(accounts: readonly AccountBuckets[], recurring: boolean): RichText {
  const whole = accounts.filter(({ buckets }) => buckets.length === 0);
  if (whole.length > 0) return wholeAccountsSentence(accounts, whole, recurring);
  const [first] = accounts;
  const [only] = first?.buckets ?? [];
  const always = recurring ? ', the same at every run.' : '.';
  const owners = new Set(accounts.map(({ accountId }) => accountId)).size;
  const owner: RichText =
    owners === 1
      ? [' in account ', first?.accountId ? { value: first.accountId } : 'that Macie didn’t name']
      : [` in ${counted(owners, 'account')}`];
  const total = bucketCount(accounts);
  if (total === 1 && only !== undefined) {
    return ['Scans one bucket, ', { value: only }, ',', ...owner, always];
  }
  return [`Scans ${counted(total, 'bucket')}`, ...owner, always];
}

/** An account that is named without buckets stands for all of its buckets (API reference, `bucketDefinitions`). */
function wholeAccountsSentence(
  accounts: readonly AccountBuckets[],
  whole: readonly AccountBuckets[],
  recurring: boolean,
): RichText {
  const names = joined(
    whole.map(({ accountId }): RichText => [accountId ? { value: accountId } : 'that Macie didn’t name']),
    'and',
  );
  const named = bucketCount(accounts);
  return [
    'Scans all buckets in account',
    whole.length === 1 ? ' ' : 's ',
    ...names,
    named > 0
      ? `, and ${counted(named, 'bucket')} in ${counted(accounts.length - whole.length, 'other account')}`
      : '',
    recurring ? ', at every run.' : '.',
  ];
}

function criteriaSentences({ includes, excludes }: Sides, recurring: boolean): RichText[] {
  const when = recurring ? 'At the start of each run' : 'When the job starts';
  const taken: RichText =
    includes.length > 0
      ? [`${when}, Macie selects the buckets where `, ...all(includes), '.']
      : [`${when}, Macie selects every bucket that it monitors.`];
  return [taken, ...excludeSentences(excludes), ['The job doesn’t say which buckets these are.']];
}

function objectSentences(
  { includes, excludes }: Sides,
  recurring: boolean,
  samplingPercentage: number | undefined,
): RichText[] {
  const taken: RichText =
    includes.length > 0
      ? ['Of the objects there, it includes those where ', ...all(includes), '.']
      : ['It includes every object there that Macie can analyse.'];
  return [
    taken,
    ...excludeSentences(excludes),
    ...(recurring
      ? [
          [
            'Each run after the first analyses only objects that were created or changed since the run before.',
          ],
        ]
      : []),
    ...(samplingPercentage !== undefined && samplingPercentage < 100
      ? [
          [
            `Of the objects that are left, it analyses a random sample of ${formatNumber(samplingPercentage)} %.`,
          ],
        ]
      : []),
  ];
}

function excludeSentences(excludes: readonly Condition[]): RichText[] {
  if (excludes.length === 0) return [];
  return [['It excludes those where ', ...all(excludes), ', even if they are included above.']];
}

function all(conditions: readonly Condition[]): RichText {
  return joined(conditions.map(conditionText), 'and');
}

function blocks(
  member: string,
  { includes, excludes }: Sides,
  text: Readonly<Record<'include' | 'exclude', RichText>>,
): ScopeNode[] {
  const block = (side: 'include' | 'exclude', conditions: readonly Condition[]): ScopeNode[] => {
    if (conditions.length === 0) return [];
    const head: RichText = conditions.length === 1 ? text[side] : [...text[side], ' all of these are true'];
    return [
      { text: head, aws: `${member}.${side}s`, side, join: 'AND', children: conditions.map(conditionNode) },
    ];
  };
  return [...block('include', includes), ...block('exclude', excludes)];
}

function conditionNode(condition: Condition): ScopeNode {
  const { phrase, values, aws, awsValues } = condition;
  if (values.length <= 1) {
    return { text: conditionText(condition), aws: [aws, ...awsValues].filter(Boolean).join(' ') };
  }
  return {
    text: phrase,
    aws,
    join: 'OR',
    children: values.map((value, index) => valueNode(value, awsValues[index])),
  };
}

/** Of the values only instants read otherwise than AWS writes them. */
function valueNode(text: RichText, aws: string | undefined): ScopeNode {
  return aws !== undefined && text.some((part) => part instanceof Date) ? { text, aws } : { text };
}
