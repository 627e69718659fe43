import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'macie-monitor-'));
const file = join(folder, 'config.json');
const script = fileURLToPath(new URL('own-server.ts', import.meta.url));
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ['--import', 'tsx', script, ...args], { encoding: 'utf8' });
}

describe('the command that writes a configuration', () => {
  const where = ['--config', file, '--name', 'macie.example.org', '--root', '/var/www/macie-monitor'];
  const demo = fileURLToPath(new URL('../public/config.json', import.meta.url));

  it("writes it for the page's configuration", () => {
    const { status, stdout } = run('caddy', ...where.with(1, demo));
    expect(status).toBe(0);
    expect(stdout).toContain('macie.example.org {');
    expect(stdout).toContain('(eu-west-1|us-east-1)');
  });

  it('names what is wrong, and writes nothing', () => {
    writeFileSync(file, '{"accounts":[]}');
    expect(run('caddy', ...where)).toMatchObject({
      status: 1,
      stdout: '',
      stderr: 'accounts should name at least one account\n',
    });
    expect(run('nginx', ...where.with(1, demo)).stderr).toBe(
      'nginx needs --resolver, the address of a name server\n',
    );
    expect(run('apache').stderr).toMatch(/^Usage: own-server\.ts nginx\|caddy/);
  });
});
