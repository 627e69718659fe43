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
import { hasErrors, markOf } from '../../model/attention.ts';
import { hasNeverRun } from '../../model/details.ts';
import { nextRunOf } from '../../model/schedule.ts';
import { dayText } from '../../model/schedule-text.ts';
import { StatusLabel } from '../../model/status-label.tsx';
import { TYPE_TEXT } from '../../model/status-text.ts';
import { Marked, MatchedId, useShownBucket } from './search-marks.tsx';
import classes from './cells.module.css';

/*
 * Cells are drawn by the thousand while the reader scrolls. Those that need nothing but the job are plain functions, and
 * the table handles the clicks in them.
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
      <Marked text={job.name || job.jobId} />
      <MatchedId jobId={job.jobId} name={job.name} />
    </a>
  );
}

/** All that a narrow screen has room for: the name, and below it what sets the row apart from others. */
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
          <AccountCell job={job} />
          {', '}
          {regionCell(job)}
        </span>
      </span>
    </div>
  );
}

/** The status in words with its own shape, and what is to be said besides, such as when a pause ends. */
export function statusCell(job: Job): ReactNode {
  if (!job.jobStatus) return NOTHING;
  const button = statusButton(job.jobStatus);
  if (!job.userPausedDetails && !job.details) return button;
  return (
    <span className={classes['row']}>
      {button}
      <Mark job={job} />
    </span>
  );
}

const statusButton = madeOnce((status) =>
  filterButton('status', status, 'Show only jobs with this status', <StatusLabel status={status} />),
);

function Mark({ job }: { job: Job }) {
  const text = useAtPresent((_, now) => markOf(job, now)?.text ?? '');
  const isUrgent = useAtPresent((_, now) => markOf(job, now)?.isUrgent ?? false);
  if (!text) return null;
  return (
    <span className={classes['expiry']} data-urgent={isUrgent || undefined}>
      <IconClockExclamation size={14} aria-hidden />
      {text}
    </span>
  );
}

/**
 * Whether the last run had errors. A job that has never run has neither errors nor none, and the list gives `NONE` for it
 * too: until its details are known, only a complete job is sure to have run.
 */
export function lastRunCell(job: Job): ReactNode {
  if (hasErrors(job)) return ERRORS;
  if (job.details && hasNeverRun(job.details)) return NOT_RUN;
  if (job.lastRunError !== 'NONE') return job.lastRunError ?? NOTHING;
  return job.details || job.jobStatus === 'COMPLETE' ? NO_ERRORS : NONE_REPORTED;
}

const ERRORS = (
  <span className={`${classes['row']} ${classes['alarm']}`}>
    <IconAlertTriangle size={16} aria-hidden className={classes['icon']} />
    <span>Errors in last run</span>
  </span>
);

const NOT_RUN = <span className={classes['quiet']}>Not run yet</span>;

const NO_ERRORS = <span className={classes['quiet']}>No errors</span>;

const NONE_REPORTED = (
  <span className={classes['quiet']} title="Whether this job has run isn’t known yet.">
    No errors reported
  </span>
);

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
  const buckets = job.bucketDefinitions?.flatMap(({ buckets = [] }) => buckets) ?? [];
  return buckets.length === 0 ? NOTHING : <Buckets buckets={buckets} />;
}

function Buckets({ buckets }: { buckets: readonly string[] }) {
  const bucket = useShownBucket(buckets) ?? '';
  const button = filterButton(
    'bucket',
    bucket,
    `Show only jobs that name the bucket ${bucket}`,
    <Marked text={bucket} />,
  );
  if (buckets.length === 1) return button;
  return (
    <span className={`${classes['row']} ${classes['name']}`}>
      {button}
      <span className={classes['more']} title={bucketNames(buckets)}>
        {`+${formatNumber(buckets.length - 1)}`}
      </span>
    </span>
  );
}

const CRITERIA_BASED = <span className={classes['quiet']}>Criteria based</span>;

function bucketNames(buckets: readonly string[]): string {
  const names = buckets.slice(0, 8);
  return `${formatNumber(buckets.length)} buckets: ${names.join(', ')}${buckets.length > names.length ? ' …' : ''}`;
}

/** The account's label, with its number in the title. */
export function AccountCell({ job }: { job: Job }) {
  const { account } = parseSourceKey(job.source);
  const known = useAccount(account);
  return <span title={known?.accountId}>{known?.label ?? account}</span>;
}

/** The day on which a job's next run is due. Macie gives no time of day, and counts days in UTC. */
export function NextRun({ job }: { job: Job }) {
  const day = useAtPresent((_, now) => nextRunOf(job, now) ?? 0);
  return day === 0 ? NOTHING : <span title="In UTC">{dayText(new Date(day))}</span>;
}

/** The job's Region. */
export function regionCell(job: Job): ReactNode {
  return parseSourceKey(job.source).region;
}

/** A time that a job may lack; one that may lie in the `future`. */
export function optionalTime(at: Date | number | undefined, future = false): ReactNode {
  return at !== undefined ? <Time at={at} future={future} /> : NOTHING;
}

/**
 * What DescribeClassificationJob says of a row; shows that it is being asked, and that it failed. It takes the job's
 * status as its key, so that it asks again when that has become another one.
 */
export function DescribedCell({
  job,
  show,
}: {
  job: Job;
  show: (answer: DescribeClassificationJobResponse, answeredAt: number) => ReactNode;
}) {
  const { accounts, queries } = useMonitor();
  const { refresh } = usePreferences();
  const { data, error, refetch } = useQuery({
    ...queries.detail(parseSourceKey(job.source), job.jobId, job.jobStatus),
    refetchInterval: ({ state }) => listedPollInterval(state.data?.job.jobStatus, refresh, state.error),
  });
  if (data) return <>{show(data.job, data.answeredAt)}</>;
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

/** A value that the list is filtered by at a click, which the table handles. */
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

/** What is drawn for a word, made once for each: React skips an element that is the same as before. */
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
