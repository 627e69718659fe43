import type { Address } from '../ui/address.ts';
import { chosenSources } from '../jobs/sources.ts';
import { STORAGE_KEYS } from '../ui/storage-keys.ts';

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

/** The text that something has under a name; undefined where it has none. */
export function text(of: unknown, name: string): string | undefined {
  const value = member(of, name);
  return typeof value === 'string' ? value : undefined;
}

/** What something has under a name; undefined where it has nothing. */
export function member(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
}
