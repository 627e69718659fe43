import { readSpan, readTime } from './time.ts';
import type { Reading } from './time.ts';
import { MOST_VALUES, readSearch, readText, readValue } from './values.ts';
import {
  BROWSER_FIELDS,
  type BrowserSort,
  COMPARATORS,
  type Comparator,
  type Criteria,
  criteriaOf,
  DEFAULT_SORT,
  DEFAULT_VIEW,
  FIELDS,
  GROUPS,
  type Ignored,
  type Refinements,
  type Sort,
  type Term,
  TIME_COMPARATORS,
  USUAL_ORDER,
  type View,
} from './criteria.ts';

/**
 * What a query string (with or without its `?`) says of the list. Never throws: each value that can't be taken
 * is left out and reported, and the rest counts.
 */
export function parseView(search: string): { readonly view: View; readonly ignored: readonly Ignored[] } {
  const ignored: Ignored[] = [];
  const ignore: Ignore = (entry, reason) => ignored.push({ ...entry, reason });
  const entries = splitSearch(search, ignore).filter((entry) => {
    const known = Object.values(PARAMETERS).some(({ owns }) => owns(entry.parameter));
    if (!known) ignore(entry, 'The list has no such parameter.');
    return known;
  });
  for (const entry of entries.splice(MOST_VALUES)) ignore(entry, TOO_MANY);
  const part = <T>({ owns, parse }: Parameter<T>): T =>
    parse(
      entries.filter(({ parameter }) => owns(parameter)),
      ignore,
    );
  const { accounts, regions, terms, sort, group } = PARAMETERS;
  return {
    view: {
      accounts: part(accounts),
      regions: part(regions),
      terms: part(terms),
      sort: part(sort),
      group: part(group),
      refinements: {
        q: part(PARAMETERS.q),
        lastRun: part(PARAMETERS.lastRun),
        lastRunTime: part(PARAMETERS.lastRunTime),
        buckets: part(PARAMETERS.buckets),
        bucketIs: part(PARAMETERS.bucketIs),
        attention: part(PARAMETERS.attention),
        expires: part(PARAMETERS.expires),
        overdue: part(PARAMETERS.overdue),
      },
    },
    ignored,
  };
}

/**
 * The canonical query string of a view, without `?`; empty for the view that a bare link shows. Parameters and
 * terms come in one fixed order, the values of a term in the view's.
 */
export function formatView(view: View): string {
  const { accounts, regions, terms, sort, group, refinements } = view;
  return joinSearch([
    ...PARAMETERS.accounts.format(accounts),
    ...PARAMETERS.regions.format(regions),
    ...PARAMETERS.terms.format(terms),
    ...PARAMETERS.sort.format(sort),
    ...PARAMETERS.group.format(group),
    ...PARAMETERS.q.format(refinements.q),
    ...PARAMETERS.lastRun.format(refinements.lastRun),
    ...PARAMETERS.lastRunTime.format(refinements.lastRunTime),
    ...PARAMETERS.buckets.format(refinements.buckets),
    ...PARAMETERS.bucketIs.format(refinements.bucketIs),
    ...PARAMETERS.attention.format(refinements.attention),
    ...PARAMETERS.expires.format(refinements.expires),
    ...PARAMETERS.overdue.format(refinements.overdue),
  ]);
}

/** The part of a view that Macie answers, as a list is asked for: the key is what a link would say of it. */
export interface ListCriteria extends Criteria {
  readonly key: string;
}

/** The criteria of a view, for the queries. Made once a view: to make the key takes a while. */
export function listCriteria(view: Pick<View, 'terms' | 'sort'>): ListCriteria {
  const { terms, sort } = criteriaOf(view);
  return { terms, sort, key: formatView({ ...DEFAULT_VIEW, terms, sort }) };
}

/** The canonical form of a query string: what it says, without what can't be taken. */
export function canonicalQuery(search: string): string {
  return formatView(parseView(search).view);
}

/** The address of the list with a query string, which has no `?`. */
export function listPath(query: string): string {
  return query === '' ? LIST_PATH : `${LIST_PATH}?${query}`;
}

/** The address of the whole list. */
export const LIST_PATH = '/jobs';

/** Whether a view shows less than the whole list; an order or groups alone take nothing away. */
export function isFiltered(view: View): boolean {
  return formatView({ ...view, sort: DEFAULT_SORT, group: undefined }) !== '';
}

/** A parameter of a link and one value of it, decoded. */
export interface Entry {
  readonly parameter: string;
  readonly value: string;
}

/** Reports a value that is left out. */
export type Ignore = (entry: Entry, reason: string) => void;

/** One part of a view in the link. */
export interface Parameter<T> {
  readonly owns: (parameter: string) => boolean;
  /** The part that these entries make; its default where there are none. */
  readonly parse: (entries: readonly Entry[], ignore: Ignore) => T;
  /** The entries that make this part; none for its default. */
  readonly format: (part: T) => readonly Entry[];
}

const TOO_MANY = `A link holds ${MOST_VALUES} values at most.`;

const ONLY_FIRST = 'Only the first value counts.';

const SORTS: readonly View['sort'][] = [
  ...FIELDS.flatMap((field): Sort[] => [
    { field, order: 'ASC' },
    { field, order: 'DESC' },
  ]),
  ...BROWSER_FIELDS.flatMap((field): BrowserSort[] => [
    { field, order: 'ASC' },
    { field, order: 'DESC' },
  ]),
];

/** The bounds for the time of the last run, each a parameter: `last-run.gte`. */
const LAST_RUN_TIMES = TIME_COMPARATORS.map((comparator) => ({
  comparator,
  bound: single(`last-run.${comparatorWord(comparator)}`, readTime, undefined),
}));

/** All that a link can say, in the order in which it says it. */
const PARAMETERS = {
  accounts: many('account', readText),
  regions: many('region', (text) => readText(text.toLowerCase())),
  terms: {
    owns: (parameter) => parseTermKey(parameter) !== undefined,
    parse: parseTerms,
    format: formatTerms,
  },
  sort: choice('sort', SORTS, DEFAULT_SORT, sortWord, withOrder),
  group: choice('group', GROUPS, undefined, String),
  q: single('q', readSearch, ''),
  lastRun: choice('last-run', ['error', 'none'], undefined, String),
  lastRunTime: {
    owns: (parameter) => LAST_RUN_TIMES.some(({ bound }) => bound.owns(parameter)),
    parse: (entries, ignore) =>
      Object.fromEntries(
        LAST_RUN_TIMES.flatMap(({ comparator, bound }) => {
          const value = bound.parse(
            entries.filter(({ parameter }) => bound.owns(parameter)),
            ignore,
          );
          return value === undefined ? [] : [[comparator, value]];
        }),
      ),
    format: (bounds) => LAST_RUN_TIMES.flatMap(({ comparator, bound }) => bound.format(bounds[comparator])),
  },
  buckets: many('bucket', readText),
  bucketIs: many('bucket.is', readText),
  attention: choice('attention', [true], false, (wanted) => (wanted ? 'any' : 'none')),
  expires: single('expires', readSpan, undefined),
  overdue: choice('overdue', [true], false, (wanted) => (wanted ? 'any' : 'none')),
} satisfies { [K in keyof Parts]: Parameter<Parts[K]> };

type Parts = Omit<View, 'refinements'> & Refinements;

/** A parameter whose values add up. */
export function many(name: string, read: (text: string) => Reading): Parameter<readonly string[]> {
  return {
    owns: (parameter) => parameter === name,
    parse: (entries, ignore) => readAll(entries, read, ignore),
    format: (values) => values.map((value) => ({ parameter: name, value })),
  };
}

/** A parameter with one value; the first good one counts. */
export function single<T extends string | undefined>(
  name: string,
  read: (text: string) => Reading,
  byDefault: T,
): Parameter<string | T> {
  return {
    owns: (parameter) => parameter === name,
    parse: (entries, ignore) => {
      const chosen: string[] = [];
      for (const entry of entries) {
        const reading = read(entry.value);
        if ('reason' in reading) ignore(entry, reading.reason);
        else if (chosen.length > 0 && reading.value !== chosen[0]) ignore(entry, ONLY_FIRST);
        else chosen.push(reading.value);
      }
      return chosen[0] ?? byDefault;
    },
    format: (value) => (value === undefined || value === byDefault ? [] : [{ parameter: name, value }]),
  };
}

/**
 * A parameter with one value out of a few; the first good one counts.
 *
 * @param spell a value in lower case as `word` spells it, for values that have more than one spelling
 */
export function choice<T>(
  name: string,
  options: readonly T[],
  byDefault: T,
  word: (option: T) => string,
  spell: (value: string) => string = String,
): Parameter<T> {
  return {
    owns: (parameter) => parameter === name,
    parse: (entries, ignore) => {
      const chosen: T[] = [];
      for (const entry of entries) {
        const value = spell(entry.value.toLowerCase());
        const option = options.find((option) => word(option) === value);
        if (option === undefined) ignore(entry, `It takes ${options.map(word).join(', ')}.`);
        else if (chosen.length > 0 && option !== chosen[0]) ignore(entry, ONLY_FIRST);
        else chosen.push(option);
      }
      return chosen[0] ?? byDefault;
    },
    format: (part) => (word(part) === word(byDefault) ? [] : [{ parameter: name, value: word(part) }]),
  };
}

function sortWord({ field, order }: View['sort']): string {
  return `${field}.${order.toLowerCase()}`;
}

/** An order that only the browser makes may be named alone, as in `sort=urgency`. */
function withOrder(value: string): string {
  const field = BROWSER_FIELDS.find((field) => field === value);
  return field ? sortWord({ field, order: USUAL_ORDER[field] }) : value;
}

function parseTerms(entries: readonly Entry[], ignore: Ignore): readonly Term[] {
  const drafts = new Map<string, TermKey & { readonly entries: Entry[] }>();
  for (const entry of entries) {
    const key = parseTermKey(entry.parameter);
    if (!key) continue;
    const id = `${termName(key)}.${key.n}`;
    const draft = drafts.get(id) ?? { ...key, entries: [] };
    draft.entries.push(entry);
    drafts.set(id, draft);
  }
  const terms = [...drafts.values()]
    .toSorted((a, b) => a.n - b.n)
    .map(({ field, comparator, exclude, entries }) => ({
      field,
      comparator,
      exclude,
      values: readAll(entries, (text) => readValue(field, text), ignore),
    }));
  return inOrder(terms.filter(({ values }) => values.length > 0));
}

function formatTerms(terms: readonly Term[]): readonly Entry[] {
  const entries: Entry[] = [];
  const counts = new Map<string, number>();
  for (const term of inOrder(terms)) {
    const name = termName(term);
    const n = (counts.get(name) ?? 0) + 1;
    counts.set(name, n);
    const parameter = n === 1 ? name : `${name}.${n}`;
    entries.push(...term.values.map((value) => ({ parameter, value })));
  }
  return entries;
}

type TermKey = Omit<Term, 'values'> & { readonly n: number };

/** The term that a parameter is about: `[not.]FIELD[.COMPARATOR][.N]`. */
function parseTermKey(parameter: string): TermKey | undefined {
  const groups = /^(?<not>not\.)?(?<name>[a-z]+)(?:\.(?<word>[a-z-]+))?(?:\.(?<n>[1-9]\d{0,3}))?$/.exec(
    parameter,
  )?.groups;
  if (!groups) return undefined;
  const { not, name, word = 'eq', n = '1' } = groups;
  const field = FIELDS.find((field) => field === name);
  const comparator = COMPARATORS.find((comparator) => comparatorWord(comparator) === word);
  return field && comparator && { field, comparator, exclude: not !== undefined, n: Number(n) };
}

function termName({ field, comparator, exclude }: Omit<Term, 'values'>): string {
  const word = comparator === 'EQ' ? '' : `.${comparatorWord(comparator)}`;
  return `${exclude ? 'not.' : ''}${field}${word}`;
}

function comparatorWord(comparator: Comparator): string {
  return comparator.toLowerCase().replace('_', '-');
}

/** By field, includes first, then by comparator; equals stay as they are. */
function inOrder(terms: readonly Term[]): readonly Term[] {
  return terms.toSorted((a, b) => rank(a) - rank(b));
}

function rank({ field, comparator, exclude }: Term): number {
  return (FIELDS.indexOf(field) * 2 + Number(exclude)) * COMPARATORS.length + COMPARATORS.indexOf(comparator);
}

/** The canonical values, each once. */
function readAll(
  entries: readonly Entry[],
  read: (text: string) => Reading,
  ignore: Ignore,
): readonly string[] {
  const values = new Set<string>();
  for (const entry of entries) {
    const reading = read(entry.value);
    if ('value' in reading) values.add(reading.value);
    else ignore(entry, reading.reason);
  }
  return [...values];
}

/** The entries of a query string, decoded; an entry that decodes to no text is ignored. */
export function splitSearch(search: string, ignore: Ignore): Entry[] {
  const entries: Entry[] = [];
  for (const piece of search.replace(/^\?/, '').split('&')) {
    if (piece === '') continue;
    const [parameter = '', ...rest] = piece.split('=');
    const raw: Entry = { parameter, value: rest.join('=') };
    try {
      entries.push({ parameter: decode(raw.parameter), value: decode(raw.value) });
    } catch {
      ignore(raw, 'Its percent-encoding is damaged, as in a link that was cut.');
    }
  }
  return entries;
}

/** Throws URIError where the bytes aren't UTF-8. A percent sign that encodes nothing stands for itself. */
function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' ').replaceAll(/%(?![0-9a-f]{2})/gi, '%25'));
}

/**
 * Encoded as forms are, but for the signs of times and ARNs, which are legal in a query and better read plain.
 * At the very end, what Markdown and chat programs leave out of the links they find stays encoded.
 */
export function joinSearch(entries: readonly Entry[]): string {
  return new URLSearchParams(entries.map(({ parameter, value }) => [parameter, value]))
    .toString()
    .replaceAll(/%(?:3A|2F|40)/g, (code) => decodeURIComponent(code))
    .replace(/[.:*_]$/, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
