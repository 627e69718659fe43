import { expect, it } from 'vitest';
import type { BrowserField, BrowserSort } from '../criteria/criteria.ts';
import { sampleRow } from '../../testing/sample-row.ts';
import { sortInBrowser } from './browser-sort.ts';
import type { Job } from './job.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const DAY = 86_400_000;

function sorted(
  jobs: Readonly<Record<string, Partial<Job>>>,
  field: BrowserField,
  order: BrowserSort['order'],
): string {
  const rows = Object.entries(jobs).map(([name, members], index) =>
    sampleRow({ name, createdAt: NOW - index * DAY, ...members }),
  );
  return sortInBrowser(rows, { field, order }, { now: NOW })
    .map(({ name }) => name)
    .join(' ');
}

const paused = (days: number): Partial<Job> => ({
  jobStatus: 'USER_PAUSED',
  userPausedDetails: { jobExpiresAt: new Date(NOW + days * DAY) },
});
const buckets = (count: number): Partial<Job> => ({
  bucketDefinitions: [{ accountId: '1', buckets: Array.from({ length: count }, (_, index) => `b${index}`) }],
});
const daily = { describedAt: NOW, numberOfRuns: 1, schedule: { dailySchedule: {} } };

it.each<[BrowserField, Readonly<Record<string, Partial<Job>>>, string, string]>([
  [
    'urgency',
    { quiet: {}, macie: { jobStatus: 'PAUSED' }, soon: paused(3), sooner: paused(1) },
    'sooner soon macie quiet',
    'quiet macie soon sooner',
  ],
  [
    'expires',
    { none: {}, later: paused(9), soon: paused(2), gone: paused(-1) },
    'later soon gone none',
    'gone soon later none',
  ],
  [
    'last-run',
    {
      unknown: {},
      old: { details: { ...daily, lastRunTime: NOW - 9 * DAY } },
      never: { details: { ...daily, numberOfRuns: 0, lastRunTime: NOW } },
      fresh: { details: { ...daily, lastRunTime: NOW - DAY } },
    },
    'fresh old unknown never',
    'old fresh unknown never',
  ],
  [
    'next-run',
    {
      paused: { jobStatus: 'USER_PAUSED', details: daily },
      tomorrow: { jobStatus: 'IDLE', details: { ...daily, lastRunTime: NOW } },
      today: { jobStatus: 'IDLE', details: { ...daily, lastRunTime: NOW - DAY } },
    },
    'tomorrow today paused',
    'today tomorrow paused',
  ],
  [
    'account',
    { b: { source: 'b/eu-west-1' }, a2: { source: 'a/us-east-1' }, a1: { source: 'a/eu-west-1' } },
    'b a2 a1',
    'a1 a2 b',
  ],
  ['region', { us: { source: 'a/us-east-1' }, eu: { source: 'b/eu-west-1' } }, 'us eu', 'eu us'],
  [
    'buckets',
    { criteria: {}, two: buckets(2), none: buckets(0), three: buckets(3) },
    'three two none criteria',
    'none two three criteria',
  ],
])('by %s', (field, jobs, descending, ascending) => {
  expect(sorted(jobs, field, 'DESC')).toBe(descending);
  expect(sorted(jobs, field, 'ASC')).toBe(ascending);
});

it('has the newest first of equal ones, in both directions', () => {
  for (const order of ['ASC', 'DESC'] as const) {
    expect(sorted({ new: {}, old: {} }, 'region', order)).toBe('new old');
    expect(sorted({ old: { createdAt: 1 }, new: { createdAt: 2 } }, 'buckets', order)).toBe('new old');
  }
});

it('sorts by findings, and puts jobs whose number isn’t known last', () => {
  const rows = ['few', 'many', 'none', 'unread'].map((name) =>
    sampleRow({ name, jobId: name, source: name === 'unread' ? 'security/us-east-1' : 'security/eu-west-1' }),
  );
  const counts = new Map([
    ['many', 9],
    ['few', 1],
  ]);
  const total = { counts, whole: true };
  const known = new Map([['security/eu-west-1' as const, { total, high: total }]]);
  const names = (order: BrowserSort['order']) =>
    sortInBrowser(rows, { field: 'findings', order }, { now: NOW }, known).map(({ name }) => name);
  expect(names('DESC')).toEqual(['many', 'few', 'none', 'unread']);
  expect(names('ASC')).toEqual(['none', 'few', 'many', 'unread']);
});
