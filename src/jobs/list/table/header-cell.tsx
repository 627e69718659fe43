import { IconArrowDown, IconArrowUp, IconArrowsSort } from '@tabler/icons-react';
import type { Header } from '@tanstack/react-table';
import { memo, useId } from 'react';
import type { KeyboardEvent } from 'react';
import { isBrowserField, sortBy, USUAL_ORDER } from '../../criteria/criteria.ts';
import type { View } from '../../criteria/criteria.ts';
import type { Job } from '../../model/job.ts';
import { changePreferences, currentPreferences, WIDTHS } from '../../model/preferences.ts';
import type { features } from './columns.tsx';
import { useSetView } from '../use-view.ts';
import classes from './job-table.module.css';

/** A column's heading: a button where the list can be sorted by it, with a handle for the column's width. */
export const HeaderCell = memo(function HeaderCell({
  header,
  width,
  sort,
}: {
  header: Header<typeof features, Job>;
  /** In pixels. */
  width: number;
  sort: View['sort'];
}) {
  const setView = useSetView();
  const label = useId();
  const { meta } = header.column.columnDef;
  const field = meta?.sort;
  const current = field !== undefined && sort.field === field ? sort.order : undefined;
  const ariaSort = current && (current === 'ASC' ? 'ascending' : 'descending');
  const Arrow = current ? (current === 'ASC' ? IconArrowUp : IconArrowDown) : IconArrowsSort;
  return (
    <th
      scope="col"
      aria-labelledby={label}
      data-column={header.column.id}
      {...(ariaSort && { 'aria-sort': ariaSort })}
    >
      {field ? (
        <button
          id={label}
          type="button"
          className={classes['sort']}
          title={
            isBrowserField(field) ? 'Sorts in this browser, over all jobs that were read' : 'Macie sorts'
          }
          onClick={() => {
            // The first click shows the end that people look for.
            const order = current ? (current === 'ASC' ? 'DESC' : 'ASC') : USUAL_ORDER[field];
            setView((view) => ({ ...view, sort: sortBy(field, order) }));
          }}
        >
          {meta?.label}
          <Arrow size={14} aria-hidden data-active={current !== undefined || undefined} />
        </button>
      ) : (
        <span id={label}>{meta?.label}</span>
      )}
      {/* A separator that has the focus changes sizes: https://www.w3.org/WAI/ARIA/apg/patterns/windowsplitter/ */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <span
        role="separator"
        aria-orientation="vertical"
        aria-label={`Width of ${meta?.label}`}
        aria-valuenow={width}
        aria-valuemin={WIDTHS.least}
        aria-valuemax={WIDTHS.most}
        aria-valuetext={`${width} pixels`}
        title="Drag, or use the arrow keys, to change the width; double-click or Home resets it"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className={classes['handle']}
        onKeyDown={(event) => {
          changeWidth(event, header.column.id, width);
        }}
        onDoubleClick={() => {
          header.column.resetSize();
        }}
        onMouseDown={header.getResizeHandler()}
        onTouchStart={header.getResizeHandler()}
      />
    </th>
  );
});

/** How far a press of an arrow key moves a column's edge, in pixels. */
const STEP = 16;

function changeWidth(event: KeyboardEvent, id: string, width: number): void {
  const { widths } = currentPreferences();
  const by = event.key === 'ArrowRight' ? STEP : event.key === 'ArrowLeft' ? -STEP : undefined;
  if (by !== undefined) {
    const next = Math.min(WIDTHS.most, Math.max(WIDTHS.least, width + by));
    changePreferences({ widths: { ...widths, [id]: next } });
  } else if (event.key === 'Home') {
    const { [id]: _, ...others } = widths;
    changePreferences({ widths: others });
  } else return;
  event.preventDefault();
  event.stopPropagation();
}
