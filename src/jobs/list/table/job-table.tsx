import { useTable } from '@tanstack/react-table';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useAddress } from '../../../lib/address.ts';
import { useMediaQuery } from '../../../lib/media-query.ts';
import { formatNumber } from '../../../lib/text.ts';
import { whenIdle } from '../../../lib/when-idle.ts';
import { useMonitor } from '../../queries/monitor.ts';
import type { View } from '../../criteria/criteria.ts';
import type { AttentionContext } from '../../model/attention.ts';
import { jobKey } from '../../model/job.ts';
import type { Job } from '../../model/job.ts';
import { groupRows, isGroupHead } from '../../model/grouping.ts';
import { lastList } from '../../model/last-list.ts';
import { createSearch } from '../../model/search.ts';
import { changePreferences, usePreferences } from '../../model/preferences.ts';
import { features, narrowColumns, shownColumns } from './columns.tsx';
import { HeaderCell } from './header-cell.tsx';
import { SearchContext } from './search-marks.tsx';
import { TableBody } from './table-body.tsx';
import { useReturn } from './use-return.ts';
import { useVisibleRows } from './use-visible-rows.ts';
import hidden from '../../../components/hidden.module.css';
import classes from './job-table.module.css';

/** Where there is room for one column only. */
const NARROW = '(max-width: 40em)';

/** Row heights in pixels; rows that wrap are measured. */
const ROW_HEIGHT = { compact: 34, comfortable: 44, narrow: 62 } as const;

/**
 * The jobs as a table. Only the rows near the screen are in the page, so it stays quick with 100,000; what assistive
 * technology is given counts all of them.
 */
export function JobTable({
  jobs,
  waiting,
  complete,
  sort,
  group,
  q,
  changed,
  attention,
  onShown,
}: {
  /** The rows in order; more may follow when they are not complete. */
  jobs: readonly Job[];
  /** Whether they are those of the view before, as nothing is known of this one yet. */
  waiting: boolean;
  complete: boolean;
  sort: View['sort'];
  /** What the rows are grouped by, under headings that fold. */
  group: View['group'];
  /** The words that the rows are the matches of, to be marked. */
  q: string;
  /** Keys of jobs to mark because the last refresh found them new or different. */
  changed: ReadonlySet<string>;
  attention: AttentionContext;
  /** Called with the jobs near the screen. */
  onShown: (jobs: readonly Job[]) => void;
}) {
  const { insights, preloadJobPage, accounts } = useMonitor();
  const { density, wrap, columns: chosen, widths } = usePreferences();
  const narrow = useMediaQuery(NARROW);
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const query = useAddress().search.slice(1);
  const [left] = useState(lastList);
  useReturn(scroller, query, waiting ? undefined : jobs, complete);
  useEffect(() => whenIdle(preloadJobPage), [preloadJobPage]);
  const columns = useMemo(
    () => (narrow ? narrowColumns : shownColumns(chosen, sort, insights.has)),
    [narrow, chosen, sort, insights],
  );
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(
    () =>
      group === undefined
        ? jobs
        : groupRows(jobs, group, {
            attention,
            isFolded: (each) => folded.has(each),
            accountLabel: (account) => accounts.find(({ id }) => id === account)?.label ?? account,
          }),
    [jobs, group, attention, folded, accounts],
  );
  const fold = useCallback((each: string) => {
    setFolded((before) =>
      before.has(each) ? new Set([...before].filter((one) => one !== each)) : new Set([...before, each]),
    );
  }, []);
  const height = ROW_HEIGHT[narrow ? 'narrow' : density];
  const { first, last, before, after, measure, scrollTo } = useVisibleRows(
    scroller,
    lines.length,
    useCallback(() => height, [height]),
    left.query === query ? left.scrollTop : 0,
  );
  const search = useMemo(() => createSearch(q), [q]);
  const near = useMemo(() => lines.slice(first, last + 1), [lines, first, last]);
  const shown = useMemo(() => near.filter((line): line is Job => !isGroupHead(line)), [near]);
  useEffect(() => {
    onShown(shown);
  }, [onShown, shown]);
  const table = useTable({
    features,
    columns,
    data: shown,
    getRowId: jobKey,
    columnResizeMode: 'onEnd',
    state: { columnSizing: widths },
    onColumnSizingChange: (update) => {
      changePreferences({ widths: typeof update === 'function' ? update(widths) : update });
    },
  });
  const leaves = table.getAllLeafColumns();
  const total = table.getTotalSize();
  return (
    <>
      <p className={classes['onPaper']}>
        These are the rows that were on screen, out of {formatNumber(jobs.length)}
        {complete ? '' : ' or more'}. An export has all of them.
      </p>
      <div
        ref={scroller}
        // Where the focus goes when its row is scrolled away.
        tabIndex={-1}
        className={classes['scroller']}
        data-density={density}
        data-wrap={wrap || undefined}
        data-waiting={waiting || undefined}
      >
        <table
          className={classes['table']}
          style={{ minWidth: total }}
          aria-busy={waiting}
          {...(group !== undefined && { role: 'treegrid' })}
          aria-rowcount={complete ? lines.length + 1 : -1}
          aria-colcount={leaves.length}
        >
          <caption className={hidden['hidden']}>Classification jobs</caption>
          <colgroup>
            {leaves.map((column) => (
              <col key={column.id} style={{ width: `${(column.getSize() / total) * 100}%` }} />
            ))}
          </colgroup>
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id} aria-rowindex={1}>
                {group.headers.map((header) => (
                  <HeaderCell key={header.id} header={header} width={header.getSize()} sort={sort} />
                ))}
              </tr>
            ))}
          </thead>
          <SearchContext value={search}>
            <TableBody
              body={body}
              table={table}
              columns={columns}
              lines={near}
              isGrouped={group !== undefined}
              onFold={fold}
              first={first}
              count={lines.length}
              before={before}
              after={after}
              changed={changed}
              attention={attention}
              measure={wrap || narrow ? measure : undefined}
              scrollTo={scrollTo}
            />
          </SearchContext>
        </table>
      </div>
    </>
  );
}
