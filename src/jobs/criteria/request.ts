import type {
  ListJobsFilterCriteria,
  ListJobsFilterTerm,
  ListJobsSortAttributeName,
  OrderBy,
} from '@aws-sdk/client-macie2';
import { resolveTime } from './time.ts';
import { API_KEY, criteriaOf, type Term, type View } from './criteria.ts';

/** The input of ListClassificationJobs, without its paging. */
export interface ListRequest {
  readonly filterCriteria?: ListJobsFilterCriteria;
  readonly sortCriteria: { readonly attributeName: ListJobsSortAttributeName; readonly orderBy: OrderBy };
}

/**
 * What to ask Macie for. Relative times become instants at the given moment, so the pages of one list must all be
 * asked with the same. The sort is always sent: AWS documents no order of its own.
 */
export function toListRequest(view: Pick<View, 'terms' | 'sort'>, now: Date): ListRequest {
  const { terms, sort } = criteriaOf(view);
  const includes = terms.filter(({ exclude }) => !exclude).map((term) => toFilterTerm(term, now));
  const excludes = terms.filter(({ exclude }) => exclude).map((term) => toFilterTerm(term, now));
  return {
    ...(terms.length > 0 && {
      filterCriteria: {
        ...(includes.length > 0 && { includes }),
        ...(excludes.length > 0 && { excludes }),
      },
    }),
    sortCriteria: { attributeName: API_KEY[sort.field], orderBy: sort.order },
  };
}

function toFilterTerm({ field, comparator, values }: Term, now: Date): ListJobsFilterTerm {
  return {
    key: API_KEY[field],
    comparator,
    values: field === 'created' ? values.map((value) => resolveTime(value, now)) : [...values],
  };
}
