import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import { getMimeType } from 'hono/utils/mime';
import { BODY_LIMIT, gatewayRoutes } from '../infra/gateway-rules.ts';
import { securityHeaders } from '../infra/headers.ts';
import { credentialsFailure } from './accounts.ts';
import type { LocalAccount } from './accounts.ts';
import type { AwsCall, SignedFetch } from './signed-fetch.ts';

/** What the local server serves. */
export interface LocalServerOptions {
  readonly port: number;
  readonly accounts: readonly LocalAccount[];
  /** Whether the page may read the logs of jobs. */
  readonly logs: boolean;
  /** The built page: its files by path, such as `/index.html`. */
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly signedFetch: SignedFetch;
}

/** The local server, not yet listening. */
export interface LocalServer {
  /** Where to open the page. It contains the run's secret. */
  readonly url: string;
  readonly fetch: (request: Request) => Response | Promise<Response>;
}

/**
 * A server for one reader on this machine: the built page, a configuration made for the run, and a gateway that signs.
 * AWS keys never leave it. The page gets placeholders in their place, which only this server accepts: it is, to the
 * page, an identity pool. So the page is the same as in a deployment.
 */
export function createLocalServer(options: LocalServerOptions): LocalServer {
  const { port, files, signedFetch } = options;
  const origin = `http://127.0.0.1:${port}`;
  // Cookies are shared by all ports of a host.
  const cookieName = `macie-job-monitor-${port}`;
  const openSecret = secret();
  const cookieSecret = secret();
  const identitySecret = secret();
  const accounts = options.accounts.map((account) => ({ ...account, placeholder: secret() }));
  const config = configOf(options, identitySecret);
  const headers = securityHeaders(config);
  const routes = gatewayRoutes({}).map(({ method, pattern }) => ({
    method,
    pattern: new RegExp(`^(?:${pattern})$`),
  }));

  const app = new Hono();
  app.use(async (c, next) => {
    const site = c.req.header('sec-fetch-site');
    const from = c.req.header('origin');
    // A name that another site has rebound to 127.0.0.1 is refused, and so is every request of another site.
    if (
      c.req.header('host') !== `127.0.0.1:${port}` ||
      (from !== undefined && from !== origin) ||
      (site !== undefined && site !== 'same-origin' && site !== 'none')
    ) {
      return c.text('Not for other sites.', 403);
    }
    await next();
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
    return undefined;
  });
  app.use(bodyLimit({ maxSize: BODY_LIMIT }));

  app.get('/open/:secret', (c) => {
    if (!isSame(c.req.param('secret'), openSecret)) return c.text('Not found.', 404);
    setCookie(c, cookieName, cookieSecret, { httpOnly: true, sameSite: 'Strict', path: '/' });
    return c.redirect('/jobs');
  });

  // The page's calls of AWS carry no cookies: the placeholder stands for the reader.
  app.post('/identity/:secret/', async (c) => {
    if (!isSame(c.req.param('secret'), identitySecret)) return c.text('Not found.', 404);
    const body: unknown = await c.req.json().catch(() => undefined);
    const target = c.req.header('x-amz-target')?.split('.')[1];
    const [account, id] = accountOf(body);
    if (!account) return failure(400, 'ResourceNotFoundException', 'This run has no such account.');
    if (target === 'GetId') return c.json({ IdentityId: id });
    if (target !== 'GetCredentialsForIdentity') return c.text('Not found.', 404);
    try {
      await account.credentials();
    } catch (error) {
      return failure(400, 'NotAuthorizedException', credentialsFailure(error, account.profile));
    }
    return c.json({
      IdentityId: id,
      Credentials: {
        AccessKeyId: `LOCAL${account.accountId}`,
        SecretKey: account.placeholder,
        SessionToken: account.placeholder,
        Expiration: Date.now() / 1000 + 3600,
      },
    });
  });

  app.all('/macie/:region/*', async (c) => {
    const account = byPlaceholder(c.req.header('x-amz-security-token'));
    if (!account) return failure(403, 'UnrecognizedClientException', 'This page belongs to an earlier run.');
    const region = c.req.param('region');
    const url = c.req.url.slice(new URL(c.req.url).origin.length);
    const path = url.slice(`/macie/${region}`.length);
    const route = routes.find(({ pattern }) => pattern.test(path));
    if (!route || !account.regions.includes(region)) return c.text('Not found.', 404);
    if (route.method !== c.req.method) return c.text('Not allowed.', 405, { allow: route.method });
    return pass(account, {
      service: 'macie2',
      region,
      method: route.method,
      path,
      ...(route.method === 'POST' && {
        headers: { 'content-type': 'application/json' },
        body: await c.req.text(),
      }),
    });
  });

  app.post('/logs/:region/', async (c) => {
    const account = byPlaceholder(c.req.header('x-amz-security-token'));
    const region = c.req.param('region');
    if (!account) return failure(403, 'UnrecognizedClientException', 'This page belongs to an earlier run.');
    const target = c.req.header('x-amz-target');
    if (!options.logs || target !== FILTER_LOG_EVENTS || !account.regions.includes(region)) {
      return c.text('Not found.', 404);
    }
    return pass(account, {
      service: 'logs',
      region,
      method: 'POST',
      path: '/',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': FILTER_LOG_EVENTS },
      body: await c.req.text(),
    });
  });

  app.get('*', (c) => {
    if (!isSame(getCookie(c, cookieName) ?? '', cookieSecret)) {
      return c.text('Open the address that the terminal shows: it lets this browser in.', 403);
    }
    const path = c.req.path;
    if (path === '/config.json') return c.json(config);
    const isPage = !/\.\w+$/.test(path);
    const file = files.get(isPage ? '/index.html' : path);
    if (!file) return c.text('Not found.', 404);
    return c.body(file, 200, { 'content-type': getMimeType(isPage ? '/index.html' : path) ?? BINARY });
  });
  app.all('*', (c) => c.text('Not found.', 404));

  function accountOf(body: unknown): [(typeof accounts)[number] | undefined, string] {
    const { IdentityPoolId, IdentityId } = (body ?? {}) as Partial<Record<string, unknown>>;
    const id = typeof IdentityPoolId === 'string' ? IdentityPoolId : String(IdentityId);
    return [accounts.find((account) => poolId(account) === id), id];
  }

  function byPlaceholder(token = '') {
    return accounts.find(({ placeholder }) => isSame(token, placeholder));
  }

  /** Sends a call signed with the account's keys. The page sees AWS's answer, whatever it is. */
  async function pass(account: LocalAccount, call: AwsCall): Promise<Response> {
    try {
      await account.credentials();
    } catch (error) {
      // The page then asks for credentials again, which answers the same until they are mended.
      return failure(403, 'ExpiredTokenException', credentialsFailure(error, account.profile));
    }
    let answer: Response;
    try {
      answer = await signedFetch(account.credentials, call);
    } catch (error) {
      const { message, cause } = error instanceof Error ? error : new Error(String(error));
      const reason = cause instanceof Error ? cause.message : message;
      return new Response(`AWS can't be reached: ${reason}`, { status: 502 });
    }
    const passed = new Headers();
    for (const name of PASSED_HEADERS) {
      const value = answer.headers.get(name);
      if (value !== null) passed.set(name, value);
    }
    return new Response(await answer.arrayBuffer(), { status: answer.status, headers: passed });
  }

  return { url: `${origin}/open/${openSecret}`, fetch: (request) => app.fetch(request) };
}

const FILTER_LOG_EVENTS = 'Logs_20140328.FilterLogEvents';
const BINARY = 'application/octet-stream';
const PASSED_HEADERS = ['content-type', 'date', 'x-amzn-errortype', 'x-amzn-requestid', 'retry-after'];

function configOf({ accounts, logs }: LocalServerOptions, identitySecret: string) {
  return {
    title: 'Macie jobs',
    gateway: '/macie/{region}',
    signIn: null,
    logs: logs && { endpoint: '/logs/{region}/' },
    accounts: accounts.map((account) => ({
      id: account.id,
      label: account.label,
      accountId: account.accountId,
      regions: account.regions,
      credentials: { identityPoolId: poolId(account), endpoint: `/identity/${identitySecret}/` },
    })),
  };
}

/** The same for each run, since the browser keeps it; it is no secret. */
function poolId({ id, accountId }: LocalAccount): string {
  const hex = createHash('sha256').update(`${id} ${accountId}`).digest('hex');
  return `us-east-1:${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function failure(status: number, type: string, message: string): Response {
  return Response.json(
    { __type: type, message },
    { status, headers: { 'x-amzn-errortype': type, 'content-type': 'application/x-amz-json-1.1' } },
  );
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares in a time that doesn't depend on where two texts differ. */
function isSame(text: string, secret: string): boolean {
  return timingSafeEqual(digest(text), digest(secret));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
