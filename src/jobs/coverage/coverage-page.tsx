import { useDeferredValue, useMemo, useState } from 'react';
import { Select } from '../../components/select.tsx';
import { useAtPresent } from '../../components/time.tsx';
import { PageLink } from '../../components/page-link.tsx';
import { goTo, useAddress } from '../../lib/address.ts';
import { counted, formatNumber } from '../../lib/text.ts';
import { COVERAGE_FILTERS, coveragePath, parseCoverage } from '../criteria/coverage-link.ts';
import type { CoverageFilter, CoverageView } from '../criteria/coverage-link.ts';
import { LIST_PATH } from '../criteria/link.ts';
import { describeError } from '../errors/error-messages.ts';
import { shownBuckets, SHOWS } from '../model/coverage.ts';
import { sourceLabel, useMonitor } from '../queries/monitor.ts';
import { bytesText } from './bytes-text.ts';
import { CoverageTable } from './coverage-table.tsx';
import { useCoverage } from './use-coverage.ts';
import type { KnownCoverage } from './use-coverage.ts';
import classes from './coverage.module.css';

const FILTER_LABELS: Readonly<Record<CoverageFilter, string>> = {
  never: 'Never scanned by a job',
  denied: 'Access denied',
  'public-unmonitored': 'Public and not monitored',
};

/** Which buckets jobs have scanned, and which none has. */
export function CoveragePage() {
  const { search } = useAddress();
  const { view, ignored } = useMemo(() => parseCoverage(search), [search]);
  const { insights } = useMonitor();
  const hasBuckets = insights.has('buckets');
  // The address follows a moment later, and without spaces at the ends.
  const [typed, setTyped] = useState<string>();
  const coverage = useCoverage(view);
  const minute = useAtPresent((_, now) => now - (now % 60_000));
  const wanted = useDeferredValue(view);
  const rows = useMemo(
    () => shownBuckets(coverage.buckets, wanted, minute),
    [coverage.buckets, wanted, minute],
  );
  const setView = (change: Partial<CoverageView>, step: 'push' | 'replace' = 'push') => {
    goTo(coveragePath({ ...view, ...change }), step);
  };
  const complete =
    coverage.jobsRead === coverage.sources && (!hasBuckets || coverage.inventoriesRead === coverage.sources);
  return (
    <div className={classes['page']}>
      <div className={classes['heading']}>
        <h1>Coverage</h1>
        <span role="status">
          {complete ? '' : 'At least '}
          {counted(rows.length, 'bucket')}
        </span>
        <PageLink href={LIST_PATH}>All jobs</PageLink>
      </div>
      {hasBuckets && <Tiles coverage={coverage} view={view} setView={setView} complete={complete} />}
      {ignored.length > 0 && (
        <p role="note">
          Left out of the link: {ignored.map(({ parameter, reason }) => `${parameter}: ${reason}`).join(' ')}
        </p>
      )}
      <Limits coverage={coverage} hasBuckets={hasBuckets} />
      <div className={classes['tools']}>
        <input
          type="search"
          className={classes['search']}
          aria-label="Search buckets"
          placeholder="Search buckets"
          value={typed ?? view.q}
          onChange={({ currentTarget: { value } }) => {
            setTyped(value);
            setView({ q: value }, 'replace');
          }}
          onBlur={() => {
            setTyped(undefined);
          }}
        />
        {(hasBuckets || view.show) && (
          <Select
            aria-label="Show"
            value={view.show ?? ''}
            options={[
              { value: '', label: 'All buckets' },
              ...COVERAGE_FILTERS.map((value) => ({ value, label: FILTER_LABELS[value] })),
            ]}
            onChange={({ currentTarget: { value } }) => {
              setView({ show: COVERAGE_FILTERS.find((each) => each === value) });
            }}
          />
        )}
        <Select
          aria-label="Last scanned"
          value={view.notSince ?? ''}
          options={sinceOptions(view.notSince)}
          onChange={({ currentTarget: { value } }) => {
            setView({ notSince: value || undefined });
          }}
        />
      </div>
      <CoverageTable rows={rows} view={view} hasBuckets={hasBuckets} complete={complete} setView={setView} />
    </div>
  );
}

/** The usual times, and the one that the link names. */
function sinceOptions(chosen: string | undefined): readonly { value: string; label: string }[] {
  const usual = [
    { value: '', label: 'Scanned at any time or never' },
    { value: 'now-7d', label: 'Not known to be scanned in 7 days' },
    { value: 'now-30d', label: 'Not known to be scanned in 30 days' },
    { value: 'now-90d', label: 'Not known to be scanned in 90 days' },
  ];
  return chosen === undefined || usual.some(({ value }) => value === chosen)
    ? usual
    : [...usual, { value: chosen, label: `Not known to be scanned since ${chosen}` }];
}

/** How many buckets are of each kind, and how much data that is; a tile filters by it. */
function Tiles({
  coverage: { buckets },
  view,
  setView,
  complete,
}: {
  coverage: KnownCoverage;
  view: CoverageView;
  setView: (change: Partial<CoverageView>) => void;
  complete: boolean;
}) {
  const tiles = useMemo(
    () =>
      ([undefined, ...COVERAGE_FILTERS] as const).map((show) => {
        const of = show === undefined ? buckets : buckets.filter(SHOWS[show]);
        const bytes = of.reduce((sum, { facts }) => sum + (facts?.classifiableBytes ?? 0), 0);
        return { show, count: of.length, bytes };
      }),
    [buckets],
  );
  return (
    <div className={classes['tiles']} role="group" aria-label="Counts">
      {tiles.map(({ show, count, bytes }) => (
        <button
          key={show ?? ''}
          type="button"
          className={classes['tile']}
          aria-pressed={view.show === show}
          onClick={() => {
            setView({ show });
          }}
        >
          <b>
            {formatNumber(count)}
            {complete ? '' : '+'}
          </b>
          <span>{show === undefined ? 'All buckets' : FILTER_LABELS[show]}</span>
          <span className={classes['quiet']}>{bytesText(bytes)} known to be classifiable</span>
        </button>
      ))}
    </div>
  );
}

/** What the page can't know, and what it has not read. */
function Limits({ coverage, hasBuckets }: { coverage: KnownCoverage; hasBuckets: boolean }) {
  const { accounts } = useMonitor();
  const { criteriaJobs, accountJobs, sources, jobsRead, inventoriesRead, errors } = coverage;
  return (
    <>
      {!hasBuckets && (
        <p role="note" className={classes['quiet']}>
          Made from the jobs alone: only buckets that jobs name are here. A bucket that no job names is
          missing, and so is what {counted(criteriaJobs, 'job')} selected by criteria
          {accountJobs > 0 && (
            <> and what was scanned as all buckets of an account ({formatNumber(accountJobs)} times)</>
          )}
          . The last clean run is known only of jobs that Macie has described, and of one-time jobs that are
          complete.
        </p>
      )}
      {jobsRead < sources && (
        <p role="note" className={classes['quiet']}>
          The jobs of {formatNumber(jobsRead)} of {counted(sources, 'source')} have been read.
        </p>
      )}
      {hasBuckets && inventoriesRead < sources && (
        <p role="note" className={classes['quiet']}>
          The bucket inventories of {formatNumber(inventoriesRead)} of {counted(sources, 'source')} have been
          read; of the others, only buckets that jobs name are here.
        </p>
      )}
      {errors.map(({ source, error }) => {
        const where = sourceLabel(accounts, source);
        const { title, detail } = describeError(error, where);
        return (
          <p key={where} role="note" className={classes['quiet']}>
            {title}. {detail}
          </p>
        );
      })}
    </>
  );
}
