import type { Account } from '../../aws/account.ts';
import type { Source } from '../../aws/source.ts';
import { toBoto3 } from '../criteria-boto3.ts';
import { toAwsCli } from '../criteria-cli.ts';
import type { Refinements, View } from '../criteria.ts';

/** What a text that lists the same jobs elsewhere is made of. */
export interface Copied {
  readonly view: View;
  /** The accounts and Regions that the view is about. */
  readonly sources: readonly Source[];
  readonly accounts: readonly Account[];
  /** The moment at which relative times become instants. */
  readonly now: Date;
}

/** The view as AWS CLI commands, one for each account and Region: Macie has no call for several. */
export function cliText(copied: Copied): string {
  return forEachSource(copied, toAwsCli);
}

/** The view as Python with boto3, once for each account and Region. */
export function boto3Text(copied: Copied): string {
  return forEachSource(copied, toBoto3);
}

/** Comments hold only words of this page and of its configuration: nothing of a link may end up in a shell. */
function forEachSource(
  { view, sources, accounts, now }: Copied,
  toText: (view: View, region: string, now: Date) => string,
): string {
  const missing = refinementNames(view.refinements);
  const parts = sources.map(({ account, region }) => {
    const accountId = accounts.find(({ id }) => id === account)?.accountId ?? '';
    const place = sources.length > 1 ? `# ${region} of ${account}, with credentials for ${accountId}\n` : '';
    return `${place}${toText(view, region, now)}`;
  });
  return [
    ...(missing.length > 0 ? [`# Macie can't filter by this, so do it yourself: ${missing.join(', ')}`] : []),
    ...parts,
  ].join('\n');
}

/** The refinements that a view makes, by name. */
function refinementNames({ lastRun, buckets, attention }: Refinements): readonly string[] {
  return [
    ...(lastRun ? [`${lastRun === 'error' ? 'errors' : 'no errors'} in the last run`] : []),
    ...(buckets.length > 0 ? ['the bucket name'] : []),
    ...(attention ? ['whether a job needs attention'] : []),
  ];
}
