import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { headersMiddleware, hideFiles } from './preview-headers.ts';

const file = path.join(mkdtempSync(path.join(tmpdir(), 'preview-')), 'config.json');
const handle = headersMiddleware(file);
const server = createServer((incoming, outgoing) => {
  handle(incoming, outgoing, () => hideFiles(incoming, outgoing, () => outgoing.end()));
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.close();
});

/** The hosts that the browser may reach with that configuration. */
async function reached(config: string): Promise<string | undefined> {
  writeFileSync(file, config);
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The server has no address.');
  const { headers } = await fetch(`http://127.0.0.1:${address.port}/`);
  expect(headers.get('x-frame-options')).toBe('DENY');
  return /connect-src ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1];
}

test('the policy is that of the configuration as it is now, and of a bad one the strictest', async () => {
  const demo = readFileSync('public/config.json', 'utf8');
  expect(await reached(demo)).toBe("'self'");
  const real = demo.replace('"/macie/{region}"', '"https://gateway.example/macie/{region}"');
  expect(await reached(real)).toBe("'self' https://gateway.example");
  expect(await reached('{ "gateway": "https://gateway.example" }')).toBe("'self'");
  expect(await reached('{')).toBe("'self'");
});

test.each([
  ['/assets/index-1a2b3c4d.js.map', 404],
  ['/.vite/manifest.json', 404],
  ['/jobs/.env?x', 404],
  ['/assets/index-1a2b3c4d.js', 200],
  ['/jobs?name=a/.b.map', 200],
  ['/jobs/my.account/us-east-1', 200],
])('%s is answered with %d', async (path, status) => {
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The server has no address.');
  expect((await fetch(`http://127.0.0.1:${address.port}${path}`)).status).toBe(status);
});
