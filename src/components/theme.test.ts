import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from '@mantine/core';
import { describe, expect, test } from 'vitest';
import { theme } from './theme.ts';

const resolved = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme));

/** A value without variables, which two spellings of the same have in common. */
function plain(value: string, scheme: 'light' | 'dark'): string {
  return value
    .replaceAll(/light-dark\((.+?), ((?:[^()]|\(.*?\))+)\)/g, scheme === 'light' ? '$1' : '$2')
    .replaceAll(/var\((--mantine-[\w-]+)\)/g, (_, name: string) => valueOf(name, scheme))
    .replaceAll(/calc\((-?[\d.]+rem) \* 1\)/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('"', "'")
    .toLowerCase();
}

function valueOf(name: string, scheme: 'light' | 'dark'): string {
  const values = new Map(Object.entries({ ...resolved.variables, ...resolved[scheme] }));
  return plain(values.get(name) ?? `no ${name}`, scheme);
}

const sheet = readFileSync(path.join(import.meta.dirname, 'mantine.css'), 'utf8');
const tokens = new Map(
  [...sheet.matchAll(/^\s+(--mantine-[\w-]+):([^;]+);/gm)].map(([, name = '', value = '']) => [
    name,
    value.trim(),
  ]),
);

describe('what the page’s styles use of the theme before it is there', () => {
  test.each([...tokens])('%s is what the theme has', (name, value) => {
    expect(plain(value, 'light')).toBe(valueOf(name, 'light'));
    expect(plain(value, 'dark')).toBe(valueOf(name, 'dark'));
  });

  test('is all there', () => {
    const source = path.join(import.meta.dirname, '..');
    const used = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(css|tsx)$/.test(file))
      .map((file) => readFileSync(path.join(source, file), 'utf8'))
      .flatMap((text) => text.match(/(?<=var\()--mantine-[\w-]+/g) ?? []);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((name) => !tokens.has(name))).toEqual([]);
  });
});
