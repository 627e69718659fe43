import { ManagedDataIdentifierSelector } from '@aws-sdk/client-macie2';
import { describe, expect, test } from 'vitest';
import { readDetection } from './detection.ts';
import { unlisted } from '../../../testing/sample-job.ts';

const managed = (selector?: ManagedDataIdentifierSelector) =>
  readDetection({ jobType: 'SCHEDULED', managedDataIdentifierSelector: selector }).managed;

describe('managed identifiers', () => {
  test.each([
    [undefined, [], 'The recommended set, as no selection was made'],
    ['RECOMMENDED', [], 'The recommended set'],
    ['ALL', [], 'All of them'],
    ['EXCLUDE', ['A', 'B'], 'All of them except 2 identifiers'],
    ['EXCLUDE', [], 'All of them except some that Macie didn’t name'],
    ['INCLUDE', ['A'], 'Only 1 identifier'],
    ['INCLUDE', [], 'Only some that Macie didn’t name'],
    ['NONE', [], 'None: it uses only its custom identifiers'],
    ['SOME', [], 'A selection that this monitor doesn’t know: SOME'],
  ])('%s %j', (selector, managedDataIdentifierIds, expected) => {
    const job = { managedDataIdentifierSelector: unlisted(selector), managedDataIdentifierIds };
    expect(readDetection(job).managed).toBe(expected);
    expect(readDetection(job).managedIds).toEqual(managedDataIdentifierIds);
  });

  test('of a recurring job follow what Macie releases or recommends', () => {
    expect(managed()).toMatch(/as it is then$/);
    expect(managed('RECOMMENDED')).toMatch(/as it is then$/);
    expect(managed('ALL')).toMatch(/new ones are added/);
    expect(managed('EXCLUDE')).toMatch(/new ones are added/);
    expect(managed('INCLUDE')).not.toMatch(/;/);
  });

  test('every selector of the SDK is known', () => {
    for (const managedDataIdentifierSelector of Object.values(ManagedDataIdentifierSelector)) {
      expect(readDetection({ managedDataIdentifierSelector }).managed).not.toMatch(/does not know/);
    }
  });
});

test('custom identifiers: none means managed ones only', () => {
  expect(readDetection({}).custom).toBe('None');
  expect(readDetection({ managedDataIdentifierSelector: 'NONE' }).custom).toMatch(/no managed ones either/);
  expect(readDetection({ customDataIdentifierIds: ['a', 'b'] })).toMatchObject({
    custom: '2 custom identifiers',
    customIds: ['a', 'b'],
  });
});

test('allow lists', () => {
  expect(readDetection({}).allowLists).toBe('None');
  expect(readDetection({ allowListIds: ['a'] })).toMatchObject({
    allowLists: '1 allow list: text that matches is not reported',
    allowListIds: ['a'],
  });
});

test.each([
  [100, 'All eligible objects'],
  [25, '25% of the eligible objects, selected at random; of those, all the data'],
  [undefined, 'Macie didn’t say how many of the objects it analyses'],
  [Number.NaN, 'Macie didn’t say how many of the objects it analyses'],
])('sampling of %s', (samplingPercentage, expected) => {
  expect(readDetection({ samplingPercentage }).sampling).toBe(expected);
});
