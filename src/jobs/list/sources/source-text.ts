import type { Account } from '../../../aws/account.ts';
import { AwsError } from '../../../aws/errors.ts';
import type { AwsErrorKind } from '../../../aws/errors.ts';
import type { Source } from '../../../aws/source.ts';
import type { SourceState } from '../job-list.ts';

/** The sources of a list by what a reader has to know of them. */
interface Standing {
  /** Macie is off there: a normal state, and nothing is missing. */
  readonly notEnabled: readonly SourceState[];
  /** Failed without ever having been read: their jobs are missing from the list. */
  readonly missing: readonly SourceState[];
  /** Failed after something had been read: what the list shows of them is old, or not all. */
  readonly stale: readonly SourceState[];
  /** All others. */
  readonly sound: readonly SourceState[];
}

/** Sorts the sources of a list by how much is known of them. */
export function standingOf(sources: readonly SourceState[]): Standing {
  const standing = {
    notEnabled: new Array<SourceState>(),
    missing: new Array<SourceState>(),
    stale: new Array<SourceState>(),
    sound: new Array<SourceState>(),
  };
  for (const source of sources) {
    if (isNotEnabled(source)) standing.notEnabled.push(source);
    // The error stays while the next try is under way, so that a notice doesn't come and go.
    else if (source.error === undefined) standing.sound.push(source);
    else if (source.readAt === undefined && source.count === 0) standing.missing.push(source);
    else standing.stale.push(source);
  }
  return standing;
}

/** Whether Macie said that it is off in this account and Region. */
export function isNotEnabled({ error }: { readonly error: unknown }): boolean {
  return error instanceof AwsError && error.kind === 'not-enabled';
}

/** Whether nothing more is to come: read to its end, or a Region without Macie, which has no jobs. */
export function isSettled(source: SourceState): boolean {
  return source.state === 'complete' || isNotEnabled(source);
}

/** Why a source failed, in two or three words that can stand alone: `Access denied`. */
export function failureLabel(error: unknown): string {
  return error instanceof AwsError ? FAILURES[error.kind].label : 'Page error';
}

/** Why and where sources failed: `access denied in Payments (us-east-1); no answer from Sales (eu-west-1)`. */
export function failuresText(accounts: readonly Account[], failed: readonly SourceState[]): string {
  const byPhrase = new Map<string, Source[]>();
  for (const { source, error } of failed) {
    const phrase = error instanceof AwsError ? FAILURES[error.kind].phrase : 'an error of this page in';
    byPhrase.set(phrase, [...(byPhrase.get(phrase) ?? []), source]);
  }
  return [...byPhrase].map(([phrase, sources]) => `${phrase} ${placesText(accounts, sources)}`).join('; ');
}

/**
 * Sources for people: Regions alone where there is but one account, else `Payments (us-east-1, eu-west-1)`. A few
 * are named, the rest counted.
 */
export function placesText(accounts: readonly Account[], sources: readonly Source[]): string {
  if (accounts.length === 1) return some(sources.map(({ region }) => region));
  const regions = new Map<string, string[]>();
  for (const { account, region } of sources) regions.set(account, [...(regions.get(account) ?? []), region]);
  return some(
    [...regions].map(([id, regions]) => {
      const account = accounts.find((account) => account.id === id);
      const all = regions.length > 1 && regions.length === account?.regions.length;
      return `${account?.label ?? id} (${all ? `all ${regions.length} Regions` : some(regions)})`;
    }),
  );
}

const MOST_NAMED = 3;

function some(names: readonly string[]): string {
  // One more name takes no more room than the words that would stand for it.
  if (names.length <= MOST_NAMED + 1) return names.join(', ');
  return `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`;
}

/** `phrase` goes before a place, `label` stands alone. */
const FAILURES: Readonly<Record<AwsErrorKind, { label: string; phrase: string }>> = {
  credentials: { label: 'No credentials', phrase: 'no credentials for' },
  denied: { label: 'Access denied', phrase: 'access denied in' },
  'denied-by-policy': { label: 'Denied by a policy', phrase: 'denied by a policy in' },
  'not-enabled': { label: 'Macie is not enabled', phrase: 'Macie is not enabled in' },
  'region-off': { label: 'Region may be off', phrase: 'the Region may be off in' },
  'not-found': { label: 'Not found', phrase: 'nothing found in' },
  throttled: { label: 'Throttled', phrase: 'too many requests in' },
  invalid: { label: 'Criteria rejected', phrase: 'Macie rejected the criteria in' },
  quota: { label: 'Quota exceeded', phrase: 'a quota is exceeded in' },
  conflict: { label: 'Conflict', phrase: 'a conflict in' },
  refused: { label: 'Request refused', phrase: 'the request was refused in' },
  'not-aws': { label: 'Not AWS’s answer', phrase: 'something other than AWS answered for' },
  network: { label: 'No answer', phrase: 'no answer from' },
  server: { label: 'Macie failed', phrase: 'Macie failed in' },
  malformed: { label: 'Unreadable answer', phrase: 'unreadable answer from' },
};
