import { HttpResponse } from '@smithy/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import { getSmithyContext } from '@smithy/core/transport';
import { parseRfc3339DateTimeWithOffset } from '@smithy/core/serde';
import type {
  DeserializeMiddleware,
  HandlerExecutionContext,
  InitializeMiddleware,
  Pluggable,
} from '@smithy/types';
import { AwsError } from './errors.ts';

/*
 * The SDK reads an answer without checking it: a body without the list that was asked for becomes an empty list, a
 * number in the place of a name stays a number, and one odd time makes the whole answer fail. So each answer is checked
 * here, once, against the SDK's own schema of it: what is no answer fails, and an odd member costs that member only.
 */

/** What an SDK client's answers carry beside what AWS sent. */
export interface CheckedAnswer {
  /** The members that were not what the service's model says and are left out, such as `items[3].name`. */
  readonly unreadable?: readonly string[] | undefined;
}

/**
 * Checks the answers of a client of the SDK. An answer that is not what the operation gives throws an AwsError of kind
 * `malformed`.
 *
 * @param essential by operation: the member without which an answer is none. Other operations need any of their members.
 */
export function checkAnswers<Input extends object, Output extends object>(
  essential: Readonly<Record<string, string>>,
): Pluggable<Input, Output> {
  const check: DeserializeMiddleware<Input, Output> = (next, context) => async (args) => {
    const result = await next(args);
    const { response } = result;
    if (!HttpResponse.isInstance(response) || response.statusCode >= 300) return result;
    const { name, output } = operationOf(context);
    const body = parse(response.body);
    const unreadable: string[] = [];
    const answer = readable(NormalizedSchema.of(output), body, '', unreadable);
    const member = essential[name];
    const isAnswer = isRecord(answer) && (member ? answer[member] !== undefined : hasMembers(answer, output));
    if (!isAnswer) {
      // What is no JSON and has no request id is the page of a proxy, a login or a wrong gateway.
      const requestId = response.headers['x-amzn-requestid'];
      const isPage = body === undefined && requestId === undefined && !isEmpty(response.body);
      throw new AwsError(isPage ? 'not-aws' : 'malformed', name, {
        code: 'UnreadableAnswer',
        // AWS has said nothing.
        message: '',
        status: response.statusCode,
        requestId,
      });
    }
    if (unreadable.length > 0) {
      response.body = new TextEncoder().encode(JSON.stringify(answer));
      context[UNREADABLE] = unreadable;
    }
    return result;
  };
  return {
    applyToStack: (stack) => {
      // The innermost step: before the SDK reads the answer.
      stack.add(check, { step: 'deserialize', priority: 'low', name: 'checkAnswer' });
      stack.add(reportUnreadable<Input, Output>(), { step: 'initialize', name: 'reportUnreadable' });
    },
  };
}

/** Adds what `checkAnswers` left out to the SDK's output. */
function reportUnreadable<Input extends object, Output extends object>(): InitializeMiddleware<
  Input,
  Output
> {
  return (next, context) => async (args) => {
    const result = await next(args);
    const unreadable: unknown = context[UNREADABLE];
    if (unreadable) Object.assign(result.output, { unreadable });
    return result;
  };
}

const UNREADABLE = 'unreadableMembers';

type Schema = Parameters<typeof NormalizedSchema.of>[0];

/** The operation of a call, as the SDK keeps it in the call's context. */
function operationOf(context: HandlerExecutionContext): { readonly name: string; readonly output: Schema } {
  const { operationSchema } = getSmithyContext(context);
  const [, , name, , , output]: readonly unknown[] = Array.isArray(operationSchema) ? operationSchema : [];
  if (typeof name !== 'string' || output === undefined) throw new Error('The SDK call has no schema.');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The SDK keeps it untyped.
  return { name, output: output as Schema };
}

/** The body as JSON; undefined where it isn't JSON. */
function parse(body: unknown): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body instanceof Uint8Array ? body : undefined));
  } catch {
    return undefined;
  }
}

function isEmpty(body: unknown): boolean {
  return body instanceof Uint8Array && body.length === 0;
}

function hasMembers(answer: Readonly<Record<string, unknown>>, output: Schema): boolean {
  for (const [member, schema] of NormalizedSchema.of(output).structIterator()) {
    if (answer[wireName(member, schema)] !== undefined) return true;
  }
  return false;
}

/**
 * The part of a value that is what its schema says; undefined where nothing is. Changes the value.
 *
 * @param unreadable gets the paths of what was left out
 */
function readable(schema: NormalizedSchema, value: unknown, path: string, unreadable: string[]): unknown {
  if (value === undefined || value === null) return undefined;
  if (schema.isStructSchema()) {
    if (!isRecord(value)) return leaveOut(path, unreadable);
    for (const [member, memberSchema] of schema.structIterator()) {
      const name = wireName(member, memberSchema);
      if (!Object.hasOwn(value, name)) continue;
      value[name] = readable(memberSchema, value[name], path ? `${path}.${name}` : name, unreadable);
    }
    return value;
  }
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) return leaveOut(path, unreadable);
    const itemSchema = schema.getValueSchema();
    const items = value.map((item: unknown, index) => {
      const where = `${path}[${index}]`;
      const read = readable(itemSchema, item, where, unreadable);
      if (item === null) leaveOut(where, unreadable);
      // An item of which nothing is readable still counts as one.
      return read === undefined && itemSchema.isStructSchema() ? {} : read;
    });
    return items.filter((item) => item !== undefined);
  }
  if (schema.isMapSchema()) {
    if (!isRecord(value)) return leaveOut(path, unreadable);
    const valueSchema = schema.getValueSchema();
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [
        key,
        readable(valueSchema, each, `${path}.${key}`, unreadable),
      ]),
    );
  }
  return isScalar(schema, value) ? value : leaveOut(path, unreadable);
}

function leaveOut(path: string, unreadable: string[]): undefined {
  unreadable.push(path);
}

function isScalar(schema: NormalizedSchema, value: unknown): boolean {
  if (schema.isStringSchema()) return typeof value === 'string';
  if (schema.isNumericSchema()) return typeof value === 'number';
  if (schema.isBooleanSchema()) return typeof value === 'boolean';
  if (schema.isTimestampSchema()) return isTime(schema, value);
  return true;
}

/** Smithy's number for times that are written as ISO 8601. */
const DATE_TIME = 5;

function isTime(schema: NormalizedSchema, value: unknown): boolean {
  if (schema.getSchema() !== DATE_TIME) return typeof value === 'number';
  try {
    return parseRfc3339DateTimeWithOffset(value) !== undefined;
  } catch {
    return false;
  }
}

function wireName(member: string, schema: NormalizedSchema): string {
  const { jsonName } = schema.getMergedTraits();
  return typeof jsonName === 'string' ? jsonName : member;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
