import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { runProgram } from './program.ts';

/** Pages that show the same first jobs: this project's, the least that can do it, and the one built as AWS would. */
export type Contestant = 'ours' | 'floor' | 'peer';

/** Makes a contestant's production build in a folder. */
export async function buildContestant(contestant: Contestant, outDir: string): Promise<void> {
  switch (contestant) {
    case 'ours':
      await build({ root: ROOT, logLevel: 'error', build: { outDir, emptyOutDir: true } });
      break;
    case 'floor':
      await build({
        root: path.join(ROOT, 'bench/floor'),
        publicDir: path.join(ROOT, 'public'),
        configFile: false,
        logLevel: 'error',
        plugins: [react()],
        // In one file, so that nothing waits until the SDK has asked for its next part.
        build: {
          target: 'es2023',
          outDir,
          emptyOutDir: true,
          rolldownOptions: { output: { codeSplitting: false } },
        },
      });
      break;
    case 'peer':
      await installPackage('peer');
      await runProgram('npm', ['run', 'build', '--', '--outDir', outDir, '--emptyOutDir'], {
        cwd: folderOf('peer'),
      });
      break;
  }
}

/** Installs what a package of the benchmark's own needs, unless that was done since its lock file was changed. */
export async function installPackage(name: 'peer' | 'lighthouse'): Promise<string> {
  const folder = folderOf(name);
  const done = path.join(folder, 'node_modules/.package-lock.json');
  if (
    !existsSync(done) ||
    statSync(done).mtimeMs < statSync(path.join(folder, 'package-lock.json')).mtimeMs
  ) {
    console.log(`Installing bench/${name} …`);
    await runProgram('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder });
  }
  return folder;
}

const ROOT = path.join(import.meta.dirname, '..');

function folderOf(name: string): string {
  return path.join(import.meta.dirname, name);
}
