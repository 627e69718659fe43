import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { serve } from '@hono/node-server';
import { MACIE_REGIONS } from '../src/aws/regions.ts';
import { findAccount, ProfileError } from './accounts.ts';
import type { LocalAccount } from './accounts.ts';
import { createLocalServer } from './local-server.ts';
import { createSignedFetch } from './signed-fetch.ts';

const HELP = `Usage: npm run local -- [options]

Opens the monitor over your own Macie jobs, on 127.0.0.1. AWS keys stay in this program; nothing is written to disk.

  --profile NAME      an AWS profile; repeat it for several accounts (by default the SDK's chain: environment,
                      default profile, container, instance)
  --regions a,b|all   Regions to monitor (by default those where Macie is enabled)
  --logs              lets the page read the logs of jobs (needs logs:FilterLogEvents)
  --port NUMBER       the port on 127.0.0.1 (4180)
  --no-open           doesn't open the browser
  --endpoint-url URL  another AWS, such as the emulator
  --help              this text
`;

/** A mistake on the command line; the message is for the terminal. */
class UsageError extends Error {}

async function main(): Promise<void> {
  const { values } = parse();
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new UsageError(`--port should be a number from 1 to 65535, not ${values.port}.`);
  }
  const regions = regionsOf(values.regions);
  const files = builtPage();
  const signedFetch = createSignedFetch(values['endpoint-url']);
  const accounts: LocalAccount[] = [];
  for (const profile of values.profile ?? [undefined]) {
    const credentials = fromNodeProviderChain({
      ...(profile !== undefined && { profile }),
      mfaCodeProvider: askForMfaCode,
    });
    try {
      accounts.push(await findAccount(profile, credentials, regions, signedFetch));
    } catch (error) {
      if (!(error instanceof ProfileError)) throw error;
      process.stderr.write(`${error.message}\n`);
    }
  }
  if (accounts.length === 0) throw new UsageError('There is no account to monitor.');
  if (new Set(accounts.map(({ id }) => id)).size < accounts.length) {
    throw new UsageError('Two of the profiles have the same name in links. Rename one.');
  }
  const local = createLocalServer({ port, accounts, logs: values.logs, files, signedFetch });
  const server = serve({ fetch: local.fetch, port, hostname: '127.0.0.1' }, () => {
    for (const { label, accountId, regions } of accounts) {
      process.stdout.write(`${label} (${accountId}): ${regions.join(', ')}\n`);
    }
    process.stdout.write(`\nOpen ${local.url}\nCtrl-C stops it.\n`);
    if (!values['no-open']) openBrowser(local.url);
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    fail(
      error.code === 'EADDRINUSE'
        ? new UsageError(`Port ${port} is in use. Choose another with --port.`)
        : error,
    );
  });
}

function parse() {
  try {
    return parseArgs({
      options: {
        profile: { type: 'string', multiple: true },
        regions: { type: 'string' },
        logs: { type: 'boolean', default: false },
        port: { type: 'string', default: '4180' },
        'no-open': { type: 'boolean', default: false },
        'endpoint-url': { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
  }
}

function regionsOf(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  if (text === 'all') return MACIE_REGIONS;
  const regions = [...new Set(text.split(',').map((region) => region.trim()))];
  const known: readonly string[] = MACIE_REGIONS;
  const unknown = regions.find((region) => !known.includes(region));
  if (unknown !== undefined) throw new UsageError(`Macie has no Region ${JSON.stringify(unknown)}.`);
  return regions;
}

/** The files of the built page, read once: the server reaches no other file. */
function builtPage(): Map<string, Uint8Array<ArrayBuffer>> {
  const folder = fileURLToPath(new URL('../dist', import.meta.url));
  try {
    return new Map(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((each) => each.isFile() && !each.name.endsWith('.map') && each.name !== 'config.json')
        .map((each) => {
          const file = path.join(each.parentPath, each.name);
          return [
            `/${path.relative(folder, file).replaceAll(path.sep, '/')}`,
            new Uint8Array(readFileSync(file)),
          ];
        }),
    );
  } catch {
    throw new UsageError('The page is not built. Run: npm run build');
  }
}

async function askForMfaCode(serial: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(`MFA code of ${serial}: `);
  } finally {
    terminal.close();
  }
}

function openBrowser(url: string): void {
  const [command = '', ...before] = { darwin: ['open'], win32: ['rundll32', 'url.dll,FileProtocolHandler'] }[
    process.platform as string
  ] ?? ['xdg-open'];
  // Without a browser, the address in the terminal is enough.
  spawn(command, [...before, url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

main().catch(fail);
