import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import path from 'node:path';
import * as v from 'valibot';
import type { Connect, Plugin } from 'vite';
import { createEmulator } from './emulator.ts';
import { environmentOptions } from './environment.ts';
import { type GatewayTarget, throughGateway } from './gateway.ts';
import { bridge } from './node-bridge.ts';

/**
 * Does in `vite dev` and `vite preview` what a gateway does in production: sends `/macie/{region}/…` on to Macie,
 * its prefix stripped and its Host set. With the demo's configuration Macie is the emulator, which is then served
 * beside the page, controls and all; with any other it is the real one.
 */
export function emulatorPlugin(): Plugin {
  return {
    name: 'macie-emulator',
    // Vite would let pages of other local origins read every answer; AWS's own headers are the ones to test with.
    config: () => ({ server: { cors: false }, preview: { cors: false } }),
    configureServer: ({ middlewares, config }) => {
      middlewares.use(createMiddleware(path.join(config.publicDir, 'config.json')));
    },
    configurePreviewServer: ({ middlewares, config }) => {
      middlewares.use(createMiddleware(path.resolve(config.root, config.build.outDir, 'config.json')));
    },
  };
}

const EMULATED = /^\/(cognito-identity|sts|logs|_emulator)\//;

function createMiddleware(configFile: string): Connect.NextHandleFunction {
  const emulator = createEmulator(environmentOptions());

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
      if (await isDemo(configFile)) await bridge(emulator.fetch, incoming, outgoing, target);
      else forward(target, incoming, outgoing);
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

/**
 * Whether a configuration gets its credentials from the emulator: on AWS, accounts have no credentials endpoint.
 * Read for each request, so that editing the file is all it takes. A file that can't be read is nobody's AWS.
 */
async function isDemo(configFile: string): Promise<boolean> {
  try {
    const { accounts } = v.parse(Configuration, JSON.parse(await readFile(configFile, 'utf8')));
    return accounts.some(({ credentials }) => credentials.endpoint !== undefined);
  } catch {
    return true;
  }
}

const Configuration = v.object({
  accounts: v.array(v.object({ credentials: v.object({ endpoint: v.optional(v.string()) }) })),
});

/** Passes a request to the real Macie, and its answer back, as they are. */
function forward({ host, path }: GatewayTarget, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const headers = { ...incoming.headers, host };
  const upstream = httpsRequest({ host, path, method: incoming.method, headers }, (answer) => {
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
