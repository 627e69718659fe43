import { spawn } from 'node:child_process';
import type { SpawnOptions } from 'node:child_process';

/** Runs a program to its end, its output unread. Throws an Error with the end of what it complained about. */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: Pick<SpawnOptions, 'cwd' | 'env' | 'timeout'> = {},
): Promise<void> {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text: Buffer) => {
    said += text.toString();
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (status !== 0)
    throw new Error(`${program} ended with ${status ?? 'a signal'}: ${said.trim().slice(-300)}`);
}
