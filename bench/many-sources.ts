import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createEmulator } from '../emulator/emulator.ts';
import { alternate } from './alternate.ts';
import type { Bench, Measurement } from './bench.ts';
import { fill } from './inventories.ts';
import { runProgram } from './program.ts';
import { atMost, figure, row } from './row.ts';
import { serveSite } from './server.ts';
import type { Certificate } from './server.ts';
import { requestsOf } from './requests.ts';
import { READER, visit } from './visit.ts';

const REGIONS = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-2'];
const ACCOUNTS = Array.from({ length: 40 }, (_, index) => ({
  id: `account-${index + 1}`,
  accountId: String(100_000_000_000 + index),
  identityPoolId: `us-east-1:00000000-0000-4000-8000-1${String(index).padStart(11, '0')}`,
}));
const JOBS = 50_000;
const LATENCY_MS = 40;

/** One list over 40 accounts in 6 Regions, each answer taking 40 ms. */
export const manySources: Measurement = {
  name: 'sources',
  what: '240 sources',
  measure: async (bench) => {
    const { of: taken } = await alternate(
      Math.min(bench.repeat, MOST_ROUNDS),
      { sources: () => atManySources(bench) },
      { rehearsal: true },
    );
    const of = `240 sources with ${JOBS.toLocaleString('en')} jobs`;
    const figures = (pick: (one: Measured) => number, unit: 'ms' | 'calls') =>
      figure(taken('sources').map(pick), unit);
    return [
      row(`${of}: first answer of Macie → first row`, atMost(1500), () => ({
        afterFirstAnswer: figures(({ afterFirstAnswer }) => afterFirstAnswer, 'ms'),
      })),
      row(`${of}: calls in flight`, atMost(12), () => ({
        most: figure([Math.max(...taken('sources').map(({ mostInFlight }) => mostInFlight))], 'calls'),
      })),
      row(`${of}: last row known`, null, () => ({ whole: figures(({ whole }) => whole, 'ms') })),
      row(`${of}: longest main-thread task once rows are there`, null, () => ({
        longest: figures(({ longest }) => longest, 'ms'),
      })),
    ];
  },
};

/** A round takes ten seconds. */
const MOST_ROUNDS = 3;

type Measured = Awaited<ReturnType<typeof atManySources>>;

async function atManySources(bench: Bench) {
  // Asked for so that it is built.
  await bench.origin('ours', { jobs: 100 });
  const folder = path.join(bench.folder, 'ours, 240 sources');
  cpSync(path.join(bench.folder, 'ours'), folder, { recursive: true });
  const file = path.join(folder, 'config.json');
  const demo = JSON.parse(readFileSync(file, 'utf8')) as object;
  const accounts = ACCOUNTS.map(({ id, accountId, identityPoolId }) => ({
    id,
    label: id,
    accountId,
    regions: REGIONS,
    credentials: { identityPoolId, endpoint: '/cognito-identity/' },
  }));
  writeFileSync(file, JSON.stringify({ ...demo, accounts }));
  const emulator = createEmulator({
    latencyMs: LATENCY_MS,
    accounts: ACCOUNTS.map(({ accountId, identityPoolId }) => ({
      accountId,
      regions: Object.fromEntries(REGIONS.map((region) => [region, 0])),
      identityPools: [{ id: identityPoolId, guests: 'with-macie' as const }],
    })),
  });
  for (const { accountId } of ACCOUNTS) {
    for (const region of REGIONS) {
      fill(emulator, accountId, region, Math.ceil(JOBS / ACCOUNTS.length / REGIONS.length));
    }
  }
  let inFlight = 0;
  let mostInFlight = 0;
  const counting = {
    ...emulator,
    fetch: async (request: Request) => {
      const counts = new URL(request.url).pathname === '/jobs/list';
      if (counts) mostInFlight = Math.max(mostInFlight, ++inFlight);
      try {
        return await emulator.fetch(request);
      } finally {
        if (counts) inFlight -= 1;
      }
    },
  };
  const site = await serveSite(folder, counting, await ownCertificate(bench.folder));
  const context = await bench.browser.newContext({ ...READER, ignoreHTTPSErrors: true });
  try {
    const { page, firstRow } = await visit(context, `${site.origin}/jobs`);
    const began = await firstRow();
    const whole = await page.evaluate(() => benchProbe.painted('[role="status"]', '50,160 jobs'));
    const answers = (await requestsOf(page)).filter(({ name }) => name.includes('/jobs/list'));
    const firstAnswer = Math.min(...answers.map(({ end }) => end));
    const longest = await page.evaluate(
      (since) =>
        Math.max(
          50,
          ...benchProbe.longTasks.filter(({ start }) => start >= since).map(({ duration }) => duration),
        ),
      began,
    );
    return { afterFirstAnswer: began - firstAnswer, whole, mostInFlight, longest };
  } finally {
    await context.close();
    await site.close();
  }
}

/** A certificate that only this benchmark's browser takes. */
async function ownCertificate(folder: string): Promise<Certificate> {
  const key = path.join(folder, 'key.pem');
  const cert = path.join(folder, 'cert.pem');
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-days', '1', '-subj', '/CN=127.0.0.1'];
  await runProgram('openssl', ['req', '-x509', ...curve, ...subject, '-keyout', key, '-out', cert]);
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
}
