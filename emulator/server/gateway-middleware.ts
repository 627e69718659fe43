import { readFileSync, statSync } from 'node:fs';
import type { ClientRequest, IncomingMessage, RequestOptions, ServerResponse } from 'node:http';
import { request } from 'node:https';
import * as v from 'valibot';
import type { Connect } from 'vite';
import type { Emulator } from '../emulator.ts';
import { type GatewayTarget, throughGateway } from './gateway.ts';
import { bridge } from './node-bridge.ts';

/** Starts a request to a server; Node's own `request` in one of its forms. */
export type Send = (options: RequestOptions, onAnswer: (answer: IncomingMessage) => void) => ClientRequest;

/**
 * The gateway of the page's origin, and the emulator beside it. `/macie/{region}/…` goes to the emulator as long as
 * the configuration is the demo's, and to the real Macie once it isn't.
 * @param configFile the configuration that is served to the page.
 * @param send how the real Macie is reached.
 */
export function gatewayMiddleware(
  configFile: string,
  emulator: Emulator,
  send: Send = (options, onAnswer) => request(options, onAnswer),
): Connect.NextHandleFunction {
  const isDemo = watchDemo(configFile);

  async function handle(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    next: Connect.NextFunction,
  ): Promise<void> {
    const { method = 'GET', url = '/' } = incoming;
    const target = throughGateway(method, url);
    if (target === 'refused') {
      outgoing.writeHead(404, { 'content-type': 'text/plain' }).end('The gateway passes nothing like this.');
    } else if (target) {
      if (isDemo()) await bridge(emulator.fetch, incoming, outgoing, target);
      else forward(target, incoming, outgoing, send);
    } else if (EMULATED.test(url)) {
      await bridge(emulator.fetch, incoming, outgoing);
    } else {
      next();
    }
  }

  return (incoming, outgoing, next) => {
    void handle(incoming, outgoing, next);
  };
}

const EMULATED = /^\/(cognito-identity|sts|logs|_emulator)\//;

/**
 * Tells whether a configuration gets its credentials from the emulator: on AWS, accounts have no credentials endpoint.
 * Read again whenever the file has changed, so that editing it is all it takes. A file that can't be read is nobody's
 * AWS.
 */
function watchDemo(configFile: string): () => boolean {
  let known = { changedAt: Number.NaN, demo: true };
  return () => {
    try {
      const { mtimeMs: changedAt } = statSync(configFile);
      if (changedAt !== known.changedAt)
        known = { changedAt, demo: isDemo(readFileSync(configFile, 'utf8')) };
      return known.demo;
    } catch {
      return true;
    }
  };
}

function isDemo(config: string): boolean {
  const { accounts } = v.parse(Configuration, JSON.parse(config));
  return accounts.some(({ credentials }) => credentials.endpoint !== undefined);
}

const Configuration = v.object({
  accounts: v.array(v.object({ credentials: v.object({ endpoint: v.optional(v.string()) }) })),
});

/** Passes a request to the real Macie, and its answer back, as they are. */
function forward(
  { host, path }: GatewayTarget,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  send: Send,
): void {
  const headers = { ...incoming.headers, host };
  const upstream = send({ host, path, method: incoming.method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
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
  incoming.pipe(upstream);
}
