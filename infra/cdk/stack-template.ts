import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MonitorStack } from './monitor-stack.ts';
import { ReaderRoleStack } from './reader-role-stack.ts';
import { readSettings } from './settings.ts';
import type { Settings } from './settings.ts';

/** The example's settings, which use nearly every option, and the same with the stack's own account only. */
export const EXAMPLE = readSettings(new URL('monitor.example.json', import.meta.url).pathname);
export const PLAIN: Settings = { accounts: EXAMPLE.accounts.filter((account) => !account.externalId) };

/** A resource of a template. Its properties depend on the type, hence `unknown`. */
export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** A statement of a policy. */
export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
}

/** A stack as it would be deployed. */
export interface Synthesised {
  readonly template: Readonly<Record<string, unknown>>;
  readonly resources: Readonly<Record<string, Resource>>;
  /** The files that it uploads, folder by folder: paths in each. */
  readonly uploads: readonly { readonly folder: string; readonly files: readonly string[] }[];
}

/** Synthesises stacks for a built page in a temporary folder. `remove` deletes it. */
export function stackSynthesizer(): {
  dist: string;
  monitor: (settings: Settings, props?: { account?: string; dist?: string }) => Synthesised;
  readerRole: () => Synthesised;
  remove: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'macie-monitor-cdk-'));
  const dist = join(folder, 'dist');
  mkdirSync(join(dist, 'assets'), { recursive: true });
  writeFileSync(join(dist, 'index.html'), '<!doctype html><title>The page</title>');
  writeFileSync(join(dist, 'config.json'), '{"title":"The demo"}');
  writeFileSync(join(dist, 'assets', 'index-1a2b3c4d.js'), '');
  writeFileSync(join(dist, 'assets', 'index-1a2b3c4d.js.map'), '{}');
  mkdirSync(join(dist, '.vite'));
  writeFileSync(join(dist, '.vite', 'manifest.json'), '{}');

  const synthesised = (add: (app: App) => MonitorStack | ReaderRoleStack): Synthesised => {
    const outdir = mkdtempSync(join(folder, 'out-'));
    // With CloudFormation's own rules as errors, as in cdk.json.
    const app = new App({ outdir, context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
    const template = Template.fromStack(add(app)).toJSON();
    const uploads = readdirSync(outdir)
      .filter((name) => /^asset\.\w+$/.test(name))
      .map((name) => join(outdir, name))
      .map((asset) => ({ folder: asset, files: readdirSync(asset, { recursive: true }).map(String) }));
    return { template, resources: template['Resources'], uploads };
  };
  return {
    dist,
    monitor: (settings, props = {}) =>
      synthesised((app) => {
        const env = { account: props.account ?? '111122223333', region: 'eu-west-1' };
        return new MonitorStack(app, 'Monitor', { env, settings, dist: props.dist ?? dist });
      }),
    readerRole: () => synthesised((app) => new ReaderRoleStack(app, 'ReaderRole')),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** The resources of a type, by the names they have in the template. */
export function ofType({ resources }: Synthesised, type: string): Record<string, Resource['Properties']> {
  const found = Object.entries(resources).filter(([, resource]) => resource.Type === type);
  return Object.fromEntries(found.map(([name, { Properties }]) => [name, Properties]));
}

/** The properties of the only resource of a type. Throws an Error if there is not exactly one. */
export function only(stack: Synthesised, type: string): Resource['Properties'] {
  const [first, ...others] = Object.values(ofType(stack, type));
  if (!first || others.length > 0) throw new Error(`Not one ${type}`);
  return first;
}

/** Every statement of every policy in the stack, wherever it stands. */
export function statements(part: unknown): Statement[] {
  if (typeof part !== 'object' || part === null) return [];
  return [...(isStatement(part) ? [part] : []), ...Object.values(part).flatMap(statements)];
}

function isStatement(part: object): part is Statement {
  return 'Effect' in part && 'Action' in part;
}
