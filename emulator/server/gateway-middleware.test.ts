import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEmulator } from '../emulator.ts';
import { gatewayMiddleware, type Send } from './gateway-middleware.ts';

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let directory: string;
let servers: Server[];
/** The requests that the stand-in for the real Macie got. */
let asked: Seen[];
let origin: string;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'macie-gateway-'));
  servers = [];
  asked = [];
  const aws = await listen(async (incoming, outgoing) => {
    const { method, url, headers } = incoming;
    asked.push({ method, url, headers, body: (await buffer(incoming)).toString() });
    outgoing.writeHead(429, { 'x-amzn-errortype': 'ThrottlingException' }).end('{"message":"Slow down"}');
  });
  const [, , port = ''] = aws.split(':');
  // Everything as for the real Macie, except where it is.
  const send: Send = (options, onAnswer) => request({ ...options, host: '127.0.0.1', port }, onAnswer);
  const middleware = gatewayMiddleware(
    path.join(directory, 'config.json'),
    createEmulator({ jobs: 1 }),
    send,
  );
  origin = await listen((incoming, outgoing) => {
    middleware(incoming, outgoing, () => outgoing.writeHead(204).end());
  });
});
afterEach(async () => {
  for (const server of servers) server.closeAllConnections();
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  await rm(directory, { recursive: true });
});

async function listen(
  handler: (incoming: IncomingMessage, outgoing: ServerResponse) => unknown,
): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    void handler(incoming, outgoing);
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

function configure(credentials: object): Promise<void> {
  return writeFile(
    path.join(directory, 'config.json'),
    JSON.stringify({ accounts: [{ id: 'a', regions: ['eu-west-1'], credentials }] }),
  );
}

const DEMO = { identityPoolId: 'p', endpoint: '/cognito-identity/' };
const AWS = { identityPoolId: 'p' };

function list(headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${origin}/macie/eu-west-1/jobs/list`, { method: 'POST', body: '{"maxResults":3}', headers });
}

test("with the demo's configuration, Macie is the emulator", async () => {
  await configure(DEMO);
  const answer = await list();
  expect([answer.status, await answer.json()]).toEqual([403, { message: 'Missing Authentication Token' }]);
  const log = await fetch(`${origin}/_emulator/requests`);
  expect(await log.json()).toMatchObject([
    {
      operation: 'ListClassificationJobs',
      path: '/jobs/list',
      headers: { host: 'macie2.eu-west-1.amazonaws.com' },
    },
  ]);
  expect(asked).toEqual([]);
});

test('with any other, a request reaches the real Macie as it was signed, and its answer comes back', async () => {
  await configure(AWS);
  const answer = await list({
    authorization: 'AWS4-HMAC-SHA256 x',
    'x-amz-date': 'y',
    'content-type': 'application/json',
  });
  expect(asked).toMatchObject([
    {
      method: 'POST',
      url: '/jobs/list',
      headers: {
        host: 'macie2.eu-west-1.amazonaws.com',
        authorization: 'AWS4-HMAC-SHA256 x',
        'x-amz-date': 'y',
        'content-type': 'application/json',
      },
      body: '{"maxResults":3}',
    },
  ]);
  expect([answer.status, answer.headers.get('x-amzn-errortype')]).toEqual([429, 'ThrottlingException']);
  expect(await answer.json()).toEqual({ message: 'Slow down' });
});

test('editing the configuration is all it takes', async () => {
  await configure(AWS);
  expect((await list()).status).toBe(429);
  await configure(DEMO);
  expect((await list()).status).toBe(403);
});

test('a configuration that is missing or broken sends nothing to AWS', async () => {
  expect((await list()).status).toBe(403);
  await writeFile(path.join(directory, 'config.json'), '{"accounts": 3');
  expect((await list()).status).toBe(403);
  expect(asked).toEqual([]);
});

test('a Macie that can’t be reached is a bad gateway, not a hanging page', async () => {
  await configure(AWS);
  const [aws] = servers;
  await new Promise((resolve) => aws?.close(resolve));
  const answer = await list();
  expect([answer.status, await answer.text()]).toEqual([
    502,
    expect.stringContaining('macie2.eu-west-1.amazonaws.com'),
  ]);
});

test('what the gateway refuses goes nowhere, and the rest is the page’s', async () => {
  await configure(AWS);
  expect((await fetch(`${origin}/macie/eu-west-1/macie`)).status).toBe(404);
  expect((await fetch(`${origin}/macie/mars-1/jobs/list`, { method: 'POST' })).status).toBe(404);
  expect((await fetch(`${origin}/macie/us-east-1/jobs/list`, { method: 'POST' })).status).toBe(404);
  expect(asked).toEqual([]);
  for (const page of ['/', '/jobs?status=RUNNING', '/config.json'])
    expect((await fetch(origin + page)).status).toBe(204);
});
