import { expect, test } from 'vitest';
import { noticesOf, packageFolder } from './third-party-notices.ts';

test.each([
  ['/a/node_modules/react/index.js', '/a/node_modules/react'],
  ['/a/node_modules/@aws-sdk/core/dist-es/index.js', '/a/node_modules/@aws-sdk/core'],
  ['\0/a/node_modules/react/index.js?commonjs', '/a/node_modules/react'],
  ['/a/node_modules/x/node_modules/y/z.js', '/a/node_modules/x/node_modules/y'],
  ['/a/src/main.tsx', undefined],
])('%s belongs to %s', (id, folder) => {
  expect(packageFolder(id)).toBe(folder);
});

test('each package has its name, version, licence and the text of it', () => {
  const text = noticesOf(['node_modules/react', 'node_modules/@aws-sdk/client-macie2']);
  expect(text).toMatch(/^@aws-sdk\/client-macie2 3\.\d+\.\d+ \(Apache-2\.0\)$/m);
  expect(text).toMatch(/^react 19\.\d+\.\d+ \(MIT\)$/m);
  expect(text).toContain('Permission is hereby granted, free of charge');
});
