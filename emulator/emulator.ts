import { Hono } from 'hono';
import { getCredentialsForIdentity, getId, type VerifyLogin } from './identity/cognito-identity.ts';
import { addControls } from './controls/controls.ts';
import { allowAnyOrigin } from './protocol/cors.ts';
import type { FaultRule } from './controls/faults.ts';
import { type ControlState, type ControlStateOptions, createControlState } from './controls/state.ts';
import { createInventories } from './macie/inventories.ts';
import type { JobDocument } from './macie/job-document.ts';
import { filterLogEvents } from './logs/operations.ts';
import { createInsights } from './macie/insights/documents.ts';
import { macieOperations } from './macie/operations.ts';
import { restJson } from './protocol/protocols.ts';
import type { LoggedRequest } from './controls/request-log.ts';
import { type ServiceContext, serve, serveByAction, serveByTarget } from './protocol/service.ts';
import { missingToken } from './protocol/sigv4.ts';
import { listAccounts } from './identity/organizations.ts';
import { getRoleCredentials } from './identity/sso.ts';
import { assumeRole, getCallerIdentity } from './identity/sts.ts';
import { type Account, demoAccounts, staticKeysOf } from './accounts.ts';

export interface EmulatorOptions extends ControlStateOptions {
  /** How many jobs the first inventory has; the others have a fraction. 500 by default. */
  readonly jobs?: number;
  /** The same seed gives the same jobs. 1 by default. */
  readonly seed?: number;
  /** How long every answer of an AWS service takes at least, in milliseconds. 0 by default. */
  readonly latencyMs?: number;
  /** Shared with the demo's issuer, if there is one; replaces `now`, `clockOffsetMs` and `sleep`. */
  readonly state?: ControlState;
  /** The AWS accounts; the demo's by default. */
  readonly accounts?: readonly Account[];
  /** Checks the id tokens given to an identity pool. By default none is accepted. */
  readonly verifyLogin?: VerifyLogin;
  /** How long an identity pool's credentials last, in milliseconds. An hour by default, as on AWS. */
  readonly credentialsLifetimeMs?: number;
}

export interface Emulator {
  /**
   * Answers a request as Amazon Macie, Cognito identity, STS or CloudWatch Logs would, or as the emulator's controls.
   * Rejects, like `fetch`, if the connection is to break (ConnectionReset) or the caller gave up.
   */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Replaces one inventory, like `PUT /_emulator/inventory`. */
  readonly setInventory: (accountId: string, region: string, jobs: readonly JobDocument[]) => void;
  /** The documents of an inventory as they are now; undefined where Macie is not enabled. */
  readonly describe: (accountId: string, region: string) => readonly JobDocument[] | undefined;
  /** Replaces the fault rules, like `PUT /_emulator/faults`. */
  readonly setFaults: (rules: readonly FaultRule[]) => void;
  /** The logged calls, like `GET /_emulator/requests`. */
  readonly requests: () => readonly LoggedRequest[];
}

/** Creates an emulator. Two emulators share nothing. */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const { jobs = 500, seed = 1, latencyMs = 0, state = createControlState(options) } = options;
  const { now } = state.clock;
  const accounts = options.accounts ?? demoAccounts(jobs);
  const inventories = createInventories(accounts, seed, now);
  const insights = createInsights();
  const context: ServiceContext = { state, latencyMs, staticKeys: staticKeysOf(accounts) };

  const identity = {
    pools: accounts.flatMap(({ accountId, identityPools = [] }) =>
      identityPools.map((pool) => ({ ...pool, accountId })),
    ),
    verifyLogin: options.verifyLogin ?? acceptNone,
    lifetime: options.credentialsLifetimeMs ?? 3_600_000,
  };
  const roles = accounts.flatMap(({ accountId, roles = [] }) =>
    roles.map((role) => ({ ...role, accountId })),
  );

  const app = new Hono();
  // AWS answers browsers with CORS headers for these three services, but not for Macie.
  for (const path of ['/cognito-identity/*', '/sts/*', '/logs/*']) app.use(path, allowAnyOrigin);
  for (const operation of macieOperations({ findInventory: inventories.find, insights })) {
    const route = operation.path.replaceAll(/\{(\w+)\}/g, ':$1');
    app.on(operation.method, route, serve(context, operation));
  }
  const byTarget = {
    AWSCognitoIdentityService: [getId(identity), getCredentialsForIdentity(identity)],
    Logs_20140328: [filterLogEvents(inventories.find)],
    AWSOrganizationsV20161128: [listAccounts(accounts)],
  };
  const answerAction = serveByAction(context, [assumeRole(roles), getCallerIdentity]);
  const answerTarget = serveByTarget(context, byTarget);
  app.post('/cognito-identity/', answerTarget);
  app.post('/sts/', answerAction);
  app.post('/logs/:region/', answerTarget);
  // For a client with a single endpoint URL for all of AWS.
  app.post('/', (c) => (c.req.header('x-amz-target') === undefined ? answerAction(c) : answerTarget(c)));
  app.get(
    '/federation/credentials',
    serve(context, getRoleCredentials(accounts.map(({ accountId }) => accountId))),
  );
  addControls(app, { state, inventories, insights });
  app.notFound(() => restJson.failure(missingToken()));
  // Callers see broken connections and defects of the emulator.
  app.onError((error) => {
    throw error;
  });

  return {
    fetch: async (request) => app.fetch(request),
    setInventory: inventories.set,
    describe: (accountId, region) => {
      const time = now();
      return inventories
        .find(accountId, region)
        ?.jobs(time)
        .map((job) => job.document(time));
    },
    setFaults: state.faults.set,
    requests: state.log.list,
  };
}

const acceptNone: VerifyLogin = () => Promise.reject(new Error('Not a valid OpenId Connect identity token.'));
