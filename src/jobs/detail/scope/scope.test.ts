import type { S3BucketDefinitionForJob } from '@aws-sdk/client-macie2';
import * as fc from 'fast-check';
import { JobComparator, ScopeFilterKey, SimpleCriterionKeyForJob } from '@aws-sdk/client-macie2';
import type { JobScopeTerm, S3JobDefinition } from '@aws-sdk/client-macie2';
import { describe, expect, test } from 'vitest';
import { unlisted } from '../../../testing/sample-job.ts';
import { bucketCount, readScope } from './scope.ts';
import type { ScopeNode } from './scope.ts';
import { plain } from '../text.ts';

const sentences = (definition: S3JobDefinition | undefined, recurring = false) =>
  readScope(definition, recurring).sentences.map(plain);

/** The tree as indented lines: `AND words «aws»`. */
const outline = (nodes: readonly ScopeNode[], depth = 0): string[] =>
  nodes.flatMap(({ text, aws, join, children = [] }) => [
    `${'  '.repeat(depth)}${join ? `${join}: ` : ''}${plain(text)} «${aws ?? ''}»`,
    ...outline(children, depth + 1),
  ]);

const objects = (...and: JobScopeTerm[]): S3JobDefinition => ({ scoping: { includes: { and } } });
const simple = (key: string, comparator: string, values: string[]): JobScopeTerm => ({
  simpleScopeTerm: { key: unlisted(key), comparator: unlisted(comparator), values },
});
const objectSentence = (term: JobScopeTerm) => sentences(objects(term)).at(-1);

describe('named buckets', () => {
  test('one is named', () => {
    expect(sentences({ bucketDefinitions: [{ accountId: '111122223333', buckets: ['logs'] }] })[0]).toBe(
      'Scans one bucket, logs, in account 111122223333.',
    );
  });

  test('many are counted, per account', () => {
    const definition = {
      bucketDefinitions: [
        { accountId: '111122223333', buckets: ['a', 'b'] },
        { accountId: '444455556666', buckets: ['c'] },
        { accountId: '111122223333', buckets: ['d'] },
      ],
    };
    expect(sentences(definition, true)[0]).toBe('Scans 4 buckets in 2 accounts, the same at every run.');
    expect(bucketCount(readScope(definition, true).accounts)).toBe(4);
  });

  test('an account without buckets stands for all of its buckets', () => {
    expect(sentence({ accountId: '111122223333', buckets: [] })).toBe(
      'Scans all buckets in account 111122223333.',
    );
    expect(sentence({ accountId: '1', buckets: [] }, { accountId: '2', buckets: ['a', 'b'] })).toBe(
      'Scans all buckets in account 1, and 2 buckets in 1 other account.',
    );
  });

  test('nothing that is absent breaks a sentence', () => {
    const nothing = { accountId: undefined, buckets: undefined };
    expect(sentences({ bucketDefinitions: [nothing] })[0]).toBe(
      'Scans all buckets in account that Macie didn’t name.',
    );
    expect(sentences({ bucketDefinitions: [{ accountId: '1', buckets: [] }] })[0]).toBe(
      'Scans all buckets in account 1.',
    );
  });
});

test('without a definition the page says that it does not know', () => {
  expect(sentences(undefined)).toEqual(['Macie didn’t say which buckets the job analyses.']);
  expect(sentences({})).toEqual([
    'Macie didn’t say which buckets the job analyses.',
    'It includes every object there that Macie can analyse.',
  ]);
  expect(readScope({}, false)).toMatchObject({ accounts: [], tree: [] });
});

describe('bucket criteria', () => {
  const definition: S3JobDefinition = {
    bucketCriteria: {
      includes: {
        and: [
          {
            simpleCriterion: {
              key: 'ACCOUNT_ID',
              comparator: 'EQ',
              values: ['111122223333', '444455556666'],
            },
          },
          {
            simpleCriterion: { key: 'S3_BUCKET_EFFECTIVE_PERMISSION', comparator: 'NE', values: ['PUBLIC'] },
          },
          {
            tagCriterion: { comparator: 'EQ', tagValues: [{ key: 'env', value: 'prod' }, { value: 'pci' }] },
          },
        ],
      },
      excludes: {
        and: [
          { simpleCriterion: { key: 'S3_BUCKET_SHARED_ACCESS', comparator: 'EQ', values: ['EXTERNAL'] } },
        ],
      },
    },
  };

  test('are sentences: terms AND, values OR, exclude wins', () => {
    expect(sentences(definition, true).slice(0, 3)).toEqual([
      'At the start of each run, Macie selects the buckets where the owner’s account is 111122223333 or 444455556666, public access is not open (PUBLIC) and a tag is env = prod or any key = pci.',
      'It excludes those where sharing is outside the organization, or with a CloudFront distribution (EXTERNAL), even if they are included above.',
      'The job doesn’t say which buckets these are.',
    ]);
  });

  test('are a tree, with AWS’s names', () => {
    expect(outline(readScope(definition, true).tree)).toEqual([
      'AND: Buckets are included when all of these are true «s3JobDefinition.bucketCriteria.includes»',
      '  OR: the owner’s account is «ACCOUNT_ID EQ»',
      '    111122223333 «»',
      '    444455556666 «»',
      '  public access is not open (PUBLIC) «S3_BUCKET_EFFECTIVE_PERMISSION NE PUBLIC»',
      '  OR: a tag is «tagCriterion EQ»',
      '    env = prod «»',
      '    any key = pci «»',
      'AND: Buckets are excluded when «s3JobDefinition.bucketCriteria.excludes»',
      '  sharing is outside the organization, or with a CloudFront distribution (EXTERNAL) «S3_BUCKET_SHARED_ACCESS EQ EXTERNAL»',
    ]);
  });

  test('without a condition rule no bucket out', () => {
    expect(sentences({ bucketCriteria: {} })[0]).toBe(
      'When the job starts, Macie selects every bucket that it monitors.',
    );
  });

  test('beside named buckets, which Macie does not allow, are both shown', () => {
    const both = sentences({ bucketCriteria: {}, bucketDefinitions: [{ accountId: '1', buckets: ['b'] }] });
    expect(both.slice(0, 2)).toEqual([
      'Scans one bucket, b, in account 1.',
      'When the job starts, Macie selects every bucket that it monitors.',
    ]);
  });
});

test('where only the buckets are known, as in the list, nothing is said of objects', () => {
  const definition = { bucketDefinitions: [{ accountId: '1', buckets: ['b'] }] };
  expect(readScope(definition, false, 'buckets').sentences).toHaveLength(1);
});

describe('object conditions', () => {
  test.each<[JobScopeTerm, string]>([
    [simple('OBJECT_EXTENSION', 'EQ', ['pdf', 'docx']), 'the file extension is pdf or docx'],
    [simple('OBJECT_EXTENSION', 'NE', ['csv']), 'the file extension is not csv'],
    [simple('OBJECT_EXTENSION', 'EQ', ['']), 'the file extension is an empty text'],
    [simple('OBJECT_KEY', 'STARTS_WITH', ['logs/', 'eu/logs']), 'the key starts with logs/ or eu/logs'],
    [simple('OBJECT_SIZE', 'GT', ['10485760']), 'the size is larger than 10 MiB (10,485,760 bytes)'],
    [simple('OBJECT_SIZE', 'LTE', ['1536']), 'the size is at most 1.5 KiB (1,536 bytes)'],
    [simple('OBJECT_SIZE', 'EQ', ['1']), 'the size is 1 byte'],
    [simple('OBJECT_SIZE', 'LT', ['1048575']), 'the size is smaller than 1 MiB (1,048,575 bytes)'],
    [
      simple('OBJECT_SIZE', 'LT', ['5497558138880']),
      'the size is smaller than 5 TiB (5,497,558,138,880 bytes)',
    ],
    [simple('OBJECT_SIZE', 'GTE', ['much']), 'the size is at least much'],
    [
      simple('OBJECT_LAST_MODIFIED_DATE', 'GTE', ['2023-09-24T14:31:13Z']),
      'the last change is at or after 2023-09-24T14:31:13.000Z',
    ],
    [simple('OBJECT_LAST_MODIFIED_DATE', 'LT', ['2023']), 'the last change is before 2023'],
    [
      simple('OBJECT_LAST_MODIFIED_DATE', 'LT', ['2023-99-99T00:00:00Z']),
      'the last change is before 2023-99-99T00:00:00Z',
    ],
    [simple('TAG', 'EQ', ['secret']), 'a tag’s key is secret'],
    [simple('OBJECT_COLOUR', 'RESEMBLES', ['red']), 'OBJECT_COLOUR RESEMBLES red'],
    [simple('OBJECT_SIZE', 'GT', []), 'the size is larger than a value that Macie didn’t give'],
    [
      { simpleScopeTerm: {} },
      'a property that Macie didn’t name compares with a value that Macie didn’t give',
    ],
    [
      {
        tagScopeTerm: {
          comparator: 'EQ',
          key: 'TAG',
          target: 'S3_OBJECT',
          tagValues: [
            { key: 'env', value: 'prod' },
            { key: 'team', value: '' },
          ],
        },
      },
      'a tag is env = prod or team (any value)',
    ],
    [{ tagScopeTerm: { comparator: 'NE', tagValues: [{}] } }, 'no tag is any tag'],
    [{ tagScopeTerm: { comparator: 'CONTAINS', tagValues: [{ key: 'a' }] } }, 'a tag CONTAINS a (any value)'],
    [{}, 'a kind of condition that this monitor doesn’t know has a value that Macie didn’t give'],
  ])('%j', (term, expected) => {
    expect(objectSentence(term)).toBe(`Of the objects there, it includes those where ${expected}.`);
  });

  test('a tag condition keeps AWS’s key and target in the tree', () => {
    const term: JobScopeTerm = {
      tagScopeTerm: {
        comparator: 'EQ',
        key: 'TAG',
        target: 'S3_OBJECT',
        tagValues: [{ key: 'k', value: 'v' }],
      },
    };
    expect(outline(readScope(objects(term), false).tree)[1]).toBe(
      '  a tag is k = v «TAG on S3_OBJECT EQ {"key":"k","value":"v"}»',
    );
  });

  test('a sentence cuts a long list of values, the tree does not', () => {
    const values = Array.from({ length: 400 }, (_, index) => `ext${index}`);
    const definition = objects(simple('OBJECT_EXTENSION', 'EQ', values));
    expect(sentences(definition).at(-1)).toMatch(/is ext0, ext1, ext2, ext3 or 396 other values\.$/);
    expect(outline(readScope(definition, false).tree)).toHaveLength(402);
  });
});

test('every key and comparator of the SDK has words of its own', () => {
  const keys = [...Object.values(ScopeFilterKey), ...Object.values(SimpleCriterionKeyForJob)];
  for (const key of keys) {
    for (const comparator of Object.values(JobComparator)) {
      expect(objectSentence(simple(key, comparator, ['1']))).not.toMatch(/[A-Z_]{3,}/);
    }
  }
});

test('no size is rounded to a thousand of its unit, and the exact bytes are there', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), (size) => {
      const text = objectSentence(simple('OBJECT_SIZE', 'EQ', [String(size)])) ?? '';
      expect(text).toContain(`${size.toLocaleString('en')} byte`);
      expect(text).not.toMatch(/1,?0[2-9]\d(\.\d)? [KMGTPE]iB/);
    }),
  );
});

test('whatever Macie sends, the words are words', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom(undefined, '__proto__', 'constructor', 'toString'));
  const values = fc.option(fc.array(fc.string(), { maxLength: 3 }), { nil: undefined });
  const pairs = fc.option(fc.array(fc.record({ key: text, value: text }), { maxLength: 3 }), {
    nil: undefined,
  });
  const simpleTerm = fc.record({ key: text, comparator: text, values });
  const tagTerm = fc.record({ key: text, comparator: text, target: text, tagValues: pairs });
  const term = fc.record(
    {
      simpleScopeTerm: simpleTerm,
      tagScopeTerm: tagTerm,
      simpleCriterion: simpleTerm,
      tagCriterion: tagTerm,
    },
    { requiredKeys: [] },
  );
  const block = fc.option(fc.record({ and: fc.array(term, { maxLength: 3 }) }, { requiredKeys: [] }), {
    nil: undefined,
  });
  const sides = fc.record({ includes: block, excludes: block }, { requiredKeys: [] });
  fc.assert(
    fc.property(fc.record({ bucketCriteria: sides, scoping: sides }, { requiredKeys: [] }), (definition) => {
      const scope = readScope(unlisted(definition), true);
      // What Macie sent may itself hold such words, but then it stands apart as a value.
      const ours = [...scope.sentences, ...allText(scope.tree)]
        .flat()
        .filter((part) => typeof part === 'string');
      expect(ours.join(' ')).not.toMatch(/undefined|NaN|\[object|function/);
    }),
  );
});

function allText(nodes: readonly ScopeNode[]): ScopeNode['text'][] {
  return nodes.flatMap(({ text, children = [] }) => [text, ...allText(children)]);
}

function sentence(...bucketDefinitions: S3BucketDefinitionForJob[]): string {
  return plain(readScope({ bucketDefinitions }, false).sentences[0] ?? []);
}
