import type { DescribeClassificationJobResponse } from '@aws-sdk/client-macie2';

/** For tests: a value as a newer Macie might send it, which the installed SDK's types don't know. */
export function unlisted(value: unknown): never {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place where tests lie about types
  return value as never;
}

/** For tests: a healthy recurring job. */
export const IDLE_JOB: DescribeClassificationJobResponse = {
  jobId: '3ce05dbb7ec5505def334104bf347800',
  jobArn: 'arn:aws:macie2:eu-west-1:111122223333:classification-job/3ce05dbb7ec5505def334104bf347800',
  name: 'nightly-pii',
  jobStatus: 'IDLE',
  jobType: 'SCHEDULED',
  scheduleFrequency: { weeklySchedule: { dayOfWeek: 'MONDAY' } },
  initialRun: true,
  createdAt: new Date('2026-01-01T00:00:00Z'),
  lastRunTime: new Date('2026-02-09T01:00:00Z'),
  lastRunErrorStatus: { code: 'NONE' },
  statistics: { approximateNumberOfObjectsToProcess: 0, numberOfRuns: 6 },
  s3JobDefinition: { bucketDefinitions: [{ accountId: '111122223333', buckets: ['invoices', 'contracts'] }] },
};
