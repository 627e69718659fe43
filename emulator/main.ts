import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { createEmulator } from './emulator.ts';
import { environmentOptions } from './environment.ts';
import { bridge } from './server/node-bridge.ts';
import { demoAccounts, staticKeyOf } from './accounts.ts';

/** `npm run emulator`: the emulator alone, for the AWS CLI or any SDK. */
function main(): void {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4566' },
      jobs: { type: 'string', default: process.env['EMULATOR_JOBS'] || '500' },
      seed: { type: 'string', default: process.env['EMULATOR_SEED'] || '1' },
      'latency-ms': { type: 'string', default: process.env['EMULATOR_LATENCY_MS'] || '0' },
    },
  });
  const accounts = demoAccounts(Number(values.jobs));
  const emulator = createEmulator({
    ...environmentOptions({
      ...process.env,
      EMULATOR_JOBS: values.jobs,
      EMULATOR_SEED: values.seed,
      EMULATOR_LATENCY_MS: values['latency-ms'],
    }),
    accounts,
  });
  const server = createServer((incoming, outgoing) => {
    void bridge(emulator.fetch, incoming, outgoing);
  });
  server.once('error', fail);
  server.listen(Number(values.port), '127.0.0.1', () => {
    const address = server.address();
    const url = `http://localhost:${typeof address === 'object' ? address?.port : values.port}`;
    console.log(`Amazon Macie, emulated, on ${url}\n`);
    for (const { accountId, regions } of accounts) {
      const { accessKeyId, secretAccessKey } = staticKeyOf(accountId);
      const sizes = Object.entries(regions).map(([region, jobs]) => `${region} (${jobs} jobs)`);
      console.log(`account ${accountId}: ${sizes.join(', ')}`);
      console.log(`  AWS_ACCESS_KEY_ID=${accessKeyId} AWS_SECRET_ACCESS_KEY=${secretAccessKey}`);
    }
    const { accessKeyId, secretAccessKey } = staticKeyOf(accounts[0]?.accountId ?? '');
    console.log(`
For example:
  AWS_ACCESS_KEY_ID=${accessKeyId} AWS_SECRET_ACCESS_KEY=${secretAccessKey} \\
  aws macie2 list-classification-jobs --region us-east-1 --endpoint-url ${url} --max-items 3`);
  });
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

try {
  main();
} catch (error) {
  fail(error);
}
