import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { ConnectionReset } from '../controls/faults.ts';

/** What a gateway changes in a request. It also drops cookies. */
export interface Rewrite {
  readonly path: string;
  readonly host: string;
  /** The body, if it has already been read. */
  readonly body?: Uint8Array;
}

/** Answers a request of Node's HTTP server with a fetch-like handler. */
export function bridge(
  fetch: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  rewrite?: Rewrite,
): Promise<void> {
  return relay(async (signal) => fetch(await toRequest(incoming, signal, rewrite)), incoming, outgoing);
}

/**
 * Sends a response through Node's HTTP server. A ConnectionReset, before or in the middle of the body, resets the
 * socket. The signal aborts when the caller disconnects.
 */
export async function relay(
  answer: (signal: AbortSignal) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const caller = new AbortController();
  outgoing.once('close', () => {
    if (outgoing.writableFinished) return;
    caller.abort(new DOMException('The caller closed the connection.', 'AbortError'));
  });
  try {
    const response = await answer(caller.signal);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    for await (const chunk of response.body ?? []) await write(outgoing, chunk);
    outgoing.end();
  } catch (error) {
    if (caller.signal.aborted || isGone(error)) return;
    if (!(error instanceof ConnectionReset)) console.error(error);
    if (error instanceof ConnectionReset || outgoing.headersSent) incoming.socket.resetAndDestroy();
    else
      outgoing
        .writeHead(500, { 'content-type': 'text/plain' })
        .end('The emulator failed; its console says how.');
  }
}

/** Whether an error means that the caller has disconnected, which the connection may not have reported yet. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && GONE.has(error.code);
}

const GONE: ReadonlySet<unknown> = new Set(['ECONNRESET', 'ERR_HTTP2_INVALID_STREAM']);

async function toRequest(
  incoming: IncomingMessage,
  signal: AbortSignal,
  rewrite?: Rewrite,
): Promise<Request> {
  const headers = new Headers();
  const raw = incoming.rawHeaders;
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] ?? '';
    // HTTP/2's pseudo-headers.
    if (!name.startsWith(':')) headers.append(name, raw[i + 1] ?? '');
  }
  if (rewrite) {
    headers.set('host', rewrite.host);
    headers.delete('cookie');
  }
  const body = rewrite?.body ?? (await buffer(incoming));
  const { method = 'GET', url = '/' } = incoming;
  return new Request(`http://${headers.get('host') ?? 'localhost'}${rewrite?.path ?? url}`, {
    method,
    headers,
    signal,
    ...(method !== 'GET' && method !== 'HEAD' && { body: new Uint8Array(body) }),
  });
}

/** Resolves once the operating system has the chunk, so that a reset can't overtake it. */
function write(outgoing: ServerResponse, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    outgoing.write(chunk, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
