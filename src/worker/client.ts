import { setClockOffset } from '../lib/server-clock.ts';
import type { ReadJobLog } from '../aws/logs-client.ts';
import { connect } from './port.ts';
import { createReceiver, inventoryId } from '../jobs/sync/transfer.ts';
import type { InventoryMessage, ShownInventory } from '../jobs/sync/transfer.ts';
import type { InsightCalls } from '../jobs/queries/insight-queries.ts';
import type { JobCalls } from '../jobs/queries/job-queries.ts';
import { isNotified } from '../jobs/model/notify-permission.ts';
import { currentPreferences } from '../jobs/model/preferences.ts';
import { READY } from './protocol.ts';
import type { AwsCalls, AwsConfig, PageCalls } from './protocol.ts';
// oxlint-disable-next-line import/default -- Vite makes the default export: the address of the built file.
import workerUrl from './aws-worker.ts?worker&url';
import type { Session } from '../auth/session-context.ts';

/** AWS, as the page sees it. */
export interface Aws extends JobCalls, InsightCalls {
  readonly readLog: ReadJobLog;
  /** Deletes the inventories that are cached in this browser. */
  clearCache(): Promise<void>;
}

/** The worker that calls AWS, while it starts. */
export interface AwsWorker {
  readonly worker: Worker;
  readonly port: MessagePort;
  /** Resolves if the worker's code is missing or fails to start. */
  readonly failed: Promise<void>;
}

/** Starts the worker. */
export function startWorker(): AwsWorker {
  // Under the page's Content-Security-Policy, this file is the only script that code may start.
  const policy = window.trustedTypes?.createPolicy('macie-job-monitor', {
    createScriptURL: (url) => {
      if (url === workerUrl) return url;
      throw new TypeError(`Not the worker of this page: ${url}`);
    },
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The DOM's types don't know trusted types.
  const url = (policy ? policy.createScriptURL(workerUrl) : workerUrl) as string;
  const worker = new Worker(url, { type: 'module' });
  const { port1, port2 } = new MessageChannel();
  worker.postMessage(null, [port2]);
  const failed = new Promise<void>((resolve) => {
    const fail = (event: Event) => {
      event.preventDefault();
      resolve();
    };
    worker.addEventListener('error', fail, { once: true });
    worker.addEventListener('message', ({ data }) => {
      if (data === READY) worker.removeEventListener('error', fail);
    });
  });
  return { worker, port: port1, failed };
}

/** Whose data a page without a sign-in shows. */
const GUEST = 'guest';

/** Whose data the page shows, for what is cached in the browser. */
export function identityOf(session: Session | undefined): string {
  return session?.login.subject ?? GUEST;
}

/** AWS through the worker at the other end of a port. */
export function connectAws(
  port: MessagePort,
  { gateway, accounts, logs }: AwsConfig,
  session: Session | undefined,
): Aws {
  const logins = session?.login.logins ?? {};
  const inventories = new Map<string, Mirror>();
  const mirrorOf = (id: string): Mirror => {
    const known = inventories.get(id) ?? {
      receive: createReceiver(),
      latest: undefined,
      publish: undefined,
    };
    inventories.set(id, known);
    return known;
  };
  const ours: PageCalls = {
    idToken: async (provider) => {
      const idToken = logins[provider];
      if (!idToken) throw new Error(`No one is signed in with ${provider}.`);
      return idToken();
    },
    dropIdToken: async (idToken) => session?.login.drop(idToken),
    clockChanged: setClockOffset,
    published: ({ id, message }) => {
      const inventory = mirrorOf(id);
      inventory.latest = inventory.receive(message);
      inventory.publish?.(inventory.latest);
    },
  };
  const worker = connect<AwsCalls>(port, ours);
  const login = session && { subject: session.login.subject, providers: Object.keys(logins) };
  worker.notify('setUp', { gateway, accounts, logs, login, identity: identityOf(session) });
  const sendWanted = () => {
    worker.notify('setWanted', !document.hidden || isNotified(currentPreferences()));
  };
  sendWanted();
  document.addEventListener('visibilitychange', sendWanted);
  return {
    readJobs: async (question, publish, signal) => {
      const inventory = mirrorOf(inventoryId(question));
      inventory.publish = (known) => {
        if (!signal.aborted) publish(known);
      };
      await worker.call('readJobs', question, signal);
      if (!inventory.latest) throw new Error('Nothing was read.');
      return inventory.latest;
    },
    cacheJobs: (id) => {
      worker.notify('cacheJobs', id);
    },
    releaseJobs: (id) => {
      inventories.delete(inventoryId(id));
      worker.notify('releaseJobs', id);
    },
    describeJob: (question, signal) => worker.call('describeJob', question, signal),
    countFindings: (question, signal) => worker.call('countFindings', question, signal),
    readUsage: (source, signal) => worker.call('readUsage', source, signal),
    readBuckets: (source, signal) => worker.call('readBuckets', source, signal),
    isSuspended: (source, signal) => worker.call('isSuspended', source, signal),
    nameIdentifiers: (question, signal) => worker.call('nameIdentifiers', question, signal),
    readAllowList: (question, signal) => worker.call('readAllowList', question, signal),
    setNeeded: (sources) => {
      worker.notify('setNeeded', sources);
    },
    readLog: (source, { signal, ...query }) => worker.call('readLog', { source, query }, signal),
    clearCache: () => worker.call('clearCache', undefined),
  };
}

/** The page's copy of one of the worker's inventories. */
interface Mirror {
  readonly receive: (message: InventoryMessage) => ShownInventory;
  latest: ShownInventory | undefined;
  /** Called when it changes. */
  publish: ((inventory: ShownInventory) => void) | undefined;
}
