import { expect, test } from 'vitest';
import { lastRunWords, leftWords, resultWords, runsWords } from './run-text.ts';
import { plain } from '../text.ts';

const lastRunTime = new Date('2026-02-11T12:00:00Z');

test('the time that Macie gives for a job that never ran is no run', () => {
  const words = plain(lastRunWords({ lastRunTime, statistics: { numberOfRuns: 0 } }));
  expect(words).toBe('It has not run yet; Macie gives 2026-02-11T12:00:00.000Z, when it was created');
  expect(plain(lastRunWords({ statistics: { numberOfRuns: 0 } }))).toBe('It has not run yet');
  expect(plain(lastRunWords({ lastRunTime }))).toBe('2026-02-11T12:00:00.000Z');
  expect(plain(lastRunWords({}))).toBe('Macie did not say');
});

test.each([
  [0, 'None: it has not run yet'],
  [1200, '1,200'],
  [undefined, 'Macie did not say'],
  [Number.NaN, 'Macie did not say'],
])('%s runs', (runs, expected) => {
  expect(runsWords(runs)).toBe(expected);
});

test.each([
  ['NONE', 'COMPLETE', 'None: Macie processed all the data'],
  ['NONE', 'RUNNING', 'None so far'],
  ['NONE', 'USER_PAUSED', 'None so far'],
  ['ERROR', 'COMPLETE', 'Errors: Macie skipped data that it could not access'],
  ['SOME', 'COMPLETE', 'SOME'],
  [undefined, 'COMPLETE', 'Macie did not say'],
  ['', 'COMPLETE', 'Macie did not say'],
])('errors %s of a job that is %s', (code, status, expected) => {
  expect(resultWords({ code, status })).toBe(expected);
});

const left = (approximateNumberOfObjectsToProcess: number) => ({
  statistics: { approximateNumberOfObjectsToProcess },
});

test('objects left', () => {
  expect(leftWords({ ...left(1), jobStatus: 'RUNNING' })).toBe('About 1 object in this run');
  expect(leftWords({ ...left(55_210), jobStatus: 'USER_PAUSED' })).toBe('About 55,210 objects');
  expect(leftWords(left(0))).toBe('None');
  expect(leftWords({})).toBe('Macie did not say');
});
