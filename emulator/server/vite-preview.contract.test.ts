import { request } from 'node:http';
import { describe } from 'vitest';
import { preview } from 'vite';
import { gatewayContract } from '../../infra/server-contract.ts';
import { emulatorPlugin } from './vite-plugin.ts';

describe('the gateway of vite preview, with accounts of AWS', () => {
  gatewayContract(async ({ upstream = '' }, root) => {
    const { port } = new URL(upstream);
    const server = await preview({
      root,
      configFile: false,
      logLevel: 'silent',
      plugins: [
        emulatorPlugin((options, onAnswer) => request({ ...options, host: '127.0.0.1', port }, onAnswer)),
      ],
      // The SDK for Node names Macie as the host; a browser names the page's.
      preview: { port: 0, host: '127.0.0.1', strictPort: false, allowedHosts: true },
    });
    const address = server.httpServer.address();
    return {
      origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
      stop: () => server.close(),
    };
  });
});
