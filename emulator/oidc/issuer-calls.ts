import { type IncomingMessage, ServerResponse } from 'node:http';
import { decodeJwt, SignJWT } from 'jose';
import type { KeyObject } from 'node:crypto';
import * as v from 'valibot';
import { applyFault } from '../controls/faults.ts';
import type { ControlState } from '../controls/state.ts';
import type { Protocol } from '../protocol/protocols.ts';
import { relay } from '../server/node-bridge.ts';

/** A handler of Node's HTTP server. */
export type NodeHandler = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

/** The issuer's endpoints that the page calls, by path, with their names in faults and the request log. */
const OPERATIONS: Readonly<Record<string, string>> = {
  '/.well-known/openid-configuration': 'OidcDiscovery',
  '/token': 'OidcToken',
  '/jwks': 'OidcKeys',
  '/token/revocation': 'OidcRevocation',
};

export interface IssuerCalls {
  readonly state: ControlState;
  /** The private key that signs the issuer's tokens. */
  readonly key: KeyObject;
}

/**
 * Answers a call to the issuer under the emulator's controls: it is logged, hit by faults, and its id tokens follow the
 * emulator's clock.
 * @param path the call's path below the issuer
 */
export async function answerIssuerCall(
  { state, key }: IssuerCalls,
  path: string,
  handler: NodeHandler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const operation = OPERATIONS[path];
  if (operation === undefined) return handler(incoming, outgoing);
  const entry = {
    at: state.clock.now(),
    operation,
    accountId: null,
    region: null,
    method: incoming.method ?? 'GET',
    path,
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    ),
    // The issuer reads the stream.
    body: '',
    status: 0,
    signature: 'absent' as const,
  };
  state.log.add(entry);
  const fault = state.faults.next({ operation, region: undefined, accountId: undefined });
  await relay(
    async (signal) => {
      const answer = async (): Promise<Response> =>
        moveIdToken(await capture(handler, incoming), state.clock.offset(), key);
      const response = fault ? await applyFault(fault, answer, oauth, state.sleep, signal) : await answer();
      entry.status = response.status;
      return response;
    },
    incoming,
    outgoing,
  );
}

/** OAuth's errors (RFC 6749, 5.2): a fault's type is the code, such as `invalid_grant`. */
const oauth: Protocol = {
  success: (body) => Response.json(body),
  failure: ({ status, type, message }) =>
    Response.json({ error: type, error_description: message }, { status }),
};

/** Runs a handler and gives its whole answer instead of sending it. */
function capture(handler: NodeHandler, incoming: IncomingMessage): Promise<Response> {
  return new Promise((resolve, reject) => {
    const outgoing = new ServerResponse(incoming);
    outgoing.end = (chunk: unknown) => {
      const headers = new Headers();
      for (const [name, value] of Object.entries(outgoing.getHeaders())) {
        for (const one of [value ?? []].flat()) headers.append(name, String(one));
      }
      const body = typeof chunk === 'string' ? chunk : Buffer.isBuffer(chunk) ? new Uint8Array(chunk) : null;
      resolve(new Response(body, { status: outgoing.statusCode, headers }));
      return outgoing;
    };
    handler(incoming, outgoing).catch(reject);
  });
}

const Tokens = v.looseObject({ id_token: v.string() });

/** The issuer's package uses the computer's clock, so a token's times are moved and it is signed again. */
async function moveIdToken(response: Response, offset: number, key: KeyObject): Promise<Response> {
  if (offset === 0) return response;
  const text = await response.text();
  const tokens = v.safeParse(v.pipe(v.string(), v.parseJson(), Tokens), text);
  if (!tokens.success) return new Response(text || null, response);
  const claims = decodeJwt(tokens.output.id_token);
  for (const name of ['iat', 'exp', 'nbf', 'auth_time']) {
    const time = claims[name];
    if (typeof time === 'number') claims[name] = time + Math.round(offset / 1000);
  }
  const moved = await new SignJWT(claims).setProtectedHeader(ID_TOKEN_HEADER).sign(key);
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  return Response.json({ ...tokens.output, id_token: moved }, { status: response.status, headers });
}

/** How the issuer's id tokens are signed. */
export const ID_TOKEN_HEADER = { alg: 'RS256', kid: 'demo' } as const;
