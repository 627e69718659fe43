import type { DescribeClassificationJobResponse } from '@aws-sdk/client-macie2';
import { Group, Skeleton, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconClockExclamation } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { TextLink } from '../../ui/link.tsx';
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
    <TextLink
      to="/jobs/$account/$region/$jobId"
      params={{ account, region, jobId: job.jobId }}
      className={classes['name']}
      title={job.name}
      dir="auto"
    >
      {job.name || job.jobId}
    </TextLink>
  );
}

/** All that a narrow screen has room for: the name, and below it what tells the row from others. */
export function NarrowCell({ job }: { job: Job }) {
  return (
    <div className={classes['narrow']}>
      <NameCell job={job} />
      <Group gap="4px 12px">
        <StatusCell job={job} />
        {job.lastRunError === 'ERROR' && <LastRunCell job={job} />}
        <Text span inherit c="var(--macie-quiet)">
          <Time at={job.createdAt} />
          {' · '}
          <RegionCell job={job} />
        </Text>
      </Group>
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
    <Group gap={6} wrap="nowrap">
      <UnstyledButton
        className={classes['value']}
        title="Show only jobs with this status"
        onClick={() => {
          filterBy('status', jobStatus);
        }}
      >
        <StatusLabel status={jobStatus} />
      </UnstyledButton>
      {expiry && (
        <Text span inherit fz="xs" className={classes['expiry']} data-urgent={urgent || undefined}>
          <IconClockExclamation size={14} aria-hidden />
          {expiry}
        </Text>
      )}
    </Group>
  );
}

/** Whether the last run had errors. */
export function LastRunCell({ job }: { job: Job }) {
  if (job.lastRunError === 'ERROR') {
    return (
      <Group gap={6} wrap="nowrap" c="var(--macie-red)" fw={600}>
        <IconAlertTriangle size={16} aria-hidden className={classes['icon']} />
        <span>Errors in last run</span>
      </Group>
    );
  }
  if (job.lastRunError === 'NONE')
    return (
      <Text span inherit c="var(--macie-quiet)">
        No errors
      </Text>
    );
  return job.lastRunError ? <>{job.lastRunError}</> : <Nothing />;
}

/** One-time or scheduled. Clicking filters by it. */
export function TypeCell({ job: { jobType } }: { job: Job }) {
  const filterBy = useFilterBy();
  if (!jobType) return <Nothing />;
  return (
    <UnstyledButton
      className={classes['value']}
      title="Show only jobs of this type"
      onClick={() => {
        filterBy('type', jobType);
      }}
    >
      {TYPE_WORDS[jobType]?.label ?? jobType}
    </UnstyledButton>
  );
}

/** How many buckets the job names, or that it has criteria: then each run decides. */
export function BucketsCell({ job }: { job: Job }) {
  const filterBy = useFilterBy();
  if (job.bucketCriteria)
    return (
      <Text span inherit c="var(--macie-quiet)">
        Criteria based
      </Text>
    );
  const names = job.bucketDefinitions?.flatMap(({ buckets }) => buckets ?? []) ?? [];
  const [first] = names;
  if (first === undefined) return <Nothing />;
  return (
    <Group gap={6} wrap="nowrap" className={classes['name']}>
      <UnstyledButton
        className={`${classes['value']} ${classes['name']}`}
        title={`Show only jobs that name the bucket ${first}`}
        onClick={() => {
          filterBy('bucket', first);
        }}
      >
        {first}
      </UnstyledButton>
      {names.length > 1 && (
        <Tooltip
          label={`${names.length.toLocaleString('en')} buckets: ${names.slice(0, 8).join(', ')}${names.length > 8 ? ' …' : ''}`}
          multiline
          maw={420}
        >
          <Text span inherit c="var(--macie-quiet)" style={{ whiteSpace: 'nowrap' }}>
            +{(names.length - 1).toLocaleString('en')}
          </Text>
        </Tooltip>
      )}
    </Group>
  );
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
      <UnstyledButton
        className={classes['value']}
        c="var(--macie-red)"
        title={`${words.title}. ${words.detail}`}
        onClick={() => {
          void refetch();
        }}
      >
        Failed, try again
      </UnstyledButton>
    );
  }
  return <Skeleton height={10} width="60%" aria-label="Loading" role="img" />;
}

function expiryOf(job: Job, now: number) {
  return attentionOf(job, now).find(({ kind }) => kind === 'expires');
}

function Nothing() {
  return (
    <Text span inherit c="var(--macie-quiet)" aria-label="none">
      —
    </Text>
  );
}
