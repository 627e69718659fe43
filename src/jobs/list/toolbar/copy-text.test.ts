import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parseView } from '../../criteria/link.ts';
import { boto3Text, cliText, copyNotes } from './copy-text.ts';

const account = (id: string, accountId: string) => ({
  id,
  label: `Label of ${id}`,
  accountId,
  regions: ['us-east-1', 'eu-west-1'],
  credentials: { identityPoolId: 'us-east-1:00000000-0000-4000-8000-000000000001' },
});
const copied = (link: string, ...sources: string[]) => ({
  view: parseView(link).view,
  accounts: [account('security', '111122223333'), account('dev', '444455556666')],
  sources: sources.map((source) => {
    const [account = '', region = ''] = source.split('/');
    return { account, region };
  }),
  now: new Date('2026-11-20T12:00:00Z'),
});

it('is the bare command for one account and Region', () => {
  expect(cliText(copied('status=RUNNING', 'security/eu-west-1'))).toMatch(
    /^aws macie2 list-classification-jobs --region eu-west-1 .*RUNNING.*$/,
  );
  expect(boto3Text(copied('created.gte=now-1d', 'security/eu-west-1'))).toContain('2026-11-19T12:00:00Z');
});

it('is one command a line where there are several sources', () => {
  const sources = copied('', 'security/us-east-1', 'dev/eu-west-1');
  expect(cliText(sources).split('\n')).toEqual([
    expect.stringMatching(/^aws macie2 .*--region us-east-1/),
    expect.stringMatching(/^aws macie2 .*--region eu-west-1/),
  ]);
  expect(boto3Text(sources).match(/^import boto3$/gm)).toHaveLength(2);
  expect(copyNotes(sources)).toBe(
    'Run each with credentials for its account, in this order: us-east-1 in 111122223333, eu-west-1 in 444455556666.',
  );
});

it('leaves out of the text what it has to say about it', () => {
  const refined = copied('bucket=a%0Arm+-rf+x&last-run=error&attention=any', 'security/us-east-1');
  expect(cliText(refined)).toMatch(/^aws macie2 [^#\n]+$/);
  expect(boto3Text(refined)).not.toContain('#');
  expect(copyNotes(refined)).toBe(
    "Macie can't filter by these, so they are left out: errors in the last run, bucket name, needs attention.",
  );
});

const HOSTILE = [
  '$(touch X)',
  '`touch X`',
  "'; touch X; '",
  '"; touch X; "',
  '\\"; touch X; #',
  "\\'; touch X; '",
  '!!; touch X',
  'a\ntouch X\n',
  '| touch X',
  '&& touch X',
  '${IFS}touch${IFS}X',
  '\u2019; touch X; \u2019',
];

/** Shells that people paste into, as far as they are installed here; each reads lines as from a keyboard. */
const SHELLS = [
  ['bash', '--norc', '--noprofile', '-i'],
  ['zsh', '-f', '-i'],
  ['dash', '-i'],
].filter(([shell = '']) => spawnSync('which', [shell]).status === 0);

it.each(SHELLS)(
  'runs nothing of a link when pasted into %s, once or twice',
  { timeout: 30_000 },
  (...shell) => {
    const [program = '', ...args] = shell;
    const folder = mkdtempSync(path.join(tmpdir(), 'pasted-'));
    try {
      for (const toText of [cliText, boto3Text]) {
        for (const value of HOSTILE) {
          const link = `name=${encodeURIComponent(value)}&bucket=${encodeURIComponent(value)}&last-run=error`;
          const pasted = `${toText(copied(link, 'security/us-east-1', 'dev/eu-west-1'))}\n`;
          for (const times of [1, 2]) {
            spawnSync(program, args, {
              cwd: folder,
              // The shell finds no `aws` and no `python3`; whatever else a paste could start is a file in the folder.
              env: { PATH: '/bin:/usr/bin', HOME: folder, HISTFILE: '' },
              input: `aws() { :; }\nimport() { :; }\n${pasted.repeat(times)}\nexit\n`,
              timeout: 10_000,
            });
            expect({ value, times, files: readdirSync(folder) }).toEqual({ value, times, files: [] });
          }
        }
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
