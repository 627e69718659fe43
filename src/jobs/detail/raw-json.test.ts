import { expect, test } from 'vitest';
import { rawJson } from './raw-json.ts';
import { IDLE_JOB } from '../../testing/sample-job.ts';

test('the answer as the wire has it, without what this page and the SDK added', () => {
  const text = rawJson({ ...IDLE_JOB, $metadata: { requestId: 'a' }, unreadable: ['name'] });
  expect(JSON.parse(text)).toEqual({
    ...IDLE_JOB,
    createdAt: '2026-01-01T00:00:00.000Z',
    lastRunTime: '2026-02-09T01:00:00.000Z',
  });
  expect(text).toContain('\n  "jobId"');
});
