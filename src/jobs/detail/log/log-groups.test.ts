import { expect, test } from 'vitest';
import { parseLogEvent } from './log-events.ts';
import type { LogEvent } from './log-events.ts';
import { groupEvents, summarizeErrors } from './log-groups.ts';

const event = (eventType: string | undefined, more: object = {}): LogEvent =>
  parseLogEvent({ message: JSON.stringify({ eventType, ...more }) });
const bucket = (value: string) => ({
  affectedAccount: '1',
  affectedResource: { type: 'S3_BUCKET_NAME', value },
});

test('neighbours of a type are put together, in the order of the log', () => {
  const groups = groupEvents([
    event('JOB_COMPLETED'),
    event('BUCKET_MATCHED_THE_CRITERIA', bucket('a')),
    event('BUCKET_MATCHED_THE_CRITERIA', bucket('b')),
    event('SCHEDULED_RUN_STARTED'),
    event('BUCKET_MATCHED_THE_CRITERIA', bucket('c')),
  ]);
  expect(groups.map(({ type, events }) => [type, events.length])).toEqual([
    ['JOB_COMPLETED', 1],
    ['BUCKET_MATCHED_THE_CRITERIA', 2],
    ['SCHEDULED_RUN_STARTED', 1],
    ['BUCKET_MATCHED_THE_CRITERIA', 1],
  ]);
});

test('lines of another form stay alone', () => {
  expect(groupEvents([event(undefined), event(undefined)])).toHaveLength(2);
});

test('errors are counted by what they name, each once', () => {
  expect(
    summarizeErrors([
      event('BUCKET_ACCESS_DENIED', bucket('a')),
      event('BUCKET_ACCESS_DENIED', bucket('a')),
      event('BUCKET_DOES_NOT_EXIST', bucket('b')),
      event('ACCOUNT_DISABLED', { affectedAccount: '2' }),
      event('JOB_COMPLETED'),
    ]),
  ).toEqual({ accounts: 1, buckets: 2 });
  expect(summarizeErrors([event('JOB_COMPLETED')])).toBeUndefined();
});
