import { Hono } from 'hono';
import { AwsError } from './aws-error.ts';
import { getCredentialsForIdentity, getId, type VerifyLogin } from './cognito-identity.ts';
import { addControls } from './controls.ts';
import { allowAnyOrigin } from './cors.ts';
import { createFaults, type Sleep } from './faults.ts';
import { generateJobs } from './generator/generate.ts';
import { createInventory, type Inventory } from './inventory.ts';
import type { JobDocument } from './job-document.ts';
import { filterLogEvents } from './logs.ts';
import { describeClassificationJob, listClassificationJobs } from './macie.ts';
import { awsJson, restJson } from './protocols.ts';
import { createRequestLog } from './request-log.ts';
import { type Machine, type Operation, serve } from './service.ts';
import { storeDocuments } from './stored-document.ts';
import { assumeRole } from './sts.ts';
import { type Account, demoAccounts, staticKeysOf } from './world.ts';

export interface EmulatorOptions {
  /** How many jobs the first inventory has; the others have a fraction. 500 by default. */
  readonly jobs?: number;
  /** The same seed gives the same jobs. 1 by default. */
  readonly seed?: number;
  /** How long every answer of an AWS service takes at least, in milliseconds. 0 by default. */
  readonly latencyMs?: number;
  /** The clock, in milliseconds since 1970. */
  readonly now?: () => number;
  /** Waits for latency and faults, or rejects once the caller gave up. */
  readonly sleep?: Sleep;
  /** The accounts of the emulated world; the demo's by default. */
  readonly accounts?: readonly Account[];
  /** Checks the id tokens that are shown to an identity pool. By default none is believed. */
  readonly verifyLogin?: VerifyLogin;
  /** How long an identity pool's credentials last, in milliseconds. An hour by default, as on AWS. */
  readonly credentialsLifetimeMs?: number;
}

export interface Emulator {
  /**
   * Answers a request as Amazon Macie, Cognito identity, STS or CloudWatch Logs would, or as the emulator's controls.
   * Rejects, like `fetch`, where the connection is to break (ConnectionReset) or the caller gave up.
   */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Replaces one inventory: `PUT /_emulator/inventory` without the way through HTTP. */
  readonly setInventory: (accountId: string, region: string, jobs: readonly JobDocument[]) => void;
  /** The documents of an inventory as they are now; undefined where Macie is not enabled. */
  readonly describe: (accountId: string, region: string) => readonly JobDocument[] | undefined;
}

/** An emulated world of its own: nothing is shared between two of them. */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const { jobs = 500, seed = 1, latencyMs = 0, now = Date.now, sleep = sleepFor } = options;
  const accounts = options.accounts ?? demoAccounts(jobs);
  const machine: Machine = {
    now,
    sleep,
    latencyMs,
    faults: createFaults(),
    log: createRequestLog(),
    staticKeys: staticKeysOf(accounts),
  };

  // Inventories are made when they are first asked for; all their times count from the start.
  let start = now();
  let inventories = new Map<string, Inventory>();
  const generate = (accountId: string, region: string, count: number, seed: number): Inventory => {
    const inventory = createInventory(generateJobs({ accountId, region, count, seed, start }));
    inventories.set(`${accountId}/${region}`, inventory);
    return inventory;
  };
  const findInventory = (accountId: string, region: string): Inventory | undefined => {
    const known = inventories.get(`${accountId}/${region}`);
    if (known) return known;
    const count = accounts.find((account) => account.accountId === accountId)?.regions[region];
    return count === undefined ? undefined : generate(accountId, region, count, seed);
  };
  const setInventory: Emulator['setInventory'] = (accountId, region, documents) => {
    inventories.set(`${accountId}/${region}`, createInventory(storeDocuments(documents)));
  };

  const identity = {
    pools: accounts.flatMap(({ accountId, identityPools = [] }) =>
      identityPools.map((pool) => ({ ...pool, accountId })),
    ),
    verifyLogin: options.verifyLogin ?? distrust,
    lifetime: options.credentialsLifetimeMs ?? 3_600_000,
  };
  const roles = accounts.flatMap(({ accountId, roles = [] }) =>
    roles.map((role) => ({ ...role, accountId })),
  );

  const app = new Hono();
  const call = (operation: Operation) => (c: { req: { raw: Request } }) =>
    serve(machine, operation, c.req.raw);
  // AWS lets a browser call these three from any page, and Macie from none.
  for (const path of ['/cognito-identity/*', '/sts/*', '/logs/*']) app.use(path, allowAnyOrigin);
  app.post('/jobs/list', call(listClassificationJobs(findInventory)));
  app.get('/jobs/:jobId', call(describeClassificationJob(findInventory)));
  app.post(
    '/cognito-identity/',
    byTarget('AWSCognitoIdentityService', [getId(identity), getCredentialsForIdentity(identity)]),
  );
  app.post('/logs/:region/', byTarget('Logs_20140328', [filterLogEvents(findInventory)]));
  app.post('/sts/', call(assumeRole(roles)));
  addControls(app, {
    faults: machine.faults,
    log: machine.log,
    setInventory,
    generate,
    reset: () => {
      machine.faults.set([]);
      machine.log.clear();
      start = now();
      inventories = new Map();
    },
  });
  app.notFound(() =>
    restJson.failure(
      new AwsError(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token'),
    ),
  );
  // A broken connection is the caller's to see; so is a defect of the emulator.
  app.onError((error) => {
    throw error;
  });

  /** The JSON protocol names its operation in a header. */
  function byTarget(service: string, operations: readonly Operation[]) {
    return (c: { req: { raw: Request } }): Response | Promise<Response> => {
      const target = c.req.raw.headers.get('x-amz-target');
      const operation = operations.find(({ name }) => target === `${service}.${name}`);
      if (operation) return serve(machine, operation, c.req.raw);
      return awsJson.failure(
        new AwsError(400, 'UnknownOperationException', `Unknown operation ${target ?? ''}`.trim()),
      );
    };
  }

  return {
    fetch: async (request) => app.fetch(request),
    setInventory,
    describe: (accountId, region) => {
      const time = now();
      return findInventory(accountId, region)
        ?.jobs(time)
        .map((job) => job.document(time));
    },
  };
}

const sleepFor: Sleep = (ms, signal) =>
  new Promise((resolve, reject) => {
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- an aborted call rejects with whatever its caller gave.
    const giveUp = (): void => reject(signal.reason);
    if (signal.aborted) return giveUp();
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    }, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        giveUp();
      },
      { once: true },
    );
  });

const distrust: VerifyLogin = () => Promise.reject(new Error('Not a valid OpenId Connect identity token.'));
