import type { Account } from '../../../aws/account.ts';
import type { Source } from '../../../aws/source.ts';
import { toBoto3 } from '../../criteria/boto3.ts';
import { toAwsCli } from '../../criteria/aws-cli.ts';
import type { Refinements, View } from '../../criteria/criteria.ts';

/** What a text that lists the same jobs elsewhere is made of. */
export interface Copied {
  readonly view: View;
  /** The accounts and Regions that the view is about. */
  readonly sources: readonly Source[];
  readonly accounts: readonly Account[];
  /** The moment at which relative times become instants. */
  readonly now: Date;
}

/** The view as AWS CLI commands, a line for each account and Region: Macie has no call for several. */
export function cliText(copied: Copied): string {
  return forEachSource(copied, toAwsCli);
}

/** The view as Python with boto3, once for each account and Region. */
export function boto3Text(copied: Copied): string {
  return forEachSource(copied, toBoto3);
}

/**
 * Nothing but the commands: an interactive zsh knows no comments, so an apostrophe in one would open a quote around
 * what follows. What a reader should know besides is for the screen: `copyNotes`.
 */
function forEachSource(
  { view, sources, now }: Copied,
  toText: (view: View, region: string, now: Date) => string,
): string {
  return sources.map(({ region }) => toText(view, region, now)).join('\n');
}

/** What the copied text can't say of itself, as sentences for the screen; empty if there is nothing to say. */
export function copyNotes({ view, sources, accounts }: Copied): string {
  const missing = refinementNames(view.refinements);
  const several = new Set(sources.map(({ account }) => account)).size > 1;
  const places = sources.map(({ account, region }) => {
    const accountId = accounts.find(({ id }) => id === account)?.accountId ?? account;
    return `${region} in ${accountId}`;
  });
  return [
    ...(several ? [`Run each with credentials for its account, in this order: ${places.join(', ')}.`] : []),
    ...(missing.length > 0
      ? [`Macie can't filter by these, so they are left out: ${missing.join(', ')}.`]
      : []),
  ].join(' ');
}

/** The names of the refinements that a view makes. */
function refinementNames({ lastRun, buckets, attention }: Refinements): readonly string[] {
  return [
    ...(lastRun ? [`${lastRun === 'error' ? 'errors' : 'no errors'} in the last run`] : []),
    ...(buckets.length > 0 ? ['bucket name'] : []),
    ...(attention ? ['needs attention'] : []),
  ];
}
