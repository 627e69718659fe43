import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from '@mantine/core';
import type { Plugin } from 'vite';
import { theme } from '../src/components/theme.ts';

/**
 * Two style sheets made of the component library's theme. `virtual:theme.css` has all of its variables and comes with the
 * library, so that no browser has to write them, which this page's policy forbids. `virtual:page-theme.css` has those that
 * this project's own styles use, for the first load, which comes without the library.
 */
export function themeSheets(): Plugin {
  const sheets: Readonly<Record<string, () => string>> = {
    '/theme.css': () => convertCssVariables(VARIABLES),
    '/page-theme.css': () => pageTheme(usedVariables()),
  };
  return {
    name: 'theme-sheets',
    resolveId: (id) => {
      const file = id.replace(/^virtual:/, '/');
      return id.startsWith('virtual:') && file in sheets ? file : undefined;
    },
    load: (id) => sheets[id]?.(),
  };
}

const VARIABLES = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme));

const ROOT = path.join(import.meta.dirname, '..');

/** The library's own styles that `baseline.css` imports for the first load. */
const IMPORTED = ['baseline', 'global'].map((name) => `node_modules/@mantine/core/styles/${name}.css`);

/** The names of the library's variables that the styles of the first load use, in alphabetical order. */
export function usedVariables(): readonly string[] {
  const own = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(css|tsx)$/.test(file))
    .map((file) => path.join('src', file));
  const used = [...IMPORTED, ...own].flatMap(
    (file) => readFileSync(path.join(ROOT, file), 'utf8').match(/(?<=var\()--mantine-[\w-]+/g) ?? [],
  );
  // `app.css` sets `color-scheme` itself.
  return [...new Set(used)].filter((name) => name !== '--mantine-color-scheme').toSorted();
}

/**
 * A rule with these variables as the theme has them, other variables in their values resolved. Throws for one that the
 * theme doesn't have, as after an update of the library.
 */
export function pageTheme(names: readonly string[]): string {
  const declarations = names.map((name) => {
    const light = resolve(name, 'light');
    const dark = resolve(name, 'dark');
    return `  ${name}: ${light === dark ? light : `light-dark(${light}, ${dark})`};\n`;
  });
  return `:root {\n${declarations.join('')}}\n`;
}

function resolve(name: string, scheme: 'light' | 'dark'): string {
  const value = new Map(Object.entries({ ...VARIABLES.variables, ...VARIABLES[scheme] })).get(name);
  if (value === undefined) throw new Error(`The component library's theme has no ${name}.`);
  return value.replaceAll(/var\((--mantine-[\w-]+)\)/g, (_, inner: string) => resolve(inner, scheme));
}
