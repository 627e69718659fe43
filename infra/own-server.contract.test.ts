import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { OperationSwitches } from '../src/aws/operations.ts';
import { parseConfig } from '../src/app/config.ts';
import { readerPolicy } from './iam-policy.ts';

const folder = mkdtempSync(join(tmpdir(), 'macie-monitor-'));
const file = join(folder, 'config.json');
const script = fileURLToPath(new URL('own-server.ts', import.meta.url));
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ['--import', 'tsx', script, ...args], { encoding: 'utf8' });
}

// Each run starts a program.
describe('the command that writes a configuration', { timeout: 30_000 }, () => {
  const where = ['--config', file, '--name', 'macie.example.org', '--root', '/var/www/macie-monitor'];
  const demo = fileURLToPath(new URL('../public/config.json', import.meta.url));

  it("writes it for the page's configuration", () => {
    const { status, stdout } = run('caddy', ...where.with(1, demo));
    expect(status).toBe(0);
    expect(stdout).toContain('macie.example.org {');
    expect(stdout).toContain('(eu-west-1|us-east-1)');
  });

  it('writes the IAM policy of the role that reads an account', () => {
    const { status, stdout } = run('policy', '--config', demo, '--account', '111122223333');
    expect(status).toBe(0);
    const config = parseConfig(JSON.parse(readFileSync(demo, 'utf8')));
    expect(JSON.parse(stdout)).toEqual(readerPolicy('111122223333', config));
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

function allow(Action: string, Resource = '*'): object {
  return { Effect: 'Allow', Action, Resource };
}

function statements(switches: OperationSwitches): readonly object[] {
  return readerPolicy('111122223333', switches).Statement;
}

describe('the policy of a role that reads an account', () => {
  const least = [
    allow('macie2:ListClassificationJobs'),
    allow('macie2:DescribeClassificationJob', 'arn:aws:macie2:*:111122223333:classification-job/*'),
  ];

  it('is to list and describe jobs, and what is switched on', () => {
    expect(statements({})).toEqual(least);
    expect(statements({ insights: ['findings'] })).toEqual([...least, allow('macie2:GetFindingStatistics')]);
    expect(statements({ logs: {} })).toEqual([
      ...least,
      allow('logs:FilterLogEvents', 'arn:aws:logs:*:111122223333:log-group:/aws/macie/classificationjobs:*'),
    ]);
  });
});
