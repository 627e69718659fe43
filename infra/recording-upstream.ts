import { createServer, request } from 'node:http';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The name that a TLS client asked for, if it was one. */
  readonly tlsName?: string | undefined;
}

/** What a server answered, its body not decoded. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A server in Macie's place that records what arrives. */
export interface Upstream {
  readonly origin: string;
  readonly received: Received[];
  /** Its answer to every request. */
  answer: { status: number; headers: Record<string, string>; body: string };
  close(): Promise<void>;
}

/** Starts an upstream on a free port of this machine; with a certificate and key (PEM), over TLS. */
export async function recordingUpstream(tls?: { cert: string; key: string }): Promise<Upstream> {
  const received: Received[] = [];
  const listener: RequestListener = (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers, socket } = incoming;
      const tlsName = 'servername' in socket ? String(socket.servername) : undefined;
      received.push({ method, path: url, headers, body: Buffer.concat(chunks), tlsName });
      outgoing.writeHead(upstream.answer.status, upstream.answer.headers).end(upstream.answer.body);
    });
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const upstream: Upstream = {
    origin: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    received,
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"items":[]}' },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
  return upstream;
}

/** Sends a request with its path exactly as given; `fetch` would normalize it. */
export function send(
  origin: string,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Uint8Array } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options;
    const length: Record<string, number> =
      body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const outgoing = request(
      { hostname, port, path, method, headers: { ...headers, ...length }, agent: false },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () => {
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: Buffer.concat(chunks),
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
