import { useQueryClient } from '@tanstack/react-query';
import { useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { MouseEvent, ReactNode, RefObject, SyntheticEvent } from 'react';
import { lastList, lastOpened, rememberRows, rememberScroll } from '../../model/last-list.ts';
import { goToAfterPaint, useAddress } from '../../../lib/address.ts';
import { useMediaQuery } from '../../../lib/media-query.ts';
import { isPlainClick } from '../../../lib/plain-click.ts';
import { formatNumber } from '../../../lib/text.ts';
import { whenIdle } from '../../../lib/when-idle.ts';
import { jobKey } from '../../model/job.ts';
import type { Job } from '../../model/job.ts';
import { useMonitor } from '../../queries/monitor.ts';
import { fetchJobPage } from '../../queries/load-job-page.ts';
import { prefetchAddress } from '../../queries/prefetch.ts';
import { needsAttention } from '../../model/attention.ts';
import type { AttentionContext } from '../../model/attention.ts';
import type { View } from '../../criteria/criteria.ts';
import { changePreferences, usePreferences } from '../../model/preferences.ts';
import { columns, defaultColumns, features, narrowColumns } from './columns.tsx';
import { HeaderCell } from './header-cell.tsx';
import { useSlots } from './row-slots.ts';
import { keepFocus, useRowKeys } from './use-row-keys.ts';
import { SortMenu } from './sort-menu.tsx';
import { useFilterBy } from '../use-view.ts';
import hidden from '../../../components/hidden.module.css';
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
  waiting,
  complete,
  sort,
  several,
  changed,
  attention,
  onRange,
}: {
  /** The rows in order; more may follow when they are not complete. */
  jobs: readonly Job[];
  /** Whether they are those of the view before, as nothing is known of this one yet. */
  waiting: boolean;
  complete: boolean;
  sort: View['sort'];
  several: { accounts: boolean; regions: boolean };
  /** Keys of jobs to mark because the last refresh found them new or different. */
  changed: ReadonlySet<string>;
  attention: AttentionContext;
  /** Told which rows are on screen: the first and the last index. */
  onRange: (first: number, last: number) => void;
}) {
  const { density, wrap, columns: chosen, widths } = usePreferences();
  const narrow = useMediaQuery(NARROW);
  const scroller = useRef<HTMLDivElement>(null);
  const query = useAddress().search.slice(1);
  useReturn(scroller, query, waiting ? undefined : jobs);
  useEffect(() => whenIdle(fetchJobPage), []);
  const order = useMemo(
    () => (narrow ? ['name'] : (chosen ?? defaultColumns(several))),
    [narrow, chosen, several],
  );
  const table = useTable({
    features,
    columns: narrow ? narrowColumns : columns,
    data: NO_ROWS,
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
  const layout = useMemo(
    () => leaves.map(({ id, columnDef }) => ({ id, show: columnDef.meta?.show })),
    [leaves],
  );
  const total = table.getTotalSize();
  return (
    <>
      {narrow && <SortMenu sort={sort} />}
      <p className={classes['onPaper']}>
        These are the rows that were on screen, of {formatNumber(jobs.length)}
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
          aria-rowcount={complete ? jobs.length + 1 : -1}
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
                  <HeaderCell key={header.id} header={header} sort={sort} />
                ))}
              </tr>
            ))}
          </thead>
          <Body
            jobs={jobs}
            layout={layout}
            changed={changed}
            attention={attention}
            height={ROW_HEIGHT[narrow ? 'narrow' : density]}
            measured={wrap || narrow}
            offset={lastList().query === query ? lastList().scrollTop : 0}
            onRange={onRange}
          />
        </table>
      </div>
    </>
  );
}

const NO_ROWS: readonly Job[] = [];

/** The columns from left to right. */
type Layout = readonly {
  readonly id: string;
  readonly show: ((job: Job) => ReactNode) | undefined;
}[];

/** The rows near the screen. Apart from the table, so that scrolling draws nothing else. */
const Body = memo(function Body({
  jobs,
  layout,
  changed,
  attention,
  height,
  measured,
  offset,
  onRange,
}: {
  jobs: readonly Job[];
  layout: Layout;
  changed: ReadonlySet<string>;
  attention: AttentionContext;
  /** Of a row, in pixels: exact, or a guess where rows are measured. */
  height: number;
  measured: boolean;
  /** How far the rows are scrolled at first, in pixels. */
  offset: number;
  onRange: (first: number, last: number) => void;
}) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [ahead, setAhead] = useState<number>(ROWS_AHEAD.moving);
  const virtualizer = useVirtualizer({
    count: jobs.length,
    getScrollElement: () => body.current?.parentElement?.parentElement ?? null,
    estimateSize: () => height,
    overscan: ahead,
    // Drawn between frames rather than in them, so that each frame is in time.
    useFlushSync: false,
    initialRect: { width: 0, height: Math.max(SHORTEST, window.innerHeight - AROUND) },
    initialOffset: offset,
    onChange: ({ isScrolling }) => {
      setAhead(isScrolling ? ROWS_AHEAD.moving : ROWS_AHEAD.resting);
    },
  });
  // The first rows come first.
  useEffect(() => {
    const timer = setTimeout(() => {
      setAhead(ROWS_AHEAD.resting);
    }, FIRST_ROWS_MS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    onRange(first, last);
  }, [onRange, first, last]);
  // A height that was estimated for another density is no guide.
  useEffect(() => {
    virtualizer.measure();
  }, [virtualizer, height]);
  const shown = useMemo(() => jobs.slice(first, last + 1), [jobs, first, last]);
  const keys = useMemo(() => shown.map(jobKey), [shown]);
  const { slots, jumps } = useSlots(keys);
  // The focus stays with its job, so it goes with it.
  useLayoutEffect(() => {
    if (jumps > 0 && body.current?.contains(document.activeElement)) keepFocus(body.current);
  }, [jumps]);
  useRowKeys(body, jobs.length, (index) => {
    virtualizer.scrollToIndex(index);
  });
  const click = useRowClick();
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <tbody ref={body} {...click}>
      {before > 0 && <Spacer height={before} columns={layout.length} />}
      {shown.map((job, index) => {
        const key = keys[index] ?? '';
        return (
          <JobRow
            key={measured ? key : slots.get(key)}
            name={key}
            job={job}
            layout={layout}
            index={first + index}
            changed={changed.has(key)}
            attention={needsAttention(job, attention)}
            measure={measured ? virtualizer.measureElement : undefined}
          />
        );
      })}
      {after > 0 && <Spacer height={after} columns={layout.length} />}
    </tbody>
  );
});

/** Rows kept ready beyond the edges: for the keyboard while nothing moves, and few while there is no time. */
const ROWS_AHEAD = { moving: 3, resting: 12 } as const;
/** After that the first rows have been painted. */
const FIRST_ROWS_MS = 300;
/** The least height of the rows' frame, as in the style sheet, and what usually stands around it, in pixels. */
const SHORTEST = 320;
const AROUND = 340;

const JobRow = memo(function JobRow({
  name,
  job,
  layout,
  index,
  changed,
  attention,
  measure,
}: {
  name: string;
  job: Job;
  layout: Layout;
  index: number;
  changed: boolean;
  attention: boolean;
  measure: ((element: HTMLTableRowElement | null) => void) | undefined;
}) {
  return (
    <tr
      ref={measure}
      data-index={index}
      data-job={name}
      aria-rowindex={index + 2}
      className={classes['row']}
      data-attention={attention || undefined}
      data-changed={changed || undefined}
    >
      {layout.map(({ id, show }) =>
        id === 'name' ? (
          <th key={id} scope="row">
            {show?.(job)}
          </th>
        ) : (
          <td key={id}>{show?.(job)}</td>
        ),
      )}
    </tr>
  );
});

/** What clicks within the rows do: open a job without loading the page anew, or filter by a value. */
function useRowClick() {
  const monitor = useMonitor();
  const client = useQueryClient();
  const filterBy = useFilterBy();
  return useMemo(() => {
    const fetchAhead = ({ target }: SyntheticEvent) => {
      if (pathOfJobAt(target) !== undefined) fetchJobPage();
    };
    return {
      onClick: (event: MouseEvent) => {
        const path = pathOfJobAt(event.target);
        if (path !== undefined) {
          if (!isPlainClick(event)) return;
          event.preventDefault();
          // The job is on its way while the click is answered.
          prefetchAddress(monitor, client, { pathname: path, search: '' });
          goToAfterPaint(path);
          return;
        }
        const button =
          event.target instanceof Element ? event.target.closest<HTMLElement>('[data-filter]') : null;
        const { filter, value } = button?.dataset ?? {};
        if (value !== undefined && (filter === 'status' || filter === 'type' || filter === 'bucket')) {
          filterBy(filter, value);
        }
      },
      onMouseOver: fetchAhead,
      onFocus: fetchAhead,
      onTouchStart: fetchAhead,
    };
  }, [monitor, client, filterBy]);
}

/** The path of the job whose link something is in. */
function pathOfJobAt(target: EventTarget | null): string | undefined {
  const link = target instanceof Element ? target.closest('a[data-open-job]') : null;
  return link?.getAttribute('href') ?? undefined;
}

/**
 * Remembers the list as the reader leaves it, and takes one who comes back to it to where they were,
 * with the focus on the job they looked at.
 */
function useReturn(
  scroller: RefObject<HTMLDivElement | null>,
  query: string,
  jobs: readonly Job[] | undefined,
): void {
  useEffect(() => {
    if (jobs) rememberRows(query, jobs);
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
    } else {
      element.scrollTo({ top: 0 });
    }
    return () => {
      rememberScroll(query, element.scrollTop);
    };
  }, [scroller, query]);
}

/** Stands for the rows that are not in the page. */
function Spacer({ height, columns }: { height: number; columns: number }) {
  return (
    <tr aria-hidden data-spacer className={classes['spacer']}>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}
