import { expect, test } from 'vitest';
import { jobKey, toJob } from '../../model/job.ts';
import type { Job } from '../../model/job.ts';
import { changesText } from './changes-text.ts';

const jobs = ['a', 'b', 'c'].flatMap((jobId) => toJob('security/us-east-1', { jobId }) ?? []);

test.each([
  { changed: 0, before: 3, text: '' },
  { changed: 1, before: 3, text: '1 job changed' },
  { changed: 2, before: 3, text: '2 jobs changed' },
  { changed: 1, before: 0, text: '1 new job' },
  { changed: 3, before: 0, text: '3 new jobs' },
  { changed: 3, before: 2, text: '2 jobs changed, 1 new' },
])('$changed changed of $before known: “$words”', ({ changed, before, text }) => {
  expect(changesText(keys(jobs.slice(0, changed)), jobs.slice(0, before))).toBe(text);
});

function keys(jobs: readonly Job[]): ReadonlySet<string> {
  return new Set(jobs.map(jobKey));
}
