import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createServer, type InlineConfig, preview } from 'vite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { emulatorPlugin } from './vite-plugin.ts';

const CONFIG = JSON.stringify({ accounts: [{ credentials: { endpoint: '/cognito-identity/' } }] });

let root: string;
let stop: () => Promise<void>;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'macie-vite-'));
  for (const folder of ['public', 'dist']) {
    await mkdir(path.join(root, folder));
    await writeFile(path.join(root, folder, 'config.json'), CONFIG);
  }
});
afterEach(async () => {
  await stop();
  await rm(root, { recursive: true });
});

const SERVERS = {
  dev: async (config: InlineConfig) => {
    const server = await createServer(config);
    await server.listen();
    return { server, close: () => server.close() };
  },
  preview: async (config: InlineConfig) => {
    const server = await preview(config);
    return { server, close: () => server.close() };
  },
};

test.each(['dev', 'preview'] as const)(
  'vite %s is the gateway, with the emulator behind it',
  async (kind) => {
    const listening = { port: 0, host: '127.0.0.1', strictPort: false };
    const { server, close } = await SERVERS[kind]({
      root,
      configFile: false,
      logLevel: 'silent',
      plugins: [emulatorPlugin()],
      server: { ...listening, ws: false },
      preview: listening,
    });
    stop = close;
    const address = server.httpServer?.address();
    const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    // A page on another local origin, which Vite allows by default.
    const headers = { origin: 'http://localhost:9999' };

    const list = await fetch(`${origin}/macie/us-east-1/jobs/list`, { method: 'POST', body: '{}', headers });
    expect([list.status, list.headers.get('x-amzn-errortype')]).toEqual([
      403,
      'MissingAuthenticationTokenException',
    ]);
    expect(list.headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await fetch(`${origin}/macie/us-east-1/jobs/list`, { method: 'OPTIONS', headers });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([405, null]);

    const id = await fetch(`${origin}/cognito-identity/`, {
      method: 'POST',
      headers: { ...headers, 'x-amz-target': 'AWSCognitoIdentityService.GetId' },
      body: '{"IdentityPoolId":"us-east-1:00000000-0000-4000-8000-000000000001"}',
    });
    expect([id.status, id.headers.get('access-control-allow-origin')]).toEqual([200, '*']);

    const log = await fetch(`${origin}/_emulator/requests`);
    expect(await log.json()).toMatchObject([
      {
        operation: 'ListClassificationJobs',
        path: '/jobs/list',
        headers: { host: 'macie2.us-east-1.amazonaws.com' },
      },
      { operation: 'GetId', status: 200 },
    ]);
    expect(await (await fetch(`${origin}/config.json`)).text()).toBe(CONFIG);
  },
);
