import type { Field, Sort } from '../criteria/criteria.ts';
import type { Job } from '../model/job.ts';

/**
 * What a list is sorted by, as something that `<` compares. A job without the property comes before all others
 * when ascending.
 *
 * Assumption: Macie sorts words and names by their characters' codes, so capitals come before small letters.
 */
export function sortKey(field: Field): (job: Job) => number | string {
  return KEY[field];
}

const KEY: Readonly<Record<Field, (job: Job) => number | string>> = {
  created: ({ createdAt = -Infinity }) => createdAt,
  status: ({ jobStatus = '' }) => jobStatus,
  type: ({ jobType = '' }) => jobType,
  name: ({ name = '' }) => name,
};

/** Which of two jobs comes first in a sorted list: negative for the first, 0 where the sort makes no difference. */
export function compareBy({ field, order }: Sort): (a: Job, b: Job) => number {
  const keyOf = sortKey(field);
  const sign = order === 'ASC' ? 1 : -1;
  return (a, b) => {
    const [x, y] = [keyOf(a), keyOf(b)];
    return x === y ? 0 : sign * (x < y ? -1 : 1);
  };
}
