import { defineConfig } from 'vitest/config';

// The first synthesis of a process loads CloudFormation's own rules, which takes many seconds: so there is
// one process, and one world, for all files.
export default defineConfig({
  test: {
    include: ['*.test.ts'],
    fileParallelism: false,
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
