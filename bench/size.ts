import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/*
 * What the list's first load weighs: the JavaScript and CSS that index.html names, gzipped, against a
 * budget. What loads on demand is not counted; that the first load needs nothing else, an end-to-end
 * test checks.
 */
const BUDGET_KB = 300;

const html = readFileSync('dist/index.html', 'utf8');
const files = new Set(
  [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file = '']) => file),
);

const sizes = [...files].map((file) => ({ file, kb: gzipSync(readFileSync(`dist/${file}`)).length / 1024 }));
const total = sizes.reduce((sum, { kb }) => sum + kb, 0);
for (const { file, kb } of sizes.toSorted((a, b) => b.kb - a.kb)) {
  console.log(`${kb.toFixed(1).padStart(8)} KB  ${file}`);
}
console.log(`${total.toFixed(1).padStart(8)} KB  first load, gzipped, of ${BUDGET_KB} KB`);
if (total > BUDGET_KB) process.exit(1);
