import { accountCredentials } from '../aws/credentials.ts';
import type { CredentialProvider } from '../aws/credentials.ts';
import { createLimiter } from '../aws/request-scheduler.ts';
import { createJobLog } from '../aws/logs-client.ts';
import { createInsights } from '../aws/insights-client.ts';
import { createMacie } from '../aws/macie-client.ts';
import { clockOffset, onClockOffset } from '../lib/server-clock.ts';
import { connect } from './port.ts';
import type { OtherEnd } from './port.ts';
import { createInventories } from '../jobs/sync/inventories.ts';
import { createSender, inventoryId } from '../jobs/sync/transfer.ts';
import { createInventoryCache } from '../jobs/sync/inventory-cache.ts';
import { createReadingGate } from '../jobs/sync/reading-gate.ts';
import { READY } from './protocol.ts';
import type { AwsCalls, AwsSetup, PageCalls } from './protocol.ts';
import { identityIdOf } from '../aws/identity-ids.ts';
import type { Gate } from '../jobs/sync/types.ts';

/** Macie throttles parallel callers, so few calls run at once: over all sources, and per source. */
const CALLS = { total: 12, perKey: 4 };

/*
 * The worker that calls AWS. Requests are signed and answers are parsed here, so that neither blocks the page.
 * Credentials never leave the worker.
 */
addEventListener(
  'message',
  ({ ports: [port] }: MessageEvent) => {
    if (port) serve(port);
  },
  { once: true },
);
postMessage(READY);

/** Calls AWS for the page at the other end of a port, once the page has sent the setup. */
function serve(port: MessagePort): void {
  let aws: ReturnType<typeof createAws> | undefined;
  const ready = () => {
    if (!aws) throw new Error('The worker has not been set up.');
    return aws;
  };
  const gate = createReadingGate();
  const senders = new Map<string, ReturnType<typeof createSender>>();
  const ours: AwsCalls = {
    setUp: (setup) => {
      aws = createAws(setup, page, gate);
    },
    readJobs: (question, signal) => {
      const id = inventoryId(question);
      const send = senders.get(id) ?? createSender();
      senders.set(id, send);
      return ready().inventories.read(
        question,
        (inventory) => {
          page.notify('published', { id, message: send(inventory) });
        },
        signal,
      );
    },
    cacheJobs: (id) => {
      ready().inventories.cache(id);
    },
    releaseJobs: (id) => {
      ready().inventories.release(id);
      senders.delete(inventoryId(id));
    },
    describeJob: async ({ source, jobId, priority, fromCache }, signal) => {
      const { macie, inventories } = ready();
      const answer = await macie.describeJob(source, jobId, { signal, priority });
      const { leftSince } = await inventories.learn(source, jobId, answer, fromCache);
      return { ...answer, leftSince };
    },
    countFindings: (question, signal) => ready().insights.countFindings(question, signal),
    readUsage: (source, signal) => ready().insights.readUsage(source, signal),
    readBuckets: (source, signal) => ready().insights.readBuckets(source, signal),
    isSuspended: (source, signal) => ready().insights.isSuspended(source, signal),
    nameIdentifiers: (question, signal) => ready().insights.nameIdentifiers(question, signal),
    readAllowList: (question, signal) => ready().insights.readAllowList(question, signal),
    setNeeded: (sources) => {
      ready().macie.setNeeded(sources);
    },
    setWanted: (wanted) => {
      gate.setWanted(wanted);
    },
    readLog: ({ source, query }, signal) => ready().readLog(source, { ...query, signal }),
    clearCache: () => ready().cache.clear(),
  };
  const page = connect<PageCalls>(port, ours);
  onClockOffset(() => {
    page.notify('clockChanged', clockOffset());
  });
}

/** Credentials per account, Macie and CloudWatch Logs per source. */
function createAws(
  { gateway, accounts, logs, login, identity }: AwsSetup,
  page: Pick<OtherEnd<PageCalls>, 'call'>,
  gate: Gate,
) {
  const providers = new Map<string, CredentialProvider>(
    accounts.map((account) => {
      const { identityPoolId } = account.credentials;
      return [
        account.id,
        accountCredentials(
          account,
          login && {
            subject: login.subject,
            logins: Object.fromEntries(
              login.providers.map((each) => [each, () => page.call('idToken', each)]),
            ),
            drop: (idToken) => page.call('dropIdToken', idToken),
          },
          identityIdOf(identityPoolId, login?.subject),
        ),
      ];
    }),
  );
  const credentials = (id: string): CredentialProvider => {
    const provider = providers.get(id);
    if (!provider) throw new Error(`The configuration has no account ${id}.`);
    return provider;
  };
  const macie = createMacie(gateway, credentials, createLimiter(CALLS));
  const cache = createInventoryCache(identity);
  return {
    macie,
    insights: createInsights(macie.call),
    cache,
    inventories: createInventories(macie, gate, cache, accounts),
    readLog: createJobLog(logs ? logs.endpoint : undefined, credentials),
  };
}
