import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { toListRequest } from '../../criteria/request.ts';
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
  '!touch',
  'a\ntouch X\n',
  'a\r\ntouch X\r\n',
  '\u0003touch X\n',
  '\u0004',
  '\u001b[201~touch X\n',
  '\ttouch X',
  '| touch X',
  '&& touch X',
  '& touch X',
  '> X',
  '${IFS}touch${IFS}X',
  '\u2019; touch X; \u2019',
  '\u2028touch X',
  ')touch X(',
  '}; touch X; {',
  ']]; touch X; [[',
  './plant',
  '# touch X',
  'DO',
];

/** Shells that people paste into; where one is not installed, its tests are skipped. CI brings them all. */
const SHELLS = ['bash --norc --noprofile -i', 'zsh -f -o nopromptsp -i', 'dash -i'].filter(
  (shell) => spawnSync('which', [shell.split(' ')[0] ?? '']).status === 0,
);

const LINKS = HOSTILE.map((value) => {
  const text = encodeURIComponent(value);
  return `name=${text}&bucket=${text}&bucket.is=${text}&q=${text}&last-run=error&last-run.gte=now-7d&expires=7d`;
});

describe.each(SHELLS)('in a terminal with %s', (shell) => {
  it.each([1, 2])('runs nothing of a link when pasted %d times', { timeout: 60_000 }, (times) => {
    for (const toText of [cliText, boto3Text]) {
      const texts = LINKS.map((link) => toText(copied(link, 'security/us-east-1')));
      const { files } = paste(shell, [
        'aws() { :; }',
        ...texts.flatMap((text) => Array.from({ length: times }, () => text)),
      ]);
      expect(files).toEqual(['plant']);
    }
  });

  it('gives the AWS CLI the same words as it was made from', { timeout: 60_000 }, () => {
    const texts = LINKS.map((link) => cliText(copied(link, 'security/us-east-1')));
    const log = String.raw`aws() { printf '%s\0' "$@" >> log; }`;
    const { written } = paste(shell, [log, ...texts]);
    const values = written.split('\0').filter((_, index, words) => words[index - 1] === '--filter-criteria');
    expect(values.map((json) => JSON.parse(json))).toEqual(
      LINKS.map((link) => {
        const { view, now } = copied(link);
        return toListRequest(view, now).filterCriteria;
      }),
    );
  });
});

/** Pastes lines into a shell in a pseudo-terminal. The folder has one program, which would make a file. */
function paste(shell: string, lines: readonly string[]): { files: readonly string[]; written: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'pasted-'));
  try {
    writeFileSync(path.join(folder, 'plant'), '#!/bin/sh\ntouch X\n', { mode: 0o755 });
    const { stderr, status, stdout } = spawnSync('python3', ['src/testing/paste.py'], {
      input: JSON.stringify({
        argv: shell.split(' '),
        cwd: folder,
        env: { PATH: '/bin:/usr/bin', HOME: folder, HISTFILE: '', TERM: 'xterm', LC_ALL: 'C.UTF-8' },
        lines,
      }),
      encoding: 'utf8',
      timeout: 50_000,
    });
    expect({ stderr, status, done: stdout.includes('DONE') }).toEqual({ stderr: '', status: 0, done: true });
    const files = readdirSync(folder);
    const written = files.includes('log') ? readFileSync(path.join(folder, 'log'), 'utf8') : '';
    return { files, written };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
