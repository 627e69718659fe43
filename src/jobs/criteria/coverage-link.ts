import type { OrderBy } from '@aws-sdk/client-macie2';
import type { Ignored } from './criteria.ts';
import { choice, joinSearch, many, single, splitSearch } from './link.ts';
import type { Ignore, Parameter } from './link.ts';
import { readTime } from './time.ts';
import { readSearch, readText } from './values.ts';

/** Which buckets to show. */
export type CoverageFilter = 'never' | 'denied' | 'public-unmonitored';

/** In the order in which menus name them. */
export const COVERAGE_FILTERS: readonly CoverageFilter[] = ['never', 'denied', 'public-unmonitored'];

/** What buckets can be sorted by. */
export type CoverageField = 'name' | 'last-run' | 'objects' | 'bytes' | 'jobs' | 'score';

const COVERAGE_FIELDS: readonly CoverageField[] = ['name', 'last-run', 'objects', 'bytes', 'jobs', 'score'];

export interface CoverageSort {
  readonly field: CoverageField;
  readonly order: OrderBy;
}

/** Everything that a link to the coverage of buckets says. */
export interface CoverageView {
  /** Account names of the configuration; empty means all. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly show: CoverageFilter | undefined;
  /** Only buckets that no job has scanned since: an instant, or relative as `now-30d`. */
  readonly notSince: string | undefined;
  /** A part of a bucket's name, in any letter case. */
  readonly q: string;
  readonly sort: CoverageSort;
}

/** The address of the coverage of buckets. */
export const COVERAGE_PATH = '/coverage';

const DEFAULT_SORT: CoverageSort = { field: 'last-run', order: 'ASC' };

const PARAMETERS = {
  accounts: many('account', readText),
  regions: many('region', (text) => readText(text.toLowerCase())),
  show: choice<CoverageFilter | undefined>('show', COVERAGE_FILTERS, undefined, String),
  notSince: single('not-since', readTime, undefined),
  q: single('q', readSearch, ''),
  sort: choice<CoverageSort>(
    'sort',
    COVERAGE_FIELDS.flatMap((field) => [
      { field, order: 'ASC' },
      { field, order: 'DESC' },
    ]),
    DEFAULT_SORT,
    ({ field, order }) => `${field}.${order.toLowerCase()}`,
  ),
} satisfies { readonly [K in keyof CoverageView]: Parameter<CoverageView[K]> };

/** What a query string says of the coverage. Never throws: what can't be taken is left out and reported. */
export function parseCoverage(search: string): {
  readonly view: CoverageView;
  readonly ignored: readonly Ignored[];
} {
  const ignored: Ignored[] = [];
  const ignore: Ignore = (entry, reason) => ignored.push({ ...entry, reason });
  const entries = splitSearch(search, ignore).filter((entry) => {
    const known = Object.values(PARAMETERS).some(({ owns }) => owns(entry.parameter));
    if (!known) ignore(entry, 'The coverage has no such parameter.');
    return known;
  });
  const part = <T>({ owns, parse }: Parameter<T>): T =>
    parse(
      entries.filter(({ parameter }) => owns(parameter)),
      ignore,
    );
  return {
    view: {
      accounts: part(PARAMETERS.accounts),
      regions: part(PARAMETERS.regions),
      show: part(PARAMETERS.show),
      notSince: part(PARAMETERS.notSince),
      q: part(PARAMETERS.q),
      sort: part(PARAMETERS.sort),
    },
    ignored,
  };
}

/** The address of a view of the coverage. */
export function coveragePath(view: CoverageView): string {
  const query = joinSearch([
    ...PARAMETERS.accounts.format(view.accounts),
    ...PARAMETERS.regions.format(view.regions),
    ...PARAMETERS.show.format(view.show),
    ...PARAMETERS.notSince.format(view.notSince),
    ...PARAMETERS.q.format(view.q),
    ...PARAMETERS.sort.format(view.sort),
  ]);
  return query === '' ? COVERAGE_PATH : `${COVERAGE_PATH}?${query}`;
}
