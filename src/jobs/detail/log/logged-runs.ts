import { isErrorEvent } from './log-events.ts';
import type { LogEvent } from './log-events.ts';

/** A run of a recurring job, by its log. */
export interface LoggedRun {
  /** Milliseconds since 1970. */
  readonly beganAt: number;
  /** Undefined where the log has no end of this run. */
  readonly endedAt: number | undefined;
  /** Events that kept Macie from some data. */
  readonly errors: number;
  /** Buckets that the job's criteria matched. */
  readonly matched: number;
}

/** The runs whose beginning is among these events, latest first. */
export function loggedRuns(events: readonly LogEvent[]): readonly LoggedRun[] {
  const dated = events.flatMap((event) => (event.at === undefined ? [] : [{ ...event, at: event.at }]));
  const runs: { -readonly [K in keyof LoggedRun]: LoggedRun[K] }[] = [];
  for (const event of dated.toSorted((a, b) => a.at - b.at)) {
    const run = runs.at(-1);
    if (event.type === 'SCHEDULED_RUN_STARTED') {
      runs.push({ beganAt: event.at, endedAt: undefined, errors: 0, matched: 0 });
    } else if (run && run.endedAt === undefined) {
      if (ENDS.has(event.type)) run.endedAt = event.at;
      else if (event.type === 'BUCKET_MATCHED_THE_CRITERIA') run.matched += 1;
      else if (isErrorEvent(event)) run.errors += 1;
    }
  }
  return runs.toReversed();
}

const ENDS: ReadonlySet<string | undefined> = new Set(['SCHEDULED_RUN_COMPLETED', 'JOB_CANCELLED']);
