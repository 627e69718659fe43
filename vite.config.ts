import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { emulatorPlugin } from './emulator/server/vite-plugin.ts';
import { previewHeaders } from './infra/preview-headers.ts';
import { themeSheets } from './vite/theme-sheets.ts';
import { thirdPartyNotices } from './vite/third-party-notices.ts';

const notices = thirdPartyNotices();

export default defineConfig({
  plugins: [
    react(),
    emulatorPlugin(),
    // The emulator's sign-in page has a policy of its own.
    previewHeaders(),
    themeSheets(),
    preloadWorker(),
    notices.collect(),
    notices.write(),
  ],
  server: { port: 5173 },
  preview: { port: 4173 },
  build: {
    target: 'es2023',
    // For reading a crash report; no file names them, and no server serves them.
    sourcemap: 'hidden',
  },
  worker: {
    format: 'es',
    plugins: () => [credentialsForBrowsers(), parseXmlInWorker(), hashOnce(), notices.collect()],
    // In one file, so that no part of it can be missing once it runs.
    rolldownOptions: { output: { codeSplitting: false } },
  },
});

/**
 * The entry of this package for browsers. Its `browser` field names it without an extension, which Vite doesn't match, so
 * that the whole chain of Node's providers would be parsed, only to be left out of the bundle.
 */
function credentialsForBrowsers(): Plugin {
  const name = '@aws-sdk/credential-providers';
  return {
    name: 'credentials-for-browsers',
    enforce: 'pre',
    resolveId: (id) =>
      id === name ? path.join(path.resolve('node_modules', name), 'dist-es/index.browser.js') : undefined,
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

/** Names the worker's file in the document, so that it comes with the page's rather than after it has run. */
function preloadWorker(): Plugin {
  return {
    name: 'preload-worker',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) => {
        const file = Object.keys(bundle).find((each) => /^assets\/aws-worker-.*\.js$/.test(each));
        if (!file) throw new Error('The build has no worker.');
        return [{ tag: 'link', attrs: { rel: 'modulepreload', href: `/${file}` }, injectTo: 'head' }];
      },
    },
  };
}
