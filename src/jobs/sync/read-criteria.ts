import type { ListJobsFilterTerm, ListJobsSortAttributeName, OrderBy } from '@aws-sdk/client-macie2';
import type { Field, Sort } from '../criteria/criteria.ts';
import type { Job } from '../model/job.ts';
import type { ListRequest } from './types.ts';

/** The same request with one more include term. Assumption: terms, also of the same key, combine as AND. */
export function including(request: ListRequest, term: ListJobsFilterTerm): ListRequest {
  const { includes = [], excludes } = request.filterCriteria ?? {};
  return {
    ...request,
    filterCriteria: { includes: [...includes, term], ...(excludes && { excludes }) },
  };
}

/** The same request in another order. */
export function sortedBy(
  request: ListRequest,
  attributeName: ListJobsSortAttributeName,
  orderBy: OrderBy,
): ListRequest {
  return { ...request, sortCriteria: { attributeName, orderBy } };
}

/** The order that a request asks for. */
export function sortOf({ sortCriteria }: ListRequest): Sort {
  const { attributeName = 'createdAt', orderBy = 'DESC' } = sortCriteria ?? {};
  return { field: FIELD[attributeName], order: orderBy };
}

const FIELD: Readonly<Record<ListJobsSortAttributeName, Field>> = {
  createdAt: 'created',
  jobStatus: 'status',
  jobType: 'type',
  name: 'name',
};

/**
 * Of the jobs that match but for status terms, those that can still change, newest first. Excluding what is final
 * keeps statuses that are newer than the SDK. Assumption: several values exclude a job that has one of them;
 * if Macie took it otherwise, more jobs would come than are needed, but never fewer.
 */
export function livingOf(request: ListRequest): ListRequest {
  const { includes, excludes = [] } = withoutStatus(request).filterCriteria ?? {};
  const final = { key: 'jobStatus', comparator: 'EQ', values: ['COMPLETE', 'CANCELLED'] } as const;
  return {
    filterCriteria: {
      ...(includes && { includes }),
      excludes: [...excludes, { ...final, values: [...final.values] }],
    },
    sortCriteria: { attributeName: 'createdAt', orderBy: 'DESC' },
  };
}

/** The request without its status terms: what then matches never changes, as status is all of a job that does. */
export function withoutStatus(request: ListRequest): ListRequest {
  const { includes, excludes } = request.filterCriteria ?? {};
  return {
    ...request,
    filterCriteria: { includes: otherTerms(includes), excludes: otherTerms(excludes) },
  };
}

function otherTerms(terms: ListJobsFilterTerm[] = []): ListJobsFilterTerm[] | undefined {
  const others = terms.filter(({ key }) => key !== 'jobStatus');
  return others.length > 0 ? others : undefined;
}

/**
 * Whether a status satisfies a request's status terms; undefined where only Macie knows. EQ, and NE with one
 * value, can mean one thing only; everything else is left to Macie.
 */
export function statusTest(request: ListRequest): ((status: string | undefined) => boolean) | undefined {
  const { includes = [], excludes = [] } = request.filterCriteria ?? {};
  const tests: ((status: string | undefined) => boolean)[] = [];
  for (const [terms, wanted] of [
    [includes, true],
    [excludes, false],
  ] as const) {
    for (const { key, comparator, values = [] } of terms) {
      if (key !== 'jobStatus') continue;
      if (comparator !== 'EQ' && !(comparator === 'NE' && values.length === 1)) return undefined;
      const named = (comparator === 'EQ') === wanted;
      tests.push((status) => (status !== undefined && values.includes(status)) === named);
    }
  }
  return (status) => tests.every((test) => test(status));
}

/** Whether a job's status decides if it is in the list, or where. */
export function dependsOnStatus({ filterCriteria, sortCriteria }: ListRequest): boolean {
  const { includes = [], excludes = [] } = filterCriteria ?? {};
  return (
    sortCriteria?.attributeName === 'jobStatus' ||
    [...includes, ...excludes].some(({ key }) => key === 'jobStatus')
  );
}

/**
 * What a criteria with relative times has come to mean between two moments: `same`; a later floor, below which
 * jobs no longer match; or `moved` in any other way, so that what was read doesn't show what matches now.
 */
export function movement(
  before: ListRequest,
  after: ListRequest,
): 'same' | 'moved' | ((job: Job) => boolean) {
  const old = before.filterCriteria ?? {};
  const { includes = [], excludes = [] } = after.filterCriteria ?? {};
  if (excludes.some((term, index) => !sameValues(term, old.excludes?.[index]))) return 'moved';
  const floors: ((createdAt: number) => boolean)[] = [];
  for (const [index, term] of includes.entries()) {
    if (sameValues(term, old.includes?.[index])) continue;
    const [value, ...more] = term.values ?? [];
    const [oldValue] = old.includes?.[index]?.values ?? [];
    if (value === undefined || oldValue === undefined || more.length > 0) return 'moved';
    const floor = Date.parse(value);
    // The reader's clock may have been put back.
    if (floor < Date.parse(oldValue)) return 'moved';
    if (term.comparator === 'GTE') floors.push((createdAt) => createdAt >= floor);
    else if (term.comparator === 'GT') floors.push((createdAt) => createdAt > floor);
    else return 'moved';
  }
  if (floors.length === 0) return 'same';
  return ({ createdAt = -Infinity }) => floors.every((holds) => holds(createdAt));
}

function sameValues(a: ListJobsFilterTerm, b: ListJobsFilterTerm | undefined): boolean {
  return JSON.stringify(a.values) === JSON.stringify(b?.values);
}
