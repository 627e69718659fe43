import type {
  CriteriaForJob,
  JobScopeTerm,
  SimpleCriterionForJob,
  SimpleScopeTerm,
  TagCriterionPairForJob,
  TagValuePair,
} from '@aws-sdk/client-macie2';
import { counted, formatNumber } from '../../../lib/text.ts';
import { joined } from '../text.ts';
import type { Part, Value, RichText } from '../text.ts';

/** One condition on buckets or objects. Its values are alternatives (OR). */
export interface Condition {
  /** What is compared and how: `the size is larger than`. */
  readonly phrase: RichText;
  /** The values, each as it reads. Empty where Macie gave none. */
  readonly values: readonly RichText[];
  /** The condition as AWS writes it, without the values: `OBJECT_SIZE GT`. */
  readonly aws: string;
  /** The values as AWS writes them, one for each of `values`. */
  readonly awsValues: readonly string[];
}

/** The conditions that a term of the bucket criteria holds: one, in any answer that Macie should give. */
export function bucketConditions(term: CriteriaForJob): readonly Condition[] {
  return known([
    term.simpleCriterion && simple(term.simpleCriterion),
    term.tagCriterion && tags('', term.tagCriterion.comparator, term.tagCriterion.tagValues),
  ]);
}

/** The conditions that a term of the object scoping holds: one, in any answer that Macie should give. */
export function objectConditions(term: JobScopeTerm): readonly Condition[] {
  const { simpleScopeTerm, tagScopeTerm } = term;
  return known([
    simpleScopeTerm && simple(simpleScopeTerm),
    tagScopeTerm &&
      tags(
        [tagScopeTerm.key, tagScopeTerm.target && `on ${tagScopeTerm.target}`].filter(Boolean).join(' '),
        tagScopeTerm.comparator,
        tagScopeTerm.tagValues,
      ),
  ]);
}

/** A condition as part of a sentence. A long list of values is cut; the tree has them all. */
export function conditionText({ phrase, values }: Condition): RichText {
  if (values.length === 0) return [...phrase, ' a value that Macie didn’t give'];
  const shown = values.length > MOST_IN_SENTENCE ? values.slice(0, MOST_IN_SENTENCE - 1) : values;
  const rest = values.length - shown.length;
  return [...phrase, ' ', ...joined(rest > 0 ? [...shown, [counted(rest, 'other value')]] : shown, 'or')];
}

const MOST_IN_SENTENCE = 5;

type Kind = 'text' | 'size' | 'date';

// Looked up by what Macie sends, so Maps: `constructor` is a property of every object.

/** What each key is about, in words. The keys of buckets and of objects don't overlap. */
const SUBJECTS = table<{ readonly words: string; readonly kind: Kind }>({
  ACCOUNT_ID: { words: 'the owner’s account', kind: 'text' },
  S3_BUCKET_NAME: { words: 'the name', kind: 'text' },
  S3_BUCKET_EFFECTIVE_PERMISSION: { words: 'public access', kind: 'text' },
  S3_BUCKET_SHARED_ACCESS: { words: 'sharing', kind: 'text' },
  OBJECT_EXTENSION: { words: 'the file extension', kind: 'text' },
  OBJECT_KEY: { words: 'the key', kind: 'text' },
  OBJECT_LAST_MODIFIED_DATE: { words: 'the last change', kind: 'date' },
  OBJECT_SIZE: { words: 'the size', kind: 'size' },
  // Gone from the model since 2020, but a job can't be changed or deleted, so old ones still say it.
  TAG: { words: 'a tag’s key', kind: 'text' },
});

const VERBS = table<Readonly<Record<Kind, string>>>({
  EQ: { text: 'is', size: 'is', date: 'is at' },
  NE: { text: 'is not', size: 'is not', date: 'is not at' },
  GT: { text: 'is greater than', size: 'is larger than', date: 'is after' },
  GTE: { text: 'is at least', size: 'is at least', date: 'is at or after' },
  LT: { text: 'is less than', size: 'is smaller than', date: 'is before' },
  LTE: { text: 'is at most', size: 'is at most', date: 'is at or before' },
  CONTAINS: { text: 'contains', size: 'contains', date: 'contains' },
  STARTS_WITH: { text: 'starts with', size: 'starts with', date: 'starts with' },
});

const TAG_VERBS = table({ EQ: 'a tag is', NE: 'no tag is' });

/** Macie's words for a bucket's permissions and sharing, in ours. */
const WORD_VALUES = table({
  S3_BUCKET_EFFECTIVE_PERMISSION: table({
    PUBLIC: 'open',
    NOT_PUBLIC: 'closed',
    UNKNOWN: 'unknown to Macie',
  }),
  S3_BUCKET_SHARED_ACCESS: table({
    EXTERNAL: 'outside the organization, or with a CloudFront distribution',
    INTERNAL: 'within the organization',
    NOT_SHARED: 'none',
    UNKNOWN: 'unknown to Macie',
  }),
});

function simple({ key, comparator, values }: SimpleCriterionForJob | SimpleScopeTerm): Condition {
  const subject = SUBJECTS.get(key ?? '');
  const kind = subject?.kind ?? 'text';
  const verb = VERBS.get(comparator ?? '')?.[kind];
  return {
    phrase: [
      subject?.words ?? (key ? { value: key } : 'a property that Macie didn’t name'),
      ' ',
      verb ?? comparatorPart(comparator),
    ],
    values: (values ?? []).map((value) => [readValue(value, key, kind)]),
    aws: [key, comparator].filter(Boolean).join(' '),
    awsValues: values ?? [],
  };
}

function tags(
  about: string,
  comparator: string | undefined,
  pairs: readonly (TagValuePair | TagCriterionPairForJob)[] | undefined,
): Condition {
  const words = TAG_VERBS.get(comparator ?? '');
  return {
    phrase: words === undefined ? ['a tag ', comparatorPart(comparator)] : [words],
    values: (pairs ?? []).map(pairText),
    aws: [about || 'tagCriterion', comparator].filter(Boolean).join(' '),
    awsValues: (pairs ?? []).map(({ key, value }) => JSON.stringify({ key, value })),
  };
}

function comparatorPart(comparator: string | undefined): Part {
  return comparator ? { value: comparator } : 'compares with';
}

/** An empty or absent half of a pair stands for any: so the model says of values, and of keys of buckets. */
function pairText({ key, value }: TagValuePair | TagCriterionPairForJob): RichText {
  if (key && value) return [{ value: `${key} = ${value}` }];
  if (key) return [{ value: key }, ' (any value)'];
  if (value) return ['any key = ', { value }];
  return ['any tag'];
}

function readValue(text: string, key: string | undefined, kind: Kind): Part {
  if (text === '') return 'an empty text';
  if (kind === 'size') return sizeValue(text);
  if (kind === 'date') return readDate(text) ?? { value: text };
  const words = WORD_VALUES.get(key ?? '')?.get(text);
  return words === undefined ? { value: text } : { value: words, exact: text };
}

/** A whole ISO 8601 instant, and nothing that a browser would guess at. */
function readDate(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

const UNITS = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

/** A size in bytes, in its largest binary unit and exactly: `10 MiB (10,485,760 bytes)`. Else as it is. */
function sizeValue(text: string): Value {
  if (!/^\d{1,18}$/.test(text)) return { value: text };
  const exact = counted(BigInt(text), 'byte');
  let size = Number(text);
  if (size < 1024) return { value: exact };
  let unit = -1;
  // Rounded as it will be shown, so that no size reads as 1,024 of a unit.
  while (Math.round(size * 10) / 10 >= 1024 && unit < UNITS.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return { value: `${formatNumber(size)} ${UNITS[unit] ?? ''}`, exact };
}

function known(conditions: readonly (Condition | undefined)[]): readonly Condition[] {
  const found = conditions.filter((condition) => condition !== undefined);
  if (found.length > 0) return found;
  return [
    {
      phrase: ['a kind of condition that this monitor doesn’t know has'],
      values: [],
      aws: '',
      awsValues: [],
    },
  ];
}

function table<Entry>(entries: Readonly<Record<string, Entry>>): ReadonlyMap<string, Entry> {
  return new Map(Object.entries(entries));
}
