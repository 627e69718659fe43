import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds, text as anyText } from '../../testing/criteria-arbitraries.ts';
import { sampleRow } from '../../testing/sample-row.ts';
import { createSearch, nearestNames } from './search.ts';

const ID = '7f38d2f4ba0c4b8d9e6a1f2b3c4d5e6f';
const ARN = `arn:aws:macie2:eu-west-1:111122223333:classification-job/${ID}`;
const job = sampleRow({
  jobId: ID,
  name: 'Nightly PII Größe',
  bucketDefinitions: [{ accountId: '111122223333', buckets: ['app-logs', 'Legacy-Data'] }],
});

it('has nothing to search for without words', () => {
  expect(createSearch('')).toBeUndefined();
  expect(createSearch(' \t ')).toBeUndefined();
});

describe('a job', () => {
  it.each([
    ['pii', true],
    ['NIGHTLY pii', true],
    ['pii nightly', true],
    ['GRÖSSE', false],
    ['größe', true],
    ['7F38D2', true],
    [ID.toUpperCase(), true],
    ['legacy-data', true],
    ['pii logs 7f38', true],
    ['pii other', false],
    [ARN, true],
    [ARN.replace('eu-west-1', 'us-east-1'), false],
    [`${ARN.slice(0, -1)}0`, false],
    ['complete', false],
  ])('is found by "%s": %s', (q, found) => {
    expect(createSearch(q)?.matches(job)).toBe(found);
  });

  it('without a name or buckets is found by its id', () => {
    const bare = sampleRow({ jobId: ID, name: undefined });
    expect(createSearch('7f38')?.matches(bare)).toBe(true);
    expect(createSearch('undefined')?.matches(bare)).toBe(false);
  });
});

describe('what is marked', () => {
  it.each([
    [
      'pii',
      'PII or pii',
      [
        [0, 3],
        [7, 10],
      ],
    ],
    ['a ab', 'xAB', [[1, 3]]],
    ['aa', 'aaa', [[0, 2]]],
    ['b', 'İb', [[1, 2]]],
    ['none', 'text', []],
    [ARN, ID, [[0, 32]]],
  ])('of "%s" in "%s"', (q, text, ranges) => {
    expect(createSearch(q)?.rangesIn(text)).toEqual(ranges);
  });

  it('lies within the text, in order, for any texts', () => {
    holds(
      fc.property(anyText, anyText, (q, text) => {
        let last = -1;
        for (const [start, end] of createSearch(q)?.rangesIn(text) ?? []) {
          expect(start).toBeGreaterThan(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
      300,
    );
  });
});

describe('the nearest names', () => {
  const names = ['nightly-pii-scan', 'weekly-pii-scan', 'CHG0002474 hr bucket handover', 'x'];
  const jobs = [...names, 'nightly-pii-scan'].map((name, at) => sampleRow({ jobId: String(at), name }));

  it.each([
    ['nightly-pi-scan', ['nightly-pii-scan', 'weekly-pii-scan']],
    ['NIGTHLY-PII-SCAN', ['nightly-pii-scan', 'weekly-pii-scan']],
    ['hr buket handover', ['CHG0002474 hr bucket handover']],
    ['zebra', []],
    ['', []],
  ])('to “%s”', (q, nearest) => {
    expect(nearestNames(jobs, q)).toEqual(nearest);
  });
});
