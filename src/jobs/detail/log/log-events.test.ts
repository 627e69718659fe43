import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventText, isErrorEvent, parseLogEvent } from './log-events.ts';

const ERRORS = `ACCOUNT_ACCESS_DENIED ACCOUNT_DISABLED ACCOUNT_DISASSOCIATED ACCOUNT_ISOLATED
  ACCOUNT_REGION_DISABLED ACCOUNT_SUSPENDED ACCOUNT_TERMINATED BUCKET_ACCESS_DENIED BUCKET_DETAILS_UNAVAILABLE
  BUCKET_DOES_NOT_EXIST BUCKET_IN_DIFFERENT_REGION BUCKET_OWNER_CHANGED`.split(/\s+/);
const STATUS = `JOB_CREATED ONE_TIME_JOB_STARTED SCHEDULED_RUN_STARTED BUCKET_MATCHED_THE_CRITERIA
  NO_BUCKETS_MATCHED_THE_CRITERIA SCHEDULED_RUN_COMPLETED JOB_PAUSED_BY_USER JOB_RESUMED_BY_USER
  JOB_PAUSED_BY_MACIE_SERVICE_QUOTA_MET JOB_RESUMED_BY_MACIE_SERVICE_QUOTA_LIFTED JOB_CANCELLED
  JOB_COMPLETED`.split(/\s+/);

test('each of the twelve errors has its meaning and its remedy', () => {
  expect(ERRORS).toHaveLength(12);
  for (const type of ERRORS) {
    const text = eventText(type);
    expect(text.level).toBe(type.startsWith('ACCOUNT') ? 'account' : 'bucket');
    expect(text.remedy).toMatch(/^[A-Z].*\.$/);
    expect(isErrorEvent(parseLogEvent({ message: JSON.stringify({ eventType: type }) }))).toBe(true);
  }
});

test('each status event has its meaning, and its own', () => {
  expect(STATUS.map((type) => eventText(type).level)).toEqual(STATUS.map(() => 'status'));
  expect(new Set([...STATUS, ...ERRORS].map((type) => eventText(type).title)).size).toBe(24);
});

test('an event newer than this page stands under its own name', () => {
  expect(eventText('BUCKET_ON_FIRE')).toMatchObject({ title: 'BUCKET_ON_FIRE', level: 'unknown' });
  expect(eventText('constructor')).toMatchObject({ title: 'constructor', level: 'unknown' });
});

describe('a line', () => {
  test('of Macie is read whole', () => {
    const message = JSON.stringify({
      adminAccountId: '123456789012',
      jobId: '85a55dc0fa6ed0be5939d0408example',
      eventType: 'BUCKET_ACCESS_DENIED',
      occurredAt: '2024-04-14T17:11:30.574809Z',
      description: 'Macie doesn’t have permission to access the affected S3 bucket.',
      jobName: 'My_Macie_Job',
      operation: 'ListObjectsV2',
      runDate: '2024-04-14T17:08:30.345809Z',
      affectedAccount: '111122223333',
      affectedResource: { type: 'S3_BUCKET_NAME', value: 'amzn-s3-demo-bucket' },
    });
    expect(parseLogEvent({ eventId: '7', timestamp: 1, message })).toEqual({
      id: '7',
      at: Date.parse('2024-04-14T17:11:30.574Z'),
      type: 'BUCKET_ACCESS_DENIED',
      description: 'Macie doesn’t have permission to access the affected S3 bucket.',
      account: '111122223333',
      resource: { type: 'S3_BUCKET_NAME', value: 'amzn-s3-demo-bucket' },
      operation: 'ListObjectsV2',
      runAt: Date.parse('2024-04-14T17:08:30.345Z'),
    });
  });

  test('without its own time has that of the log', () => {
    expect(
      parseLogEvent({ timestamp: 42, message: '{"eventType":"JOB_CREATED","occurredAt":"soon"}' }),
    ).toMatchObject({ at: 42, type: 'JOB_CREATED', description: '' });
  });

  test.each([
    '',
    'plain text',
    '[]',
    'null',
    '7',
    '{"eventType":{}}',
    '{"eventType":null,"affectedResource":[]}',
  ])('of another form is kept as text: %j', (message) => {
    const event = parseLogEvent({ timestamp: 42, message });
    expect(event).toMatchObject({ at: 42, type: undefined, resource: undefined });
    expect(isErrorEvent(event)).toBe(false);
  });

  test('with nothing at all is still one', () => {
    expect(parseLogEvent({})).toMatchObject({ at: undefined, type: undefined, description: '' });
  });

  test('never throws, and gives texts and numbers only', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (message) => {
        const { resource, ...event } = parseLogEvent({ message });
        for (const value of [...Object.values(event), resource?.type, resource?.value]) {
          expect(['string', 'number', 'undefined']).toContain(typeof value);
        }
      }),
    );
  });
});
