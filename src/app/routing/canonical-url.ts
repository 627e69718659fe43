import { canonicalQuery, LIST_PATH } from '../../jobs/criteria/link.ts';
import { startQuery } from '../../jobs/list/saved-views/saved-views-store.ts';
import { currentAddress, isSameAddress } from '../../lib/address.ts';
import type { Address } from '../../lib/address.ts';

/**
 * The form of an address that links have: the bare site leads to the list that the reader begins with, the list's
 * parameters say what they said without what can't be taken, and no slash in a path is one too many.
 */
export function canonicalAddress({ pathname, search }: Address): Address {
  const path = pathname.replaceAll(/\/{2,}/g, '/').replace(/\/$/, '');
  if (path !== '' && path !== LIST_PATH) return { pathname: path, search };
  const query = path === '' && search === '' ? startQuery() : canonicalQuery(search);
  return { pathname: LIST_PATH, search: query && `?${query}` };
}

/** Puts the address into the form that its links have. */
export function settleAddress(): void {
  const given = currentAddress();
  const { pathname, search } = canonicalAddress(given);
  if (isSameAddress(given, { pathname, search })) return;
  window.history.replaceState(null, '', `${pathname}${search}${window.location.hash}`);
}
