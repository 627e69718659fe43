import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { PageLink } from '../../components/page-link.tsx';
import { Time } from '../../components/time.tsx';
import { formatNumber } from '../../lib/text.ts';
import { parseSourceKey } from '../../aws/source.ts';
import { DEFAULT_VIEW } from '../criteria/criteria.ts';
import { formatView, listPath } from '../criteria/link.ts';
import type { CoverageField, CoverageView } from '../criteria/coverage-link.ts';
import type { CoveredBucket } from '../model/coverage.ts';
import { useAccount } from '../queries/monitor.ts';
import { bytesText } from './bytes-text.ts';
import hidden from '../../components/hidden.module.css';
import classes from './coverage.module.css';

/** The height of a row in pixels. */
const ROW = 36;

interface Column {
  readonly label: string;
  readonly sort?: CoverageField;
  /** Comes from the bucket inventory. */
  readonly isFact?: boolean;
  readonly show: (bucket: CoveredBucket) => ReactNode;
}

const COLUMNS: readonly Column[] = [
  { label: 'Account', show: ({ source, accountId }) => <Owner source={source} accountId={accountId} /> },
  { label: 'Region', show: ({ source }) => parseSourceKey(source).region },
  { label: 'Last run', sort: 'last-run', show: lastRunText },
  { label: 'Recurring job', show: ({ isMonitored }) => yesNo(isMonitored) },
  { label: 'Jobs that name it', sort: 'jobs', show: jobsText },
  {
    label: 'Access',
    isFact: true,
    show: ({ facts }) =>
      !facts
        ? 'Unknown'
        : facts.isDenied
          ? 'Denied to Macie'
          : facts.isPublic === undefined
            ? 'Unknown'
            : facts.isPublic
              ? 'Public'
              : 'Not public',
  },
  {
    label: 'Objects',
    sort: 'objects',
    isFact: true,
    show: ({ facts }) => numberText(facts?.classifiableObjects),
  },
  {
    label: 'Size',
    sort: 'bytes',
    isFact: true,
    show: ({ facts }) =>
      facts?.classifiableBytes === undefined ? 'Unknown' : bytesText(facts.classifiableBytes),
  },
  { label: 'Score', sort: 'score', isFact: true, show: ({ facts }) => numberText(facts?.score) },
];

/** The buckets as a table. There may be 50,000, so only those in view are drawn. */
export function CoverageTable({
  rows,
  view,
  hasBuckets,
  complete,
  setView,
}: {
  rows: readonly CoveredBucket[];
  view: CoverageView;
  hasBuckets: boolean;
  complete: boolean;
  setView: (change: Partial<CoverageView>) => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const columns = COLUMNS.filter(({ isFact }) => hasBuckets || !isFact);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    initialRect: { width: 1000, height: 20 * ROW },
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const heading = (label: string, field: CoverageField | undefined) => (
    <Heading key={label} label={label} field={field} sort={view.sort} setView={setView} />
  );
  return (
    // A scrolling region is reached by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={scroller} className={classes['scroller']} role="region" aria-label="Buckets" tabIndex={0}>
      <table className={classes['table']} aria-rowcount={complete ? rows.length + 1 : -1}>
        <caption className={hidden['hidden']}>Buckets and the jobs that scanned them</caption>
        <thead>
          <tr aria-rowindex={1}>
            {heading('Bucket', 'name')}
            {columns.map(({ label, sort }) => heading(label, sort))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Spacer height={before} columns={columns.length + 1} />}
          {items.map(({ index }) => {
            const row = rows[index];
            return (
              row && (
                <tr key={row.key} aria-rowindex={index + 2} style={{ height: ROW }}>
                  <th scope="row" title={row.name}>
                    {row.jobs > 0 ? <PageLink href={jobsOf(row.name)}>{row.name}</PageLink> : row.name}
                  </th>
                  {columns.map(({ label, show }) => (
                    <td key={label}>{show(row)}</td>
                  ))}
                </tr>
              )
            );
          })}
          {after > 0 && <Spacer height={after} columns={columns.length + 1} />}
        </tbody>
      </table>
      {rows.length === 0 && (
        <p className={classes['quiet']}>{complete ? 'No buckets.' : 'No buckets yet.'}</p>
      )}
    </div>
  );
}

function Heading({
  label,
  field,
  sort,
  setView,
}: {
  label: string;
  field: CoverageField | undefined;
  sort: CoverageView['sort'];
  setView: (change: Partial<CoverageView>) => void;
}) {
  if (!field) return <th scope="col">{label}</th>;
  const isSorted = sort.field === field;
  const order = isSorted && sort.order === 'ASC' ? 'DESC' : 'ASC';
  return (
    <th scope="col" aria-sort={isSorted ? (sort.order === 'ASC' ? 'ascending' : 'descending') : 'none'}>
      <button
        type="button"
        onClick={() => {
          setView({ sort: { field, order } });
        }}
      >
        {label}
        {isSorted && <span aria-hidden>{sort.order === 'ASC' ? ' ↑' : ' ↓'}</span>}
      </button>
    </th>
  );
}

/** Stands for the rows that are not in the page. */
function Spacer({ height, columns }: { height: number; columns: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

function Owner({ source, accountId }: Pick<CoveredBucket, 'source' | 'accountId'>) {
  const account = useAccount(parseSourceKey(source).account);
  const isOwn = accountId === undefined || accountId === account?.accountId;
  return <span title={accountId}>{isOwn ? (account?.label ?? accountId) : accountId}</span>;
}

function jobsOf(bucket: string): string {
  const refinements = { ...DEFAULT_VIEW.refinements, bucketIs: [bucket] };
  return listPath(formatView({ ...DEFAULT_VIEW, refinements }));
}

/** By the inventory "never" is known; by the jobs alone it isn't. */
function lastRunText({ facts, lastRun }: CoveredBucket): ReactNode {
  if (lastRun !== undefined) return <Time at={lastRun} />;
  return facts ? 'Never' : 'No clean run known';
}

function jobsText({ jobs, jobsWithErrors }: CoveredBucket): string {
  return jobsWithErrors === 0
    ? formatNumber(jobs)
    : `${formatNumber(jobs)} (${formatNumber(jobsWithErrors)} with errors)`;
}

function yesNo(value: boolean | undefined): string {
  return value === undefined ? 'Unknown' : value ? 'Yes' : 'No';
}

function numberText(value: number | undefined): string {
  return value === undefined ? 'Unknown' : formatNumber(value);
}
