import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const SOURCES = path.join(import.meta.dirname, '..');

function usedIcons(): string[] {
  const texts = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => readFileSync(path.join(SOURCES, file), 'utf8'));
  const imported = texts.flatMap((text) =>
    [...text.matchAll(/import \{([^}]*)\} from '@tabler\/icons-react'/g)].flatMap(
      ([, names = '']) => names.match(/\bIcon\w+/g) ?? [],
    ),
  );
  return [...new Set(imported)].filter((name) => name !== 'IconProps');
}

const icons = usedIcons();

test('icons are used', () => {
  expect(icons.length).toBeGreaterThan(30);
});

// Put one after the other, paths are what they are alone only then.
test.each(icons)('%s consists of paths that begin at a place of their own', async (name) => {
  const file = `../../node_modules/@tabler/icons-react/dist/esm/icons/${name}.mjs`;
  const { __iconNode: node } = (await import(file)) as { __iconNode: [string, { d: string }][] };
  for (const [tag, { d }] of node) expect([tag, d.charAt(0)]).toEqual(['path', 'M']);
});
