import { expect, test } from 'vitest';
import { jobKey, toJob } from '../../model/job.ts';
import type { Job } from '../../model/job.ts';
import { changesWords } from './changes-text.ts';

const jobs = ['a', 'b', 'c'].flatMap((jobId) => toJob('security/us-east-1', { jobId }) ?? []);

test.each([
  { changed: 0, before: 3, words: '' },
  { changed: 1, before: 3, words: '1 job changed' },
  { changed: 2, before: 3, words: '2 jobs changed' },
  { changed: 1, before: 0, words: '1 new job' },
  { changed: 3, before: 0, words: '3 new jobs' },
  { changed: 3, before: 2, words: '2 jobs changed, 1 new' },
])('$changed changed of $before known: “$words”', ({ changed, before, words }) => {
  expect(changesWords(keys(jobs.slice(0, changed)), jobs.slice(0, before))).toBe(words);
});

function keys(jobs: readonly Job[]): ReadonlySet<string> {
  return new Set(jobs.map(jobKey));
}
