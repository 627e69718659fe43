import type { Emulator } from '../emulator.ts';
import { EVERYTHING, throughGateway } from './gateway.ts';

/**
 * A `fetch` that reaches the emulator without a network. Requests to `/macie/{region}/…` go through the gateway, except
 * on AWS's own hosts; everything else reaches the emulator unchanged.
 */
export function inProcessFetch(
  emulator: Emulator,
): (input: string | URL | Request, init?: RequestInit) => Promise<Response> {
  return async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const headers = new Headers(request.headers);
    // A browser adds the header itself.
    if (!headers.has('host')) headers.set('host', url.host);
    const isAws = url.hostname.endsWith('.amazonaws.com');
    const target = isAws ? undefined : throughGateway(request.method, url.pathname + url.search, EVERYTHING);
    if (target && 'refused' in target) return new Response(null, { status: target.refused });
    if (target) {
      headers.set('host', target.host);
      url.href = url.origin + target.path;
    }
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
    const forwarded = new Request(url, {
      method: request.method,
      headers,
      signal: request.signal,
      ...(hasBody && { body: await request.arrayBuffer() }),
    });
    // Node passes an abort on only while the request is in memory, and a body that hangs keeps none of it.
    init?.signal?.addEventListener('abort', () => [request, forwarded], { once: true });
    return emulator.fetch(forwarded);
  };
}

/** The part of the SDK's request that a handler needs. */
interface SdkRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number | undefined;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | string[] | null>> | undefined;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A `requestHandler` for a client of the AWS SDK that reaches the emulator without a network. */
export function inProcessRequestHandler(emulator: Emulator) {
  const fetch = inProcessFetch(emulator);
  return {
    handle: async (request: SdkRequest, { abortSignal }: { abortSignal?: unknown } = {}) => {
      const { protocol, hostname, port, path, method, headers, body } = request;
      const url = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}${queryText(request)}`;
      const response = await fetch(url, {
        method,
        headers,
        ...(abortSignal instanceof AbortSignal && { signal: abortSignal }),
        ...(isBody(body) && { body }),
      });
      return {
        response: {
          statusCode: response.status,
          reason: response.statusText,
          headers: Object.fromEntries(response.headers),
          body: response.body ?? new Uint8Array(),
        },
      };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}

function queryText({ query = {} }: SdkRequest): string {
  const text = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => [value ?? ''].flat().map((one) => [name, one])),
  ).toString();
  return text && `?${text}`;
}

function isBody(body: unknown): body is string | Uint8Array<ArrayBuffer> {
  return (typeof body === 'string' && body !== '') || body instanceof Uint8Array;
}
