import { useMediaQuery } from '@mantine/hooks';
import { useTable } from '@tanstack/react-table';
import type { Row } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { RefObject } from 'react';
import { useSearch } from '@tanstack/react-router';
import { lastList, lastOpened, rememberRows, rememberScroll } from './last-list.ts';
import { jobKey } from '../job.ts';
import type { Job } from '../job.ts';
import { needsSomeone } from '../refine.ts';
import type { Sort } from '../criteria.ts';
import { changePreferences, usePreferences } from '../preferences.ts';
import { columns, defaultColumns, features, narrowColumns } from './columns.tsx';
import { HeaderCell } from './header-cell.tsx';
import { SortMenu } from './sort-menu.tsx';
import classes from './job-table.module.css';

/** Where one column is all there is room for. */
const NARROW = '(max-width: 40em)';

/** Row heights in pixels; rows that wrap are measured. */
const ROW_HEIGHT = { compact: 34, comfortable: 44, narrow: 62 } as const;

/**
 * The jobs as a table. Only the rows near the screen are in the page, so it stays quick with 100,000;
 * what assistive technology is told counts all of them.
 */
export function JobTable({
  jobs,
  complete,
  sort,
  several,
  changed,
  onRange,
}: {
  /** The rows in order; more may follow when they are not complete. */
  jobs: readonly Job[];
  complete: boolean;
  sort: Sort;
  several: { accounts: boolean; regions: boolean };
  /** Keys of jobs to mark because the last refresh found them new or different. */
  changed: ReadonlySet<string>;
  /** Told which rows are on screen: the first and the last index. */
  onRange: (first: number, last: number) => void;
}) {
  const { density, wrap, columns: chosen, widths } = usePreferences();
  const narrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false }) ?? false;
  const measured = wrap || narrow;
  const scroller = useRef<HTMLDivElement>(null);
  const { query } = useSearch({ from: '/jobs' });
  const height = ROW_HEIGHT[narrow ? 'narrow' : density];
  const virtualizer = useVirtualizer({
    count: jobs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    initialRect: { width: 1200, height: 900 },
    initialOffset: () => (lastList().query === query ? lastList().scrollTop : 0),
  });
  useReturn(scroller, query, jobs);
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  const shown = useMemo(() => jobs.slice(first, last + 1), [jobs, first, last]);
  useEffect(() => {
    onRange(first, last);
  }, [onRange, first, last]);
  // A height that was estimated for another density is no guide.
  useEffect(() => {
    virtualizer.measure();
  }, [virtualizer, height]);

  const order = useMemo(
    () => (narrow ? ['name'] : (chosen ?? defaultColumns(several))),
    [narrow, chosen, several],
  );
  const table = useTable({
    features,
    columns: narrow ? narrowColumns : columns,
    data: shown,
    getRowId: jobKey,
    columnResizeMode: 'onEnd',
    state: {
      columnOrder: [...order],
      columnVisibility: Object.fromEntries(columns.map(({ id = '' }) => [id, order.includes(id)])),
      columnSizing: widths,
    },
    onColumnSizingChange: (update) => {
      changePreferences({ widths: typeof update === 'function' ? update(widths) : update });
    },
  });
  const leaves = table.getVisibleLeafColumns();
  const total = table.getTotalSize();
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);

  return (
    <>
      {narrow && <SortMenu sort={sort} />}
      <div
        ref={scroller}
        className={classes['scroller']}
        data-density={density}
        data-wrap={wrap || undefined}
      >
        <table
          className={classes['table']}
          style={{ minWidth: total }}
          aria-rowcount={complete ? jobs.length + 1 : -1}
          aria-colcount={leaves.length}
        >
          <caption className={classes['caption']}>Classification jobs</caption>
          <colgroup>
            {leaves.map((column) => (
              <col key={column.id} style={{ width: `${(column.getSize() / total) * 100}%` }} />
            ))}
          </colgroup>
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id} aria-rowindex={1}>
                {group.headers.map((header) => (
                  <HeaderCell key={header.id} header={header} sort={sort} />
                ))}
              </tr>
            ))}
          </thead>
          <tbody>
            {before > 0 && <Spacer height={before} columns={leaves.length} />}
            {table.getRowModel().rows.map((row, index) => (
              <JobRow
                key={row.id}
                row={row}
                layout={leaves}
                index={first + index}
                changed={changed.has(row.id)}
                measure={measured ? virtualizer.measureElement : undefined}
              />
            ))}
            {after > 0 && <Spacer height={after} columns={leaves.length} />}
          </tbody>
        </table>
      </div>
    </>
  );
}

type JobRowProps = {
  row: Row<typeof features, Job>;
  /** The columns as they are laid out: a row that stays the same is drawn anew only when they change. */
  layout: readonly unknown[];
  index: number;
  changed: boolean;
  measure: ((element: HTMLTableRowElement | null) => void) | undefined;
};

const JobRow = memo(
  function JobRow({ row, index, changed, measure }: JobRowProps) {
    return (
      <tr
        ref={measure}
        data-index={index}
        data-job={row.id}
        aria-rowindex={index + 2}
        className={classes['row']}
        data-needs-someone={needsSomeone(row.original) || undefined}
        data-changed={changed || undefined}
      >
        {row.getVisibleCells().map((cell) => {
          const { columnDef } = cell.column;
          const content = typeof columnDef.cell === 'function' ? columnDef.cell(cell.getContext()) : null;
          return columnDef.id === 'name' ? (
            <th key={cell.id} scope="row">
              {content}
            </th>
          ) : (
            <td key={cell.id}>{content}</td>
          );
        })}
      </tr>
    );
  },
  (before, after) =>
    before.row.original === after.row.original &&
    before.layout === after.layout &&
    before.index === after.index &&
    before.changed === after.changed &&
    before.measure === after.measure,
);

/**
 * Remembers the list as the reader leaves it, and takes one who comes back to it to where they were,
 * with the focus on the job they looked at.
 */
function useReturn(scroller: RefObject<HTMLDivElement | null>, query: string, jobs: readonly Job[]): void {
  useEffect(() => {
    rememberRows(query, jobs);
  }, [query, jobs]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const { query: left, scrollTop } = lastList();
    const opened = lastOpened();
    if (left === query && opened !== undefined) {
      element.scrollTo({ top: scrollTop });
      element
        .querySelector<HTMLElement>(`tr[data-job="${CSS.escape(opened)}"] a`)
        ?.focus({ preventScroll: true });
    }
    return () => {
      rememberScroll(query, element.scrollTop);
    };
  }, [scroller, query]);
}

/** Stands for the rows that are not in the page. */
function Spacer({ height, columns }: { height: number; columns: number }) {
  return (
    <tr aria-hidden className={classes['spacer']}>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}
