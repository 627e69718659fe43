import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, cpus, release, totalmem, type } from 'node:os';
import path from 'node:path';
import type { Figure, Goal, Row } from './row.ts';

/** The rows as a table in Markdown. */
export function formatTable(rows: readonly Row[]): string {
  const cells = rows.map(({ what, goal, measured, ok, reason }) => [
    what,
    goal ? formatGoal(goal, Object.values(measured)[0]) : '',
    reason === undefined ? formatFigures(measured) : `not measured: ${reason.replaceAll(/\s+/g, ' ')}`,
    ok === null ? '' : ok ? '✓' : '✗',
  ]);
  const lines = [['what', 'goal', 'measured', ''], ['---', '---', '---', '---'], ...cells];
  return lines.map((line) => `| ${line.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}

/** Everything that was measured, as JSON with the samples of a figure in one line. */
export function formatResults(results: object): string {
  const json = JSON.stringify(
    results,
    (_key, value: unknown) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value),
    2,
  );
  return `${json.replaceAll(/\[[\d\s.,-]+\]/g, (samples) => samples.replaceAll(/\s+/g, ' '))}\n`;
}

function formatGoal({ bound, value }: Goal, first: Figure | undefined): string {
  return `${bound === 'at most' ? '≤' : '≥'} ${value.toLocaleString('en')} ${first?.unit ?? ''}`.trim();
}

/** The first figure, then by name those that explain it. */
function formatFigures(measured: Readonly<Record<string, Figure>>): string {
  const [first, ...rest] = Object.entries(measured);
  if (!first) return '';
  const explained = rest.map(([name, figure]) => `${name} ${formatFigure(figure)}`);
  return [`**${formatFigure(first[1])}**`, ...explained].join(', ');
}

/** The median, and in brackets the quartiles where there are several samples. */
function formatFigure({ median, q1, q3, samples, unit }: Figure): string {
  const places = unit.startsWith('×') ? 2 : Math.abs(median) < 100 ? 1 : 0;
  const write = (value: number) => value.toLocaleString('en', { maximumFractionDigits: places });
  const range = samples.length > 1 && write(q1) !== write(q3) ? ` (${write(q1)}–${write(q3)})` : '';
  return `${write(median)}${range} ${unit}`.trim();
}

/** What the figures depend on besides this project: the machine and what runs on it. */
export function describeMachine(browser: string): Record<string, unknown> {
  const { version } = JSON.parse(
    readFileSync(
      path.join(import.meta.dirname, '../node_modules/@aws-sdk/client-macie2/package.json'),
      'utf8',
    ),
  ) as { version: string };
  return {
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release()} ${arch()}`,
    versions: { node: process.version, chromium: browser, '@aws-sdk/client-macie2': version },
    commit: said('git', ['describe', '--always', '--dirty']),
  };
}

function said(program: string, args: string[]): string {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'unknown';
  }
}
