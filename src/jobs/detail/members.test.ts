import { DescribeClassificationJobResponse$ } from '@aws-sdk/client-macie2';
import type * as React from 'react';
import { describe, expect, test, vi } from 'vitest';
import { jobMarkup, textOf } from '../../testing/job-markup.tsx';
import { unlisted } from '../../testing/sample-job.ts';
import { sampleOf } from '../../testing/sdk-members.ts';

// Rendered without a browser, where React wants a second way to read a store.
vi.mock('react', async (original) => ({
  ...(await original<typeof React>()),
  useSyncExternalStore: (_: unknown, read: () => unknown) => read(),
}));

const { value, changed, without } = sampleOf(DescribeClassificationJobResponse$);
const shown = (job: unknown) => textOf(jobMarkup(unlisted(job)));
const whole = shown(value);

test('the walk reaches the depths of the answer', () => {
  expect([...changed.keys()]).toEqual(
    expect.arrayContaining([
      'tags',
      'allowListIds',
      'statistics.numberOfRuns',
      'scheduleFrequency.dailySchedule',
      's3JobDefinition.bucketDefinitions[].buckets',
      's3JobDefinition.scoping.excludes.and[].tagScopeTerm.tagValues[].value',
    ]),
  );
});

describe('every member of the SDK’s answer has its place on the page:', () => {
  test.each([...changed])('changing %s changes what is shown', (_, job) => {
    expect(shown(job)).not.toBe(whole);
  });
});

test('every member is shown as AWS names it', () => {
  const names = new Set([...changed.keys()].map((path) => path.split(/[.[]/, 1)[0] ?? ''));
  expect([...names].filter((name) => !whole.includes(name))).toEqual([]);
});

describe('without a member the page is still words:', () => {
  test.each([...without])('%s', (_, job) => {
    expect(shown(job)).not.toMatch(/undefined|NaN|\[object|Invalid Date|\bnull\b/);
  });

  test('without any', () => {
    const text = shown({});
    expect(text).not.toMatch(/undefined|NaN|\[object|Invalid Date|\bnull\b/);
    expect(text).toContain('Can’t tell: Macie’s answer has no status.');
  });
});
