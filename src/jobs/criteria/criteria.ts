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

/** An order that Macie makes; it is always sent. */
export interface Sort {
  readonly field: Field;
  readonly order: OrderBy;
}

/** What only the browser can sort by, as links name it. */
export type BrowserField =
  | 'urgency'
  | 'expires'
  | 'last-run'
  | 'next-run'
  | 'account'
  | 'region'
  | 'buckets'
  | 'findings';

/** In the order in which links and menus name them. */
export const BROWSER_FIELDS: readonly BrowserField[] = [
  'urgency',
  'expires',
  'last-run',
  'next-run',
  'account',
  'region',
  'buckets',
  'findings',
];

/** The order that shows what people look for first; a link that names only the field means it. */
export const USUAL_ORDER: Readonly<Record<Field | BrowserField, OrderBy>> = {
  status: 'ASC',
  type: 'ASC',
  name: 'ASC',
  created: 'DESC',
  urgency: 'DESC',
  expires: 'ASC',
  'last-run': 'DESC',
  'next-run': 'ASC',
  account: 'ASC',
  region: 'ASC',
  buckets: 'DESC',
  findings: 'DESC',
};

/** An order that the browser makes over all jobs that were read; Macie is asked in its default order. */
export interface BrowserSort {
  readonly field: BrowserField;
  readonly order: OrderBy;
}

/** What the list can be grouped by. */
export type Group = 'account' | 'region' | 'status' | 'reason';

/** In the order in which links and menus name them. */
export const GROUPS: readonly Group[] = ['account', 'region', 'status', 'reason'];

/** A comparator for the time of the last run, which the browser compares. */
export type TimeComparator = Extract<Comparator, 'GT' | 'GTE' | 'LT' | 'LTE'>;

/** In the order in which links name them. */
export const TIME_COMPARATORS: readonly TimeComparator[] = ['GT', 'GTE', 'LT', 'LTE'];

/** What the API can't filter by, done in the browser over all jobs that match the terms. */
export interface Refinements {
  /** Words that a job's name, id or bucket names must all contain, in any letter case. Empty: no refinement. */
  readonly q: string;
  readonly lastRun: 'error' | 'none' | undefined;
  /** Bounds for the time of the last run, which must all hold: values as those of `created`. Empty: no refinement. */
  readonly lastRunTime: Readonly<Partial<Record<TimeComparator, string>>>;
  /** A job matches when one of its bucket names contains one of these texts. Empty: no refinement. */
  readonly buckets: readonly string[];
  /** A job matches when one of its bucket names is one of these. Empty: no refinement. */
  readonly bucketIs: readonly string[];
  /** Only jobs that need attention. */
  readonly attention: boolean;
  /** Only paused jobs whose pause ends within this time (`7d`), but has not ended yet. */
  readonly expires: string | undefined;
  /** Only recurring jobs that missed a run. */
  readonly overdue: boolean;
}

/** Everything that a link to the list says. */
export interface View {
  /** Account names of the configuration; empty means all. */
  readonly accounts: readonly string[];
  /** AWS Region codes; empty means all. */
  readonly regions: readonly string[];
  readonly terms: readonly Term[];
  readonly sort: Sort | BrowserSort;
  readonly group: Group | undefined;
  readonly refinements: Refinements;
}

/** The part of a view that Macie itself answers. */
export interface Criteria {
  readonly terms: readonly Term[];
  readonly sort: Sort;
}

/** One value of a link or of pasted text that was left out, to be shown to the reader. */
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
  group: undefined,
  refinements: {
    q: '',
    lastRun: undefined,
    lastRunTime: {},
    buckets: [],
    bucketIs: [],
    attention: false,
    expires: undefined,
    overdue: false,
  },
};

/** Whether the browser makes this order. */
export function isBrowserSort(sort: Sort | BrowserSort): sort is BrowserSort {
  return isBrowserField(sort.field);
}

/** Whether only the browser can sort by this. */
export function isBrowserField(field: Field | BrowserField): field is BrowserField {
  return BROWSER_FIELDS.some((each) => each === field);
}

/** An order by what Macie or the browser can sort by. */
export function sortBy(field: Field | BrowserField, order: OrderBy): Sort | BrowserSort {
  return isBrowserField(field) ? { field, order } : { field, order };
}

/** What a view asks of Macie. */
export function criteriaOf({ terms, sort }: Pick<View, 'terms' | 'sort'>): Criteria {
  return { terms, sort: isBrowserSort(sort) ? DEFAULT_SORT : sort };
}

/** The criteria without its terms on the status, the one filtered property that changes; itself where it has none. */
export function withoutStatusTerms(criteria: Criteria): Criteria {
  const terms = criteria.terms.filter(({ field }) => field !== 'status');
  return terms.length === criteria.terms.length ? criteria : { ...criteria, terms };
}
