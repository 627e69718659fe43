import { expect, test } from 'vitest';
import { lastRunText, leftText, resultText, runsText } from './run-text.ts';
import { plain } from '../text.ts';

const lastRunTime = new Date('2026-02-11T12:00:00Z');

test('the time that Macie gives for a job that never ran is no run', () => {
  const text = plain(lastRunText({ lastRunTime, statistics: { numberOfRuns: 0 } }));
  expect(text).toBe('Not run yet. Macie gives the time of its creation, 2026-02-11T12:00:00.000Z');
  expect(plain(lastRunText({ statistics: { numberOfRuns: 0 } }))).toBe('Not run yet');
  expect(plain(lastRunText({ lastRunTime }))).toBe('2026-02-11T12:00:00.000Z');
  expect(plain(lastRunText({}))).toBe('Macie didn’t say');
});

test.each([
  [0, 'Not run yet'],
  [1200, '1,200'],
  [undefined, 'Macie didn’t say'],
  [Number.NaN, 'Macie didn’t say'],
])('%s runs', (runs, expected) => {
  expect(runsText(runs)).toBe(expected);
});

test.each([
  ['NONE', 'COMPLETE', 'None: Macie processed all the data'],
  ['NONE', 'RUNNING', 'None so far'],
  ['NONE', 'USER_PAUSED', 'None so far'],
  ['ERROR', 'COMPLETE', 'Errors: Macie skipped data that it couldn’t access'],
  ['SOME', 'COMPLETE', 'SOME'],
  [undefined, 'COMPLETE', 'Macie didn’t say'],
  ['', 'COMPLETE', 'Macie didn’t say'],
])('errors %s of a job that is %s', (code, status, expected) => {
  expect(resultText({ code, status, hasRun: true })).toBe(expected);
});

test('a job that has never run has neither errors nor none', () => {
  for (const code of ['NONE', 'ERROR', undefined]) {
    expect(resultText({ code, status: 'IDLE', hasRun: false })).toBe('Not run yet');
  }
  expect(resultText({ code: 'NONE', status: 'IDLE', hasRun: undefined })).toBe('None so far');
});

test('of a sample not all the data was processed', () => {
  const sample = { code: 'NONE', status: 'COMPLETE', hasRun: true, samplingPercentage: 20 };
  expect(resultText(sample)).toBe('None: Macie processed all the data in its sample');
});

const left = (approximateNumberOfObjectsToProcess: number) => ({
  statistics: { approximateNumberOfObjectsToProcess },
});

test('objects left', () => {
  expect(leftText({ ...left(1), jobStatus: 'RUNNING' })).toBe('About 1 object in this run');
  expect(leftText({ ...left(55_210), jobStatus: 'USER_PAUSED' })).toBe('About 55,210 objects');
  expect(leftText(left(0))).toBe('None');
  expect(leftText({})).toBe('Macie didn’t say');
});
