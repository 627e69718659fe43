import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { formatInstant } from '../../../lib/format-time.ts';
import { describeRefinement, describeTerm, refinementKinds } from '../../criteria/sentence.ts';
import { DEFAULT_VIEW, type Refinements, type Term, type View } from '../../criteria/criteria.ts';
import { usePreferences } from '../../model/preferences.ts';
import { FilterChip } from './filter-chip.tsx';
import { useSetView, useView } from '../use-view.ts';
import { createdRange, rangeOf, refine, replaceTerms, termKey, withCreatedRange } from '../view-edits.ts';
import classes from './filter-bar.module.css';

const loadTermEditor = () => import('./term-editor.tsx');
const loadTimeRangeEditor = () => import('./time-range-editor.tsx');
const loadRunTimeEditor = () => import('./run-time-editor.tsx');
const loadRefinementEditor = () => import('./refinement-editor.tsx');

/**
 * The view's filters, one chip a term, then those made in the browser. When a chip goes, the focus moves to
 * the next one, or to what the ref holds when none is left.
 */
export function FilterChips({ rest }: { rest: RefObject<HTMLButtonElement | null> }) {
  const view = useView();
  const setView = useSetView();
  const { zone } = usePreferences();
  const list = useRef<HTMLUListElement>(null);
  // Where the focus goes once the view is another one.
  const next = useRef<{ readonly place: number; readonly from: View }>(undefined);
  useEffect(() => {
    if (!next.current || next.current.from === view) return;
    const chips = list.current?.children;
    const chip = chips?.[Math.min(next.current.place, chips.length - 1)];
    next.current = undefined;
    (chip?.querySelector('button') ?? rest.current)?.focus();
  }, [view, rest]);

  const change = (place: number, edit: (view: View) => View) => {
    next.current = { place, from: view };
    setView(edit);
  };
  // The search stands in its box.
  const refinements = refinementKinds({ ...view.refinements, q: '' });
  if (view.terms.length + refinements.length === 0) return null;
  const range = createdRange(view);
  return (
    <ul ref={list} className={classes['chips']} aria-label="Filters">
      {view.terms.map((term, index) => {
        const put = (before: readonly Term[], after: readonly Term[]) => {
          change(index, (view) => replaceTerms(view, before, after));
        };
        const chip = {
          phrase: describeTerm(term, (instant) => formatInstant(instant, zone)),
          onRemove: () => {
            put([term], []);
          },
        };
        // A term may occur twice, so its place is part of the key.
        const key = `${termKey(term)} ${view.terms.slice(0, index).filter((each) => termKey(each) === termKey(term)).length}`;
        return term === range.from || term === range.to ? (
          <FilterChip key={key} {...chip} load={loadTimeRangeEditor}>
            {({ TimeRangeEditor }, close) => (
              <TimeRangeEditor
                range={rangeOf(range)}
                onApply={(after) => {
                  change(index, (view) => withCreatedRange(view, after));
                  close();
                }}
              />
            )}
          </FilterChip>
        ) : (
          <FilterChip key={key} {...chip} load={loadTermEditor}>
            {({ TermEditor }, close) => (
              <TermEditor
                term={term}
                onApply={(after) => {
                  put([term], [after]);
                  close();
                }}
              />
            )}
          </FilterChip>
        );
      })}
      {refinements.map((kind, index) => {
        const put = (after: Partial<Refinements>) => {
          change(view.terms.length + index, (view) => refine(view, after));
        };
        const chip = {
          here: true,
          phrase: describeRefinement(kind, view.refinements, (instant) => formatInstant(instant, zone)),
          onRemove: () => {
            put({ [kind]: DEFAULT_VIEW.refinements[kind] });
          },
        };
        return kind === 'lastRunTime' ? (
          <FilterChip key={kind} {...chip} load={loadRunTimeEditor}>
            {({ RunTimeEditor }, close) => (
              <RunTimeEditor
                bounds={view.refinements.lastRunTime}
                onApply={(lastRunTime) => {
                  put({ lastRunTime });
                  close();
                }}
              />
            )}
          </FilterChip>
        ) : (
          <FilterChip key={kind} {...chip} load={loadRefinementEditor}>
            {({ RefinementEditor }, close) => (
              <RefinementEditor
                kind={kind}
                refinements={view.refinements}
                onApply={(after) => {
                  put(after);
                  close();
                }}
              />
            )}
          </FilterChip>
        );
      })}
    </ul>
  );
}
