import { DescribeClassificationJobResponse$, JobStatus } from '@aws-sdk/client-macie2';
import type * as React from 'react';
import { describe, expect, test, vi } from 'vitest';
import { jobMarkup, textOf } from '../../testing/job-markup.tsx';
import { IDLE_JOB, unlisted } from '../../testing/sample-job.ts';
import { sampleOf } from '../../testing/sdk-members.ts';

// Rendered without a browser, where React wants a second way to read a store.
vi.mock('react', async (original) => ({
  ...(await original<typeof React>()),
  useSyncExternalStore: (_: unknown, read: () => unknown) => read(),
}));

/** The same answer with every text replaced. */
function withTexts(value: unknown, text: string): unknown {
  if (typeof value === 'string') return text;
  if (Array.isArray(value)) return value.map((item) => withTexts(item, text));
  if (value instanceof Date || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withTexts(member, text)]));
}

const { value } = sampleOf(DescribeClassificationJobResponse$);
const calm = jobMarkup(unlisted(withTexts(value, 'calm')));
const elements = (html: string): readonly string[] => html.match(/<[a-z][a-z0-9]*/gi) ?? [];
const links = (html: string) =>
  [...html.matchAll(/ (?:href|src|action|formaction|xlink:href)="([^"]*)"/g)].map(([, to = '']) => to);

describe('a hostile text in every member stays text:', () => {
  test.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    `javascript:alert(1)`,
    '//evil.example/',
    'https://evil.example/',
    '\u202Egnp.exe',
    '\u0000\u001B[31m\n\r\t',
    'x'.repeat(500),
    '{{7*7}}${7*7}',
    '%s%n',
  ])('%j', (text) => {
    const html = jobMarkup(unlisted(withTexts(value, text)));
    // No text makes an element that the page has not anyway.
    const known = elements(calm);
    expect(elements(html).filter((element) => !known.includes(element))).toEqual([]);
    for (const link of links(html)) {
      expect(link).toMatch(/^(\/|https:\/\/([a-z0-9-]+\.)*(console\.aws|docs\.aws)\.amazon\.com\/)/);
      expect(link).not.toMatch(/^\/\//);
    }
    const tags = (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replaceAll(/"[^"]*"/g, ''));
    expect(tags.filter((tag) => / (on[a-z]+|srcdoc)=|<script/i.test(tag))).toEqual([]);
    expect(textOf(html)).not.toMatch(/undefined|NaN|\[object/);
  });
});

test.each([...Object.values(JobStatus), 'HIBERNATING'])('status %s has a verdict', (jobStatus) => {
  const text = textOf(jobMarkup(unlisted({ ...IDLE_JOB, jobStatus })));
  expect(text).toMatch(/(Nothing to do|Needs attention|Can’t tell|Cancelled|Idle): |Paused by a user[.:] /);
  expect(text).not.toMatch(/undefined|NaN|\[object/);
});

test('of a thousand buckets only those in view are drawn, and all are counted', () => {
  const buckets = Array.from({ length: 1000 }, (_, index) => `bucket-${index}`);
  const html = jobMarkup({
    ...IDLE_JOB,
    s3JobDefinition: { bucketDefinitions: [{ accountId: '111122223333', buckets }] },
  });
  expect(textOf(html)).toContain('Scans 1,000 buckets');
  expect(html.match(/role="listitem"/g)?.length).toBeLessThan(60);
  expect(html).toContain('bucket-0<');
});

test('all of 50 tags are there', () => {
  const tags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key${index}`, `value${index}`]));
  const text = textOf(jobMarkup({ ...IDLE_JOB, tags }));
  for (const [key, tag] of Object.entries(tags)) expect(text).toMatch(new RegExp(`${key}\\s+=\\s+${tag}\\b`));
});
