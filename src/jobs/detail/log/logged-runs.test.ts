import { expect, test } from 'vitest';
import { parseLogEvent } from './log-events.ts';
import { loggedRuns } from './logged-runs.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-01T00:00:00Z');

const at = (hour: number) => START + hour * HOUR;
const event = (hour: number, eventType: string) =>
  parseLogEvent({
    eventId: `${hour} ${eventType}`,
    timestamp: at(hour),
    message: JSON.stringify({ eventType }),
  });

test('each run has its length, its errors and its buckets, latest first', () => {
  const events = [
    event(0, 'JOB_CREATED'),
    // Of a run whose beginning has not been read.
    event(1, 'BUCKET_ACCESS_DENIED'),
    event(24, 'SCHEDULED_RUN_STARTED'),
    event(25, 'BUCKET_MATCHED_THE_CRITERIA'),
    event(26, 'BUCKET_ACCESS_DENIED'),
    event(27, 'SCHEDULED_RUN_COMPLETED'),
    event(48, 'SCHEDULED_RUN_STARTED'),
    event(72, 'SCHEDULED_RUN_STARTED'),
    event(73, 'JOB_CANCELLED'),
  ];
  const runs = [
    { beganAt: at(72), endedAt: at(73), errors: 0, matched: 0 },
    { beganAt: at(48), endedAt: undefined, errors: 0, matched: 0 },
    { beganAt: at(24), endedAt: at(27), errors: 1, matched: 1 },
  ];
  expect(loggedRuns(events)).toEqual(runs);
  expect(loggedRuns(events.toReversed())).toEqual(runs);
  expect(loggedRuns([])).toEqual([]);
});
