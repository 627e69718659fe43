import { readLiteral } from './literal.ts';
import { MOST_VALUES, readValue } from './values.ts';
import { API_KEY, COMPARATORS, FIELDS, type Field, type Ignored, type Sort, type Term } from './criteria.ts';

/** What pasted text says. */
export interface Pasted {
  readonly terms: readonly Term[];
  /** Undefined where the text names no order. */
  readonly sort: Sort | undefined;
  /** What could not be taken: where it stood (`includes[0].values[1]`), what it was, and why. */
  readonly problems: readonly Ignored[];
}

/**
 * Reads criteria as the AWS CLI, boto3 and the API have them: a whole request or skeleton, `filterCriteria` or
 * `sortCriteria` alone, a list of terms, or one term; names in any case. Never throws: what can't be taken is
 * left out and named.
 */
export function fromListRequest(pasted: string): Pasted {
  const draft: Draft = { terms: [], sort: undefined, problems: [], valuesLeft: MOST_VALUES };
  try {
    readPasted(draft, { path: '', value: readLiteral(pasted) });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    report(draft, { path: '', value: pasted }, 'This is neither JSON nor a Python dictionary.');
  }
  return { terms: draft.terms, sort: draft.sort, problems: draft.problems };
}

interface Draft {
  readonly terms: Term[];
  sort: Sort | undefined;
  readonly problems: Ignored[];
  valuesLeft: number;
}

interface Member {
  readonly path: string;
  readonly value: unknown;
}

function readPasted(draft: Draft, pasted: Member): void {
  const names = new Set(isObject(pasted.value) ? Object.keys(pasted.value).map(plain) : []);
  if (Array.isArray(pasted.value)) readTerms(draft, pasted, false);
  else if (names.has('key') || names.has('values')) readTerm(draft, pasted, false);
  else if (names.has('attributename')) readSort(draft, pasted);
  else if (names.has('includes') || names.has('excludes')) readFilter(draft, pasted);
  else readRequest(draft, pasted);
}

function readRequest(draft: Draft, request: Member): void {
  const { filterCriteria, sortCriteria, maxResults, nextToken } = members(draft, request, [
    'filterCriteria',
    'sortCriteria',
    'maxResults',
    'nextToken',
  ]);
  if (filterCriteria) readFilter(draft, filterCriteria);
  if (sortCriteria) readSort(draft, sortCriteria);
  for (const paging of [maxResults, nextToken]) {
    // A skeleton has these, empty.
    if (paging?.value) report(draft, paging, 'The page reads all pages by itself.');
  }
}

function readFilter(draft: Draft, filter: Member): void {
  const { includes, excludes } = members(draft, filter, ['includes', 'excludes']);
  if (includes) readTerms(draft, includes, false);
  if (excludes) readTerms(draft, excludes, true);
}

function readTerms(draft: Draft, terms: Member, exclude: boolean): void {
  if (!Array.isArray(terms.value)) report(draft, terms, 'This should be a list of conditions.');
  else for (const term of items(terms)) readTerm(draft, term, exclude);
}

function readTerm(draft: Draft, term: Member, exclude: boolean): void {
  const { key, comparator, values } = members(draft, term, ['key', 'comparator', 'values']);
  if (!key || !comparator || !values) {
    if (isObject(term.value)) report(draft, term, 'A condition has a key, a comparator and values.');
    return;
  }
  const field = choose(draft, key, FIELDS, (field) => API_KEY[field]);
  const comparison = choose(draft, comparator, COMPARATORS, String);
  if (!field || !comparison) return;
  const taken = readValues(draft, values, field);
  if (taken.length > 0) draft.terms.push({ field, comparator: comparison, exclude, values: taken });
}

/** The canonical values, each once. A text alone counts as a list of one. */
function readValues(draft: Draft, values: Member, field: Field): readonly string[] {
  const taken = new Set<string>();
  const list = typeof values.value === 'string' ? [values] : items(values);
  if (list.length === 0) report(draft, values, 'This should be a list of texts.');
  for (const item of list) {
    const reading =
      typeof item.value === 'string' ? readValue(field, item.value) : { reason: 'A value is a text.' };
    if ('reason' in reading) report(draft, item, reading.reason);
    else if (draft.valuesLeft === 0) report(draft, item, `A view holds ${MOST_VALUES} values at most.`);
    else {
      if (!taken.has(reading.value)) draft.valuesLeft -= 1;
      taken.add(reading.value);
    }
  }
  return [...taken];
}

function readSort(draft: Draft, sort: Member): void {
  const { attributeName, orderBy } = members(draft, sort, ['attributeName', 'orderBy']);
  if (!attributeName || !orderBy) {
    if (isObject(sort.value)) report(draft, sort, 'A sort has an attributeName and an orderBy.');
    return;
  }
  const field = choose(draft, attributeName, FIELDS, (field) => API_KEY[field]);
  const order = choose(draft, orderBy, ['ASC', 'DESC'] as const, String);
  if (field && order) draft.sort = { field, order };
}

/** The members with these names, however they are spelt; null counts as absent. Reports what else there is. */
function members<Name extends string>(
  draft: Draft,
  parent: Member,
  names: readonly Name[],
): Partial<Record<Name, Member>> {
  const found: Partial<Record<Name, Member>> = {};
  if (!isObject(parent.value)) {
    report(draft, parent, `This should be an object with ${names.join(', ')}.`);
    return found;
  }
  for (const [key, value] of Object.entries(parent.value)) {
    const name = names.find((name) => plain(name) === plain(key));
    const member = { path: parent.path === '' ? key : `${parent.path}.${key}`, value };
    if (!name) report(draft, member, `Here can only be ${names.join(', ')}.`);
    else if (value !== null) found[name] = member;
  }
  return found;
}

function items({ path, value }: Member): readonly Member[] {
  return Array.isArray(value)
    ? value.map((item: unknown, index) => ({ path: `${path}[${index}]`, value: item }))
    : [];
}

/** The option that a text names, in any spelling; reported when there is none. */
function choose<T>(
  draft: Draft,
  member: Member,
  options: readonly T[],
  word: (option: T) => string,
): T | undefined {
  const { value } = member;
  const option = options.find((option) => typeof value === 'string' && plain(word(option)) === plain(value));
  if (option === undefined) report(draft, member, `It takes ${options.map(word).join(', ')}.`);
  return option;
}

function report(draft: Draft, { path, value }: Member, reason: string): void {
  draft.problems.push({ parameter: path, value: show(value), reason });
}

/** A name without what camel, snake, kebab and capitals make of it. */
function plain(name: string): string {
  return name.replaceAll(/[-_ ]/g, '').toLowerCase();
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  if (typeof value === 'string') return value.length > 100 ? `${value.slice(0, 100)}…` : value;
  if (Array.isArray(value)) return '[…]';
  return isObject(value) ? '{…}' : String(value);
}
