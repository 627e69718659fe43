import type { ReactTable } from '@tanstack/react-table';
import { useLayoutEffect, useMemo } from 'react';
import type { RefObject } from 'react';
import { needsAttention } from '../../model/attention.ts';
import type { AttentionContext } from '../../model/attention.ts';
import { isGroupHead } from '../../model/grouping.ts';
import type { GroupHead } from '../../model/grouping.ts';
import { jobKey } from '../../model/job.ts';
import type { Job } from '../../model/job.ts';
import type { features } from './columns.tsx';
import { GroupRow } from './group-row.tsx';
import { JobRow } from './job-row.tsx';
import { useSlots } from './row-slots.ts';
import { useRowClick } from './use-row-click.ts';
import { keepFocus, useRowKeys } from './use-row-keys.ts';
import classes from './job-table.module.css';

/** The rows near the screen, and room for the others. */
export function TableBody({
  body,
  table,
  columns,
  lines,
  isGrouped,
  onFold,
  first,
  count,
  before,
  after,
  changed,
  attention,
  measure,
  scrollTo,
}: {
  body: RefObject<HTMLTableSectionElement | null>;
  /** Is given the jobs near the screen. */
  table: ReactTable<typeof features, Job>;
  columns: readonly object[];
  /** The jobs near the screen, with the headings of their groups. */
  lines: readonly (Job | GroupHead)[];
  isGrouped: boolean;
  /** Folds a group, or unfolds it. */
  onFold: (group: string) => void;
  /** The place of the first of them among all rows. */
  first: number;
  /** Of all rows. */
  count: number;
  /** The heights of the rows that are not in the page, in pixels. */
  before: number;
  after: number;
  /** Keys of jobs to mark. */
  changed: ReadonlySet<string>;
  attention: AttentionContext;
  measure: ((element: HTMLTableRowElement | null) => void) | undefined;
  scrollTo: (index: number) => void;
}) {
  const { rows } = table.getRowModel();
  const keys = useMemo(() => rows.map(({ id }) => id), [rows]);
  const byId = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows]);
  const { slots, jumps } = useSlots(keys);
  // The focus stays with its job, so it goes with it.
  useLayoutEffect(() => {
    if (jumps > 0 && body.current?.contains(document.activeElement)) keepFocus(body.current);
  }, [body, jumps]);
  useRowKeys(body, count, scrollTo);
  const click = useRowClick();
  return (
    <tbody ref={body} {...click}>
      {before > 0 && <Spacer height={before} columns={columns.length} />}
      {lines.map((line, at) => {
        const index = first + at;
        if (isGroupHead(line)) {
          return (
            <GroupRow
              key={`group ${line.group}`}
              head={line}
              columns={columns.length}
              index={index}
              onFold={onFold}
              measure={measure}
            />
          );
        }
        const row = byId.get(jobKey(line));
        return (
          row && (
            <JobRow
              key={measure ? row.id : slots.get(row.id)}
              row={row}
              columns={columns}
              index={index}
              isInGroup={isGrouped}
              changed={changed.has(row.id)}
              attention={needsAttention(line, attention)}
              measure={measure}
            />
          )
        );
      })}
      {after > 0 && <Spacer height={after} columns={columns.length} />}
    </tbody>
  );
}

/** Stands for the rows that are not in the page. */
function Spacer({ height, columns }: { height: number; columns: number }) {
  return (
    <tr aria-hidden data-spacer className={classes['spacer']}>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}
