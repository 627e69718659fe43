import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/*
 * What the list's first load weighs: the JavaScript and CSS that index.html leads to, gzipped,
 * against a budget. Chunks that load on demand are not counted.
 */
const BUDGET_KB = 300;

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
  css?: string[];
}

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8')) as Record<string, Chunk>;

/** The chunk behind `main.tsx`'s one dynamic import is the page itself, so it belongs to the first load. */
const FIRST = ['index.html', 'src/app/page.tsx'];

const files = new Set<string>();
const visit = (key: string): void => {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`The build has no chunk ${key}.`);
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const css of chunk.css ?? []) files.add(css);
  for (const imported of chunk.imports ?? []) visit(imported);
};
for (const key of FIRST) visit(key);

const sizes = [...files].map((file) => ({ file, kb: gzipSync(readFileSync(`dist/${file}`)).length / 1024 }));
const total = sizes.reduce((sum, { kb }) => sum + kb, 0);
for (const { file, kb } of sizes.toSorted((a, b) => b.kb - a.kb)) {
  console.log(`${kb.toFixed(1).padStart(8)} KB  ${file}`);
}
console.log(`${total.toFixed(1).padStart(8)} KB  first load, gzipped, of ${BUDGET_KB} KB`);
if (total > BUDGET_KB) process.exit(1);
