import {
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  metaHelper,
  tableFeatures,
} from '@tanstack/react-table';
import type { DescribeClassificationJobResponse } from '@aws-sdk/client-macie2';
import type { ReactNode } from 'react';
import { formatNumber } from '../../../lib/text.ts';
import { Time } from '../../../components/time.tsx';
import type { Field } from '../../criteria/criteria.ts';
import { isFinal } from '../../model/job.ts';
import type { Job } from '../../model/job.ts';
import { scheduleWords } from '../../model/schedule-text.ts';
import {
  AccountCell,
  bucketsCell,
  DescribedCell,
  lastRunCell,
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
  /** What a row shows in it. */
  readonly show: (job: Job) => ReactNode;
  /** The attribute Macie can sort by; without it the heading is no button. */
  readonly sort?: Field;
  /** Not shown until the reader chooses it. */
  readonly hidden?: boolean;
  /** Comes from DescribeClassificationJob, one call a row, so only for the rows on screen. */
  readonly described?: boolean;
}

/** What the table can do: its columns. Macie sorts and filters, so its rows are ours to draw. */
export const features = tableFeatures({
  columnVisibilityFeature,
  columnOrderingFeature,
  columnSizingFeature,
  columnResizingFeature,
  columnMeta: metaHelper<ColumnMeta>(),
});

const helper = createColumnHelper<typeof features, Job>();

/** Every column there is, in the order of a reader who has chosen none. */
export const columns = helper.columns([
  helper.display({
    id: 'name',
    size: 290,
    enableHiding: false,
    meta: { label: 'Name', sort: 'name', show: nameCell },
  }),
  helper.display({
    id: 'status',
    size: 285,
    meta: { label: 'Status', sort: 'status', show: statusCell },
  }),
  helper.display({
    id: 'last-run-errors',
    size: 180,
    meta: { label: 'Last run', show: lastRunCell },
  }),
  helper.display({
    id: 'type',
    size: 105,
    meta: { label: 'Type', sort: 'type', show: typeCell },
  }),
  helper.display({
    id: 'created',
    size: 165,
    meta: { label: 'Created', sort: 'created', show: (job) => <Time at={job.createdAt} /> },
  }),
  helper.display({
    id: 'buckets',
    size: 180,
    meta: { label: 'Buckets', show: bucketsCell },
  }),
  helper.display({
    id: 'account',
    size: 170,
    meta: { label: 'Account', show: (job) => <AccountCell job={job} /> },
  }),
  helper.display({
    id: 'region',
    size: 110,
    meta: { label: 'Region', show: regionCell },
  }),
  helper.display({
    id: 'paused',
    size: 150,
    meta: {
      label: 'Paused at',
      hidden: true,
      show: (job) => optionalTime(job.userPausedDetails?.jobPausedAt),
    },
  }),
  helper.display({
    id: 'expires',
    size: 150,
    meta: {
      label: 'Expires',
      hidden: true,
      show: (job) => optionalTime(job.userPausedDetails?.jobExpiresAt, true),
    },
  }),
  helper.display({
    id: 'job-id',
    size: 280,
    meta: { label: 'Job id', hidden: true, show: (job) => <code>{job.jobId}</code> },
  }),
  described('last-run-time', 'Last run at', 150, (job) =>
    // Macie gives the creation time where a job never ran.
    job.statistics?.numberOfRuns === 0 ? 'Not run yet' : optionalTime(job.lastRunTime),
  ),
  described('runs', 'Runs', 80, ({ statistics }) => optionalNumber(statistics?.numberOfRuns)),
  described('objects-left', 'Objects left', 120, (job) =>
    isFinal(job.jobStatus) ? '—' : optionalNumber(job.statistics?.approximateNumberOfObjectsToProcess),
  ),
  described('schedule', 'Schedule', 190, scheduleWords),
  described('sampling', 'Sampling', 100, (job) =>
    job.samplingPercentage === undefined ? '—' : `${job.samplingPercentage} %`,
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
export const narrowColumns = helper.columns([
  helper.display({
    id: 'name',
    size: 260,
    meta: { label: 'Job', show: narrowCell },
  }),
]);

/** The columns a reader sees who has chosen none: account and Region only where they tell rows apart. */
export function defaultColumns(several: { accounts: boolean; regions: boolean }): string[] {
  return columns
    .filter(({ id, meta }) => {
      if (id === 'account') return several.accounts;
      if (id === 'region') return several.regions;
      return !meta?.hidden;
    })
    .map(({ id }) => id ?? '');
}

/** A column that Describe fills, one call for each row on screen. */
function described(
  id: string,
  label: string,
  size: number,
  show: (job: DescribeClassificationJobResponse) => ReactNode,
) {
  return helper.display({
    id,
    size,
    meta: {
      label,
      hidden: true,
      described: true,
      show: (job) => <DescribedCell key={job.jobStatus} job={job} show={show} />,
    },
  });
}

function optionalNumber(value: number | undefined): string {
  return value === undefined ? '—' : formatNumber(value);
}
