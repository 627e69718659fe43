import type { ListJobsSortAttributeName, OrderBy } from '@aws-sdk/client-macie2';
import { compileFilter, type Filter, type Listable } from './criteria.ts';
import type { JobDocument, JobSummaryDocument } from './job-document.ts';

/** A job in an inventory: what lists filter and sort by, and functions for the rest. */
export interface StoredJob extends Listable {
  jobStatus: string | undefined;
  /** Unique in its inventory: the job's id, or a substitute if a document has none. */
  readonly key: string;
  /** When a running job will finish, in milliseconds since 1970; undefined for one that no longer changes. */
  finishesAt: number | undefined;
  /** The status it then has. */
  readonly finalStatus: string;
  /** Its item in a list. */
  readonly summary: () => JobSummaryDocument;
  /** Its full description at that moment. */
  readonly document: (now: number) => JobDocument;
}

/** A position in a sorted list: that of a page's last job. It stays valid when jobs are added, removed or changed. */
export interface Position {
  readonly value: string | number;
  readonly createdAt: number;
  readonly key: string;
}

export interface Page {
  readonly jobs: readonly StoredJob[];
  /** Where the next page starts; undefined at the end. */
  readonly next: Position | undefined;
}

export interface PageRequest {
  readonly filter: Filter;
  readonly attribute: ListJobsSortAttributeName;
  readonly order: OrderBy;
  readonly limit: number;
  readonly after: Position | undefined;
}

/** The jobs of one account in one Region. Running jobs finish; nothing else changes by itself. */
export interface Inventory {
  readonly size: number;
  readonly find: (jobId: string, now: number) => StoredJob | undefined;
  readonly page: (request: PageRequest, now: number) => Page;
  /** Every job in the given order. */
  readonly jobs: (now: number) => readonly StoredJob[];
}

/** How many filtered lists an inventory caches: enough for a few readers, each with several time ranges. */
const REMEMBERED_LISTS = 32;

/** An inventory of these jobs. If several have the same key, it finds the first. */
export function createInventory(jobs: readonly StoredJob[]): Inventory {
  const byKey = new Map<string, StoredJob>();
  for (const job of jobs) if (!byKey.has(job.key)) byKey.set(job.key, job);
  let running = jobs.filter((job) => job.finishesAt !== undefined);
  const orders = new Map<ListJobsSortAttributeName, readonly StoredJob[]>();
  const lists = new Map<string, readonly StoredJob[]>();

  /** Finishes the jobs that are done, and drops the cached lists that depend on the status. */
  function advance(now: number): void {
    const done = running.filter((job) => job.finishesAt !== undefined && job.finishesAt <= now);
    if (done.length === 0) return;
    for (const job of done) {
      job.jobStatus = job.finalStatus;
      job.finishesAt = undefined;
    }
    running = running.filter((job) => !done.includes(job));
    orders.delete('jobStatus');
    lists.clear();
  }

  function ordered(attribute: ListJobsSortAttributeName): readonly StoredJob[] {
    const known = orders.get(attribute);
    if (known) return known;
    const sorted =
      attribute === 'createdAt'
        ? jobs.toSorted((a, b) => compareValues(timeOf(a), timeOf(b)) || compareValues(a.key, b.key))
        : // Sorting is stable: jobs with the same value keep the order of their creation.
          ordered('createdAt').toSorted((a, b) => compareValues(a[attribute] ?? '', b[attribute] ?? ''));
    orders.set(attribute, sorted);
    return sorted;
  }

  /** The jobs that match the filter, ascending. */
  function listed(filter: Filter, attribute: ListJobsSortAttributeName): readonly StoredJob[] {
    const name = JSON.stringify([attribute, filter]);
    const list = lists.get(name) ?? ordered(attribute).filter(compileFilter(filter));
    lists.delete(name);
    lists.set(name, list);
    for (const oldest of lists.keys()) {
      if (lists.size <= REMEMBERED_LISTS) break;
      lists.delete(oldest);
    }
    return list;
  }

  return {
    size: jobs.length,
    find: (jobId, now) => {
      advance(now);
      return byKey.get(jobId);
    },
    jobs: (now) => {
      advance(now);
      return jobs;
    },
    page: ({ filter, attribute, order, limit, after }, now) => {
      advance(now);
      const list = listed(filter, attribute);
      if (order === 'ASC') {
        const start = after ? countWhile(list, (job) => compare(positionOf(job, attribute), after) <= 0) : 0;
        return pageOf(list.slice(start, start + limit), start + limit < list.length, attribute);
      }
      const end = after
        ? countWhile(list, (job) => compare(positionOf(job, attribute), after) < 0)
        : list.length;
      const start = Math.max(0, end - limit);
      return pageOf(list.slice(start, end).toReversed(), start > 0, attribute);
    },
  };
}

function pageOf(jobs: readonly StoredJob[], more: boolean, attribute: ListJobsSortAttributeName): Page {
  const last = jobs.at(-1);
  return { jobs, next: more && last ? positionOf(last, attribute) : undefined };
}

/** A job without the property sorts as if it were empty, or as of 1970. */
function positionOf(job: StoredJob, attribute: ListJobsSortAttributeName): Position {
  const createdAt = timeOf(job);
  return { value: attribute === 'createdAt' ? createdAt : (job[attribute] ?? ''), createdAt, key: job.key };
}

function timeOf(job: StoredJob): number {
  return job.createdAt ?? 0;
}

/**
 * Assumption: texts sort by code unit; jobs with the same value sort by creation, then by id, in the same direction, so
 * that descending is the exact reverse of ascending.
 */
function compare(a: Position, b: Position): number {
  return (
    compareValues(a.value, b.value) || compareValues(a.createdAt, b.createdAt) || compareValues(a.key, b.key)
  );
}

function compareValues(a: string | number, b: string | number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** How many leading items satisfy a condition, found by binary search. */
function countWhile<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
