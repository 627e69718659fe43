import { canonicalQuery, LIST_PATH, listPath } from '../jobs/criteria-link.ts';
import { startQuery } from '../jobs/list/saved-views-store.ts';
import type { Address } from '../ui/address.ts';

/**
 * The form of an address that links have: the bare site leads to the list that the reader begins with, the list's
 * parameters say what they said without what can't be taken, and no path ends with a slash.
 */
export function canonicalAddress({ pathname, search }: Address): Address {
  const path = pathname.replace(/\/+$/, '');
  if (path === '') return splitHref(listPath(startQuery()));
  return path === LIST_PATH ? splitHref(listPath(canonicalQuery(search))) : { pathname: path, search };
}

function splitHref(href: string): Address {
  const [pathname = '', query] = href.split('?');
  return { pathname, search: query === undefined ? '' : `?${query}` };
}
