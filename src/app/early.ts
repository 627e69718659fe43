import type { AwsCredentialIdentity } from '@smithy/types';
import type { Address } from '../ui/address.ts';
import { chosenSources } from '../jobs/sources.ts';
import { STORAGE_KEYS } from '../ui/storage-keys.ts';
import { identityIdOf } from './identity-ids.ts';

/*
 * The way to Macie begins with two calls of Cognito, one after the other. They are made while the SDK is still on its
 * way: the page finds out whom to ask about, and the worker asks, so that credentials never leave it. What Cognito
 * refuses is left to the SDK, which asks again and knows what refusals mean.
 */

/** An identity pool whose guest the reader is, and where Cognito answers. */
export interface Guest {
  readonly identityPoolId: string;
  readonly endpoint: string;
  /** Whether this browser may know the reader's identity from an earlier visit. */
  readonly wasHere: boolean;
}

/** Guests' first credentials by identity pool, on their way; undefined where Cognito gives none. They never reject. */
export type EarlyCredentials = ReadonlyMap<string, Promise<AwsCredentialIdentity | undefined>>;

/**
 * The identity pools of the accounts that an address is about. Where there are any, it is noted that somebody was here.
 *
 * @param config the configuration as it came
 * @returns none where people sign in, or nothing is clear
 */
export function findGuests(config: string, address: Address): Guest[] {
  try {
    const read: unknown = JSON.parse(config);
    const accounts = member(read, 'accounts');
    if (member(read, 'signIn') || !Array.isArray(accounts)) return [];
    const ids = accountsOf(address, accounts);
    const wasHere = has(STORAGE_KEYS.visited);
    const guests = accounts.flatMap((account: unknown): Guest[] => {
      const credentials = member(account, 'credentials');
      const identityPoolId = text(credentials, 'identityPoolId');
      if (!identityPoolId || !ids.has(text(account, 'id'))) return [];
      const [region] = identityPoolId.split(':');
      const endpoint = text(credentials, 'endpoint') ?? `https://cognito-identity.${region}.amazonaws.com/`;
      return [{ identityPoolId, endpoint, wasHere }];
    });
    if (guests.length > 0) noteVisit();
    return [...new Map(guests.map((guest) => [guest.identityPoolId, guest])).values()];
  } catch {
    return [];
  }
}

/** The ids of the accounts that an address is about. */
function accountsOf({ pathname, search }: Address, accounts: readonly unknown[]): Set<string | undefined> {
  const [, , ofPath] = pathname.split('/');
  if (ofPath) return new Set([decodeURIComponent(ofPath)]);
  // What the bare address is about is kept with the saved views.
  if (pathname === '/' && has(STORAGE_KEYS.views)) return new Set();
  const sources = accounts.flatMap((account) => {
    const [id, regions] = [text(account, 'id'), member(account, 'regions')];
    if (id === undefined || !Array.isArray(regions)) return [];
    return regions.map((region) => ({ account: id, region: String(region) }));
  });
  const parameters = new URLSearchParams(search);
  const named = {
    accounts: parameters.getAll('account'),
    regions: parameters.getAll('region').map((region) => region.toLowerCase()),
  };
  return new Set(chosenSources(sources, named).map(({ account }) => account));
}

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

/** Whether something is kept under a key; true where that can't be told. */
function has(key: string): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return true;
  }
}

function noteVisit(): void {
  try {
    localStorage.setItem(STORAGE_KEYS.visited, '');
  } catch {
    // Then the database is always asked.
  }
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

function text(of: unknown, name: string): string | undefined {
  const value = member(of, name);
  return typeof value === 'string' ? value : undefined;
}

function member(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
}
