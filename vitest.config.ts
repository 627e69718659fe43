import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.{ts,tsx}',
      'emulator/**/*.test.ts',
      'infra/*.test.ts',
      'bench/*.test.ts',
      'infra/{nginx,caddy}/*.test.ts',
    ],
    env: { TZ: 'UTC' },
    restoreMocks: true,
  },
});
