import { JobComparator, ListJobsFilterKey, ListJobsSortAttributeName, OrderBy } from '@aws-sdk/client-macie2';
import * as v from 'valibot';
import { validationError } from '../protocol/aws-error.ts';

/** The properties of a job that ListClassificationJobs filters and sorts by. */
export interface Listable {
  readonly name: string | undefined;
  readonly jobStatus: string | undefined;
  readonly jobType: string | undefined;
  /** Milliseconds since 1970. */
  readonly createdAt: number | undefined;
}

/** A checked ListClassificationJobs request. */
export interface ListRequest {
  readonly filter: Filter;
  readonly attribute: ListJobsSortAttributeName;
  readonly order: OrderBy;
  readonly maxResults: number;
  readonly nextToken: string | undefined;
}

export interface Filter {
  readonly includes: readonly Term[];
  readonly excludes: readonly Term[];
}

/** One condition: a property, a comparator, and values of which one must match. */
export type Term = v.InferOutput<typeof Term>;

/**
 * Checks the body of a ListClassificationJobs request.
 *
 * Assumptions, which AWS does not document: `maxResults` is 50 by default and 200 at most; without `sortCriteria` the
 * newest job comes first; without `orderBy` the order is ascending; a term without key, comparator or values, and a body
 * that isn't JSON, get a ValidationException.
 * @throws AwsError ValidationException, naming the member that is wrong.
 */
export function parseListRequest(body: Uint8Array): ListRequest {
  const parsed = v.safeParse(Body, parseJson(body), { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const at = v.getDotPath(issue) ?? 'body';
    throw validationError(
      `1 validation error detected: Value at '${at}' failed to satisfy constraint: ${issue.message}`,
    );
  }
  const { filterCriteria, maxResults, nextToken, sortCriteria } = parsed.output;
  return {
    filter: { includes: filterCriteria?.includes ?? [], excludes: filterCriteria?.excludes ?? [] },
    attribute: sortCriteria?.attributeName ?? 'createdAt',
    order: sortCriteria?.orderBy ?? (sortCriteria?.attributeName ? 'ASC' : 'DESC'),
    maxResults: maxResults ?? 50,
    nextToken: nextToken ?? undefined,
  };
}

/**
 * A filter as a predicate.
 *
 * Assumptions: every include term must hold, and a job is left out if any exclude term holds. Values are case-sensitive;
 * one that matches is enough, except for NE, which holds if no value is equal. All comparators work with all keys: GT to
 * LTE compare texts by code unit, CONTAINS and STARTS_WITH use `createdAt` as it is on the wire. A missing property is
 * unequal to everything and satisfies no other comparator.
 */
export function compileFilter(filter: Filter): (job: Listable) => boolean {
  const includes = filter.includes.map(compileTerm);
  const excludes = filter.excludes.map(compileTerm);
  return (job) => includes.every((holds) => holds(job)) && !excludes.some((holds) => holds(job));
}

const STRING = 'Member must be a string';

const Term = v.object(
  {
    key: v.picklist(Object.values(ListJobsFilterKey), enumMessage(ListJobsFilterKey)),
    comparator: v.picklist(Object.values(JobComparator), enumMessage(JobComparator)),
    values: v.pipe(
      v.array(v.string(STRING), 'Member must not be null'),
      v.minLength(1, 'Member must have length greater than or equal to 1'),
    ),
  },
  'Member must not be null',
);

const LIMIT = 'Member must be a whole number between 1 and 200';

const Body = v.object({
  filterCriteria: v.nullish(
    v.object({ includes: v.nullish(v.array(Term)), excludes: v.nullish(v.array(Term)) }),
  ),
  maxResults: v.nullish(
    v.pipe(v.number(LIMIT), v.integer(LIMIT), v.minValue(1, LIMIT), v.maxValue(200, LIMIT)),
  ),
  nextToken: v.nullish(v.string(STRING)),
  sortCriteria: v.nullish(
    v.object({
      attributeName: v.nullish(
        v.picklist(Object.values(ListJobsSortAttributeName), enumMessage(ListJobsSortAttributeName)),
      ),
      orderBy: v.nullish(v.picklist(Object.values(OrderBy), enumMessage(OrderBy))),
    }),
  ),
});

function enumMessage(values: Readonly<Record<string, string>>): string {
  return `Member must satisfy enum value set: [${Object.values(values).join(', ')}]`;
}

function parseJson(body: Uint8Array): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw validationError('The request body is not valid JSON.');
  }
}

function compileTerm({ key, comparator, values }: Term): (job: Listable) => boolean {
  if (key !== 'createdAt') {
    const holds = compileValues(comparator, values);
    return (job) => holds(job[key]);
  }
  if (comparator === 'CONTAINS' || comparator === 'STARTS_WITH') {
    const holds = compileValues(comparator, values);
    return ({ createdAt }) => holds(createdAt === undefined ? undefined : new Date(createdAt).toISOString());
  }
  const holds = compileValues(comparator, values.map(parseTime));
  return (job) => holds(job.createdAt);
}

function compileValues<T extends string | number>(
  comparator: JobComparator,
  values: readonly T[],
): (actual: T | undefined) => boolean {
  if (comparator === 'NE') return (actual) => actual === undefined || !values.includes(actual);
  const holds = COMPARISONS[comparator];
  return (actual) => actual !== undefined && values.some((value) => holds(actual, value));
}

const COMPARISONS: Readonly<
  Record<Exclude<JobComparator, 'NE'>, (actual: string | number, value: string | number) => boolean>
> = {
  EQ: (actual, value) => actual === value,
  GT: (actual, value) => actual > value,
  GTE: (actual, value) => actual >= value,
  LT: (actual, value) => actual < value,
  LTE: (actual, value) => actual <= value,
  CONTAINS: (actual, value) => String(actual).includes(String(value)),
  STARTS_WITH: (actual, value) => String(actual).startsWith(String(value)),
};

/** Extended ISO 8601 with a time and a zone, to the second or finer. Assumption: anything else is refused. */
function parseTime(text: string): number {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isNaN(time)) {
    throw validationError(
      `The value '${text}' of the filter for createdAt is not a time in extended ISO 8601 format.`,
    );
  }
  return time;
}
