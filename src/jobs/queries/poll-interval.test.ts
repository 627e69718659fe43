import { expect, test } from 'vitest';
import { AwsError } from '../../aws/errors.ts';
import { listedPollInterval, pollInterval } from './poll-interval.ts';

const failure = new AwsError('throttled', 'DescribeClassificationJob', {
  code: 'ThrottlingException',
  message: '',
});
const refusal = new AwsError('denied', 'DescribeClassificationJob', {
  code: 'AccessDeniedException',
  message: '',
});

test.each([
  ['RUNNING', 'auto', null, 10_000],
  ['IDLE', 'auto', null, 60_000],
  ['USER_PAUSED', 'auto', null, 60_000],
  ['HIBERNATING', 'auto', null, 60_000],
  [undefined, 'auto', null, 60_000],
  ['COMPLETE', 'auto', null, false],
  ['CANCELLED', 30, null, false],
  ['RUNNING', 30, null, 30_000],
  ['RUNNING', 'off', null, false],
  ['RUNNING', 'auto', failure, 20_000],
  ['COMPLETE', 'auto', failure, 20_000],
  [undefined, 'auto', failure, 20_000],
  ['RUNNING', 'off', failure, false],
  ['RUNNING', 300, failure, 300_000],
  ['RUNNING', 5, failure, 20_000],
  ['RUNNING', 'auto', refusal, false],
  ['RUNNING', 'auto', new Error('of this page'), false],
] as const)('%s, every %s, after %s: %s', (status, refresh, error, expected) => {
  expect(pollInterval(status, refresh, error)).toBe(expected);
});

test.each([
  ['RUNNING', 'auto', 60_000],
  ['RUNNING', 300, 300_000],
  ['COMPLETE', 'auto', false],
  ['IDLE', 'off', false],
] as const)('one of many: %s, every %s: %s', (status, refresh, expected) => {
  expect(listedPollInterval(status, refresh, null)).toBe(expected);
});
