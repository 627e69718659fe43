import type { AwsCredentialIdentity } from '@smithy/types';
import { member, text } from './early.ts';
import type { Guest } from './early.ts';
import { identityIdOf } from './identity-ids.ts';

/** Guests' first credentials by identity pool, on their way; undefined where Cognito gives none. They never reject. */
export type EarlyCredentials = ReadonlyMap<string, Promise<AwsCredentialIdentity | undefined>>;

/**
 * Asks Cognito for a guest's first credentials. Never rejects.
 *
 * @returns undefined where Cognito gives none
 */
export async function askCredentials(guest: Guest): Promise<AwsCredentialIdentity | undefined> {
  const { endpoint } = guest;
  const identityId = await askIdentity(guest);
  if (identityId === undefined) return undefined;
  const answer = await ask(endpoint, 'GetCredentialsForIdentity', { IdentityId: identityId });
  const found = member(answer, 'Credentials');
  const accessKeyId = text(found, 'AccessKeyId');
  const secretAccessKey = text(found, 'SecretKey');
  const sessionToken = text(found, 'SessionToken');
  const seconds = member(found, 'Expiration');
  return accessKeyId && secretAccessKey && sessionToken && typeof seconds === 'number'
    ? { accessKeyId, secretAccessKey, sessionToken, expiration: new Date(seconds * 1000) }
    : undefined;
}

/** The id of the guest's identity, as this browser knows it or Cognito gives one. */
async function askIdentity({ identityPoolId, endpoint, wasHere }: Guest): Promise<string | undefined> {
  const kept = identityIdOf(identityPoolId);
  // Opening the database alone takes half as long as asking does.
  const known = wasHere ? await kept.get() : undefined;
  if (known !== undefined) return known;
  const identityId = text(await ask(endpoint, 'GetId', { IdentityPoolId: identityPoolId }), 'IdentityId');
  if (identityId !== undefined) void kept.set(identityId);
  return identityId;
}

/** What Cognito answers; undefined where it refuses, or can't be reached. */
async function ask(
  endpoint: string,
  operation: string,
  input: Readonly<Record<string, string>>,
): Promise<unknown> {
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `AWSCognitoIdentityService.${operation}`,
  };
  try {
    const answer = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify(input) });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}
