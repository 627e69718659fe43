import {
  columnResizingFeature,
  columnSizingFeature,
  createColumnHelper,
  metaHelper,
  tableFeatures,
} from '@tanstack/react-table';
import type { ColumnDef } from '@tanstack/react-table';
import type { DescribeClassificationJobResponse } from '@aws-sdk/client-macie2';
import type { ReactNode } from 'react';
import type { Insight } from '../../../aws/operations.ts';
import { formatNumber } from '../../../lib/text.ts';
import { Time } from '../../../components/time.tsx';
import type { View } from '../../criteria/criteria.ts';
import { FindingsCell } from '../../insights/findings-cell.tsx';
import { hasNeverRun, toDetails } from '../../model/details.ts';
import type { JobDetails } from '../../model/details.ts';
import { isFinal } from '../../model/job.ts';
import type { Job } from '../../model/job.ts';
import { scheduleText } from '../../model/schedule-text.ts';
import {
  AccountCell,
  bucketsCell,
  DescribedCell,
  lastRunCell,
  NextRun,
  nameCell,
  narrowCell,
  optionalTime,
  regionCell,
  statusCell,
  typeCell,
} from './cells.tsx';

interface ColumnMeta {
  /** What the column is called in its heading and in the chooser. */
  readonly label: string;
  /** What the list can be sorted by, by Macie or in the browser; without it the heading is no button. */
  readonly sort?: View['sort']['field'];
  /** Not shown until the reader chooses it. */
  readonly hidden?: boolean;
  /** Can't be taken away. */
  readonly always?: boolean;
  /** The insight that it shows; where that is off, the column isn't there. */
  readonly needs?: Insight;
  /** Comes from DescribeClassificationJob, one call per row, so only for the rows on screen. */
  readonly described?: boolean;
}

/** What the table can do. The list is sorted and filtered before it gets the rows near the screen. */
export const features = tableFeatures({
  columnSizingFeature,
  columnResizingFeature,
  columnMeta: metaHelper<ColumnMeta>(),
});

type JobColumn = ColumnDef<typeof features, Job>;

const helper = createColumnHelper<typeof features, Job>();

/** Every column there is, switched on or not, in the order of a reader who has chosen none. */
export const columns: readonly JobColumn[] = helper.columns([
  helper.display({
    id: 'name',
    size: 250,
    meta: { label: 'Name', sort: 'name', always: true },
    cell: ({ row }) => nameCell(row.original),
  }),
  helper.display({
    id: 'status',
    size: 300,
    meta: { label: 'Status', sort: 'status' },
    cell: ({ row }) => statusCell(row.original),
  }),
  helper.display({
    id: 'last-run-errors',
    size: 168,
    meta: { label: 'Last run' },
    cell: ({ row }) => lastRunCell(row.original),
  }),
  helper.display({
    id: 'created',
    size: 160,
    meta: { label: 'Created', sort: 'created' },
    cell: ({ row }) => <Time at={row.original.createdAt} />,
  }),
  helper.display({
    id: 'account',
    size: 145,
    meta: { label: 'Account', sort: 'account' },
    cell: ({ row }) => <AccountCell job={row.original} />,
  }),
  helper.display({
    id: 'region',
    size: 108,
    meta: { label: 'Region', sort: 'region' },
    cell: ({ row }) => regionCell(row.original),
  }),
  helper.display({
    id: 'findings',
    size: 130,
    meta: { label: 'Findings', sort: 'findings', needs: 'findings' },
    cell: ({ row }) => <FindingsCell job={row.original} />,
  }),
  helper.display({
    id: 'type',
    size: 105,
    meta: { label: 'Type', sort: 'type' },
    cell: ({ row }) => typeCell(row.original),
  }),
  helper.display({
    id: 'buckets',
    size: 190,
    meta: { label: 'Buckets', sort: 'buckets' },
    cell: ({ row }) => bucketsCell(row.original),
  }),
  helper.display({
    id: 'paused',
    size: 150,
    meta: { label: 'Paused at', hidden: true },
    cell: ({ row }) => optionalTime(row.original.userPausedDetails?.jobPausedAt),
  }),
  helper.display({
    id: 'expires',
    size: 150,
    meta: { label: 'Expires', sort: 'expires', hidden: true },
    cell: ({ row }) => optionalTime(row.original.userPausedDetails?.jobExpiresAt, true),
  }),
  helper.display({
    id: 'job-id',
    size: 280,
    meta: { label: 'Job id', hidden: true },
    cell: ({ row }) => <code>{row.original.jobId}</code>,
  }),
  detailed('last-run-time', { label: 'Last run at', sort: 'last-run' }, 150, (details) =>
    hasNeverRun(details) ? 'Not run yet' : optionalTime(details.lastRunTime),
  ),
  detailed('next-run', { label: 'Next run', sort: 'next-run' }, 170, (_, job) => <NextRun job={job} />),
  detailed('runs', { label: 'Runs' }, 80, ({ numberOfRuns }) => optionalNumber(numberOfRuns)),
  detailed('objects-left', { label: 'Objects left' }, 120, ({ objectsLeft }, { jobStatus }) =>
    isFinal(jobStatus) ? '—' : optionalNumber(objectsLeft),
  ),
  detailed('schedule', { label: 'Schedule' }, 190, ({ schedule }, { jobType }) =>
    scheduleText({ jobType, scheduleFrequency: schedule }),
  ),
  detailed('sampling', { label: 'Sampling' }, 100, ({ samplingPercentage }) =>
    samplingPercentage === undefined ? '—' : `${samplingPercentage} %`,
  ),
  described(
    'tags',
    'Tags',
    220,
    (job) =>
      Object.entries(job.tags ?? {})
        .map(([key, value]) => `${key} = ${value}`)
        .join(', ') || '—',
  ),
]);

/** What a narrow screen has instead: one column. Its heading can't sort by four attributes, so a menu does. */
export const narrowColumns: readonly JobColumn[] = helper.columns([
  helper.display({
    id: 'name',
    size: 260,
    meta: { label: 'Job' },
    cell: ({ row }) => narrowCell(row.original),
  }),
]);

/** The columns of what is switched on. */
export function columnsWith(isOn: (insight: Insight) => boolean): readonly JobColumn[] {
  return columns.filter(({ meta }) => !meta?.needs || isOn(meta.needs));
}

/** The ids of the columns that a reader sees who has chosen none. */
export const DEFAULT_COLUMNS: readonly string[] = columns
  .filter(({ meta }) => !meta?.hidden)
  .map(({ id }) => id ?? '');

/**
 * The columns that a reader has chosen, in their order, and after the first two the one that the list is sorted by, if
 * it is none of them. An id that this version of the page lacks is left out, and so is what is not switched on.
 */
export function shownColumns(
  ids: readonly string[] = DEFAULT_COLUMNS,
  sort: View['sort'] | undefined,
  isOn: (insight: Insight) => boolean,
): readonly JobColumn[] {
  const there = columnsWith(isOn);
  const chosen = ids.flatMap((id) => there.find((column) => column.id === id) ?? []);
  const sorted = sort && there.find(({ meta }) => meta?.sort === sort.field);
  return sorted && !chosen.includes(sorted) ? chosen.toSpliced(2, 0, sorted) : chosen;
}

/**
 * A column over a job's details. Living jobs have them from the background; for others, each row on screen takes a call
 * of Describe.
 */
function detailed(
  id: string,
  meta: Pick<ColumnMeta, 'label' | 'sort'>,
  size: number,
  show: (details: JobDetails, job: Job) => ReactNode,
) {
  return helper.display({
    id,
    size,
    meta: { ...meta, hidden: true, described: true },
    cell: ({ row: { original: job } }) =>
      job.details ? (
        <>{show(job.details, job)}</>
      ) : (
        <DescribedCell
          key={job.jobStatus}
          job={job}
          show={(answer, answeredAt) => show(toDetails(answer, answeredAt), job)}
        />
      ),
  });
}

/** A column that only Describe fills, one call for each row on screen. */
function described(
  id: string,
  label: string,
  size: number,
  show: (job: DescribeClassificationJobResponse) => ReactNode,
) {
  return helper.display({
    id,
    size,
    meta: { label, hidden: true, described: true },
    cell: ({ row }) => <DescribedCell key={row.original.jobStatus} job={row.original} show={show} />,
  });
}

function optionalNumber(value: number | undefined): string {
  return value === undefined ? '—' : formatNumber(value);
}
