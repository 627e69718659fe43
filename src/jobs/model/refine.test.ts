import { describe, expect, it } from 'vitest';
import { DEFAULT_VIEW, type Refinements } from '../criteria/criteria.ts';
import type { Job } from './job.ts';
import { hasRefinements, matchesRefinements } from './refine.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const DAY = 86_400_000;

const NONE: Refinements = DEFAULT_VIEW.refinements;

function job(members: Partial<Job>): Job {
  return {
    source: 'security/eu-west-1',
    jobId: '0123456789abcdef0123456789abcdef',
    name: 'pii',
    jobStatus: 'RUNNING',
    jobType: 'ONE_TIME',
    createdAt: NOW - DAY,
    lastRunError: 'NONE',
    userPausedDetails: undefined,
    bucketDefinitions: undefined,
    bucketCriteria: undefined,
    ...members,
  };
}

describe('matchesRefinements', () => {
  const buckets: Partial<Job> = {
    bucketDefinitions: [
      { accountId: '111122223333', buckets: ['app-logs', 'Legacy-PII'] },
      { accountId: '444455556666', buckets: undefined },
    ],
  };

  it.each<[Partial<Refinements>, Partial<Job>, boolean]>([
    [{}, {}, true],
    [{ lastRun: 'error' }, { lastRunError: 'ERROR' }, true],
    [{ lastRun: 'error' }, { lastRunError: 'NONE' }, false],
    [{ lastRun: 'error' }, { lastRunError: undefined }, false],
    [{ lastRun: 'none' }, { lastRunError: 'NONE' }, true],
    [{ lastRun: 'none' }, { lastRunError: 'ERROR' }, false],
    [{ lastRun: 'none' }, { lastRunError: undefined }, false],
    [{ buckets: ['logs'] }, buckets, true],
    [{ buckets: ['LOGS'] }, buckets, true],
    [{ buckets: ['pii'] }, buckets, true],
    [{ buckets: ['nothing', 'app-'] }, buckets, true],
    [{ buckets: ['nothing'] }, buckets, false],
    [{ buckets: ['logs'] }, { bucketCriteria: {} }, false],
    [{ attention: true }, { jobStatus: 'PAUSED' }, true],
    [{ attention: true }, {}, false],
    [{ attention: true, lastRun: 'none' }, { jobStatus: 'PAUSED' }, true],
    [{ attention: true, lastRun: 'error' }, { jobStatus: 'PAUSED' }, false],
  ])('%o on %o is %s', (refinements, members, matches) => {
    expect(matchesRefinements(job(members), { ...NONE, ...refinements }, { now: NOW })).toBe(matches);
  });
});

it('hasRefinements tells whether any is set', () => {
  expect(hasRefinements(NONE)).toBe(false);
  expect(hasRefinements({ ...NONE, lastRun: 'none' })).toBe(true);
  expect(hasRefinements({ ...NONE, buckets: ['a'] })).toBe(true);
  expect(hasRefinements({ ...NONE, attention: true })).toBe(true);
});
