import type { EmulatorOptions } from './emulator.ts';

/**
 * The emulator's options from EMULATOR_JOBS, EMULATOR_SEED, EMULATOR_LATENCY_MS, EMULATOR_CREDENTIALS_SECONDS (how long
 * an identity pool's credentials last) and EMULATOR_CLOCK_OFFSET_SECONDS (how far its clock is ahead; negative: behind).
 * Those that are not set are left out.
 * @throws Error for a value that is not a whole number, or negative where only the clock may be.
 */
export function environmentOptions(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Pick<EmulatorOptions, 'jobs' | 'seed' | 'latencyMs' | 'credentialsLifetimeMs' | 'clockOffsetMs'> {
  const jobs = wholeNumber('EMULATOR_JOBS', env['EMULATOR_JOBS']);
  const seed = wholeNumber('EMULATOR_SEED', env['EMULATOR_SEED']);
  const latencyMs = wholeNumber('EMULATOR_LATENCY_MS', env['EMULATOR_LATENCY_MS']);
  const seconds = wholeNumber('EMULATOR_CREDENTIALS_SECONDS', env['EMULATOR_CREDENTIALS_SECONDS']);
  const ahead = wholeNumber('EMULATOR_CLOCK_OFFSET_SECONDS', env['EMULATOR_CLOCK_OFFSET_SECONDS'], /^-?\d+$/);
  return {
    ...(jobs !== undefined && { jobs }),
    ...(seed !== undefined && { seed }),
    ...(latencyMs !== undefined && { latencyMs }),
    ...(seconds !== undefined && { credentialsLifetimeMs: seconds * 1000 }),
    ...(ahead !== undefined && { clockOffsetMs: ahead * 1000 }),
  };
}

function wholeNumber(name: string, text: string | undefined, form = /^\d+$/): number | undefined {
  if (text === undefined || text === '') return undefined;
  if (!form.test(text)) throw new Error(`${name} must be a whole number, not "${text}".`);
  return Number(text);
}
