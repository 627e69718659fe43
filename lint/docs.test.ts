import { existsSync, readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** The documents of the repository, by path. */
const documents = execFileSync('git', ['ls-files', '*.md'], { encoding: 'utf8' }).trim().split('\n');

/** Paths that a reader or the build makes, so that the repository has none of them. */
const MADE = /^(dist|node_modules|infra\/cdk\/monitor\.json|bench\/results\.json|\/)/;

/** The repository's files and folders that a document names: in links, and as `code` that begins with a folder. */
function namedPaths(document: string): string[] {
  const text = readFileSync(document, 'utf8');
  const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, path = '']) =>
    join(dirname(document), path),
  );
  const code = [...text.matchAll(/`((?:src|emulator|infra|cli|e2e|bench|lint|vite|docs)\/[\w./-]*)`/g)].map(
    ([, path = '']) => path,
  );
  return [...links, ...code].filter((path) => !MADE.test(path));
}

describe('each path that a document names exists', () => {
  test.each(documents)('in %s', (document) => {
    expect(namedPaths(document).filter((path) => !existsSync(path))).toEqual([]);
  });
});
