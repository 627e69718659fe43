import { fromCognitoIdentityPool, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentity } from '@smithy/types';
import type { Account } from './account.ts';
import { AwsError, toAwsError } from './errors.ts';

/** Gives credentials that are good for at least five minutes. Throws an AwsError. */
export type CredentialProvider = () => Promise<AwsCredentialIdentity>;

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
}

/** The SDK too refreshes credentials that expire within five minutes. */
const REFRESH_BEFORE_MS = 5 * 60_000;

/**
 * Credentials for an account: an identity of its pool and, where the account names a role, that role
 * assumed with it. Kept until five minutes before they expire; callers at the same time share one call.
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
  let assume: CredentialProvider | undefined;
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
        ...(stsEndpoint && { endpoint: absolute(stsEndpoint) }),
      },
    });
    return assume();
  });
}

const NOT_KEPT: IdentityId = {
  get: () => Promise.resolve(undefined),
  set: () => Promise.resolve(),
};

function poolCredentials(
  account: Account,
  login: Login | undefined,
  identity: IdentityId,
): CredentialProvider {
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
  const create = () =>
    fromCognitoIdentityPool({
      identityPoolId,
      cache,
      ...(login && { logins: { ...login.logins }, userIdentifier: login.subject }),
      clientConfig: {
        region: poolRegion(account),
        ...(endpoint && { endpoint: absolute(endpoint) }),
      },
    });
  let provider = create();
  return async () => {
    try {
      return await provider();
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'ResourceNotFoundException') throw error;
      // A kept identity that the pool has forgotten. The SDK's provider never lets go of one, so it takes a new
      // provider to get a new identity.
      await identity.set(undefined);
      provider = create();
      return provider();
    }
  };
}

function shared(operation: string, provider: CredentialProvider): CredentialProvider {
  let current: AwsCredentialIdentity | undefined;
  let pending: Promise<AwsCredentialIdentity> | undefined;
  const refresh = async () => {
    try {
      current = await provider();
      return current;
    } catch (error) {
      const known = toAwsError(error, operation);
      if (known.retryable || known.kind === 'credentials') throw known;
      // Whatever else these services answer (no such pool, no such role, malformed), what is wrong
      // for the reader is the way to credentials.
      throw new AwsError('credentials', operation, {
        message: known.message,
        code: known.code,
        status: known.status,
        requestId: known.requestId,
      });
    } finally {
      pending = undefined;
    }
  };
  return () => {
    if (current && isFresh(current)) return Promise.resolve(current);
    return (pending ??= refresh());
  };
}

function isFresh({ expiration }: AwsCredentialIdentity): boolean {
  return (expiration?.getTime() ?? Infinity) - Date.now() > REFRESH_BEFORE_MS;
}

function poolRegion(account: Account): string {
  return account.credentials.identityPoolId.split(':', 1)[0] ?? '';
}

function absolute(endpoint: string): string {
  return new URL(endpoint, globalThis.location?.href).href;
}
