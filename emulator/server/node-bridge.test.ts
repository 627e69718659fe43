import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createEmulator, type Emulator } from '../emulator.ts';
import { bridge } from './node-bridge.ts';

let emulator: Emulator;
let server: Server;
let origin: string;
/** What the handler got last, and what it answers. */
let handler: (request: Request) => Promise<Response>;

beforeEach(async () => {
  emulator = createEmulator({ jobs: 2 });
  handler = emulator.fetch;
  server = createServer((incoming, outgoing) => {
    void bridge(
      (request) => handler(request),
      incoming,
      outgoing,
      incoming.url === '/moved' ? { path: '/x?y=1', host: 'elsewhere.example' } : undefined,
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function getId(init?: RequestInit): Promise<Response> {
  return fetch(`${origin}/cognito-identity/`, {
    method: 'POST',
    headers: { 'x-amz-target': 'AWSCognitoIdentityService.GetId' },
    body: JSON.stringify({ IdentityPoolId: 'us-east-1:00000000-0000-4000-8000-000000000001' }),
    ...init,
  });
}

test('every byte and header arrives, and only path and host are rewritten', async () => {
  const body = new Uint8Array([0, 255, 128, 13, 10, 195, 40]);
  let seen: { url: string; host: string | null; custom: string | null; bytes: number[] } | undefined;
  handler = async (request) => {
    const { url, headers } = request;
    seen = {
      url,
      host: headers.get('host'),
      custom: headers.get('x-custom'),
      bytes: [...new Uint8Array(await request.arrayBuffer())],
    };
    return new Response(body, { status: 418, headers: { 'x-answer': 'a' } });
  };
  const response = await fetch(`${origin}/moved`, { method: 'POST', body, headers: { 'x-custom': 'a, b' } });
  expect(seen).toEqual({
    url: 'http://elsewhere.example/x?y=1',
    host: 'elsewhere.example',
    custom: 'a, b',
    bytes: [...body],
  });
  expect([response.status, response.headers.get('x-answer')]).toEqual([418, 'a']);
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([...body]);
});

test('a reset breaks the connection before the answer', async () => {
  emulator.setFaults([{ operation: 'GetId', fault: { kind: 'reset' } }]);
  await expect(getId()).rejects.toMatchObject({ name: 'TypeError', cause: { code: 'ECONNRESET' } });
});

test('a truncated answer breaks it after half of the body', async () => {
  emulator.setFaults([{ operation: 'GetId', fault: { kind: 'truncate' } }]);
  const response = await getId();
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toMatchObject({ name: 'TypeError' });
});

test('a caller that goes away ends a hanging call', async () => {
  emulator.setFaults([{ operation: 'GetId', fault: { kind: 'hang' } }]);
  let ended: Promise<unknown> = Promise.resolve();
  handler = (request) => {
    const answer = emulator.fetch(request);
    ended = expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    return answer;
  };
  const caller = new AbortController();
  const call = expect(getId({ signal: caller.signal })).rejects.toMatchObject({ name: 'AbortError' });
  await vi.waitFor(() => expect(emulator.requests()).toHaveLength(1));
  caller.abort();
  await call;
  await ended;
});

test('a defect of the handler is logged on the console and answered with a failure', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const defect = new Error('A defect');
  handler = () => Promise.reject(defect);
  expect((await fetch(origin)).status).toBe(500);
  expect(logged).toHaveBeenCalledWith(defect);
});
