import type {
  DescribeClassificationJobCommandOutput,
  JobSummary,
  ListClassificationJobsCommandInput,
  ListClassificationJobsCommandOutput,
  ListJobsFilterTerm,
} from '@aws-sdk/client-macie2';
import { AwsError } from '../aws/errors.ts';
import type { AwsErrorKind } from '../aws/errors.ts';

/** A job as Macie knows it. */
export interface FakeJob {
  readonly jobId: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly jobType: string;
  jobStatus: string;
  errors?: boolean;
}

/** Ways in which Macie may differ from what the monitor assumes. */
export interface Quirks {
  /** The most jobs on a page; a function for a size that varies. 200 by default. */
  readonly pageSize?: () => number;
  /** Whether jobs of one instant come in the same order both ways, or mirrored. */
  readonly ties?: 'same' | 'mirrored';
  /** Whether a token names a place among the jobs or a number of jobs to skip. */
  readonly tokens?: 'place' | 'skip';
  /** How Macie treats GTE and LT for createdAt. */
  readonly ranges?: 'taken' | 'refused' | 'ignored' | 'by day' | 'nothing';
  /** Whether several names are taken as values of a term. */
  readonly names?: 'taken' | 'refused';
}

/** A small Macie for tests. It answers from its jobs at that moment, and according to its quirks. */
export function createFakeMacie(jobs: FakeJob[], quirks: Quirks = {}) {
  const { pageSize = () => 200, ties = 'mirrored', tokens = 'place', names = 'taken' } = quirks;
  const issued = new Map<string, { binding: string; skip: number; last: FakeJob }>();
  const lists = new Map<string, readonly FakeJob[]>();

  function matching(input: ListClassificationJobsCommandInput): readonly FakeJob[] {
    const { includes = [], excludes = [] } = input.filterCriteria ?? {};
    return remember(JSON.stringify([input.sortCriteria, input.filterCriteria]), () =>
      remember(JSON.stringify(input.sortCriteria), () => jobs.toSorted(order(input, ties))).filter(
        (job) =>
          includes.every((term) => holds(term, job, quirks)) &&
          !excludes.some((term) => holds(term, job, quirks)),
      ),
    );
  }

  function remember(name: string, make: () => readonly FakeJob[]): readonly FakeJob[] {
    const list = lists.get(name) ?? make();
    lists.set(name, list);
    return list;
  }

  /** How many jobs stand before the page that a token leads to. */
  function skipped(input: ListClassificationJobsCommandInput, list: readonly FakeJob[]): number {
    if (!input.nextToken) return 0;
    const token = issued.get(input.nextToken);
    if (token?.binding !== JSON.stringify([input.filterCriteria, input.sortCriteria]))
      throw failure('invalid');
    const { skip, last } = token;
    if (tokens === 'skip' || list[skip - 1]?.jobId === last.jobId) return skip;
    const compare = order(input, ties);
    return list.filter((job) => compare(job, last) <= 0).length;
  }

  return {
    jobs,
    /** Drops remembered answers after the jobs were changed. */
    invalidate: () => {
      lists.clear();
    },
    /** What matches a request now, in its order. */
    matching,
    list: (input: ListClassificationJobsCommandInput): ListClassificationJobsCommandOutput => {
      const terms = input.filterCriteria?.includes ?? [];
      const inner = terms.some(({ key, comparator }) => key === 'createdAt' && isInner(comparator));
      const several = terms.some(({ key, comparator, values = [] }) => {
        return key === 'name' && comparator === 'EQ' && values.length > 1;
      });
      if ((inner && quirks.ranges === 'refused') || (several && names === 'refused'))
        throw failure('invalid');
      const list = matching(input);
      const start = skipped(input, list);
      const page = list.slice(start, start + Math.min(input.maxResults ?? 50, pageSize()));
      const skip = start + page.length;
      const last = page.at(-1);
      const answer = { $metadata: {}, items: page.map(toSummary) };
      if (!last || skip >= list.length) return answer;
      const nextToken = `token-${issued.size + 1}`;
      const binding = JSON.stringify([input.filterCriteria, input.sortCriteria]);
      // A status may change, but not where the page had ended.
      issued.set(nextToken, { binding, skip, last: { ...last } });
      return { ...answer, nextToken };
    },
    describe: (jobId: string): DescribeClassificationJobCommandOutput => {
      const job = jobs.find((job) => job.jobId === jobId);
      if (!job) throw failure('not-found');
      return { ...toSummary(job), $metadata: {} };
    },
  };
}

/** An error of that kind, as the Macie client throws it. */
export function failure(kind: AwsErrorKind): AwsError {
  return new AwsError(kind, 'ListClassificationJobs', { code: kind, message: `Simulated: ${kind}` });
}

function toSummary({ errors, ...job }: FakeJob): JobSummary {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- values newer than the SDK occur
  return { ...job, lastRunErrorStatus: { code: errors ? 'ERROR' : 'NONE' } } as JobSummary;
}

function order(
  { sortCriteria = {} }: ListClassificationJobsCommandInput,
  ties: 'same' | 'mirrored',
): (a: FakeJob, b: FakeJob) => number {
  const { attributeName = 'createdAt', orderBy } = sortCriteria;
  const sign = orderBy === 'ASC' ? 1 : -1;
  const value = (job: FakeJob) =>
    attributeName === 'createdAt' ? job.createdAt.getTime() : job[attributeName];
  return (a, b) =>
    sign * byValue(value(a), value(b)) || (ties === 'mirrored' ? sign : 1) * byValue(a.jobId, b.jobId);
}

function byValue(a: string | number, b: string | number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function isInner(comparator: string | undefined): boolean {
  return comparator === 'GTE' || comparator === 'LT';
}

function holds({ key = 'name', comparator, values = [] }: ListJobsFilterTerm, job: FakeJob, quirks: Quirks) {
  if (key !== 'createdAt') {
    const value = job[key];
    if (comparator === 'NE') return !values.includes(value);
    return values.some((other) => (comparator === 'CONTAINS' ? value.includes(other) : value === other));
  }
  const { ranges = 'taken' } = quirks;
  if (ranges === 'ignored') return true;
  if (ranges === 'nothing') return false;
  const value = job.createdAt.getTime();
  return values.some((text) => {
    const other = ranges === 'by day' ? Date.parse(text.slice(0, 10)) : Date.parse(text);
    return comparator === 'GTE' ? value >= other : comparator === 'GT' ? value > other : value < other;
  });
}
