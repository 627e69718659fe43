import { createHash, createHmac, randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { AwsError, validationError } from '../protocol/aws-error.ts';
import { issueCredentials } from './credentials.ts';
import { awsJson } from '../protocol/protocols.ts';
import type { Operation } from '../protocol/service.ts';

/** A Cognito identity pool: who can get credentials for its account. */
export interface IdentityPool {
  /** Such as `us-east-1:00000000-0000-4000-8000-000000000001`. */
  readonly id: string;
  readonly accountId: string;
  /**
   * What a person who has not signed in gets: nothing; credentials without Macie, which is what AWS gives whatever the
   * role allows; or, for the demo's convenience and unlike AWS, credentials with Macie.
   */
  readonly guests: 'refused' | 'without-macie' | 'with-macie';
  /** The one sign-in provider whose tokens count, such as `cognito-idp.us-east-1.amazonaws.com/us-east-1_demo`. */
  readonly provider?: string;
}

/** Checks a provider's id token. Throws if it can't be trusted; the caller is shown the error's message. */
export type VerifyLogin = (provider: string, token: string) => Promise<{ readonly sub: string }>;

export interface CognitoIdentityOptions {
  readonly pools: readonly IdentityPool[];
  readonly verifyLogin: VerifyLogin;
  /** How long credentials last, in milliseconds. */
  readonly lifetime: number;
}

/** Cognito identity's GetId: an identity of the pool, always the same for the same login. */
export function getId({ pools, verifyLogin }: CognitoIdentityOptions): Operation {
  return {
    name: 'GetId',
    protocol: awsJson,
    region: ({ body }) => regionOf(read(GetIdInput, body, true)?.IdentityPoolId),
    handle: async ({ body }) => {
      const { IdentityPoolId, Logins } = read(GetIdInput, body);
      checkId('identityPoolId', IdentityPoolId);
      const pool = pools.find(({ id }) => id === IdentityPoolId);
      if (!pool) throw notFound(`IdentityPool '${IdentityPoolId}' not found.`);
      const login = await checkLogins(pool, Logins, verifyLogin);
      if (login === undefined && pool.guests === 'refused') {
        throw notAuthorized('Unauthenticated access is not supported for this identity pool.');
      }
      return {
        IdentityId:
          login === undefined
            ? guestIdentity(pool, randomBytes(4).toString('hex'))
            : loginIdentity(pool, login),
      };
    },
  };
}

/** Cognito identity's GetCredentialsForIdentity, the enhanced flow: credentials of the pool's account. */
export function getCredentialsForIdentity({
  pools,
  verifyLogin,
  lifetime,
}: CognitoIdentityOptions): Operation {
  return {
    name: 'GetCredentialsForIdentity',
    protocol: awsJson,
    region: ({ body }) => regionOf(read(GetCredentialsInput, body, true)?.IdentityId),
    handle: async ({ body, now }) => {
      const { IdentityId, Logins } = read(GetCredentialsInput, body);
      checkId('identityId', IdentityId);
      const pool = pools.find((pool) => belongsTo(pool, IdentityId));
      if (!pool) throw notFound(`Identity '${IdentityId}' not found.`);
      const login = await checkLogins(pool, Logins, verifyLogin);
      const allowed =
        login === undefined
          ? pool.guests !== 'refused' && IdentityId === guestIdentity(pool, ownPart(IdentityId))
          : IdentityId === loginIdentity(pool, login);
      if (!allowed) throw notAuthorized(`Access to Identity '${IdentityId}' is forbidden.`);
      // AWS gives whole seconds.
      const expiresAt = Math.floor((now + lifetime) / 1000) * 1000;
      const role = login === undefined ? 'MacieMonitorGuest' : 'MacieMonitor';
      const credentials = issueCredentials(
        {
          accountId: pool.accountId,
          arn: `arn:aws:sts::${pool.accountId}:assumed-role/${role}/CognitoIdentityCredentials`,
          mayUseMacie: login !== undefined || pool.guests === 'with-macie',
        },
        expiresAt,
        `${IdentityId} ${randomBytes(8).toString('hex')}`,
      );
      return {
        IdentityId,
        Credentials: {
          AccessKeyId: credentials.accessKeyId,
          SecretKey: credentials.secretAccessKey,
          SessionToken: credentials.sessionToken,
          Expiration: expiresAt / 1000,
        },
      };
    },
  };
}

const Logins = v.nullish(v.record(v.string(), v.string()));
const GetIdInput = v.object({ IdentityPoolId: v.string(), Logins });
const GetCredentialsInput = v.object({ IdentityId: v.string(), Logins });

/** @throws AwsError SerializationException, ValidationException; with `lenient`, gives undefined instead. */
function read<T extends v.GenericSchema>(schema: T, body: Uint8Array): v.InferOutput<T>;
function read<T extends v.GenericSchema>(
  schema: T,
  body: Uint8Array,
  lenient: true,
): v.InferOutput<T> | undefined;
function read<T extends v.GenericSchema>(
  schema: T,
  body: Uint8Array,
  lenient = false,
): v.InferOutput<T> | undefined {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(body));
  } catch {
    if (lenient) return undefined;
    throw new AwsError(400, 'SerializationException', 'The request body is not valid JSON.');
  }
  const parsed = v.safeParse(schema, json);
  if (parsed.success) return parsed.output;
  if (lenient) return undefined;
  const [issue] = parsed.issues;
  throw validationError(
    `1 validation error detected: Value at '${v.getDotPath(issue) ?? 'body'}': ${issue.message}`,
  );
}

function checkId(member: string, id: string): void {
  if (!/^[\w-]+:[0-9a-f-]+$/.test(id)) {
    throw validationError(
      `1 validation error detected: Value '${id}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+`,
    );
  }
}

/** The verified login as one string; undefined for a guest. */
async function checkLogins(
  pool: IdentityPool,
  logins: Readonly<Record<string, string>> | null | undefined,
  verifyLogin: VerifyLogin,
): Promise<string | undefined> {
  const [login] = Object.entries(logins ?? {});
  if (!login) return undefined;
  const [provider, token] = login;
  if (!provider.includes('.') && !provider.includes(':')) {
    throw new AwsError(400, 'InvalidParameterException', 'Please provide a valid public provider.');
  }
  if (provider !== pool.provider) {
    throw notAuthorized('Token is not from a supported provider of this identity pool.');
  }
  try {
    const { sub } = await verifyLogin(provider, token);
    return `${provider} ${sub}`;
  } catch (error) {
    throw notAuthorized(`Invalid login token. ${error instanceof Error ? error.message : ''}`.trim());
  }
}

/*
 * An identity id contains proof of its pool, so that identities kept by browsers survive a restart of the emulator:
 * its first eight digits are random, the rest are a digest of them keyed by the pool.
 */

function loginIdentity(pool: IdentityPool, login: string): string {
  return identity(pool, 'login', createHash('sha256').update(login).digest('hex').slice(0, 8));
}

function guestIdentity(pool: IdentityPool, own: string): string {
  return identity(pool, 'guest', own);
}

function belongsTo(pool: IdentityPool, identityId: string): boolean {
  const own = ownPart(identityId);
  return identityId === identity(pool, 'login', own) || identityId === identity(pool, 'guest', own);
}

function ownPart(identityId: string): string {
  return identityId.slice(identityId.indexOf(':') + 1).slice(0, 8);
}

function identity(pool: IdentityPool, kind: 'guest' | 'login', own: string): string {
  const rest = createHmac('sha256', 'macie-emulator').update(`${pool.id} ${kind} ${own}`).digest('hex');
  return `${regionOf(pool.id)}:${own}-${rest.slice(0, 4)}-4${rest.slice(4, 7)}-8${rest.slice(7, 10)}-${rest.slice(10, 22)}`;
}

function regionOf(id: string | undefined): string | undefined {
  return id?.split(':')[0];
}

function notAuthorized(message: string): AwsError {
  return new AwsError(400, 'NotAuthorizedException', message);
}

function notFound(message: string): AwsError {
  return new AwsError(400, 'ResourceNotFoundException', message);
}
