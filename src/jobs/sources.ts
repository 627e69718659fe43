import type { Source } from '../aws/source.ts';
import type { View } from './criteria.ts';

/** The configured sources that a view is about; a choice that names none means all. */
export function chosenSources(sources: readonly Source[], { accounts, regions }: View): Source[] {
  return sources.filter(
    ({ account, region }) =>
      (accounts.length === 0 || accounts.includes(account)) && (regions.length === 0 || regions.includes(region)),
  );
}
