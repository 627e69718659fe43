import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { Http2SecureServer } from 'node:http2';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Emulator } from '../emulator/emulator.ts';
import { gatewayMiddleware } from '../emulator/server/gateway-middleware.ts';
import { bridge } from '../emulator/server/node-bridge.ts';
import { securityHeaders } from '../infra/headers.ts';
import type { HeadersConfig } from '../infra/headers.ts';

/** A server on a free port of this machine. */
export interface RunningServer {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves a production build as a good web server does, with an emulator behind the gateway: everything gzipped
 * beforehand, hashed files to be kept for ever, the rest to be asked for again, and the security headers.
 *
 * @param certificate where HTTP/2 is wanted, as CloudFront and the nginx of `infra/` speak it: browsers have at most
 *   six requests under way to a server of HTTP/1.1
 */
export function serveSite(
  folder: string,
  emulator: Emulator,
  certificate?: Certificate,
): Promise<RunningServer> {
  const config = JSON.parse(readFileSync(path.join(folder, 'config.json'), 'utf8')) as HeadersConfig;
  const headers = securityHeaders(config);
  // The peer's components come with their fonts inside the style sheet. All are served with the same headers.
  const policy = headers[POLICY]?.replace("font-src 'self'", "font-src 'self' data:");
  const files = readFiles(folder);
  const gateway = gatewayMiddleware(path.join(folder, 'config.json'), emulator);
  const handle: RequestListener = (incoming, outgoing) => {
    gateway(incoming, outgoing, () => {
      answer(files, { ...headers, [POLICY]: policy ?? '' }, incoming, outgoing);
    });
  };
  if (!certificate) return listen(handle);
  // Node's HTTP/2 server gives the same requests and responses as far as they are used here.
  return listen(handle, createSecureServer(certificate), 'https');
}

/** In PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** Serves an emulator alone, as `npm run emulator` does. */
export function serveEmulator(emulator: Emulator): Promise<RunningServer> {
  return listen((incoming, outgoing) => {
    void bridge(emulator.fetch, incoming, outgoing);
  });
}

const POLICY = 'Content-Security-Policy';

interface File {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What is in a build by the path that it is asked for with; its source maps only developers ask for. */
function readFiles(folder: string): ReadonlyMap<string, File> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
      .map(({ parentPath, name }) => {
        const file = path.join(parentPath, name);
        const url = `/${path.relative(folder, file).split(path.sep).join('/')}`;
        const body = gzipSync(readFileSync(file), { level: 9 });
        const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`;
        const cacheControl = url.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
        const headers = {
          'content-type': TYPES[path.extname(name)] ?? 'application/octet-stream',
          'content-encoding': 'gzip',
          'content-length': String(body.length),
          'cache-control': cacheControl,
          etag,
        };
        return [url, { headers, body }] as const;
      }),
  );
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** A path without a file of its own is the page's: it knows what to show. */
function answer(
  files: ReadonlyMap<string, File>,
  headers: Readonly<Record<string, string>>,
  { url = '/', headers: { 'if-none-match': known } }: IncomingMessage,
  outgoing: ServerResponse,
): void {
  const [asked = '/'] = url.split('?', 1);
  const file = files.get(asked) ?? (path.extname(asked) === '' ? files.get('/index.html') : undefined);
  if (!file) {
    outgoing.writeHead(404, headers).end();
  } else if (known === file.headers['etag']) {
    const { etag, 'cache-control': cacheControl } = file.headers;
    outgoing.writeHead(304, { ...headers, etag, 'cache-control': cacheControl }).end();
  } else {
    outgoing.writeHead(200, { ...headers, ...file.headers }).end(file.body);
  }
}

function listen(
  handle: RequestListener,
  server: Server | Http2SecureServer = createServer(),
  scheme: 'http' | 'https' = 'http',
): Promise<RunningServer> {
  server.on('request', handle);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address !== 'object' || !address) return;
      resolve({
        origin: `${scheme}://127.0.0.1:${address.port}`,
        close: async () => {
          if ('closeAllConnections' in server) server.closeAllConnections();
          await new Promise((closed) => server.close(closed));
        },
      });
    });
  });
}
