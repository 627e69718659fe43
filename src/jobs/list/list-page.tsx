import { AwsError } from '../../aws/errors.ts';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { counted, formatNumber } from '../../lib/text.ts';
import { FindingsContext } from '../insights/findings-cell.tsx';
import { FindingsNotice } from '../insights/findings-notice.tsx';
import { sourceLabel, useMonitor } from '../queries/monitor.ts';
import type { Job } from '../model/job.ts';
import { hasRefinements } from '../model/refine.ts';
import { countText } from './count-text.ts';
import { useDocumentSignals } from '../notifications/document-signals.ts';
import { DetailsNotice } from './details-notice.tsx';
import { FilterBar } from './filters/filter-bar.tsx';
import { Freshness } from './toolbar/freshness.tsx';
import { IgnoredNotice } from './filters/ignored-notice.tsx';
import type { JobList } from './job-list.ts';
import { JobTable } from './table/job-table.tsx';
import { useLastRows } from './table/use-last-rows.ts';
import { LIST_TITLE } from './list-title.ts';
import { Loading, NoJobs, NoMatch, Refused } from './table/list-state.tsx';
import { LazyHistogram } from './histogram/lazy-histogram.tsx';
import { SourceNotices } from './sources/source-notices.tsx';
import { Tiles } from './tiles/tiles.tsx';
import { Toolbar } from './toolbar/toolbar.tsx';
import { useJobList } from './use-job-list.ts';
import { useView } from './use-view.ts';
import { ViewProvider } from './view-provider.tsx';
import { hasFilters } from './view-edits.ts';
import classes from './list-page.module.css';

/** The list of jobs: what needs attention, the filters, and the table. */
export function ListPage() {
  return (
    <ViewProvider>
      <List />
    </ViewProvider>
  );
}

function List() {
  const view = useView();
  const { list, onShown } = useJobList(view);
  useDocumentSignals(list.base, list.attention);
  const refined = hasRefinements(view.refinements);
  return (
    <FindingsContext value={list.findings}>
      <div className={classes['page']}>
        <div className={classes['heading']}>
          <h1 className={classes['title']}>{LIST_TITLE}</h1>
          <span role="status" className={classes['count']}>
            {list.updatedAt !== undefined
              ? countText(list, refined)
              : list.reading
                ? 'Reading …'
                : 'No jobs read'}
          </span>
          {list.provisional && <Provisional list={list} />}
          <Freshness list={list} />
        </div>
        <Tiles list={list} />
        <IgnoredNotice />
        <FilterBar list={list} />
        <LazyHistogram list={list} />
        <Toolbar list={list} />
        <SourceNotices list={list} />
        <DetailsNotice list={list} />
        <FindingsNotice
          sort={view.sort}
          findings={list.findings}
          sources={list.sources.length}
          className={classes['details']}
        />
        <Rows list={list} onShown={onShown} />
      </div>
    </FindingsContext>
  );
}

/** Says that the order of the rows is not certain yet, as some sources have not been read. */
function Provisional({ list: { sources } }: { list: JobList }) {
  const left = sources.filter(
    ({ state }) => state === 'waiting' || state === 'timedOut' || state === 'reading',
  ).length;
  return (
    <span
      className={classes['provisional']}
      title="Jobs from these sources can still appear anywhere in the list"
    >
      Provisional: {formatNumber(left)} of {counted(sources.length, 'source')} not read yet
    </span>
  );
}

/** The rows, or what stands in their place: loading, none at all, no match, failed. */
function Rows({ list, onShown }: { list: JobList; onShown: (jobs: readonly Job[]) => void }) {
  const { accounts, sources } = useMonitor();
  const view = useView();
  const failed = list.sources.filter(({ state }) => state === 'failed');
  // Jobs that are known but are no rows yet wait for others that may come before them.
  const waiting =
    list.updatedAt === undefined ||
    (list.reading && !list.complete && (list.matching.length > 0 || list.read === 0));
  const rows = useLastRows(list.rows, waiting && failed.length === 0);
  if (rows.length > 0) {
    return (
      <JobTable
        jobs={rows}
        waiting={list.rows.length === 0}
        complete={list.complete}
        sort={view.sort}
        group={view.group}
        q={view.refinements.q}
        changed={list.changed}
        attention={list.attention}
        onShown={onShown}
      />
    );
  }
  const [first] = failed;
  if (first && failed.length === list.sources.length) {
    // The filter bar says it, beside what has to be changed.
    if (failed.every(({ error }) => error instanceof AwsError && error.kind === 'invalid'))
      return <Refused />;
    return (
      <ErrorNotice
        error={first.error}
        retryAt={first.retryAt}
        where={failed.length === 1 ? sourceLabel(accounts, first.source) : 'every chosen account and Region'}
        retry={() => {
          list.refresh();
        }}
      />
    );
  }
  if (waiting) return <Loading />;
  const missing = failed.map(
    ({ source, error }) =>
      `${sourceLabel(accounts, source)} (${error instanceof AwsError ? error.kind : 'failed'})`,
  );
  if (hasFilters(view) || !list.complete) return <NoMatch view={view} list={list} missing={missing} />;
  return (
    <NoJobs
      where={
        sources.length === 1 && sources[0]
          ? sourceLabel(accounts, sources[0])
          : 'the chosen accounts and Regions'
      }
    />
  );
}
