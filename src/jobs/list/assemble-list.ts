import type { FetchStatus } from '@tanstack/react-query';
import { sourceKey } from '../../aws/source.ts';
import type { Source, SourceKey } from '../../aws/source.ts';
import { criteriaOf, isBrowserSort } from '../criteria/criteria.ts';
import type { Sort, View } from '../criteria/criteria.ts';
import type { ShownInventory } from '../sync/transfer.ts';
import { jobKey } from '../model/job.ts';
import type { Job } from '../model/job.ts';
import { mergeSources } from '../sync/merge.ts';
import type { Merged, Part } from '../sync/merge.ts';
import { attentionContext } from '../model/attention.ts';
import { sortInBrowser } from '../model/browser-sort.ts';
import type { KnownFindings } from '../model/findings.ts';
import { hasRefinements, jobFilter } from '../model/refine.ts';
import type { JobList, SourceState } from './job-list.ts';
import { isNotEnabled, isSettled } from './sources/source-text.ts';

/** What a source's query knows. */
export interface SourceRead {
  readonly source: Source;
  readonly inventory: ShownInventory | undefined;
  readonly error: Error | null;
  /** `paused`: it would be asked if the browser were not offline. */
  readonly fetch: FetchStatus;
  /** When it is asked again after a failure, in milliseconds since 1970; undefined where it isn't by itself. */
  readonly retryAt?: number | undefined;
  /** Whether the list is shown without waiting for it: it is slow to answer, or the reader stopped it. */
  readonly skipped: boolean;
  /** Whether it has given no answer for so long that the page says so. */
  readonly timedOut: boolean;
}

/**
 * Puts together one list from what is known of each source.
 *
 * @param foundForBase of the same sources without the view's status terms: what the tiles count
 * @param merge merges the parts; one made by `createMerge` continues where it was
 * @param now milliseconds since 1970, for what needs attention
 */
export function assembleList(
  found: readonly SourceRead[],
  foundForBase: readonly SourceRead[],
  view: View,
  merge: Merge = mergeSources,
  now = Date.now(),
  findings: KnownFindings = NO_FINDINGS,
): { list: Omit<JobList, 'refresh' | 'stop'>; needed: readonly SourceKey[] } {
  const reads = found.map(presentOf);
  const base = foundForBase === found ? reads : foundForBase.map(presentOf);
  const sources = reads.map(stateOf);
  const complete = sources.every(isSettled);
  const merged = merge(
    reads.map(({ source, inventory, error, skipped }) => ({
      source: sourceKey(source),
      rows: inventory?.head ?? [],
      // A source that failed or was skipped holds up nothing; the list says what is missing from it.
      complete: inventory?.complete === true || error !== null || skipped,
    })),
    criteriaOf(view).sort,
  );
  const all = complete ? merged.rows : allJobs(reads);
  const baseJobs = base === reads ? all : allJobs(base);
  const attention = attentionContext(baseJobs, now);
  const refine = hasRefinements(view.refinements)
    ? (jobs: readonly Job[]) => jobs.filter(jobFilter(view.refinements, attention))
    : (jobs: readonly Job[]) => jobs;
  const { sort } = view;
  // Macie doesn't know such an order, so it is made of everything that has been read so far.
  const rows = isBrowserSort(sort)
    ? sortInBrowser(refine(all), sort, attention, findings)
    : refine(merged.rows);
  const readAts = sources.flatMap(({ readAt }) => readAt ?? []);
  return {
    needed: merged.needed,
    list: {
      rows,
      matching: complete || isBrowserSort(sort) ? rows : refine(all),
      all,
      read: sources.reduce((sum, { count }) => sum + count, 0),
      base: {
        jobs: baseJobs,
        complete: base.map(stateOf).every(isSettled),
      },
      complete,
      provisional: reads.length > 1 && reads.some(isSkipped),
      reading: reads.some(({ fetch }) => fetch === 'fetching'),
      sources,
      updatedAt: readAts.length > 0 ? Math.min(...readAts) : undefined,
      attention,
      findings,
      changed: new Set(
        reads.flatMap(({ source, inventory }) =>
          [...(inventory?.changed.keys() ?? [])].map((jobId) => jobKey({ source: sourceKey(source), jobId })),
        ),
      ),
    },
  };
}

const NO_FINDINGS: KnownFindings = new Map();

/** Merges the parts of a list. */
export type Merge = (parts: readonly Part[], sort: Sort) => Merged;

/** Merges lists one after another; where parts have only grown since the last merge, it continues from there. */
export function createMerge(): Merge {
  let before: Merged | undefined;
  return (parts, sort) => (before = mergeSources(parts, sort, before));
}

/** Whether jobs of a source may still come in anywhere among the rows. */
function isSkipped({ inventory, error, skipped, fetch }: SourceRead): boolean {
  return skipped && error === null && fetch !== 'idle' && inventory?.complete !== true;
}

/** What is there of a source: where Macie is off, the jobs that were read before are gone. */
function presentOf(read: SourceRead): SourceRead {
  return isNotEnabled(read) ? { ...read, inventory: undefined } : read;
}

function stateOf(read: SourceRead): SourceState {
  const { source, inventory, error, retryAt } = read;
  return {
    source,
    state: progressOf(read),
    count: inventory ? inventory.head.length + inventory.beyond.length : 0,
    readAt: inventory?.readAt,
    ceiling: inventory?.ceiling,
    unreadable: inventory?.unreadable,
    whole: inventory?.complete ?? false,
    error: error ?? undefined,
    retryAt,
  };
}

function progressOf({ inventory, error, fetch, timedOut }: SourceRead): SourceState['state'] {
  if (inventory?.complete) return 'complete';
  if (error && !(inventory && fetch === 'fetching')) return 'failed';
  if (fetch === 'idle') return 'stopped';
  if (inventory) return 'reading';
  return timedOut ? 'timedOut' : 'waiting';
}

function allJobs(reads: readonly SourceRead[]): readonly Job[] {
  // There may be 100,000, and each is copied once.
  const none: readonly Job[] = [];
  return none.concat(
    ...reads.flatMap(({ inventory }) => (inventory ? [inventory.head, inventory.beyond] : [])),
  );
}
