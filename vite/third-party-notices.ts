import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import type { Plugin } from 'vite';

/** The file of the build that has them, served at this path. */
export const NOTICES_FILE = 'THIRD-PARTY-NOTICES.txt';

/**
 * The notices of the packages that a build bundles, as their licences ask for: a file with each package's name, version,
 * licence and licence texts. What is bundled is taken from the bundles themselves, the worker's too.
 */
export function thirdPartyNotices(): {
  /** Collects what a bundle has; one for each of the build's bundles. */
  collect: () => Plugin;
  /** Writes the file, once the worker's bundle has been made. */
  write: () => Plugin;
} {
  const folders = new Set<string>();
  return {
    collect: () => ({
      name: 'collect-third-party',
      apply: 'build',
      generateBundle: (_, bundle) => {
        for (const file of Object.values(bundle)) {
          if (file.type !== 'chunk') continue;
          for (const id of file.moduleIds) {
            const folder = packageFolder(id);
            if (folder !== undefined) folders.add(folder);
          }
        }
      },
    }),
    write: () => ({
      name: 'write-third-party-notices',
      apply: 'build',
      enforce: 'post',
      generateBundle() {
        this.emitFile({ type: 'asset', fileName: NOTICES_FILE, source: noticesOf([...folders]) });
      },
    }),
  };
}

const MANIFEST = v.object({ name: v.string(), version: v.string(), license: v.string() });

/** The folder of the package that a module's id is in; undefined for a module of ours, or of a plugin. */
export function packageFolder(id: string): string | undefined {
  return /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
}

/**
 * The text of the file.
 *
 * @param folders of packages
 * @throws where a package names no licence
 */
export function noticesOf(folders: readonly string[]): string {
  const packages = folders.map((folder) => {
    const { name, version, license } = v.parse(
      MANIFEST,
      JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')),
    );
    const texts = readdirSync(folder)
      .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
      .toSorted()
      .map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
    return { title: `${name} ${version} (${license})`, texts };
  });
  return [
    'Macie Job Monitor includes the following packages.',
    ...packages
      .toSorted((a, b) => a.title.localeCompare(b.title, 'en'))
      .map(({ title, texts }) => [title, ...texts].join('\n\n')),
  ].join(`\n\n${'-'.repeat(80)}\n\n`);
}
