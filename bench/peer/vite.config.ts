import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import type { HtmlTagDescriptor, Plugin } from 'vite';

/** The SDK and what it consists of. */
const SDK = /node_modules\/(@aws-sdk|@aws-crypto|@aws|@smithy|tslib)\//;

export default defineConfig({
  root: import.meta.dirname,
  publicDir: '../../public',
  plugins: [react(), preloadAll()],
  resolve: { dedupe: ['@smithy/core', '@smithy/types'] },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 2000,
    // As in ours, what makes the first calls comes in one go: the SDK would load itself in three steps.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'sdk', test: SDK }] } } },
  },
});

/** As in ours: the browser fetches at once all that the first load is going to ask for. */
function preloadAll(): Plugin {
  return {
    name: 'preload-all',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        Object.values(bundle).flatMap((file) => {
          if (file.type === 'asset')
            return file.fileName.endsWith('.css') ? [link('style', file.fileName)] : [];
          return file.isDynamicEntry ? [link('script', file.fileName)] : [];
        }),
    },
  };
}

function link(kind: 'style' | 'script', file: string): HtmlTagDescriptor {
  // A style sheet in the head would hold up the script that makes the first calls.
  const attrs = kind === 'style' ? { rel: 'preload', as: 'style' } : { rel: 'modulepreload' };
  return { tag: 'link', attrs: { ...attrs, href: `/${file}`, crossorigin: true }, injectTo: 'head' };
}
