import type { DescribeClassificationJobResponse } from '@aws-sdk/client-macie2';
import { IconAlertTriangle, IconClockExclamation } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Time, useAtPresent } from '../../../components/time.tsx';
import { describeError } from '../../errors/error-messages.ts';
import { listedPollInterval } from '../../queries/poll-interval.ts';
import { usePreferences } from '../../model/preferences.ts';
import { jobPath } from '../../model/job.ts';
import type { Job } from '../../model/job.ts';
import { sourceLabel, useAccount, useMonitor } from '../../queries/monitor.ts';
import { parseSourceKey } from '../../../aws/source.ts';
import { formatNumber } from '../../../lib/text.ts';
import { hasErrors } from '../../model/attention.ts';
import { hasNeverRun } from '../../model/details.ts';
import { pauseOf, pauseText } from '../../model/pause.ts';
import { StatusLabel } from '../../model/status-label.tsx';
import { TYPE_TEXT } from '../../model/status-text.ts';
import classes from './cells.module.css';

/*
 * Cells are drawn by the thousand while somebody scrolls. Those that need nothing but the job are plain functions, and
 * what a click in them does, the table knows.
 */

/** The job's name as the link to its page. A job without a name is known by its id. */
export function nameCell(job: Job): ReactNode {
  return (
    <a
      href={jobPath(job)}
      data-open-job
      className={`${classes['name']} ${classes['link']}`}
      title={job.name}
      dir="auto"
    >
      {job.name || job.jobId}
    </a>
  );
}

/** All that a narrow screen has room for: the name, and below it what tells the row from others. */
export function narrowCell(job: Job): ReactNode {
  return (
    <div className={classes['narrow']}>
      {nameCell(job)}
      <span className={classes['row']} data-wrap>
        {statusCell(job)}
        {hasErrors(job) && lastRunCell(job)}
        <span className={classes['quiet']}>
          <Time at={job.createdAt} />
          {' · '}
          {regionCell(job)}
        </span>
      </span>
    </div>
  );
}

/** The status in words with its own shape, and when a pause runs out. Clicking filters by it. */
export function statusCell(job: Job): ReactNode {
  if (!job.jobStatus) return NOTHING;
  const button = statusButton(job.jobStatus);
  if (!job.userPausedDetails) return button;
  return (
    <span className={classes['row']}>
      {button}
      <Expiry job={job} />
    </span>
  );
}

const statusButton = madeOnce((status) =>
  filterButton('status', status, 'Show only jobs with this status', <StatusLabel status={status} />),
);

function Expiry({ job }: { job: Job }) {
  const text = useAtPresent((_, now) => {
    const pause = pauseOf(job, now);
    return pause ? pauseText(pause, job.jobType) : '';
  });
  const urgent = useAtPresent((_, now) => {
    const pause = pauseOf(job, now);
    return pause ? pause.soon || pause.expired : false;
  });
  if (!text) return null;
  return (
    <span className={classes['expiry']} data-urgent={urgent || undefined}>
      <IconClockExclamation size={14} aria-hidden />
      {text}
    </span>
  );
}

/** Whether the last run had errors; a job that has never run has neither errors nor none. */
export function lastRunCell(job: Job): ReactNode {
  if (hasErrors(job)) return ERRORS;
  if (job.details && hasNeverRun(job.details)) return NOT_RUN;
  if (job.lastRunError === 'NONE') return NO_ERRORS;
  return job.lastRunError ?? NOTHING;
}

const ERRORS = (
  <span className={`${classes['row']} ${classes['alarm']}`}>
    <IconAlertTriangle size={16} aria-hidden className={classes['icon']} />
    <span>Errors in last run</span>
  </span>
);

const NOT_RUN = <span className={classes['quiet']}>Not run yet</span>;

const NO_ERRORS = <span className={classes['quiet']}>No errors</span>;

/** One-time or scheduled. Clicking filters by it. */
export function typeCell({ jobType }: Job): ReactNode {
  return jobType ? typeButton(jobType) : NOTHING;
}

const typeButton = madeOnce((type) =>
  filterButton('type', type, 'Show only jobs of this type', TYPE_TEXT[type]?.label ?? type),
);

/** How many buckets the job names, or that it has criteria: then each run decides. */
export function bucketsCell(job: Job): ReactNode {
  if (job.bucketCriteria) return CRITERIA_BASED;
  const definitions = job.bucketDefinitions ?? [];
  const first = definitions.find(({ buckets = [] }) => buckets.length > 0)?.buckets?.[0];
  if (first === undefined) return NOTHING;
  const count = definitions.reduce((sum, { buckets = [] }) => sum + buckets.length, 0);
  const button = filterButton('bucket', first, `Show only jobs that name the bucket ${first}`, first);
  if (count === 1) return button;
  return (
    <span className={`${classes['row']} ${classes['name']}`}>
      {button}
      <span className={classes['more']} title={bucketNames(definitions, count)}>
        {`+${formatNumber(count - 1)}`}
      </span>
    </span>
  );
}

const CRITERIA_BASED = <span className={classes['quiet']}>Criteria based</span>;

function bucketNames(definitions: NonNullable<Job['bucketDefinitions']>, count: number): string {
  const names = definitions.flatMap(({ buckets }) => buckets ?? []).slice(0, 8);
  return `${formatNumber(count)} buckets: ${names.join(', ')}${count > names.length ? ' …' : ''}`;
}

/** The account's label, with its number in the title. */
export function AccountCell({ job }: { job: Job }) {
  const { account } = parseSourceKey(job.source);
  const known = useAccount(account);
  return <span title={known?.accountId}>{known?.label ?? account}</span>;
}

/** The job's Region. */
export function regionCell(job: Job): ReactNode {
  return parseSourceKey(job.source).region;
}

/** A time that a job may lack; one that may lie in the `future`. */
export function optionalTime(at: Date | undefined, future = false): ReactNode {
  return at ? <Time at={at} future={future} /> : NOTHING;
}

/**
 * What only DescribeClassificationJob tells of a row; says so while it is asked, and when that failed. It takes the
 * job's status as its key, so that it asks again when that has become another one.
 */
export function DescribedCell({
  job,
  show,
}: {
  job: Job;
  show: (described: DescribeClassificationJobResponse) => ReactNode;
}) {
  const { accounts, queries } = useMonitor();
  const { refresh } = usePreferences();
  const { data, error, refetch } = useQuery({
    ...queries.detail(parseSourceKey(job.source), job.jobId, job.jobStatus),
    refetchInterval: ({ state }) => listedPollInterval(state.data?.job.jobStatus, refresh, state.error),
  });
  if (data) return <>{show(data.job)}</>;
  if (error) {
    const text = describeError(error, sourceLabel(accounts, job.source));
    return (
      <button
        type="button"
        className={classes['value']}
        data-failed
        title={`${text.title}. ${text.detail}`}
        onClick={() => {
          void refetch();
        }}
      >
        Failed, try again
      </button>
    );
  }
  return <span className={classes['waiting']} aria-label="Loading" role="img" />;
}

/** A value that the list is filtered by when somebody clicks it, which the table sees to. */
function filterButton(
  filter: 'status' | 'type' | 'bucket',
  value: string,
  title: string,
  content: ReactNode,
): ReactNode {
  return (
    <button
      type="button"
      className={filter === 'bucket' ? `${classes['value']} ${classes['name']}` : classes['value']}
      title={title}
      data-filter={filter}
      data-value={value}
    >
      {content}
    </button>
  );
}

/** What is drawn for a word, made once for each: what is the same element as before is not drawn anew. */
function madeOnce(make: (word: string) => ReactNode): (word: string) => ReactNode {
  const made = new Map<string, ReactNode>();
  return (word) => {
    if (!made.has(word)) made.set(word, make(word));
    return made.get(word);
  };
}

const NOTHING = (
  <span className={classes['quiet']} aria-label="none">
    —
  </span>
);
