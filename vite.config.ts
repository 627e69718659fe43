import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import type { Plugin, Rolldown } from 'vite';
import { emulatorPlugin } from './emulator/vite-plugin.ts';

export default defineConfig({
  plugins: [react(), emulatorPlugin(), preloadPage()],
  server: { port: 5173 },
  preview: { port: 4173 },
  build: { target: 'es2023', manifest: true, sourcemap: true },
});

/**
 * Lets the browser fetch the page itself beside the first file, which reads the first jobs: without
 * this it would hear of the page only once that file has run.
 */
function preloadPage(): Plugin {
  return {
    name: 'preload-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) => {
        const chunks = Object.values(bundle).filter(
          (file): file is Rolldown.OutputChunk => file.type === 'chunk',
        );
        const entry = chunks.find(({ isEntry }) => isEntry);
        const page = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('/src/app/page.tsx'));
        if (!entry || !page) throw new Error('The build has no entry or no page.');
        const scripts = new Set<string>();
        const styles = new Set<string>();
        const collect = (chunk: Rolldown.OutputChunk): void => {
          if (scripts.has(chunk.fileName)) return;
          scripts.add(chunk.fileName);
          for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style);
          for (const name of chunk.imports) {
            const imported = bundle[name];
            if (imported?.type === 'chunk') collect(imported);
          }
        };
        collect(page);
        for (const name of [entry.fileName, ...entry.imports]) scripts.delete(name);
        return [
          ...[...styles].map((style) => ({
            tag: 'link',
            attrs: { rel: 'stylesheet', href: `/${style}`, crossorigin: true },
            injectTo: 'head' as const,
          })),
          ...[...scripts].map((script) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', href: `/${script}`, crossorigin: true },
            injectTo: 'head' as const,
          })),
        ];
      },
    },
  };
}
