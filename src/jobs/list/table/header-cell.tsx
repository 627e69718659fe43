import { IconArrowDown, IconArrowUp, IconArrowsSort } from '@tabler/icons-react';
import type { Header } from '@tanstack/react-table';
import type { View } from '../../criteria/criteria.ts';
import type { Job } from '../../model/job.ts';
import type { features } from './columns.tsx';
import { useSetView } from '../use-view.ts';
import classes from './job-table.module.css';

/** A column's heading: a button where Macie can sort by it, with a handle for the column's width. */
export function HeaderCell({ header, sort }: { header: Header<typeof features, Job>; sort: View['sort'] }) {
  const setView = useSetView();
  const { meta } = header.column.columnDef;
  const field = meta?.sort;
  const current = field !== undefined && sort.field === field ? sort.order : undefined;
  const ariaSort = current && (current === 'ASC' ? 'ascending' : 'descending');
  const Arrow = current ? (current === 'ASC' ? IconArrowUp : IconArrowDown) : IconArrowsSort;
  return (
    <th scope="col" {...(ariaSort && { 'aria-sort': ariaSort })}>
      {field ? (
        <button
          type="button"
          className={classes['sort']}
          onClick={() => {
            // The first click shows the end that people look for: the newest, or the letter A.
            const order = current
              ? current === 'ASC'
                ? 'DESC'
                : 'ASC'
              : field === 'created'
                ? 'DESC'
                : 'ASC';
            setView((view) => ({ ...view, sort: { field, order } }));
          }}
        >
          {meta?.label}
          <Arrow size={14} aria-hidden data-active={current !== undefined || undefined} />
        </button>
      ) : (
        meta?.label
      )}
      <span
        aria-hidden
        className={classes['handle']}
        onDoubleClick={() => {
          header.column.resetSize();
        }}
        onMouseDown={header.getResizeHandler()}
        onTouchStart={header.getResizeHandler()}
      />
    </th>
  );
}
