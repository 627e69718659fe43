import { readFileSync, statSync } from 'node:fs';
import type {
  ClientRequest,
  IncomingHttpHeaders,
  IncomingMessage,
  RequestOptions,
  ServerResponse,
} from 'node:http';
import { request } from 'node:https';
import * as v from 'valibot';
import type { Connect } from 'vite';
import type { Emulator } from '../emulator.ts';
import { BODY_LIMIT, gatewayRoutes } from '../../infra/gateway-rules.ts';
import { INSIGHTS } from '../../src/aws/operations.ts';
import { MACIE_REGIONS } from '../../src/aws/regions.ts';
import { type GatewayRules, type GatewayTarget, throughGateway } from './gateway.ts';
import { bridge } from './node-bridge.ts';

/** Starts a request to a server; Node's own `request` in one of its forms. */
export type Send = (options: RequestOptions, onAnswer: (answer: IncomingMessage) => void) => ClientRequest;

/**
 * The gateway of the page's origin, with the emulator beside it. `/macie/{region}/…` goes to the emulator with the
 * demo's configuration and to the real Macie with any other. The rules are those of the gateways in `infra/`: only the
 * operations that the configuration switches on, no cookies, and short bodies.
 * @param configFile the configuration that is served to the page
 * @param send sends a request to the real Macie
 */
export function gatewayMiddleware(
  configFile: string,
  emulator: Emulator,
  send: Send = (options, onAnswer) => request(options, onAnswer),
): Connect.NextHandleFunction {
  const setup = watchConfiguration(configFile);

  async function handle(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    next: Connect.NextFunction,
  ): Promise<void> {
    const { method = 'GET', url = '/' } = incoming;
    const { isDemo, rules } = setup();
    const target = throughGateway(method, url, rules);
    if (!target) {
      if (EMULATED.test(url)) await bridge(emulator.fetch, incoming, outgoing);
      else next();
      return;
    }
    outgoing.setHeader('cache-control', 'no-store');
    if ('refused' in target) {
      outgoing
        .writeHead(target.refused, {
          'content-type': 'text/plain',
          ...(target.refused === 405 && { allow: target.allow }),
        })
        .end('The gateway passes nothing like this.');
      return;
    }
    const body = await readBody(incoming);
    if (!body) {
      outgoing.writeHead(413, { 'content-type': 'text/plain', connection: 'close' }).end('Too long.');
    } else if (isDemo) {
      await bridge(emulator.fetch, incoming, outgoing, { ...target, body });
    } else {
      forward(target, body, incoming, outgoing, send);
    }
  }

  return (incoming, outgoing, next) => {
    // The request broke off while it was read: there is no one to answer.
    handle(incoming, outgoing, next).catch(() => incoming.destroy());
  };
}

const EMULATED = /^\/(cognito-identity|sts|logs|_emulator)\//;

/** The part of the configuration that decides where requests go. */
interface Setup {
  /** Whether credentials come from the emulator: on AWS, no account has a credentials endpoint. */
  readonly isDemo: boolean;
  readonly rules: GatewayRules;
}

/**
 * Reads the configuration again whenever the file has changed. With one that can't be read, requests go to the emulator
 * only.
 */
function watchConfiguration(configFile: string): () => Setup {
  let known: { readonly changedAt: number; readonly setup: Setup } | undefined;
  return () => {
    try {
      const { mtimeMs: changedAt } = statSync(configFile);
      if (changedAt !== known?.changedAt) {
        known = { changedAt, setup: setupOf(readFileSync(configFile, 'utf8')) };
      }
      return known.setup;
    } catch {
      return { isDemo: true, rules: { regions: MACIE_REGIONS, routes: gatewayRoutes({}) } };
    }
  };
}

function setupOf(config: string): Setup {
  const { accounts, insights } = v.parse(Configuration, JSON.parse(config));
  const isDemo = accounts.some(({ credentials }) => credentials.endpoint !== undefined);
  // The emulator's controls enable Macie in Regions that no configuration names.
  const regions = isDemo ? MACIE_REGIONS : accounts.flatMap((account) => account.regions);
  return { isDemo, rules: { regions, routes: gatewayRoutes({ insights }) } };
}

const Configuration = v.object({
  accounts: v.array(
    v.object({
      regions: v.optional(v.array(v.picklist(MACIE_REGIONS)), []),
      credentials: v.object({ endpoint: v.optional(v.string()) }),
    }),
  ),
  insights: v.optional(v.array(v.picklist(INSIGHTS)), []),
});

/** The whole body, or undefined if it is longer than a gateway allows. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > BODY_LIMIT) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Headers that concern a single connection (RFC 9110, 7.6.1). */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Passes a request to the real Macie and its answer back. Nothing that is signed changes. */
function forward(
  { host, path }: GatewayTarget,
  body: Buffer,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  send: Send,
): void {
  const headers = {
    ...passing(incoming.headers, 'cookie'),
    host,
    ...(incoming.method !== 'GET' && { 'content-length': String(body.length) }),
  };
  const upstream = send({ host, path, method: incoming.method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, passing(answer.headers, 'cache-control'));
    answer.pipe(outgoing);
    answer.once('error', () => outgoing.destroy());
  });
  upstream.once('error', (error) => {
    if (outgoing.headersSent) outgoing.destroy();
    else
      outgoing
        .writeHead(502, { 'content-type': 'text/plain' })
        .end(`${host} can't be reached: ${error.message}`);
  });
  outgoing.once('close', () => upstream.destroy());
  upstream.end(body);
}

function passing(headers: IncomingHttpHeaders, but: string): IncomingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !HOP_BY_HOP.has(name) && name !== but && !name.startsWith(':'),
    ),
  );
}
