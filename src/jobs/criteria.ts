import type {
  JobComparator,
  ListJobsFilterKey,
  ListJobsSortAttributeName,
  OrderBy,
} from '@aws-sdk/client-macie2';

/** The four job properties that ListClassificationJobs can filter and sort by, as links name them. */
export type Field = 'status' | 'type' | 'name' | 'created';

/** A comparator of the API's filter. */
export type Comparator = JobComparator;

/** One condition of the API's filter. Several values are alternatives (OR). */
export interface Term {
  readonly field: Field;
  readonly comparator: Comparator;
  /** True puts the term among the excludes. */
  readonly exclude: boolean;
  /** At least one. `created` values: an ISO 8601 instant, or relative (`now-7d`), which stays relative. */
  readonly values: readonly string[];
}

/** The order of the list. Macie sorts; it is always sent. */
export interface Sort {
  readonly field: Field;
  readonly order: OrderBy;
}

/** What the API can't filter by, done in the browser over all jobs that match the terms. */
export interface Refinements {
  readonly lastRun: 'error' | 'none' | undefined;
  /** A job matches when one of its bucket names contains one of these texts. Empty: no refinement. */
  readonly buckets: readonly string[];
  /** Only jobs that need someone. */
  readonly attention: boolean;
}

/** Everything that a link to the list says. */
export interface View {
  /** Account names of the configuration; empty means all. */
  readonly accounts: readonly string[];
  /** AWS Region codes; empty means all. */
  readonly regions: readonly string[];
  readonly terms: readonly Term[];
  readonly sort: Sort;
  readonly refinements: Refinements;
}

/** The API's name of a field: the filter's key and the sort's attribute are the same words. */
export const API_KEY: Readonly<Record<Field, ListJobsFilterKey & ListJobsSortAttributeName>> = {
  status: 'jobStatus',
  type: 'jobType',
  name: 'name',
  created: 'createdAt',
};

/** The order of a link that names none. */
export const DEFAULT_SORT: Sort = { field: 'created', order: 'DESC' };

/** The list without any filter. */
export const DEFAULT_VIEW: View = {
  accounts: [],
  regions: [],
  terms: [],
  sort: DEFAULT_SORT,
  refinements: { lastRun: undefined, buckets: [], attention: false },
};
