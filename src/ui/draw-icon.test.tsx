import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import createIcon from './draw-icon.tsx';

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
  for (const [tag, attributes] of node) {
    expect([tag, attributes.d.charAt(0)]).toEqual(['path', 'M']);
    expect(Object.keys(attributes).toSorted()).toEqual(['d', 'key']);
  }
});

test('an icon is drawn as one path, as large and as strong as it should be', () => {
  const node = [
    ['path', { d: 'M1 2h3' }],
    ['path', { d: 'M5 6v7' }],
  ] as const;
  const Icon = createIcon('outline', 'name', 'Name', node);
  const [outline, filled] = [
    renderToStaticMarkup(<Icon size={15} stroke={1.5} className="mine" aria-hidden />),
    renderToStaticMarkup(createElement(createIcon('filled', 'name', 'Name', node))),
  ];
  expect(outline).toMatch(
    /^<svg viewBox="0 0 24 24" width="15" height="15" class="\S*outline\S* mine" stroke-width="1.5" aria-hidden="true"><path d="M1 2h3M5 6v7"><\/path><\/svg>$/,
  );
  expect(filled).toMatch(/width="24" height="24" class="\S*filled\S*"/);
});
