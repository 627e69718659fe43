import '@cloudscape-design/global-styles/index.css';
import AppLayout from '@cloudscape-design/components/app-layout';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import CollectionPreferences from '@cloudscape-design/components/collection-preferences';
import type { CollectionPreferencesProps } from '@cloudscape-design/components/collection-preferences';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import Pagination from '@cloudscape-design/components/pagination';
import PropertyFilter from '@cloudscape-design/components/property-filter';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import type { TableProps } from '@cloudscape-design/components/table';
import { useCollection } from '@cloudscape-design/collection-hooks';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { Row } from './first-jobs.ts';

/** Shows the list, first as loading. */
export function show(jobs: Promise<Row[]>): void {
  const root = document.getElementById('root');
  if (root) createRoot(root).render(<Page jobs={jobs} />);
}

const STATUS: Record<string, { type: StatusIndicatorProps.Type; label: string }> = {
  RUNNING: { type: 'in-progress', label: 'Active (Running)' },
  IDLE: { type: 'pending', label: 'Active (Idle)' },
  PAUSED: { type: 'warning', label: 'Paused (By Macie)' },
  USER_PAUSED: { type: 'stopped', label: 'Paused (By user)' },
  COMPLETE: { type: 'success', label: 'Complete' },
  CANCELLED: { type: 'stopped', label: 'Cancelled' },
};

const columns: TableProps.ColumnDefinition<Row>[] = [
  {
    id: 'name',
    header: 'Job name',
    sortingField: 'name',
    isRowHeader: true,
    cell: ({ name, jobId, region }) => <Link href={`/jobs/security/${region}/${jobId}`}>{name}</Link>,
  },
  {
    id: 'status',
    header: 'Status',
    sortingField: 'jobStatus',
    cell: ({ jobStatus = '' }) => {
      const { type, label } = STATUS[jobStatus] ?? { type: 'info', label: jobStatus };
      return <StatusIndicator type={type}>{label}</StatusIndicator>;
    },
  },
  {
    id: 'last-run',
    header: 'Last run',
    cell: ({ lastRunErrorStatus }) =>
      lastRunErrorStatus?.code === 'ERROR' ? (
        <StatusIndicator type="error">Errors in last run</StatusIndicator>
      ) : (
        'No errors'
      ),
  },
  { id: 'type', header: 'Job type', sortingField: 'jobType', cell: ({ jobType }) => jobType },
  {
    id: 'created',
    header: 'Created at',
    sortingField: 'createdAt',
    cell: ({ createdAt }) => createdAt?.toLocaleString(),
  },
  {
    id: 'resources',
    header: 'Resources',
    cell: ({ bucketDefinitions }) =>
      bucketDefinitions?.reduce((sum, { buckets = [] }) => sum + buckets.length, 0) ?? 'Criteria based',
  },
  { id: 'region', header: 'Region', cell: ({ region }) => region },
];

const PREFERENCES: CollectionPreferencesProps.Preferences = {
  pageSize: 50,
  contentDisplay: columns.map(({ id = '' }) => ({ id, visible: true })),
};

function Page({ jobs }: { jobs: Promise<Row[]> }) {
  const [rows, setRows] = useState<Row[]>();
  const [preferences, setPreferences] = useState(PREFERENCES);
  useEffect(() => {
    void jobs.then(setRows);
  }, [jobs]);
  const { items, collectionProps, propertyFilterProps, paginationProps } = useCollection(rows ?? [], {
    propertyFiltering: {
      filteringProperties: [
        { key: 'jobStatus', propertyLabel: 'Status', groupValuesLabel: 'Statuses', operators: ['=', '!='] },
        { key: 'jobType', propertyLabel: 'Job type', groupValuesLabel: 'Job types', operators: ['=', '!='] },
        {
          key: 'name',
          propertyLabel: 'Job name',
          groupValuesLabel: 'Names',
          operators: ['=', '!=', ':', '!:'],
        },
      ],
      empty: <Box>No jobs</Box>,
      noMatch: <Box>No matches</Box>,
    },
    pagination: { pageSize: preferences.pageSize ?? 50 },
    sorting: {},
  });
  return (
    <AppLayout
      navigationHide
      toolsHide
      contentType="table"
      content={
        <Table
          {...collectionProps}
          variant="full-page"
          stickyHeader
          resizableColumns
          loading={rows === undefined}
          loadingText="Loading jobs"
          items={items}
          trackBy="jobId"
          columnDefinitions={columns}
          {...(preferences.contentDisplay && { columnDisplay: preferences.contentDisplay })}
          header={
            <Header
              variant="awsui-h1-sticky"
              counter={`(${rows?.length ?? 0}+)`}
              actions={<Button iconName="refresh" ariaLabel="Refresh" />}
            >
              Jobs
            </Header>
          }
          filter={<PropertyFilter {...propertyFilterProps} filteringPlaceholder="Find jobs" />}
          pagination={<Pagination {...paginationProps} />}
          preferences={
            <CollectionPreferences
              title="Preferences"
              confirmLabel="Confirm"
              cancelLabel="Cancel"
              preferences={preferences}
              onConfirm={({ detail }) => {
                setPreferences(detail);
              }}
              pageSizePreference={{ options: [{ value: 50 }, { value: 100 }] }}
              contentDisplayPreference={{
                options: columns.map(({ id = '', header }) => ({
                  id,
                  label: typeof header === 'string' ? header : id,
                })),
              }}
            />
          }
        />
      }
    />
  );
}
