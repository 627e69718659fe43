import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { copied } from '../../../testing/copied-view.ts';
import { boto3Text, cliText } from './copy-text.ts';

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
