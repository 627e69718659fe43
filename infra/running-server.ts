import { spawn } from 'node:child_process';
import { accessSync, chmodSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A web server that runs as a child of the test, in a folder of its own. */
export interface RunningServer {
  readonly origin: string;
  stop(): Promise<void>;
}

/** The path of a program on the PATH or in Debian's folders for servers; undefined if it isn't installed. */
export function installed(program: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => join(folder, program)).find((file) => runs(file));
}

/** Starts a program that listens on `port` and resolves once it answers. */
export async function running(
  program: string,
  args: string[],
  port: number,
  env: Record<string, string> = {},
): Promise<RunningServer> {
  const child = spawn(program, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const gone = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  let over = false;
  void gone.then(() => (over = true));
  while (!(await answers(port))) {
    if (over) throw new Error(`${program} has stopped: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () => {
      child.kill('SIGTERM');
      return gone;
    },
  };
}

/** A free port. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A folder readable by any user with a built page in `dist`. `remove` deletes it. */
export function siteFolder(config: object = {}): { folder: string; dist: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'macie-monitor-'));
  const dist = join(folder, 'dist');
  mkdirSync(join(dist, 'assets'), { recursive: true });
  writeFileSync(join(dist, 'index.html'), '<!doctype html><title>The page</title>');
  writeFileSync(join(dist, 'config.json'), JSON.stringify(config));
  writeFileSync(join(dist, 'assets', 'index-1a2b3c4d.js'), `// ${'x'.repeat(4000)}\n`);
  mkdirSync(join(dist, '.vite'));
  for (const file of ['assets/index-1a2b3c4d.js.map', '.vite/manifest.json']) {
    writeFileSync(join(dist, file), '{"kept":"back"}');
  }
  chmodSync(folder, 0o755);
  return { folder, dist, remove: () => rmSync(folder, { recursive: true }) };
}

function runs(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
