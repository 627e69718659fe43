import { isErrorEvent } from './log-events.ts';
import type { LogEvent } from './log-events.ts';

/** Events of the same type that stand together in the log: a run may take a thousand buckets. */
export interface LogGroup {
  readonly type: string | undefined;
  /** At least one, in the order of the log. */
  readonly events: readonly LogEvent[];
}

/** A log with neighbours of the same type put together. Lines of another form stay alone. */
export function groupEvents(events: readonly LogEvent[]): readonly LogGroup[] {
  const groups: { type: string | undefined; events: LogEvent[] }[] = [];
  for (const event of events) {
    const last = groups.at(-1);
    if (last && event.type !== undefined && last.type === event.type) last.events.push(event);
    else groups.push({ type: event.type, events: [event] });
  }
  return groups;
}

/** What kept Macie from data in the newest run that met errors: how many accounts and buckets. */
export interface LogSummary {
  readonly accounts: number;
  readonly buckets: number;
}

/** Counts what errors name, each account and bucket once. Undefined where there is no error. */
export function summarizeErrors(events: readonly LogEvent[]): LogSummary | undefined {
  const errors = events.filter(isErrorEvent);
  if (errors.length === 0) return undefined;
  const bucketErrors = errors.filter(({ type }) => type?.startsWith('BUCKET_'));
  const accountErrors = errors.filter((event) => !bucketErrors.includes(event));
  return {
    accounts: new Set(accountErrors.map(({ account }) => account)).size,
    buckets: new Set(bucketErrors.map(({ resource, account }) => resource?.value ?? account)).size,
  };
}
