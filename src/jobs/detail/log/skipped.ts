import { counted } from '../../../lib/text.ts';
import type { ScopeDefinition } from '../scope/scope.ts';
import { joined } from '../text.ts';
import type { RichText } from '../text.ts';
import { eventText } from './log-events.ts';
import type { LogEvent } from './log-events.ts';

/** What the log names as skipped in a run. */
export interface Skipped {
  /** Account numbers whose buckets were all skipped. */
  readonly accounts: readonly string[];
  /** Names of buckets that were skipped one by one. */
  readonly buckets: readonly string[];
  /** Whether the log of the run has been read to its end; otherwise there may be more. */
  readonly complete: boolean;
}

/**
 * What the last run skipped, from the log's events; undefined where the log names nothing.
 *
 * @param since when the run began, in milliseconds since 1970; undefined to take all events
 * @param complete whether the log has been read to its end
 */
export function skippedOf(
  events: readonly LogEvent[],
  since: number | undefined,
  complete: boolean,
): Skipped | undefined {
  const accounts = new Set<string>();
  const buckets = new Set<string>();
  for (const { type, account, resource, at, runAt } of events) {
    const { level } = eventText(type);
    if (level !== 'account' && level !== 'bucket') continue;
    if (since !== undefined && (runAt ?? at ?? since) < since) continue;
    if (level === 'bucket' && resource) buckets.add(resource.value);
    else if (account !== undefined) accounts.add(account);
  }
  if (accounts.size + buckets.size === 0) return undefined;
  return { accounts: [...accounts], buckets: [...buckets], complete };
}

/** How many names a headline has room for. */
const NAMED = 3;

/**
 * How much of a job's data was skipped, as the subject and verb of a sentence: `2 of 5 buckets were skipped (a, b)`.
 *
 * @param skipped undefined where the log is off or names nothing: then it isn't known how much
 */
export function skippedText(skipped: Skipped | undefined, scope: ScopeDefinition | undefined): RichText {
  if (!skipped) return ['Macie skipped some or all of its data'];
  const { complete } = skipped;
  const { named, total } = resolve(skipped, scope);
  if (total !== undefined && complete && named.length >= total) {
    if (total === 1) return ['its only bucket was skipped', ...list(named)];
    return [`all ${counted(total, 'bucket')} were skipped`, ...list(named)];
  }
  const accounts = skipped.accounts.filter((account) => !isResolved(account, scope));
  const parts: RichText[] = [];
  if (named.length > 0) {
    const of = total !== undefined && complete ? `${named.length} of ` : '';
    const count = of === '' ? counted(named.length, 'bucket') : counted(total ?? 0, 'bucket');
    parts.push([`${of}${count}`, ...list(named)]);
  }
  if (accounts.length > 0) {
    parts.push([`all buckets in ${counted(accounts.length, 'account')}`, ...list(accounts)]);
  }
  const one = parts.length === 1 && named.length === 1 && accounts.length === 0;
  const text = joined(parts, 'and');
  return [complete ? '' : 'at least ', ...text, one ? ' was skipped' : ' were skipped'];
}

/** The buckets that were skipped, those of skipped accounts included where the job names them, and how many it names. */
function resolve(
  { accounts, buckets }: Skipped,
  scope: ScopeDefinition | undefined,
): { named: readonly string[]; total: number | undefined } {
  const definitions = scope?.bucketDefinitions ?? [];
  const ofAccounts = definitions
    .filter(({ accountId }) => accountId !== undefined && accounts.includes(accountId))
    .flatMap(({ buckets: each }) => each ?? []);
  const named = [...new Set([...buckets, ...ofAccounts])];
  const all = definitions.flatMap(({ buckets: each }) => each ?? []);
  // An account without buckets stands for all of its buckets, however many these are.
  const countable =
    definitions.length > 0 && definitions.every(({ buckets: each }) => (each?.length ?? 0) > 0);
  const strangers = named.some((bucket) => !all.includes(bucket));
  return { named, total: countable && !strangers ? new Set(all).size : undefined };
}

function isResolved(account: string, scope: ScopeDefinition | undefined): boolean {
  return (scope?.bucketDefinitions ?? []).some(
    ({ accountId, buckets }) => accountId === account && (buckets?.length ?? 0) > 0,
  );
}

function list(names: readonly string[]): RichText {
  const shown = names.slice(0, NAMED);
  const more = names.length - shown.length;
  const values: RichText = shown.flatMap((value, index) => (index === 0 ? [{ value }] : [', ', { value }]));
  return [' (', ...values, more > 0 ? ` and ${more} more)` : ')'];
}
