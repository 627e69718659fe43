import { expect, test } from 'vitest';
import type { BucketFacts } from '../../aws/insights-client.ts';
import { parseCoverage } from '../criteria/coverage-link.ts';
import { sampleRow } from '../../testing/sample-row.ts';
import { coverageOf, shownBuckets } from './coverage.ts';

const SOURCE = 'security/eu-west-1';
const NOW = Date.parse('2026-11-20T12:00:00Z');
const DAY = 86_400_000;

const FACTS: BucketFacts = {
  name: 'logs',
  accountId: '111122223333',
  classifiableObjects: 10,
  classifiableBytes: 1000,
  isMonitored: false,
  lastJobId: undefined,
  lastRun: undefined,
  isDenied: false,
  isPublic: false,
  score: 50,
};

const over = (...buckets: string[]) => ({ bucketDefinitions: [{ accountId: '111122223333', buckets }] });

const names = (search: string, ...facts: BucketFacts[]) =>
  shownBuckets(coverageOf([], new Map([[SOURCE, facts]])).buckets, parseCoverage(search).view, NOW).map(
    ({ name }) => name,
  );

test('from jobs alone, a bucket has the jobs that name it and its last clean run', () => {
  const jobs = [
    sampleRow({ jobId: 'a', createdAt: NOW - 3 * DAY, ...over('logs', 'data') }),
    sampleRow({ jobId: 'b', createdAt: NOW - DAY, lastRunError: 'ERROR', ...over('logs') }),
    sampleRow({ jobId: 'c', jobType: 'SCHEDULED', jobStatus: 'IDLE', ...over('data') }),
    sampleRow({ jobId: 'd', bucketCriteria: {} }),
    sampleRow({ jobId: 'e', bucketDefinitions: [{ accountId: '1', buckets: undefined }] }),
    sampleRow({ jobId: 'f', jobStatus: 'CANCELLED', createdAt: NOW, ...over('gone') }),
  ];
  const { buckets, criteriaJobs, accountJobs } = coverageOf(jobs, new Map());
  expect(
    buckets.map(({ name, jobs, jobsWithErrors, isMonitored, lastRun }) => [
      name,
      jobs,
      jobsWithErrors,
      isMonitored,
      lastRun,
    ]),
  ).toEqual([
    ['logs', 2, 1, undefined, NOW - 3 * DAY],
    // The recurring job has not been described, so when it ran isn't known.
    ['data', 2, 0, true, NOW - 3 * DAY],
    ['gone', 1, 0, undefined, undefined],
  ]);
  expect([criteriaJobs, accountJobs]).toEqual([1, 1]);
});

test('from jobs alone, no bucket is said to be never scanned', () => {
  const { buckets } = coverageOf([sampleRow({ jobStatus: 'RUNNING', ...over('new') })], new Map());
  expect(shownBuckets(buckets, parseCoverage('show=never').view, NOW)).toEqual([]);
});

test('the inventory says when a bucket was scanned, and each bucket is there once', () => {
  const facts = { ...FACTS, lastRun: NOW - 5 * DAY, isMonitored: true };
  const { buckets } = coverageOf(
    [sampleRow({ createdAt: NOW, ...over('logs', 'other') })],
    new Map([[SOURCE, [facts]]]),
  );
  expect(buckets.map(({ name, jobs, lastRun }) => [name, jobs, lastRun])).toEqual([
    ['logs', 1, NOW - 5 * DAY],
    ['other', 1, NOW],
  ]);
});

test('filters, search and sort', () => {
  const never = { ...FACTS, name: 'never' };
  const old = { ...FACTS, name: 'old', lastRun: NOW - 40 * DAY, isPublic: true };
  const fresh = { ...FACTS, name: 'fresh', lastRun: NOW - DAY, isDenied: true, classifiableBytes: undefined };
  const all = [fresh, never, old];
  expect(names('', ...all)).toEqual(['never', 'old', 'fresh']);
  expect(names('sort=last-run.desc', ...all)).toEqual(['fresh', 'old', 'never']);
  expect(names('sort=bytes.desc', ...all)).toEqual(['never', 'old', 'fresh']);
  expect(names('show=never', ...all)).toEqual(['never']);
  expect(names('show=denied', ...all)).toEqual(['fresh']);
  expect(names('show=public-unmonitored', ...all)).toEqual(['old']);
  expect(names('not-since=now-30d', ...all)).toEqual(['never', 'old']);
  expect(names('q=FRE', ...all)).toEqual(['fresh']);
  expect(names('region=us-east-1', ...all)).toEqual([]);
});
