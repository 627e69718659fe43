import type { JobStatus } from '@aws-sdk/client-macie2';
import { DEFAULT_VIEW } from '../../criteria/criteria.ts';
import type { Refinements, View } from '../../criteria/criteria.ts';

/** What a tile stands for: jobs that need attention, jobs with errors in their last run, or jobs with a status. */
export type Tile = 'attention' | 'errors' | JobStatus;

/** Whether a view asks for exactly what a tile stands for. */
export function isChosen({ terms, refinements }: View, tile: Tile): boolean {
  const [term, ...more] = terms.filter(({ field }) => field === 'status');
  const { attention, expires, overdue } = refinements;
  if (expires !== undefined || overdue || more.length > 0) return false;
  if (attention || tile === 'attention') {
    return attention && tile === 'attention' && term === undefined && refinements.lastRun === undefined;
  }
  if (tile === 'errors') return term === undefined && refinements.lastRun === 'error';
  return (
    refinements.lastRun === undefined &&
    term?.comparator === 'EQ' &&
    !term.exclude &&
    term.values.length === 1 &&
    term.values[0] === tile
  );
}

/**
 * The view that a tile leads to: what it stands for in place of any other filter by state, so
 * that the list holds as many jobs as the tile says. A chosen tile leads to the view without it.
 */
export function tileView(view: View, tile: Tile): View {
  const others = view.terms.filter(({ field }) => field !== 'status');
  const chosen = isChosen(view, tile);
  return {
    ...view,
    sort: tileSort(view, tile, chosen),
    terms:
      chosen || tile === 'errors' || tile === 'attention'
        ? others
        : [...others, { field: 'status', comparator: 'EQ', exclude: false, values: [tile] }],
    refinements: {
      ...tileScope(view.refinements),
      lastRun: tile === 'errors' && !chosen ? 'error' : undefined,
      attention: tile === 'attention' && !chosen,
    },
  };
}

/** The view of the pauses that end within 7 days, the first to end first, in place of any other filter by state. */
export function expiringView(view: View): View {
  return {
    ...view,
    sort: { field: 'expires', order: 'ASC' },
    terms: view.terms.filter(({ field }) => field !== 'status'),
    refinements: { ...tileScope(view.refinements), expires: '7d' },
  };
}

/** The view of all jobs that a user paused, those whose pause ended first at the top. */
export function pausedView(view: View): View {
  return {
    ...tileView(expiringView(view), 'USER_PAUSED'),
    sort: { field: 'expires', order: 'ASC' },
  };
}

/** The jobs that need attention are a queue, the most urgent first; any other list keeps the reader's sort. */
function tileSort({ sort }: View, tile: Tile, chosen: boolean): View['sort'] {
  if (tile === 'attention' && !chosen) return { field: 'urgency', order: 'DESC' };
  return sort.field === 'urgency' || sort.field === 'expires' ? DEFAULT_VIEW.sort : sort;
}

/** The refinements that every tile keeps, so that its count and the list that it leads to agree. */
export function tileScope(refinements: Refinements): Refinements {
  const { lastRun, attention, expires, overdue } = DEFAULT_VIEW.refinements;
  return { ...refinements, lastRun, attention, expires, overdue };
}
