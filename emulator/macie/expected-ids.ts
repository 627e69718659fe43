import type { ListClassificationJobsCommandInput, ListJobsFilterTerm } from '@aws-sdk/client-macie2';
import type { JobDocument } from './job-document.ts';

/**
 * The ids that a list request should give, worked out from the documents in the simplest way. Tests compare the
 * emulator's answers with it.
 */
export function expectedIds(
  jobs: readonly JobDocument[],
  { filterCriteria, sortCriteria }: ListClassificationJobsCommandInput,
): string[] {
  const listed = jobs.filter((job) => {
    for (const term of filterCriteria?.excludes ?? []) if (isTrue(job, term)) return false;
    for (const term of filterCriteria?.includes ?? []) if (!isTrue(job, term)) return false;
    return true;
  });
  const attribute = sortCriteria?.attributeName ?? 'createdAt';
  const sorted = listed.toSorted((a, b) => {
    for (const [left, right] of [
      [a[attribute], b[attribute]],
      [a.createdAt, b.createdAt],
      [a.jobId, b.jobId],
    ]) {
      if ((left ?? '') < (right ?? '')) return -1;
      if ((left ?? '') > (right ?? '')) return 1;
    }
    return 0;
  });
  const descends = sortCriteria?.orderBy ? sortCriteria.orderBy === 'DESC' : !sortCriteria?.attributeName;
  return (descends ? sorted.toReversed() : sorted).map(({ jobId }) => jobId ?? '');
}

function isTrue(
  job: JobDocument,
  { key = 'name', comparator = 'EQ', values = [] }: ListJobsFilterTerm,
): boolean {
  const text = job[key];
  if (text === undefined || text === null) return comparator === 'NE';
  const isText = key !== 'createdAt' || comparator === 'CONTAINS' || comparator === 'STARTS_WITH';
  const relations = values.map((value) => {
    const [left, right] = isText ? [text, value] : [Date.parse(text), Date.parse(value)];
    return {
      less: left < right,
      equal: left === right,
      contains: text.includes(value),
      starts: text.indexOf(value) === 0,
    };
  });
  switch (comparator) {
    case 'EQ':
      return relations.some(({ equal }) => equal);
    case 'NE':
      return !relations.some(({ equal }) => equal);
    case 'LT':
      return relations.some(({ less }) => less);
    case 'LTE':
      return relations.some(({ less, equal }) => less || equal);
    case 'GT':
      return relations.some(({ less, equal }) => !less && !equal);
    case 'GTE':
      return relations.some(({ less }) => !less);
    case 'CONTAINS':
      return relations.some(({ contains }) => contains);
    case 'STARTS_WITH':
      return relations.some(({ starts }) => starts);
    default:
      throw new Error(`Unknown comparator: ${String(comparator)}`);
  }
}
