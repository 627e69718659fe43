import * as v from 'valibot';
import { AwsError } from '../protocol/aws-error.ts';
import type { Protocol } from '../protocol/protocols.ts';

/** The faults that can be set: which calls fail, and how. */
export const FaultRules = v.array(
  v.strictObject({
    /** The AWS name of the operation, such as `ListClassificationJobs`, or the issuer's, such as `OidcToken`. */
    operation: v.string(),
    region: v.optional(v.string()),
    accountId: v.optional(v.string()),
    /** That many calls pass first. */
    skip: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
    /** How many calls fail; absent means all that follow. */
    times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
    fault: v.variant('kind', [
      v.strictObject({
        kind: v.literal('error'),
        status: v.number(),
        type: v.string(),
        message: v.string(),
        headers: v.optional(v.record(v.string(), v.string())),
      }),
      v.strictObject({ kind: v.literal('delay'), ms: v.number() }),
      v.strictObject({ kind: v.literal('reset') }),
      v.strictObject({ kind: v.literal('truncate') }),
      v.strictObject({ kind: v.literal('hang') }),
      v.strictObject({ kind: v.literal('hang-body') }),
      v.strictObject({
        kind: v.literal('body'),
        status: v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599)),
        contentType: v.optional(v.string()),
        body: v.optional(v.string()),
        /** Such as `location`, for a redirect. */
        headers: v.optional(v.record(v.string(), v.string())),
      }),
    ]),
  }),
);

export type FaultRule = v.InferOutput<typeof FaultRules>[number];
export type Fault = FaultRule['fault'];

/** Waits that many milliseconds, or until the signal aborts: then it rejects with the signal's reason. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** What fault rules match a call by; undefined is what isn't known. */
export interface CallIdentity {
  readonly operation: string;
  readonly region: string | undefined;
  readonly accountId: string | undefined;
}

/** The current fault rules and how often each has matched. */
export interface Faults {
  readonly set: (rules: readonly FaultRule[]) => void;
  /** The fault for a call: that of the first matching rule with no calls left to skip and some left to fail. */
  readonly next: (call: CallIdentity) => Fault | undefined;
}

/** Thrown instead of an answer to cut the connection, so that the caller sees a network failure. */
export class ConnectionReset extends TypeError {
  override name = 'ConnectionReset';
}

/** No faults. */
export function createFaults(): Faults {
  let rules: { readonly rule: FaultRule; met: number; fired: number }[] = [];
  return {
    set: (given) => {
      rules = given.map((rule) => ({ rule, met: 0, fired: 0 }));
    },
    next: (call) => {
      let chosen: Fault | undefined;
      for (const state of rules) {
        const { rule } = state;
        if (!concerns(rule, call)) continue;
        state.met += 1;
        if (chosen || state.met <= (rule.skip ?? 0) || state.fired >= (rule.times ?? Infinity)) continue;
        state.fired += 1;
        chosen = rule.fault;
      }
      return chosen;
    },
  };
}

/**
 * What the caller gets under a fault, which may use the proper answer.
 * @throws ConnectionReset for a reset; the signal's reason once the caller of a hanging call gives up.
 */
export async function applyFault(
  fault: Fault,
  answer: () => Promise<Response>,
  protocol: Protocol,
  sleep: Sleep,
  signal: AbortSignal,
): Promise<Response> {
  switch (fault.kind) {
    case 'error': {
      const response = protocol.failure(new AwsError(fault.status, fault.type, fault.message));
      for (const [name, value] of Object.entries(fault.headers ?? {})) response.headers.set(name, value);
      // Some protocols answer every error with 400; the rule's status wins.
      return new Response(response.body, { status: fault.status, headers: response.headers });
    }
    case 'body': {
      const { status, contentType, body = '', headers } = fault;
      return new Response(body === '' || WITHOUT_BODY.has(status) ? null : body, {
        status,
        headers: { ...(contentType !== undefined && { 'content-type': contentType }), ...headers },
      });
    }
    case 'delay':
      await sleep(fault.ms, signal);
      return answer();
    case 'truncate':
      return half(await answer(), () => Promise.reject(new ConnectionReset('terminated')));
    case 'hang-body':
      return half(await answer(), () => untilAborted(signal));
    case 'reset':
      throw new ConnectionReset('fetch failed');
    case 'hang':
      return untilAborted(signal);
    default:
      return fault satisfies never;
  }
}

/** Statuses without a body (HTTP). */
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/** Never resolves; rejects with the signal's reason once it aborts. */
function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- an aborted call rejects with whatever its caller gave.
    const giveUp = (): void => reject(signal.reason);
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}

function concerns(rule: FaultRule, call: CallIdentity): boolean {
  return (
    rule.operation === call.operation &&
    (rule.region === undefined || rule.region === call.region) &&
    (rule.accountId === undefined || rule.accountId === call.accountId)
  );
}

/** The headers and half of the body; then `rest`, which never resolves, decides what happens. */
async function half(response: Response, rest: () => Promise<never>): Promise<Response> {
  const body = new Uint8Array(await response.arrayBuffer());
  let sent = false;
  const stream = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      if (sent) await rest();
      sent = true;
      controller.enqueue(body.slice(0, Math.floor(body.length / 2)));
    },
  });
  const headers = new Headers(response.headers);
  headers.set('content-length', String(body.length));
  return new Response(stream, { status: response.status, headers });
}
