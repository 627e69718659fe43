import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import type { Browser, LaunchOptions } from '@playwright/test';
import { installedBrowsers } from '../e2e/installed-browsers.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { buildContestant } from './builds.ts';
import type { Contestant } from './builds.ts';
import { createWorld } from './inventories.ts';
import type { World } from './inventories.ts';
import type { Row } from './row.ts';
import { serveEmulator, serveSite } from './server.ts';
import type { RunningServer } from './server.ts';

/** A part of the benchmark that can be run alone, by its name. */
export interface Measurement {
  readonly name: string;
  readonly what: string;
  readonly measure: (bench: Bench) => Promise<Row[]>;
}

/** What measurements share. Builds, worlds and servers are made when they are first asked for, and kept. */
export interface Bench {
  /** How many samples each contestant gives. */
  readonly repeat: number;
  /** How many jobs the largest inventory has. */
  readonly largest: number;
  readonly browser: Browser;
  /** For what is kept until the benchmark is over. */
  readonly folder: string;
  readonly world: (world: World) => Emulator;
  /** Where a contestant is served with a world behind its gateway. */
  readonly origin: (contestant: Contestant, world: World) => Promise<string>;
  /** Where a world's emulator answers without a page, as the AWS CLI wants it. */
  readonly endpoint: (world: World) => Promise<string>;
  readonly close: () => Promise<void>;
}

const { chromium: installed } = installedBrowsers();

/** How every browser of the benchmark is started. */
export const LAUNCH: LaunchOptions = {
  ...(installed && { executablePath: installed }),
  args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
};

/** Starts what measurements share. */
export async function createBench({ repeat, largest }: Pick<Bench, 'repeat' | 'largest'>): Promise<Bench> {
  const folder = mkdtempSync(path.join(tmpdir(), 'macie-job-monitor-bench-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const servers: Promise<RunningServer>[] = [];
  const started = (server: Promise<RunningServer>): Promise<string> => {
    servers.push(server);
    return server.then(({ origin }) => origin);
  };

  const build = once(
    (contestant: Contestant) => contestant,
    async (contestant) => {
      const built = path.join(folder, contestant);
      await buildContestant(contestant, built);
      return built;
    },
  );
  const world = once(keyOf, createWorld);
  const endpoint = once(keyOf, (wanted: World) => started(serveEmulator(world(wanted))));
  const site = once(
    ([contestant, wanted]: readonly [Contestant, World]) => `${contestant}, ${keyOf(wanted)}`,
    async ([contestant, wanted]) => {
      const built = await build(contestant);
      return started(serveSite(built, world(wanted)));
    },
  );
  const browser = await chromium.launch(LAUNCH);

  return {
    repeat,
    largest,
    browser,
    folder,
    world,
    endpoint,
    origin: (contestant, wanted) => site([contestant, wanted]),
    close: async () => {
      await browser.close();
      for (const server of await Promise.allSettled(servers)) {
        if (server.status === 'fulfilled') await server.value.close();
      }
    },
  };
}

function keyOf({ jobs, latencyMs = 0 }: World): string {
  return `${jobs} jobs, ${latencyMs} ms`;
}

/** Makes each thing once. */
function once<Wanted, Made>(keyOf: (wanted: Wanted) => string, make: (wanted: Wanted) => Made) {
  const made = new Map<string, Made>();
  return (wanted: Wanted): Made => {
    const key = keyOf(wanted);
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(wanted);
    made.set(key, fresh);
    return fresh;
  };
}
