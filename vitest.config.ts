import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const everywhere = {
  env: { TZ: 'UTC' },
  restoreMocks: true,
  // A busy machine is no failure.
  testTimeout: 20_000,
} as const;

/** Tests that start programs, servers or clients which nobody here wrote, and take their time. */
const CONTRACTS = ['{src,emulator,infra}/**/*.contract.test.ts'];

export default defineConfig({
  resolve: {
    // The build makes this sheet of Mantine's variables. Tests don't load style sheets.
    alias: { 'virtual:theme.css': fileURLToPath(new URL('src/components/baseline.css', import.meta.url)) },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...everywhere,
          name: 'unit',
          // Each file has its modules for itself, but shares a process: three times as fast.
          isolate: false,
          include: ['{src,emulator,infra,cli,bench,lint,vite}/**/*.test.ts'],
          exclude: [...CONTRACTS, '**/node_modules/**', 'infra/cdk/**'],
        },
      },
      {
        extends: true,
        test: {
          ...everywhere,
          name: 'component',
          include: ['src/**/*.test.tsx'],
          environment: 'happy-dom',
          setupFiles: ['src/testing/component-setup.ts'],
        },
      },
      {
        extends: true,
        test: { ...everywhere, name: 'contract', include: CONTRACTS, testTimeout: 30_000 },
      },
    ],
  },
});
