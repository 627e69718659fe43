import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { createEmulator } from './emulator.ts';
import { environmentOptions } from './environment.ts';
import { bridge } from './node-bridge.ts';
import { demoAccounts, staticKeyOf } from './world.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4566' },
    jobs: { type: 'string' },
    seed: { type: 'string' },
    'latency-ms': { type: 'string' },
  },
});

const options = environmentOptions({
  EMULATOR_JOBS: values.jobs ?? process.env['EMULATOR_JOBS'],
  EMULATOR_SEED: values.seed ?? process.env['EMULATOR_SEED'],
  EMULATOR_LATENCY_MS: values['latency-ms'] ?? process.env['EMULATOR_LATENCY_MS'],
});
const emulator = createEmulator(options);
const accounts = demoAccounts(options.jobs ?? 500);

const server = createServer((incoming, outgoing) => {
  void bridge(emulator.fetch, incoming, outgoing);
});
server.listen(Number(values.port), '127.0.0.1', () => {
  const address = server.address();
  const url = `http://localhost:${typeof address === 'object' && address ? address.port : values.port}`;
  const [first] = accounts;
  const key = staticKeyOf(first?.accountId ?? '');
  console.log(`Amazon Macie, emulated, on ${url}\n`);
  for (const { accountId, regions } of accounts) {
    const { accessKeyId, secretAccessKey } = staticKeyOf(accountId);
    console.log(`${accountId}  ${accessKeyId}  ${secretAccessKey}`);
    console.log(
      `              ${Object.entries(regions)
        .map(([region, jobs]) => `${region} (${jobs})`)
        .join(', ')}`,
    );
  }
  console.log(
    `\nAWS_ACCESS_KEY_ID=${key.accessKeyId} AWS_SECRET_ACCESS_KEY=${key.secretAccessKey} \\\n` +
      `  aws macie2 list-classification-jobs --region us-east-1 --endpoint-url ${url} --max-items 3`,
  );
});
