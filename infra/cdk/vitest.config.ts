import { defineConfig } from 'vitest/config';

// The first synthesis of a process takes many seconds to load CloudFormation's rules, so all files share one
// process.
export default defineConfig({
  test: {
    include: ['*.test.ts'],
    fileParallelism: false,
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
