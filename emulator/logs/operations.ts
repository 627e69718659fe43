import * as v from 'valibot';
import { AwsError } from '../protocol/aws-error.ts';
import type { Inventory, StoredJob } from '../macie/inventory.ts';
import { eventsOf, type JobEvent } from './job-events.ts';
import type { FindInventory } from '../macie/authorize.ts';
import { awsJson } from '../protocol/protocols.ts';
import type { Operation } from '../protocol/service.ts';

/** Where Macie logs what happens to the jobs of a Region. */
export const LOG_GROUP = '/aws/macie/classificationjobs';

/**
 * CloudWatch Logs' FilterLogEvents, `POST /logs/{region}/`, over the events of Macie's jobs. It supports two kinds of
 * filter patterns: plain words and `{ $.member = "text" }`.
 *
 * Assumption: the name of a job's log stream is the job's id.
 */
export function filterLogEvents(findInventory: FindInventory): Operation {
  return {
    name: 'FilterLogEvents',
    service: 'logs',
    protocol: awsJson,
    handle: ({ url, body, now }, { accountId }, region) => {
      const [, , named] = url.pathname.split('/');
      if (named !== undefined && named !== region) {
        throw new AwsError(
          403,
          'InvalidSignatureException',
          `Credential should be scoped to a valid region, not '${region}'. `,
        );
      }
      const input = readInput(body);
      const group = input.logGroupName ?? input.logGroupIdentifier?.replace(/^.*:log-group:/, '');
      const inventory = findInventory(accountId, region);
      if (group !== LOG_GROUP || !inventory) {
        throw new AwsError(400, 'ResourceNotFoundException', 'The specified log group does not exist.');
      }
      const pattern = readPattern(input.filterPattern ?? '');
      const events = jobsOf(inventory, input, pattern, now)
        .flatMap((job) => eventsOf(job.document(now), accountId, now).filter(pattern.matches).map(logEvent))
        .filter(
          ({ timestamp }) => timestamp >= (input.startTime ?? 0) && timestamp <= (input.endTime ?? Infinity),
        )
        .toSorted((a, b) =>
          input.startFromHead === false ? b.timestamp - a.timestamp : a.timestamp - b.timestamp,
        );
      const from = readToken(input.nextToken);
      const to = from + (input.limit ?? 10_000);
      return {
        events: events.slice(from, to),
        searchedLogStreams: [],
        ...(to < events.length && { nextToken: `from/${to}` }),
      };
    },
  };
}

const Input = v.object({
  logGroupName: v.nullish(v.string()),
  logGroupIdentifier: v.nullish(v.string()),
  logStreamNames: v.nullish(v.array(v.string())),
  logStreamNamePrefix: v.nullish(v.string()),
  startTime: v.nullish(v.number()),
  endTime: v.nullish(v.number()),
  filterPattern: v.nullish(v.string()),
  nextToken: v.nullish(v.string()),
  limit: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000))),
  startFromHead: v.nullish(v.boolean()),
});

type FilterInput = v.InferOutput<typeof Input>;

function readInput(body: Uint8Array): FilterInput {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(body));
  } catch {
    throw new AwsError(400, 'SerializationException', 'The request body is not valid JSON.');
  }
  const parsed = v.safeParse(Input, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw invalidParameter(
      `1 validation error detected: Value at '${v.getDotPath(issue) ?? 'body'}': ${issue.message}`,
    );
  }
  const { logGroupName, logGroupIdentifier, logStreamNames, logStreamNamePrefix } = parsed.output;
  if (Boolean(logGroupName) === Boolean(logGroupIdentifier)) {
    throw invalidParameter('Exactly one of logGroupName and logGroupIdentifier must be given.');
  }
  if (logStreamNames && logStreamNamePrefix) {
    throw invalidParameter('logStreamNames and logStreamNamePrefix exclude each other.');
  }
  return parsed.output;
}

interface Pattern {
  readonly matches: (event: JobEvent) => boolean;
  /** The job that the pattern asks for, if it asks for one. */
  readonly jobId?: string | undefined;
}

function readPattern(text: string): Pattern {
  const [, member, value] = /^\s*\{\s*\$\.(\w+)\s*=\s*"([^"]*)"\s*\}\s*$/.exec(text) ?? [];
  if (member !== undefined && value !== undefined) {
    return {
      matches: (event) => Object.entries(event).some(([name, actual]) => name === member && actual === value),
      jobId: member === 'jobId' ? value : undefined,
    };
  }
  if (text.includes('{')) throw invalidParameter('Invalid filter pattern');
  const words = text.split(/\s+/).map((word) => word.replaceAll('"', ''));
  return { matches: (event) => words.every((word) => JSON.stringify(event).includes(word)) };
}

function jobsOf(
  inventory: Inventory,
  input: FilterInput,
  pattern: Pattern,
  now: number,
): readonly StoredJob[] {
  const { logStreamNames, logStreamNamePrefix } = input;
  if (logStreamNames) {
    return logStreamNames.map((name) => {
      const job = inventory.find(name, now);
      if (!job)
        throw new AwsError(400, 'ResourceNotFoundException', 'The specified log stream does not exist.');
      return job;
    });
  }
  if (pattern.jobId !== undefined) {
    const job = inventory.find(pattern.jobId, now);
    return job ? [job] : [];
  }
  return inventory.jobs(now).filter(({ key }) => key.startsWith(logStreamNamePrefix ?? ''));
}

interface LogEvent {
  readonly eventId: string;
  readonly logStreamName: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly message: string;
}

function logEvent(event: JobEvent, index: number): LogEvent {
  const timestamp = Date.parse(event.occurredAt);
  // Event ids are 56 digits.
  const digits = `${timestamp}${BigInt(`0x${/^[0-9a-f]{32}$/.test(event.jobId) ? event.jobId : '0'}`)}`;
  return {
    eventId: `${digits.slice(0, 53).padStart(53, '3')}${String(index).padStart(3, '0')}`,
    logStreamName: event.jobId,
    timestamp,
    ingestionTime: timestamp + 4_000,
    message: JSON.stringify(event),
  };
}

function readToken(token: string | null | undefined): number {
  if (!token) return 0;
  const [, from] = /^from\/(\d+)$/.exec(token) ?? [];
  if (from === undefined) throw invalidParameter('The specified nextToken is invalid.');
  return Number(from);
}

function invalidParameter(message: string): AwsError {
  return new AwsError(400, 'InvalidParameterException', message);
}
