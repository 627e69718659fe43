import type { Account } from '../../aws/account.ts';
import type { Source } from '../../aws/source.ts';
import type { Ignored, View } from '../criteria/criteria.ts';

/** Every account × Region of the configuration, in its order. */
export function allSources(accounts: readonly Pick<Account, 'id' | 'regions'>[]): Source[] {
  return accounts.flatMap((account) => account.regions.map((region) => ({ account: account.id, region })));
}

/** The configured source of an account's name and a Region, undefined where there is none. */
export function findSource(sources: readonly Source[], { account, region }: Source): Source | undefined {
  return sources.find((each) => each.account === account && each.region === region);
}

/**
 * The configured sources that a view is about. An account or Region that is not configured counts as
 * not named; a choice that names none means all.
 */
export function chosenSources(
  sources: readonly Source[],
  { accounts, regions }: Pick<View, 'accounts' | 'regions'>,
): Source[] {
  const wanted = (named: readonly string[], part: keyof Source) => {
    const known = new Set(sources.map((source) => source[part]).filter((each) => named.includes(each)));
    return (source: Source) => known.size === 0 || known.has(source[part]);
  };
  const ofAccount = wanted(accounts, 'account');
  const ofRegion = wanted(regions, 'region');
  return sources.filter((source) => ofAccount(source) && ofRegion(source));
}

/** The accounts and Regions of a view that the configuration lacks. */
export function unknownSources(sources: readonly Source[], { accounts, regions }: View): Ignored[] {
  const unknown = (parameter: keyof Source, named: readonly string[], reason: string) =>
    named
      .filter((value) => sources.every((source) => source[parameter] !== value))
      .map((value) => ({ parameter, value, reason }));
  return [
    ...unknown('account', accounts, 'This page isn’t configured for this account.'),
    ...unknown('region', regions, 'This page isn’t configured for this Region.'),
  ];
}
