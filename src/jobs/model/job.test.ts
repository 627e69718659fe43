import { assert, property, string, tuple } from 'fast-check';
import { expect, expectTypeOf, test } from 'vitest';
import { sourceKey } from '../../aws/source.ts';
import { jobPath, parseJobPath } from './job.ts';
import type { Job, SHARED_MEMBERS } from './job.ts';

test('whatever a job is called by, its path leads back to it', () => {
  const some = string({ minLength: 1 }).filter((text) => !text.includes('/'));
  assert(
    property(tuple(some, some, string({ minLength: 1 })), ([account, region, jobId]) => {
      const path = jobPath({ source: sourceKey({ account, region }), jobId });
      expect(parseJobPath(path)).toEqual({ account, region, jobId });
    }),
  );
});

test.each([
  '/',
  '/jobs',
  '/jobs/security',
  '/jobs/security/us-east-1',
  '/jobs/security/us-east-1/',
  '/jobs//us-east-1/x',
  '/jobs/security/us-east-1/x/y',
  '/elsewhere/security/us-east-1/x',
  '/jobs/security/us-east-1/50%',
])('%s is no job’s', (path) => {
  expect(parseJobPath(path)).toBeUndefined();
});

test('each member of a row is its own or shared, so that a new one reaches the page', () => {
  type Own = 'source' | 'jobId' | 'name' | 'createdAt';
  expectTypeOf<(typeof SHARED_MEMBERS)[number]>().toEqualTypeOf<Exclude<keyof Job, Own>>();
});
