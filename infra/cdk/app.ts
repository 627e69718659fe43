import { App } from 'aws-cdk-lib';
import { fileURLToPath } from 'node:url';
import { MonitorStack } from './monitor-stack.ts';
import { ReaderRoleStack } from './reader-role-stack.ts';
import { readSettings } from './settings.ts';

const app = new App({ analyticsReporting: false });
new ReaderRoleStack(app, 'MacieMonitorReaderRole');
new MonitorStack(app, 'MacieMonitor', {
  env: {
    account: process.env['CDK_DEFAULT_ACCOUNT'] ?? missing('account'),
    region: process.env['CDK_DEFAULT_REGION'] ?? missing('Region'),
  },
  settings: readSettings(String(app.node.tryGetContext('settings') ?? 'monitor.json')),
  dist: fileURLToPath(new URL('../../dist', import.meta.url)),
});

function missing(what: string): never {
  throw new Error(`No ${what}: sign in to AWS first, so that the CDK knows where to deploy`);
}
