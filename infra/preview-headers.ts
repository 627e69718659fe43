import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Connect, Plugin } from 'vite';
import { parseConfig } from '../src/app/config.ts';
import { securityHeaders } from './headers.ts';

/** Makes `vite preview` answer like the servers in this folder: with the security headers, and without hidden files. */
export function previewHeaders(): Plugin {
  return {
    name: 'preview-headers',
    configurePreviewServer: ({ middlewares, config }) => {
      middlewares.use(hideFiles);
      middlewares.use(headersMiddleware(path.resolve(config.root, config.build.outDir, 'config.json')));
    },
  };
}

/** Answers 404 for source maps and names that begin with a dot, which no browser needs. */
export const hideFiles: Connect.NextHandleFunction = ({ url = '' }, outgoing, next) => {
  const [path = ''] = url.split('?', 1);
  if (/\.map$|\/\./.test(path)) outgoing.writeHead(404).end();
  else next();
};

/**
 * Adds the security headers. The configuration is read for each answer, so that edits take effect at once. With one that
 * the page refuses, the browser may reach no host but the page's own.
 *
 * @param configFile the configuration that is served to the page
 */
export function headersMiddleware(configFile: string): Connect.NextHandleFunction {
  return (_incoming, outgoing, next) => {
    for (const [name, value] of Object.entries(headersOf(configFile))) outgoing.setHeader(name, value);
    next();
  };
}

function headersOf(configFile: string): Record<string, string> {
  try {
    return securityHeaders(parseConfig(JSON.parse(readFileSync(configFile, 'utf8'))));
  } catch {
    return securityHeaders({ gateway: '/', accounts: [] });
  }
}
