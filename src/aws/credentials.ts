import { fromCognitoIdentityPool, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentity } from '@smithy/types';
import type { Account } from './account.ts';
import { AwsError, needsFreshCredentials, toAwsError } from './errors.ts';
import { httpHandler } from './http-handler.ts';

/** Gives credentials that AWS should take. Throws an AwsError. */
export interface CredentialProvider {
  (): Promise<AwsCredentialIdentity>;
  /** Drops the credentials, if they are still the current ones: AWS no longer takes them. */
  drop(credentials?: AwsCredentialIdentity): void;
}

/** The id of one person's identity in one pool, kept in this browser: a returning reader is spared a call. */
export interface IdentityId {
  /** Undefined where none is kept, or storage fails. */
  get(): Promise<string | undefined>;
  /** Keeps another, or none. Storage that fails costs only the keeping. */
  set(id: string | undefined): Promise<void>;
}

/** A signed-in person, as an identity pool takes them. */
export interface Login {
  /** Who it is, for keeping the identity id: the issuer's `sub`. */
  readonly subject: string;
  /** The pool's provider name → a fresh id token. */
  readonly logins: Readonly<Record<string, () => Promise<string>>>;
  /** Has an id token renewed that a pool calls expired, if it is still the current one. */
  drop(idToken: string): Promise<void>;
}

/** How long a call for credentials is shared by callers that come later. */
const LONGEST_SHARED_MS = 5000;
/** Credentials are renewed this long before they expire, as the SDK does, or after half of a shorter life. */
const RENEW_BEFORE_MS = 5 * 60_000;
/** How long credentials live where this browser's clock makes no sense of their expiry: an hour is what AWS gives. */
const USUAL_LIFETIME_MS = 60 * 60_000;
/** Role sessions last 12 hours at most (AWS). */
const LONGEST_LIFETIME_MS = 12 * 60 * 60_000;

/**
 * Credentials for an account: an identity of its pool and, where the account names a role, that role
 * assumed with it. They are used for as long as they live, counted from when they came: a browser's clock may be wrong.
 * Callers at the same time share one call.
 *
 * @param identity where the person's identity id in the account's pool is kept; by default nowhere
 */
export function accountCredentials(
  account: Account,
  login?: Login,
  identity: IdentityId = NOT_KEPT,
): CredentialProvider {
  const { roleArn, externalId, sessionName, stsEndpoint } = account.credentials;
  const ofPool = shared('GetCredentialsForIdentity', poolCredentials(account, login, identity));
  if (!roleArn) return ofPool;
  let assume: (() => Promise<AwsCredentialIdentity>) | undefined;
  return shared('AssumeRole', async () => {
    assume ??= fromTemporaryCredentials({
      masterCredentials: ofPool,
      params: {
        RoleArn: roleArn,
        RoleSessionName: sessionName ?? 'macie-job-monitor',
        ...(externalId && { ExternalId: externalId }),
      },
      clientConfig: {
        region: poolRegion(account),
        requestHandler: httpHandler,
        ...(stsEndpoint && { endpoint: absolute(stsEndpoint) }),
      },
    });
    return assume();
  });
}

/**
 * Makes a call, and once more with fresh credentials if AWS no longer takes those that it was made with, whatever this
 * browser's clock says of them.
 *
 * @param drop lets go of what remembers the old credentials, such as a client of the SDK
 * @throws AwsError
 */
export async function withFreshCredentials<T>(
  provider: CredentialProvider,
  call: () => Promise<T>,
  drop: () => void,
): Promise<T> {
  const used = await provider();
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof AwsError) || !needsFreshCredentials(error)) throw error;
    provider.drop(used);
    drop();
    await provider();
    return call();
  }
}

const NOT_KEPT: IdentityId = {
  get: () => Promise.resolve(undefined),
  set: () => Promise.resolve(),
};

function poolCredentials(
  account: Account,
  login: Login | undefined,
  identity: IdentityId,
): () => Promise<AwsCredentialIdentity> {
  const { identityPoolId, endpoint } = account.credentials;
  const cache = {
    getItem: async () => (await identity.get()) ?? null,
    setItem: (_key: string, id: string) => {
      void identity.set(id);
    },
    removeItem: () => {
      void identity.set(undefined);
    },
  };
  /** The id tokens that the last call was made with. */
  const used = new Set<string>();
  const logins = Object.entries(login?.logins ?? {}).map(([name, idToken]) => [
    name,
    async () => {
      const token = await idToken();
      used.add(token);
      return token;
    },
  ]);
  const create = () =>
    fromCognitoIdentityPool({
      identityPoolId,
      cache,
      ...(login && { logins: Object.fromEntries(logins), userIdentifier: login.subject }),
      clientConfig: {
        region: poolRegion(account),
        requestHandler: httpHandler,
        ...(endpoint && { endpoint: absolute(endpoint) }),
      },
    });
  let provider = create();
  return async () => {
    let isRenewed = false;
    for (let attempt = 1; ; attempt++) {
      used.clear();
      try {
        return await provider();
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        if (login && isExpiredLogin(error) && attempt < MOST_LOGINS) {
          await Promise.all([...used].map((idToken) => login.drop(idToken)));
        } else if (error.name === 'ResourceNotFoundException' && !isRenewed) {
          // A kept identity that the pool has forgotten. The SDK's provider never lets go of one, so it takes a new
          // provider to get a new identity.
          isRenewed = true;
          await identity.set(undefined);
          provider = create();
        } else {
          throw error;
        }
      }
    }
  };
}

/** Tries with an id token, with a renewed one, and with that of the person's next sign-in. */
const MOST_LOGINS = 3;

/** ? Cognito's words: “Invalid login token. Token expired: 1700000000 >= 1690000000”. */
function isExpiredLogin({ name, message }: Error): boolean {
  return name === 'NotAuthorizedException' && /token (is |has )?expired/i.test(message);
}

function shared(operation: string, provider: () => Promise<AwsCredentialIdentity>): CredentialProvider {
  let current: { readonly credentials: AwsCredentialIdentity; readonly renewAt: number } | undefined;
  let pending: Promise<AwsCredentialIdentity> | undefined;
  let pendingSince = 0;
  const renew = async () => {
    try {
      const credentials = await provider();
      current = { credentials, renewAt: renewalOf(credentials) };
      return credentials;
    } catch (error) {
      const known = toAwsError(error, operation);
      // The SDK's name for an answer without credentials, which is no answer of these services.
      if (known.code === 'CredentialsProviderError') {
        throw new AwsError('malformed', operation, { message: '', code: 'UnreadableAnswer' });
      }
      if (known.mayPass || known.kind === 'credentials') throw known;
      // Whatever else these services answer (no such pool, no such role), what is wrong for the reader is the way to
      // credentials.
      throw new AwsError('credentials', operation, {
        message: known.message,
        code: known.code,
        status: known.status,
        requestId: known.requestId,
      });
    }
  };
  const get = () => {
    if (current && Date.now() < current.renewAt) return Promise.resolve(current.credentials);
    // A try that hangs is not joined for ever: a later caller, such as a click on Refresh, starts another one.
    if (pending && Math.abs(Date.now() - pendingSince) < LONGEST_SHARED_MS) return pending;
    pendingSince = Date.now();
    const started = renew().finally(() => {
      if (pending === started) pending = undefined;
    });
    pending = started;
    return started;
  };
  return Object.assign(get, {
    drop: (credentials?: AwsCredentialIdentity) => {
      if (!credentials || credentials === current?.credentials) current = undefined;
    },
  });
}

/** When to renew credentials that have just come, by this browser's clock. */
function renewalOf({ expiration }: AwsCredentialIdentity): number {
  const now = Date.now();
  const left = (expiration?.getTime() ?? Infinity) - now;
  const lifetime = left > 0 && left <= LONGEST_LIFETIME_MS ? left : USUAL_LIFETIME_MS;
  return now + lifetime - Math.min(RENEW_BEFORE_MS, lifetime / 2);
}

function poolRegion(account: Account): string {
  return account.credentials.identityPoolId.split(':', 1)[0] ?? '';
}

function absolute(endpoint: string): string {
  return new URL(endpoint, globalThis.location?.href).href;
}
