import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { withFreshCredentials } from './credentials.ts';
import { LOG_GROUP } from './log-group.ts';
import type { CredentialProvider } from './credentials.ts';
import { checkAnswers } from './answer-shape.ts';
import { AwsError, toAwsError } from './errors.ts';
import { httpHandler } from './http-handler.ts';
import { sourceKey } from './source.ts';
import type { Source } from './source.ts';

/** A line of a log. */
export interface LogLine {
  readonly eventId?: string | undefined;
  /** Milliseconds since 1970. */
  readonly timestamp?: number | undefined;
  readonly message?: string | undefined;
}

/** Some lines of a job's log. */
export interface LogPage {
  readonly lines: readonly LogLine[];
  /** Asks for the lines after these; undefined when there are none. */
  readonly next: string | undefined;
  /** True where the Region has no log of Macie jobs at all: Macie makes it with the first job. */
  readonly absent: boolean;
}

/** Which lines of whose log. */
export interface LogQuery {
  readonly jobId: string;
  readonly createdAt: Date | undefined;
  readonly lastRunTime: Date | undefined;
  /** `next` of the page before. */
  readonly token?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Reads the log of a job, the newest lines first where CloudWatch Logs can. Throws an AwsError. */
export type ReadJobLog = (source: Source, query: LogQuery) => Promise<LogPage>;

/** CloudWatch Logs reads backwards no further than this (AWS). */
const BACKWARDS_SINCE = Date.UTC(2024, 0, 1);

const LINES = 200;

/** A page may be empty though others follow, so several are read until there is a line. */
const MOST_CALLS = 10;

/**
 * The logs of Macie jobs. CloudWatch Logs, unlike Macie, answers a browser, so there is no gateway.
 *
 * @param endpoint where CloudWatch Logs answers, when not at AWS: a path or URL with `{region}`
 */
export function createJobLog(
  endpoint: string | undefined,
  credentials: (account: string) => CredentialProvider,
): ReadJobLog {
  const clients = new Map<string, CloudWatchLogsClient>();
  const clientOf = (source: Source): CloudWatchLogsClient => {
    const key = sourceKey(source);
    const known = clients.get(key);
    if (known) return known;
    const client = new CloudWatchLogsClient({
      region: source.region,
      credentials: credentials(source.account),
      requestHandler: httpHandler,
      ...(endpoint !== undefined && { endpoint: absolute(endpoint, source.region) }),
    });
    client.middlewareStack.use(checkAnswers({ FilterLogEvents: 'events' }));
    clients.set(key, client);
    return client;
  };
  const filterEvents = async (
    source: Source,
    { jobId, createdAt, lastRunTime, signal }: LogQuery,
    token: string | undefined,
  ) => {
    const created = createdAt?.getTime() ?? 0;
    const backwards = (lastRunTime?.getTime() ?? Infinity) >= BACKWARDS_SINCE;
    try {
      const { events = [], nextToken } = await clientOf(source).send(
        new FilterLogEventsCommand({
          logGroupName: LOG_GROUP,
          // AWS says that the stream's name "correlates to" the job's id. Assumed (?): it begins with it.
          logStreamNamePrefix: jobId,
          startTime: backwards ? Math.max(created, BACKWARDS_SINCE) : created,
          startFromHead: !backwards,
          limit: LINES,
          nextToken: token,
        }),
        signal ? { abortSignal: signal } : {},
      );
      return { events, nextToken };
    } catch (error) {
      throw toAwsError(error, 'FilterLogEvents');
    }
  };
  return async (source, query) => {
    let next = query.token;
    try {
      for (let call = 1; ; call++) {
        const { events, nextToken } = await withFreshCredentials(
          credentials(source.account),
          () => filterEvents(source, query, next),
          () => clients.delete(sourceKey(source)),
        );
        next = nextToken;
        if (events.length > 0 || next === undefined || call === MOST_CALLS)
          return { lines: events, next, absent: false };
      }
    } catch (error) {
      if (error instanceof AwsError && error.kind === 'not-found') {
        // ? A log group without the job's stream: only the message says which of the two is missing.
        return { lines: [], next: undefined, absent: !/log stream/i.test(error.message) };
      }
      throw error;
    }
  };
}

function absolute(endpoint: string, region: string): string {
  return new URL(endpoint.replace('{region}', region), globalThis.location?.href).href;
}
