import type { Job } from '../model/job.ts';

/**
 * Gives jobs that share what they have in common: the buckets, account ids and words of 100,000 jobs are few, and
 * each answer brings its own copies of them. Used for one read, then dropped with its tables.
 */
export function createCompactor(): (job: Job) => Job {
  const texts = new Map<string, string>();
  const shapes = new Map<string, unknown>();

  function text<T extends string | undefined>(value: T): T {
    if (value === undefined) return value;
    const known = texts.get(value);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an equal text is of the same type
    if (known !== undefined) return known as T;
    texts.set(value, value);
    return value;
  }

  /** One object for all that are equal, as far as they are small enough to be likely to repeat. */
  function shape<T>(value: T, compact: (value: T) => T): T {
    if (value === undefined) return value;
    const key = JSON.stringify(value);
    if (key.length > LONGEST_SHARED) return compact(value);
    const known = shapes.get(key);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an equal value is of the same type
    if (known !== undefined) return known as T;
    const first = compact(value);
    shapes.set(key, first);
    return first;
  }

  function buckets(definitions: Job['bucketDefinitions']): Job['bucketDefinitions'] {
    return definitions?.map((each) => ({
      accountId: text(each.accountId),
      buckets: each.buckets?.map(text),
    }));
  }

  return (job) => ({
    ...job,
    jobStatus: text(job.jobStatus),
    jobType: text(job.jobType),
    lastRunError: text(job.lastRunError),
    userPausedDetails: hasContent(job.userPausedDetails) ? job.userPausedDetails : undefined,
    bucketDefinitions: shape(job.bucketDefinitions, buckets),
    bucketCriteria: shape(job.bucketCriteria, (criteria) => criteria),
  });
}

const LONGEST_SHARED = 1000;

function hasContent(value: object | undefined): boolean {
  return value !== undefined && Object.values(value).some((member) => member !== undefined);
}
