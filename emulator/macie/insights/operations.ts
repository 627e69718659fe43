import { GroupBy, OrderBy, UsageStatisticsFilterComparator } from '@aws-sdk/client-macie2';
import * as v from 'valibot';
import { AwsError, validationError } from '../../protocol/aws-error.ts';
import { readPageToken, writePageToken } from '../../protocol/page-token.ts';
import type { Handle } from '../../protocol/service.ts';
import { authorize, type FindInventory } from '../authorize.ts';
import type { InsightDocuments, Insights } from './documents.ts';
import type { FindingGroup } from './findings.ts';

/** Where the insights' operations read. */
export interface InsightSources {
  readonly findInventory: FindInventory;
  readonly insights: Insights;
}

/** Reads one kind of insights for a caller, or throws what keeps them from it. */
function reader<Kind extends keyof InsightDocuments>(
  { findInventory, insights }: InsightSources,
  kind: Kind,
  operation: string,
): (...call: Parameters<Handle>) => InsightDocuments[Kind] {
  return ({ now }, principal, region) => {
    const inventory = authorize(findInventory, principal, region, operation, '*');
    return insights.get(kind, inventory, { accountId: principal.accountId, region }, now);
  };
}

/**
 * Macie's GetFindingStatistics: how many findings there are, by job, type, severity or bucket.
 *
 * Assumption: without `size` the answer holds 50 groups, there is no limit to what may be asked for, and without
 * `sortCriteria` the largest group comes first.
 */
export function getFindingStatistics(sources: InsightSources): Handle {
  const read = reader(sources, 'findings', 'GetFindingStatistics');
  return (...call) => {
    const findings = read(...call);
    const { groupBy, findingCriteria, size, sortCriteria } = parse(FindingStatisticsInput, call[0].body);
    const criterion = findingCriteria?.criterion ?? {};
    const counts = new Map<string, number>();
    for (const finding of findings) {
      const fields = fieldsOf(finding);
      const group = fields[groupBy];
      if (typeof group !== 'string' || !meets(fields, criterion)) continue;
      counts.set(group, (counts.get(group) ?? 0) + finding.count);
    }
    const byKey = sortCriteria?.attributeName === 'groupKey';
    const sorted = [...counts].toSorted(([a, countA], [b, countB]) =>
      byKey ? compare(a, b) : compare(countA, countB) || compare(b, a),
    );
    const ascends = sortCriteria ? sortCriteria.orderBy !== 'DESC' : false;
    return {
      countsByGroup: (ascends ? sorted : sorted.toReversed())
        .slice(0, size ?? 50)
        .map(([groupKey, count]) => ({ groupKey, count })),
    };
  };
}

/** The properties of a finding that criteria and groups go by. */
function fieldsOf(finding: FindingGroup): Readonly<Record<string, unknown>> {
  return {
    'classificationDetails.jobId': finding.jobId,
    type: finding.type,
    'severity.description': finding.severity,
    'resourcesAffected.s3Bucket.name': finding.bucket,
    accountId: finding.accountId,
    category: finding.jobId === undefined ? 'POLICY' : 'CLASSIFICATION',
    updatedAt: finding.updatedAt,
    createdAt: finding.updatedAt,
    archived: 'false',
    sample: 'false',
  };
}

/**
 * Macie's DescribeBuckets, in pages.
 *
 * Assumption: without `maxResults` a page has 50 buckets and at most 200 may be asked for; buckets come by name.
 */
export function describeBuckets(sources: InsightSources): Handle {
  const read = reader(sources, 'buckets', 'DescribeBuckets');
  return (...call) => {
    const [{ body }, { accountId }, region] = call;
    const buckets = read(...call);
    const { criteria, sortCriteria, maxResults, nextToken } = parse(DescribeBucketsInput, body);
    const { attributeName = 'bucketName', orderBy } = sortCriteria ?? {};
    const matching = buckets.filter((bucket) => meets(bucket, criteria ?? {}));
    const sorted = matching.toSorted((a, b) => compare(valueAt(a, attributeName), valueAt(b, attributeName)));
    const binding = JSON.stringify(['buckets', accountId, region, criteria, sortCriteria]);
    const page = pageOf(
      orderBy === 'DESC' ? sorted.toReversed() : sorted,
      nextToken,
      maxResults ?? 50,
      binding,
    );
    return { buckets: page.items, nextToken: page.nextToken };
  };
}

/**
 * Macie's GetUsageStatistics, in pages.
 *
 * Assumption: without `maxResults` a page has 50 accounts, and accounts come by number.
 */
export function getUsageStatistics(sources: InsightSources): Handle {
  const read = reader(sources, 'usage', 'GetUsageStatistics');
  return (...call) => {
    const [{ body }, { accountId }, region] = call;
    const records = read(...call);
    const { filterBy, sortBy, maxResults, nextToken, timeRange } = parse(UsageInput, body);
    const rows = records.map((record) => {
      const limits = (record.usage ?? []).map(({ serviceLimit }) => serviceLimit);
      return {
        record,
        accountId: record.accountId ?? '',
        total: (record.usage ?? []).reduce((sum, { estimatedCost }) => sum + Number(estimatedCost ?? 0), 0),
        serviceLimit: String(limits.some((limit) => limit?.isServiceLimited)),
        serviceLimitValue: Math.max(0, ...limits.map((limit) => limit?.value ?? 0)),
        freeTrialStartDate: record.freeTrialStartDate ?? '',
      };
    });
    const matching = rows.filter((row) =>
      (filterBy ?? []).every(({ key = 'accountId', comparator = 'EQ', values = [] }) =>
        values.some((value) => COMPARE[comparator](String(row[key]), value)),
      ),
    );
    const key = sortBy?.key ?? 'accountId';
    const sorted = matching.toSorted((a, b) => compare(a[key], b[key]));
    const binding = JSON.stringify(['usage', accountId, region, filterBy, sortBy]);
    const page = pageOf(
      sortBy?.orderBy === 'DESC' ? sorted.toReversed() : sorted,
      nextToken,
      maxResults ?? 50,
      binding,
    );
    return {
      records: page.items.map(({ record }) => record),
      nextToken: page.nextToken,
      timeRange: timeRange ?? 'MONTH_TO_DATE',
    };
  };
}

const COMPARE: Readonly<Record<UsageStatisticsFilterComparator, (actual: string, value: string) => boolean>> =
  {
    EQ: (actual, value) => actual === value,
    NE: (actual, value) => actual !== value,
    GT: (actual, value) => compareText(actual, value) > 0,
    GTE: (actual, value) => compareText(actual, value) >= 0,
    LT: (actual, value) => compareText(actual, value) < 0,
    LTE: (actual, value) => compareText(actual, value) <= 0,
    CONTAINS: (actual, value) => actual.includes(value),
  };

/** Numbers as numbers, everything else as text. */
function compareText(a: string, b: string): number {
  const [left, right] = [Number(a), Number(b)];
  return Number.isNaN(left) || Number.isNaN(right) ? compare(a, b) : left - right;
}

/** Macie's GetMacieSession. */
export function getMacieSession(sources: InsightSources): Handle {
  return reader(sources, 'session', 'GetMacieSession');
}

/** Macie's BatchGetCustomDataIdentifiers: what it doesn't know is named apart. */
export function batchGetCustomDataIdentifiers(sources: InsightSources): Handle {
  const read = reader(sources, 'customDataIdentifiers', 'BatchGetCustomDataIdentifiers');
  return (...call) => {
    const identifiers = read(...call);
    const ids = parse(BatchGetInput, call[0].body).ids ?? [];
    return {
      customDataIdentifiers: identifiers.filter(({ id }) => ids.some((wanted) => wanted === id)),
      notFoundIdentifierIds: ids.filter((wanted) => !identifiers.some(({ id }) => id === wanted)),
    };
  };
}

/** Macie's GetAllowList. */
export function getAllowList(sources: InsightSources): Handle {
  const read = reader(sources, 'allowLists', 'GetAllowList');
  return (...call) => {
    const wanted = call[0].url.pathname.split('/').at(-1);
    const list = read(...call).find(({ id }) => id === wanted);
    if (list) return list;
    throw new AwsError(
      404,
      'ResourceNotFoundException',
      'The request failed because the specified resource does not exist.',
    );
  };
}

const Texts = v.nullish(v.array(v.string()));
const Bound = v.nullish(v.number());
const Conditions = v.nullish(
  v.record(
    v.string(),
    v.object({
      eq: Texts,
      eqExactMatch: Texts,
      neq: Texts,
      prefix: v.nullish(v.string()),
      gt: Bound,
      gte: Bound,
      lt: Bound,
      lte: Bound,
    }),
  ),
);
type Condition = NonNullable<v.InferOutput<typeof Conditions>>[string];

const Order = v.nullish(v.enum(OrderBy));
const PageSize = v.nullish(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)));
const Token = v.nullish(v.string());

const FindingStatisticsInput = v.object({
  groupBy: v.enum(GroupBy),
  findingCriteria: v.nullish(v.object({ criterion: Conditions })),
  size: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(1))),
  sortCriteria: v.nullish(
    v.object({ attributeName: v.nullish(v.picklist(['groupKey', 'count'])), orderBy: Order }),
  ),
});

const DescribeBucketsInput = v.object({
  criteria: Conditions,
  sortCriteria: v.nullish(v.object({ attributeName: v.optional(v.string()), orderBy: Order })),
  maxResults: PageSize,
  nextToken: Token,
});

const UsageInput = v.object({
  filterBy: v.nullish(
    v.array(
      v.object({
        key: v.optional(v.picklist(['accountId', 'serviceLimit', 'freeTrialStartDate', 'total'])),
        comparator: v.optional(v.enum(UsageStatisticsFilterComparator)),
        values: v.optional(v.array(v.string())),
      }),
    ),
  ),
  sortBy: v.nullish(
    v.object({
      key: v.optional(v.picklist(['accountId', 'total', 'serviceLimitValue', 'freeTrialStartDate'])),
      orderBy: Order,
    }),
  ),
  maxResults: PageSize,
  nextToken: Token,
  timeRange: v.nullish(v.picklist(['MONTH_TO_DATE', 'PAST_30_DAYS'])),
});

const BatchGetInput = v.object({ ids: v.nullish(v.array(v.string())) });

/** @throws AwsError ValidationException, naming the member that is wrong. */
function parse<Schema extends v.GenericSchema>(schema: Schema, body: Uint8Array): v.InferOutput<Schema> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(body) || '{}');
  } catch {
    throw validationError('The request body is not valid JSON.');
  }
  const parsed = v.safeParse(schema, json);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw validationError(
    `1 validation error detected: Value at '${v.getDotPath(issue) ?? 'body'}' failed to satisfy constraint: ${issue.message}`,
  );
}

/** Whether all conditions hold. Assumption: one value of a condition is enough, and values are case-sensitive. */
function meets(item: object, conditions: Readonly<Record<string, Condition>>): boolean {
  return Object.entries(conditions).every(([path, condition]) => {
    const value = valueAt(item, path);
    const text = value === undefined ? undefined : String(value);
    const { eq, eqExactMatch, neq, prefix, gt, gte, lt, lte } = condition;
    const wanted = eq ?? eqExactMatch;
    if (wanted && !wanted.some((one) => one === text)) return false;
    if (neq?.some((one) => one === text)) return false;
    if (typeof prefix === 'string' && !text?.startsWith(prefix)) return false;
    const number = Number(value ?? Number.NaN);
    return (
      (typeof gt !== 'number' || number > gt) &&
      (typeof gte !== 'number' || number >= gte) &&
      (typeof lt !== 'number' || number < lt) &&
      (typeof lte !== 'number' || number <= lte)
    );
  });
}

/** A property by its name in criteria: itself, or the way to it with dots. Objects and lists have no value. */
function valueAt(item: object, path: string): string | number | undefined {
  const own: unknown = Reflect.get(item, path);
  const value = own === undefined && path.includes('.') ? follow(item, path.split('.')) : own;
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

function follow(item: object, names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
    item,
  );
}

/** Numbers by size, everything else as text; what is missing comes first. */
function compare(a: string | number = '', b: string | number = ''): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a), String(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

interface Page<Item> {
  readonly items: readonly Item[];
  /** Null at the end, as in Macie's lists of jobs. */
  readonly nextToken: string | null;
}

function pageOf<Item>(
  items: readonly Item[],
  token: string | null | undefined,
  size: number,
  binding: string,
): Page<Item> {
  const start = token ? Number(readPageToken(token, binding)) : 0;
  const end = start + size;
  return {
    items: items.slice(start, end),
    nextToken: end < items.length ? writePageToken(end, binding) : null,
  };
}
