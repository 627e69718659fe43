import path from 'node:path';

/**
 * The rooms of `src` and what each may import beside itself. Whatever is not listed is refused: `import type`,
 * `export … from` and `import()` count like any other import. ARCHITECTURE.md explains the order.
 */
export const ROOMS = {
  lib: [],
  components: ['lib'],
  aws: ['lib'],
  auth: ['lib', 'components', 'aws'],
  'jobs/model': ['lib', 'components', 'aws', 'jobs/criteria'],
  'jobs/criteria': ['lib', 'aws', 'jobs/model'],
  'jobs/sync': ['lib', 'aws', 'jobs/model', 'jobs/criteria'],
  'jobs/queries': ['lib', 'aws', 'jobs/model', 'jobs/criteria', 'jobs/sync'],
  'jobs/errors': ['lib', 'components', 'aws', 'jobs/model'],
  worker: ['lib', 'aws', 'auth', 'jobs/model', 'jobs/criteria', 'jobs/sync', 'jobs/queries'],
  'jobs/notifications': [
    'lib',
    'components',
    'aws',
    'jobs/model',
    'jobs/criteria',
    'jobs/queries',
    'jobs/errors',
  ],
  'jobs/insights': ['lib', 'components', 'aws', 'jobs/model', 'jobs/criteria', 'jobs/queries', 'jobs/errors'],
  'jobs/coverage': [
    'lib',
    'components',
    'aws',
    'jobs/model',
    'jobs/criteria',
    'jobs/sync',
    'jobs/queries',
    'jobs/errors',
  ],
  'jobs/detail': [
    'lib',
    'components',
    'aws',
    'jobs/model',
    'jobs/criteria',
    'jobs/queries',
    'jobs/errors',
    'jobs/notifications',
  ],
  'jobs/list': [
    'jobs/insights',
    'lib',
    'components',
    'aws',
    'jobs/model',
    'jobs/criteria',
    'jobs/sync',
    'jobs/queries',
    'jobs/errors',
    'jobs/notifications',
  ],
  app: [
    'lib',
    'components',
    'aws',
    'auth',
    'jobs/model',
    'jobs/criteria',
    'jobs/queries',
    'jobs/errors',
    'jobs/notifications',
    'jobs/list',
    'jobs/detail',
    'jobs/coverage',
    'worker',
  ],
};

/**
 * Why one file may not import another, in a sentence; undefined where it may.
 *
 * @param importer path in the repository, with `/`
 * @param imported path in the repository, with `/`
 */
export function refusal(importer, imported) {
  if (!importer.startsWith('src/')) return undefined;
  if (isTest(importer)) return undefined;
  if (!imported.startsWith('src/')) return `Code of the page imports nothing outside src.`;
  const from = roomOf(importer);
  const to = roomOf(imported);
  // The entry stands above all rooms.
  if (from === to || from === undefined) return undefined;
  if (to === 'testing') return 'Only tests import from testing.';
  if (to === undefined) return 'Nothing imports the entry.';
  const allowed = ROOMS[from];
  if (!allowed) return `The room ${from} is not in lint/rooms.js.`;
  return allowed.includes(to) ? undefined : `${from} may not import from ${to} (see lint/rooms.js).`;
}

function isTest(file) {
  return /\.test\.tsx?$/.test(file) || file.startsWith('src/testing/');
}

/** `src/jobs/list/table/cells.tsx` is in `jobs/list`, `src/lib/text.ts` in `lib`; `src/main.tsx` is in none. */
function roomOf(file) {
  const [, first, second, third] = file.split('/');
  if (second === undefined) return undefined;
  return first === 'jobs' && third !== undefined ? `jobs/${second}` : first;
}

const direction = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const importer = path.relative(context.cwd, context.filename).replaceAll(path.sep, '/');
    const check = ({ source }) => {
      if (typeof source?.value !== 'string' || !source.value.startsWith('.')) return;
      const [file] = source.value.split('?');
      const message = refusal(importer, path.posix.join(path.posix.dirname(importer), file));
      if (message) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};

export default { meta: { name: 'rooms' }, rules: { direction } };
