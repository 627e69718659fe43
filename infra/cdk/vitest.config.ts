import { defineConfig } from 'vitest/config';

// The first synthesis of a process loads CloudFormation's own rules, which takes many seconds.
export default defineConfig({
  test: { include: ['*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
});
