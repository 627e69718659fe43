import { readFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';
import { emulatorPlugin } from './emulator/vite-plugin.ts';
import { previewHeaders } from './infra/preview-headers.ts';
import { theme } from './src/ui/theme.ts';

/** In a file of its own, as it says there. */
const STARTS_REACT = 'src/app/react.ts';

/** The component library: in one file, as dozens of small ones take longer for whoever waits for a panel or a page. */
const COMPONENTS = /node_modules\/(@mantine\/(core|hooks)|@floating-ui|clsx|react-remove-scroll)\//;

/**
 * How STS, Cognito and CloudWatch Logs are spoken to. It stands beside what Macie is spoken to with, but who reads as a
 * guest needs it late or never.
 */
const OTHER_PROTOCOLS =
  /\/@aws-sdk\/(xml-builder\/|core\/.*\/protocols\/((query|xml)\/|json\/AwsJson(Rpc|1)))|\/@smithy\/core\/.*(\/RpcProtocol|\/crc32\/|\/Sha256WebCrypto)/;

/** Which file each module and all that it needs is in, unless another one before it has it. */
const PAGE_FILES = {
  'src/main.tsx': 'first',
  'src/app/start.ts': 'start',
  // What signing in needs of the page, which it doesn't wait for.
  'src/app/sign-in-context.ts': 'start',
  'src/aws/errors.ts': 'start',
  [STARTS_REACT]: 'react',
  'src/app/page.tsx': 'page',
};
const WORKER_FILES = {
  'src/app/aws-worker.ts': 'aws-worker',
  'src/app/aws-service.ts': 'aws-service',
  'src/aws/providers.ts': 'aws-providers',
};

export default defineConfig({
  plugins: [
    react(),
    emulatorPlugin(),
    // The emulator's sign-in page has a policy of its own.
    previewHeaders(),
    themeSheet(),
    preloadPage(),
    compileEarly(PAGE_FILES),
  ],
  // How the icon library makes its components.
  resolve: {
    alias: { '../createReactComponent.mjs': path.resolve(import.meta.dirname, 'src/ui/draw-icon.tsx') },
  },
  server: { port: 5173 },
  preview: { port: 4173 },
  build: {
    target: 'es2023',
    manifest: true,
    sourcemap: true,
    rolldownOptions: {
      output: {
        codeSplitting: firstLoad(PAGE_FILES),
      },
    },
  },
  worker: {
    format: 'es',
    plugins: () => [parseXmlInWorker(), hashOnce(), compileEarly(WORKER_FILES)],
    rolldownOptions: {
      output: {
        codeSplitting: firstLoad(WORKER_FILES),
      },
    },
  },
});

/** The theme's variables as a sheet, so that no browser has to make one: it would style the whole page anew for that. */
function themeSheet(): Plugin {
  const file = '/theme.css';
  return {
    name: 'theme-sheet',
    resolveId: (id) => (id === 'virtual:theme.css' ? file : undefined),
    load: async (id) => {
      if (id !== file) return undefined;
      const { convertCssVariables, DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } =
        await import('@mantine/core');
      return convertCssVariables(defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme)));
    },
  };
}

/** How a build is split: its entries and the files that they are in; all else stays with what loads it. */
function firstLoad(entries: Readonly<Record<string, string>>): Rolldown.CodeSplittingOptions {
  return {
    includeDependenciesRecursively: false,
    groups: [{ name: firstLoadChunk(entries) }, { name: 'components', test: COMPONENTS }],
  };
}

/**
 * Asks V8 to compile all of a file that the first load needs while it comes, beside the page, rather than each function
 * when it is first called, by the page (v8.dev/blog/explicit-compile-hints). To other browsers it is a comment.
 */
function compileEarly(files: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'compile-early',
    apply: 'build',
    generateBundle: {
      // It has to be the first line, and Vite puts another one there.
      order: 'post',
      handler: (_options, bundle) => {
        for (const name of new Set(Object.values(files))) {
          const chunk = Object.values(bundle).find((each) => each.type === 'chunk' && each.name === name);
          const map = chunk && bundle[`${chunk.fileName}.map`];
          if (chunk?.type !== 'chunk' || map?.type !== 'asset') throw new Error(`The build has no ${name}.`);
          chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`;
          map.source = String(map.source).replace('"mappings":"', '"mappings":";');
        }
      },
    },
  };
}

/** Workers have no DOMParser, with which the SDK reads what STS answers in browsers; its own parser needs none. */
function parseXmlInWorker(): Plugin {
  return {
    name: 'parse-xml-in-worker',
    enforce: 'pre',
    resolveId: (id, importer = '') =>
      id === './xml-parser' && importer.includes('/@aws-sdk/xml-builder/')
        ? path.join(path.dirname(importer), 'xml-parser.js')
        : undefined,
  };
}

/** The SDK brings a hash of its own, and has another one for who asks for it, as `macie.ts` does: the latter is enough. */
function hashOnce(): Plugin {
  return {
    name: 'hash-once',
    enforce: 'pre',
    resolveId: (id) => (id === '@aws-crypto/sha256-browser' ? HASH : undefined),
    load: (id) => (id === HASH ? "export { Sha256Js as Sha256 } from '@smithy/core/checksum';" : undefined),
  };
}

const HASH = '/hash.js';

/**
 * A few files hold what the list's first load needs: `first`, small enough to run while the others are on their way,
 * `start`, which has the first calls of Macie made, `react`, which `react.ts` starts, and `page`, which draws; in the
 * worker, `aws-worker` and `aws-service`, which reads with a guest's first credentials, and `aws-providers`, without
 * which nobody else gets any: the SDK's ways to Cognito and STS, each of which it would load in two steps of its own.
 * All else stays with whatever loads it on demand.
 */
function firstLoadChunk(entries: Readonly<Record<string, string>>): Rolldown.CodeSplittingNameFunction {
  let chunks: Map<string, string> | undefined;
  return (id, context) => {
    if (!chunks) {
      const found = (chunks = new Map<string, string>());
      const claim = (each: string, chunk: string): void => {
        if (found.has(each)) return;
        found.set(each, OTHER_PROTOCOLS.test(each) ? 'aws-providers' : chunk);
        const { importedIds = [], dynamicallyImportedIds = [] } = context.getModuleInfo(each) ?? {};
        const steps = dynamicallyImportedIds.filter((later) => /loadCognitoIdentity|loadSts/.test(later));
        for (const next of [...importedIds, ...steps]) claim(next, chunk);
      };
      for (const [entry, chunk] of Object.entries(entries)) claim(path.resolve(entry), chunk);
      found.set(path.resolve(STARTS_REACT), 'react-start');
    }
    // What Vite adds to the document's entry runs with it.
    return id.startsWith('\0') ? 'first' : chunks.get(id);
  };
}

/**
 * Names them all in the document: without this the browser would hear of each only when the one before runs. Those that
 * draw are named for `main.tsx`, which has them fetched a little later.
 */
function preloadPage(): Plugin {
  return {
    name: 'preload-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => {
        const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
        /** What each file is to the document, in the order of need. */
        const needed = new Map<string, string>();
        // To this build, what the worker consists of is no code of its own.
        for (const [file, { type }] of Object.entries(bundle)) {
          if (type === 'asset' && WORKER.test(file)) needed.set(file, 'preload');
        }
        for (const module of ['/src/app/start.ts', '/src/app/react.ts', '/src/app/page.tsx']) {
          const chunk = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(module)));
          if (!chunk) throw new Error(`The build has no file with ${module}.`);
          for (const file of chunk.viteMetadata?.importedCss ?? []) needed.set(file, 'stylesheet');
          const rel = module === '/src/app/start.ts' ? 'modulepreload' : 'later';
          for (const file of [chunk.fileName, ...chunk.imports]) if (!needed.has(file)) needed.set(file, rel);
        }
        return {
          // A request of its own would stand before those that rows wait for.
          html: html.replace(ICON, `data:image/svg+xml,${encodeURIComponent(readIcon())}`),
          tags: [...needed].filter(([file]) => !html.includes(file)).map(([file, rel]) => link(rel, file)),
        };
      },
    },
  };
}

const ICON = '/favicon.svg';

function readIcon(): string {
  return readFileSync(path.join(import.meta.dirname, 'public', ICON), 'utf8');
}

/** The files without which the worker can make not even a guest's first call. */
const WORKER = /^assets\/(aws-worker|aws-service|rolldown-runtime)-.*\.js$/;

function link(rel: string, file: string): HtmlTagDescriptor {
  return {
    tag: 'link',
    attrs: { rel, href: `/${file}`, ...(rel === 'preload' ? { as: 'script' } : { crossorigin: true }) },
    injectTo: 'head',
  };
}
