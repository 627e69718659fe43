import { expect, test } from 'vitest';
import { environmentOptions } from './environment.ts';

test('what is set is an option, what is not is left to its default', () => {
  const env = { EMULATOR_JOBS: '12', EMULATOR_SEED: '0', EMULATOR_LATENCY_MS: '' };
  expect(environmentOptions(env)).toEqual({ jobs: 12, seed: 0 });
  const further = { EMULATOR_LATENCY_MS: '40', EMULATOR_CREDENTIALS_SECONDS: '900' };
  expect(environmentOptions(further)).toEqual({ latencyMs: 40, credentialsLifetimeMs: 900_000 });
  expect(environmentOptions({ EMULATOR_CLOCK_OFFSET_SECONDS: '-3600' })).toEqual({
    clockOffsetMs: -3_600_000,
  });
});

test.each(['-1', '1.5', 'many', '1e3'])('%s is no number of jobs', (EMULATOR_JOBS) => {
  expect(() => environmentOptions({ EMULATOR_JOBS })).toThrow(
    `EMULATOR_JOBS must be a whole number, not "${EMULATOR_JOBS}".`,
  );
});
