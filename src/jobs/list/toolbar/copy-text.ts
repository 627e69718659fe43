import type { Account } from '../../../aws/account.ts';
import type { Source } from '../../../aws/source.ts';
import { toAwsCli } from '../../criteria/aws-cli.ts';
import { toBoto3 } from '../../criteria/boto3.ts';
import { isBrowserSort } from '../../criteria/criteria.ts';
import type { Refinements, View } from '../../criteria/criteria.ts';
import { refinementKinds } from '../../criteria/sentence.ts';
import type { Shell } from '../../criteria/shell.ts';
import { joinWords } from '../../../lib/text.ts';

/*
 * Nothing but the commands: an interactive zsh knows no comments, so an apostrophe in one would open a quote around
 * what follows. What a reader should know besides is for the screen: the notes.
 */

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
export function cliText({ view, sources, now }: Copied, shell: Shell = 'posix'): string {
  return sources.map(({ region }) => toAwsCli(view, region, now, shell)).join('\n');
}

/** The view as one Python script with boto3 for all accounts and Regions. */
export function boto3Text(copied: Copied): string {
  return toBoto3(copied.view, placesOf(copied), copied.now);
}

/** What the commands of the AWS CLI can't say of themselves, as sentences for the screen; empty if there is nothing to say. */
export function cliNotes(copied: Copied): string {
  const places = placesOf(copied);
  return [
    ...(accountsOf(places) > 1
      ? [
          `Run each with credentials for its account, in this order: ${places
            .map(({ region, accountId }) => `${region} in ${accountId}`)
            .join(', ')}.`,
        ]
      : []),
    ...leftOut(copied.view, ['q', 'attention', 'overdue', 'lastRunTime']),
    ...(copied.view.refinements.buckets.length > 0 ? ['Bucket names are compared in lower case only.'] : []),
  ].join(' ');
}

/** The same for the script. */
export function boto3Notes(copied: Copied): string {
  return [
    ...(accountsOf(placesOf(copied)) > 1 ? ['Set the AWS profile of each account in its table.'] : []),
    ...leftOut(copied.view, ['attention', 'overdue']),
  ].join(' ');
}

/** Accounts by their number, as AWS knows them. */
function placesOf({ sources, accounts }: Copied): readonly { accountId: string; region: string }[] {
  return sources.map(({ account, region }) => ({
    accountId: accounts.find(({ id }) => id === account)?.accountId ?? account,
    region,
  }));
}

function accountsOf(places: readonly { accountId: string }[]): number {
  return new Set(places.map(({ accountId }) => accountId)).size;
}

/** What the view asks for and the text doesn't, as a sentence. */
function leftOut(view: View, unable: readonly (keyof Refinements)[]): readonly string[] {
  const parts = [
    ...refinementKinds(view.refinements)
      .filter((kind) => unable.includes(kind))
      .map((kind) => PARTS[kind]),
    ...(isBrowserSort(view.sort) ? ['the order'] : []),
  ];
  return parts.length === 0 ? [] : [`Left out, as only this page can do it: ${joinWords(parts, 'and')}.`];
}

const PARTS: Readonly<Record<keyof Refinements, string>> = {
  q: 'the search',
  lastRun: 'errors in the last run',
  lastRunTime: 'the time of the last run',
  buckets: 'bucket names',
  bucketIs: 'the bucket',
  attention: 'needs attention',
  expires: 'expiry',
  overdue: 'overdue',
};
