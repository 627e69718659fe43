import { AwsError } from './aws-error.ts';
import type { Key, Principal } from '../identity/credentials.ts';
import { applyFault } from '../controls/faults.ts';
import type { ControlState } from '../controls/state.ts';
import { awsJson, awsQuery, type Protocol } from './protocols.ts';
import { readClaim, type SignedRequest, verifySignature } from './sigv4.ts';

/** What every emulated service needs. */
export interface ServiceContext {
  readonly state: ControlState;
  readonly latencyMs: number;
  readonly staticKeys: ReadonlyMap<string, Key>;
}

/** One request to an operation. */
export interface Call {
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Uint8Array;
  readonly now: number;
}

/** Gives the body of a signed call's success, or throws an AwsError. */
export type Handle = (call: Call, principal: Principal, region: string) => unknown;

/** An AWS operation: how to recognise, check and answer a call. */
export type Operation = {
  readonly name: string;
  readonly protocol: Protocol;
} & (
  | {
      /** The signing name of the service, such as `macie2`. */
      readonly service: string;
      readonly handle: Handle;
    }
  | {
      /** The operation takes no signature, as Cognito identity's don't. */
      readonly service?: never;
      /** The Region for fault rules and the request log. */
      readonly region: (call: Call) => string | undefined;
      readonly handle: (call: Call) => unknown;
    }
);

/** The part of a router's context that answering needs. */
interface Context {
  readonly req: { readonly raw: Request };
}

/**
 * A route's handler that answers like AWS: it checks the signature, then runs the operation, and writes errors in the
 * operation's protocol. Calls are logged, delayed and hit by faults.
 */
export function serve(shared: ServiceContext, operation: Operation): (context: Context) => Promise<Response> {
  return (context) => answerCall(shared, operation, context.req.raw);
}

/**
 * The same for services that speak AWS JSON, where a header names the operation.
 * @param services each service's operations, by the prefix of its targets
 */
export function serveByTarget(
  shared: ServiceContext,
  services: Readonly<Record<string, readonly Operation[]>>,
): (context: Context) => Promise<Response> {
  return async ({ req }) => {
    const target = req.raw.headers.get('x-amz-target') ?? '';
    const [service = '', name] = target.split('.');
    const operation = services[service]?.find((each) => each.name === name);
    if (operation) return answerCall(shared, operation, req.raw);
    return awsJson.failure(new AwsError(400, 'UnknownOperationException', `Unknown operation ${target}`));
  };
}

/** The same for a service that speaks the query protocol, where the form's Action names the operation. */
export function serveByAction(
  shared: ServiceContext,
  operations: readonly Operation[],
): (context: Context) => Promise<Response> {
  return async ({ req }) => {
    const action = new URLSearchParams(await req.raw.clone().text()).get('Action') ?? '';
    const operation = operations.find(({ name }) => name === action);
    if (operation) return answerCall(shared, operation, req.raw);
    return awsQuery.failure(
      new AwsError(400, 'InvalidAction', `Could not find operation ${action} for version 2011-06-15`),
    );
  };
}

async function answerCall(shared: ServiceContext, operation: Operation, request: Request): Promise<Response> {
  const { state, latencyMs } = shared;
  const { clock, log, faults, sleep } = state;
  const call: SignedRequest & Call = {
    method: request.method,
    url: new URL(request.url),
    headers: request.headers,
    body: new Uint8Array(await request.arrayBuffer()),
    now: clock.now(),
  };
  const caller = await identify(shared, operation, call);
  const identity = {
    operation: operation.name,
    region: caller.region,
    accountId: caller.principal?.accountId,
  };
  const entry = {
    at: call.now,
    operation: operation.name,
    accountId: identity.accountId ?? null,
    region: identity.region ?? null,
    method: call.method,
    path: call.url.pathname + call.url.search,
    headers: Object.fromEntries(call.headers),
    body: new TextDecoder().decode(call.body),
    status: 0,
    signature: caller.signature,
  };
  log.add(entry);
  const fault = faults.next(identity);
  if (latencyMs > 0) await sleep(latencyMs, request.signal);
  const answer = (): Promise<Response> => respond(operation.protocol, caller.handle);
  const response = fault
    ? await applyFault(fault, answer, operation.protocol, sleep, request.signal)
    : await answer();
  entry.status = response.status;
  response.headers.set('date', new Date(clock.now()).toUTCString());
  return response;
}

interface Caller {
  readonly signature: 'valid' | 'invalid' | 'absent';
  readonly principal?: Principal;
  readonly region: string | undefined;
  /** Runs the operation for this caller, or throws the error of its signature. */
  readonly handle: () => unknown;
}

async function identify(
  shared: ServiceContext,
  operation: Operation,
  call: SignedRequest & Call,
): Promise<Caller> {
  if (operation.service === undefined) {
    return { signature: 'absent', region: operation.region(call), handle: () => operation.handle(call) };
  }
  const region = readClaim(call.headers)?.region;
  try {
    const principal = await verifySignature(call, operation.service, shared.staticKeys, call.now);
    return {
      signature: 'valid',
      principal,
      region,
      handle: () => operation.handle(call, principal, region ?? ''),
    };
  } catch (error) {
    return {
      signature: call.headers.has('authorization') ? 'invalid' : 'absent',
      region,
      handle: () => {
        throw error;
      },
    };
  }
}

async function respond(protocol: Protocol, handle: () => unknown): Promise<Response> {
  try {
    return protocol.success(await handle());
  } catch (error) {
    if (error instanceof AwsError) return protocol.failure(error);
    throw error;
  }
}
