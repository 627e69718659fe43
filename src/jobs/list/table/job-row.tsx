import type { Row } from '@tanstack/react-table';
import { flexRender } from '@tanstack/react-table';
import { memo } from 'react';
import type { Job } from '../../model/job.ts';
import type { features } from './columns.tsx';
import classes from './job-table.module.css';

interface JobRowProps {
  readonly row: Row<typeof features, Job>;
  /** The columns in their order: cells are made of them and of the job. */
  readonly columns: readonly object[];
  /** Among all rows. */
  readonly index: number;
  /** Whether it stands below the heading of a group. */
  readonly isInGroup: boolean;
  readonly changed: boolean;
  readonly attention: boolean;
  /** Where rows are measured. */
  readonly measure: ((element: HTMLTableRowElement | null) => void) | undefined;
}

/** A job's row. */
export const JobRow = memo(function JobRow({
  row,
  index,
  isInGroup,
  changed,
  attention,
  measure,
}: JobRowProps) {
  return (
    <tr
      ref={measure}
      data-index={index}
      data-job={row.id}
      aria-rowindex={index + 2}
      {...(isInGroup && { 'aria-level': 2 })}
      className={classes['row']}
      data-attention={attention || undefined}
      data-changed={changed || undefined}
    >
      {row.getAllCells().map((cell) => {
        const content = flexRender(cell.column.columnDef.cell, cell.getContext());
        return cell.column.id === 'name' ? (
          <th key={cell.column.id} scope="row">
            {content}
          </th>
        ) : (
          <td key={cell.column.id}>{content}</td>
        );
      })}
    </tr>
  );
}, isSame);

/** Whether a row would come out the same: the table makes new rows whenever it is given others, for the same jobs too. */
function isSame(before: JobRowProps, after: JobRowProps): boolean {
  return (
    before.row.original === after.row.original &&
    before.columns === after.columns &&
    before.index === after.index &&
    before.isInGroup === after.isInGroup &&
    before.changed === after.changed &&
    before.attention === after.attention &&
    before.measure === after.measure
  );
}
