import { expect, it } from 'vitest';
import { pageTheme, usedVariables } from './theme-sheets.ts';

it('gives the page the variables that its styles use, resolved for both schemes', () => {
  const sheet = pageTheme(usedVariables());
  expect(sheet).toMatch(/^:root \{\n( {2}--mantine-[\w-]+: [^\n]+;\n)+\}\n$/);
  expect(sheet).not.toMatch(/undefined|var\(/);
  for (const name of ['--mantine-color-body', '--mantine-font-size-xs', '--mantine-primary-color-filled']) {
    expect(usedVariables()).toContain(name);
  }
  expect(pageTheme(['--mantine-color-anchor', '--mantine-line-height'])).toBe(
    ':root {\n  --mantine-color-anchor: light-dark(#0b7285, #3bc9db);\n  --mantine-line-height: 1.55;\n}\n',
  );
});

it('fails when the library no longer has one of them', () => {
  expect(() => pageTheme(['--mantine-color-gone'])).toThrow('no --mantine-color-gone');
});
