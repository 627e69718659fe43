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

/** In the order in which links and menus name them. */
export const FIELDS: readonly Field[] = ['status', 'type', 'name', 'created'];

/** In the order in which links and menus name them. */
export const COMPARATORS: readonly Comparator[] = [
  'EQ',
  'NE',
  'GT',
  'GTE',
  'LT',
  'LTE',
  'CONTAINS',
  'STARTS_WITH',
];

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

/** The part of a view that Macie itself answers. */
export type Criteria = Pick<View, 'terms' | 'sort'>;

/** One value of a link or of pasted text that was left out, to be told to the reader. */
export interface Ignored {
  /** Where it stood: a link's parameter, or the path of a JSON member. */
  readonly parameter: string;
  readonly value: string;
  /** A sentence. */
  readonly reason: string;
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

/** The criteria without its terms on the status, the one filtered property that changes; itself where it has none. */
export function withoutStatusTerms(criteria: Criteria): Criteria {
  const terms = criteria.terms.filter(({ field }) => field !== 'status');
  return terms.length === criteria.terms.length ? criteria : { ...criteria, terms };
}
