import type { DescribeClassificationJobResponse } from '@aws-sdk/client-macie2';
import { Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconClockExclamation } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Time, useAtPresent } from '../../ui/time.tsx';
import { describeError } from '../error-words.ts';
import type { Job } from '../job.ts';
import { sourceLabel, useAccount, useMonitor } from '../monitor.ts';
import { parseSourceKey } from '../../aws/source.ts';
import { attentionOf } from '../refine.ts';
import { StatusLabel } from '../status-label.tsx';
import { TYPE_WORDS } from '../status-words.ts';
import { useFilterBy } from './use-view.ts';
import classes from './cells.module.css';

/** The job's name as the link to its page. A job without a name is known by its id. */
export function NameCell({ job }: { job: Job }) {
  const { account, region } = parseSourceKey(job.source);
  return (
    <Link
      to="/jobs/$account/$region/$jobId"
      params={{ account, region, jobId: job.jobId }}
      className={`${classes['name']} ${classes['link']}`}
      title={job.name}
      dir="auto"
    >
      {job.name || job.jobId}
    </Link>
  );
}

/** All that a narrow screen has room for: the name, and below it what tells the row from others. */
export function NarrowCell({ job }: { job: Job }) {
  return (
    <div className={classes['narrow']}>
      <NameCell job={job} />
      <span className={classes['row']} data-wrap>
        <StatusCell job={job} />
        {job.lastRunError === 'ERROR' && <LastRunCell job={job} />}
        <span className={classes['quiet']}>
          <Time at={job.createdAt} />
          {' · '}
          <RegionCell job={job} />
        </span>
      </span>
    </div>
  );
}

/** The status in words with its own shape, and when a pause runs out. Clicking filters by it. */
export function StatusCell({ job }: { job: Job }) {
  const filterBy = useFilterBy();
  const expiry = useAtPresent((now) => expiryOf(job, now)?.text ?? '');
  const urgent = useAtPresent((now) => expiryOf(job, now)?.urgent ?? false);
  const { jobStatus } = job;
  if (!jobStatus) return <Nothing />;
  return (
    <span className={classes['row']}>
      <button
        type="button"
        className={classes['value']}
        title="Show only jobs with this status"
        onClick={() => {
          filterBy('status', jobStatus);
        }}
      >
        <StatusLabel status={jobStatus} />
      </button>
      {expiry && (
        <span className={classes['expiry']} data-urgent={urgent || undefined}>
          <IconClockExclamation size={14} aria-hidden />
          {expiry}
        </span>
      )}
    </span>
  );
}

/** Whether the last run had errors. */
export function LastRunCell({ job }: { job: Job }) {
  if (job.lastRunError === 'ERROR') {
    return (
      <span className={`${classes['row']} ${classes['alarm']}`}>
        <IconAlertTriangle size={16} aria-hidden className={classes['icon']} />
        <span>Errors in last run</span>
      </span>
    );
  }
  if (job.lastRunError === 'NONE') return <span className={classes['quiet']}>No errors</span>;
  return job.lastRunError ? <>{job.lastRunError}</> : <Nothing />;
}

/** One-time or scheduled. Clicking filters by it. */
export function TypeCell({ job: { jobType } }: { job: Job }) {
  const filterBy = useFilterBy();
  if (!jobType) return <Nothing />;
  return (
    <button
      type="button"
      className={classes['value']}
      title="Show only jobs of this type"
      onClick={() => {
        filterBy('type', jobType);
      }}
    >
      {TYPE_WORDS[jobType]?.label ?? jobType}
    </button>
  );
}

/** How many buckets the job names, or that it has criteria: then each run decides. */
export function BucketsCell({ job }: { job: Job }) {
  const filterBy = useFilterBy();
  if (job.bucketCriteria) return <span className={classes['quiet']}>Criteria based</span>;
  const definitions = job.bucketDefinitions ?? [];
  const first = definitions.find(({ buckets = [] }) => buckets.length > 0)?.buckets?.[0];
  if (first === undefined) return <Nothing />;
  const count = definitions.reduce((sum, { buckets = [] }) => sum + buckets.length, 0);
  return (
    <span className={`${classes['row']} ${classes['name']}`}>
      <button
        type="button"
        className={`${classes['value']} ${classes['name']}`}
        title={`Show only jobs that name the bucket ${first}`}
        onClick={() => {
          filterBy('bucket', first);
        }}
      >
        {first}
      </button>
      {count > 1 && (
        <span className={classes['more']} title={bucketNames(definitions, count)}>
          +{(count - 1).toLocaleString('en')}
        </span>
      )}
    </span>
  );
}

function bucketNames(definitions: NonNullable<Job['bucketDefinitions']>, count: number): string {
  const names = definitions.flatMap(({ buckets }) => buckets ?? []).slice(0, 8);
  return `${count.toLocaleString('en')} buckets: ${names.join(', ')}${count > names.length ? ' …' : ''}`;
}

/** The account's label, with its number in the title. */
export function AccountCell({ job }: { job: Job }) {
  const { account } = parseSourceKey(job.source);
  const known = useAccount(account);
  return <span title={known?.accountId}>{known?.label ?? account}</span>;
}

/** The job's Region. */
export function RegionCell({ job }: { job: Job }) {
  return <>{parseSourceKey(job.source).region}</>;
}

/** A time that a job may rightly lack. */
export function OptionalTime({ at }: { at: Date | undefined }) {
  return at ? <Time at={at} /> : <Nothing />;
}

/** What only DescribeClassificationJob tells of a row; says so while it is asked, and when that failed. */
export function DescribedCell({
  job,
  show,
}: {
  job: Job;
  show: (described: DescribeClassificationJobResponse) => ReactNode;
}) {
  const { accounts, queries } = useMonitor();
  const { data, error, refetch } = useQuery(
    queries.detail(parseSourceKey(job.source), job.jobId, job.jobStatus),
  );
  if (data) return <>{show(data.job)}</>;
  if (error) {
    const words = describeError(error, sourceLabel(accounts, job.source));
    return (
      <button
        type="button"
        className={classes['value']}
        data-failed
        title={`${words.title}. ${words.detail}`}
        onClick={() => {
          void refetch();
        }}
      >
        Failed, try again
      </button>
    );
  }
  return <Skeleton height={10} width="60%" aria-label="Loading" role="img" />;
}

function expiryOf(job: Job, now: number) {
  return attentionOf(job, now).find(({ kind }) => kind === 'expires');
}

function Nothing() {
  return (
    <span className={classes['quiet']} aria-label="none">
      —
    </span>
  );
}
