import { sourceKey } from '../../aws/source.ts';
import { Button, Skeleton } from '../../components/mantine.ts';
import { IconArrowLeft, IconChevronLeft, IconChevronRight, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AwsError } from '../../aws/errors.ts';
import type { ReadJobLog } from '../../aws/logs-client.ts';
import { isJobId } from '../../aws/job-id.ts';
import type { Source } from '../../aws/source.ts';
import { ButtonLink } from '../../components/button-link.tsx';
import { Time, useAtPresent } from '../../components/time.tsx';
import { createFreshStart } from '../../lib/fresh-start.ts';
import { formatNumber } from '../../lib/text.ts';
import { formatAge } from '../../lib/format-time.ts';
import { ErrorNotice } from '../errors/error-notice.tsx';
import { listPath } from '../criteria/link.ts';
import { jobKey, jobPath } from '../model/job.ts';
import type { Job } from '../model/job.ts';
import { WatchButton } from '../notifications/watch-button.tsx';
import { sourceLabel, useMonitor } from '../queries/monitor.ts';
import { usePreferences } from '../model/preferences.ts';
import { JobFailure } from './job-failure.tsx';
import { JobHead, JobView } from './job-view.tsx';
import { ListedHead, ListedJob } from './listed-job.tsx';
import { pollInterval } from '../queries/poll-interval.ts';
import type { ProgressStore } from './run/progress-store.ts';
import classes from './detail.module.css';

/** Where one can go from a job: back to the list as it was, and along it. */
export interface Neighbours {
  /** The search part of the list's address, without `?`. */
  readonly back: string;
  readonly previous?: Job | undefined;
  readonly next?: Job | undefined;
  /** Where the job stands among the rows of that list, from 0; undefined where it is none of them. */
  readonly place?: { readonly index: number; readonly count: number; readonly complete: boolean } | undefined;
}

export interface JobPageProps {
  readonly source: Source;
  /** As the address has it, so perhaps no job id at all. */
  readonly jobId: string;
  /** What the list knows of the job, for when it may not be described. */
  readonly listed?: Job | undefined;
  /** Whether a later job of the same name, in that list, ended without errors. */
  readonly isSuperseded?: boolean | undefined;
  readonly neighbours: Neighbours;
  /** Undefined where the configuration does not switch the log on. */
  readonly readLog: ReadJobLog | undefined;
  /** Keeps what is seen of runs, in this browser or for this page only. */
  readonly progress: ProgressStore;
}

/** The page of a job: is it fine, is it stuck, what did it skip, what to do now. */
export function JobPage({
  source,
  jobId,
  listed,
  isSuperseded,
  neighbours,
  readLog,
  progress,
}: JobPageProps) {
  const { accounts, queries } = useMonitor();
  const { refresh } = usePreferences();
  const { data, error, errorUpdatedAt, refetch, isFetching } = useQuery({
    ...queries.detail(source, jobId, listed?.jobStatus),
    refetchInterval: ({ state }) => pollInterval(state.data?.job.jobStatus, refresh, state.error),
    enabled: isJobId(jobId),
  });
  const [beginsAgain] = useState(createFreshStart);
  const retry = () => {
    void refetch({ cancelRefetch: beginsAgain() });
  };
  const wait = error !== null && !isFetching && pollInterval(data?.job.jobStatus, refresh, error);
  const retryAt = wait ? errorUpdatedAt + wait : undefined;
  const where = sourceLabel(accounts, source);
  return (
    <article className={classes['page']}>
      <nav aria-label="Job" className={classes['nav']}>
        <ButtonLink href={listPath(neighbours.back)} icon={<IconArrowLeft size={15} aria-hidden />}>
          All jobs
        </ButtonLink>
        <Neighbour job={neighbours.previous} direction="previous" />
        {neighbours.place && <Place {...neighbours.place} />}
        <Neighbour job={neighbours.next} direction="next" />
        <span className={classes['grow']} />
        {data && <Freshness answeredAt={data.answeredAt} />}
        {data && <WatchButton jobKey={jobKey({ source: sourceKey(source), jobId })} />}
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconRefresh size={15} aria-hidden />}
          aria-busy={isFetching}
          onClick={retry}
        >
          Refresh
        </Button>
      </nav>
      {data ? (
        <>
          {error && (
            <ErrorNotice error={error} where={where} retry={retry} retryAt={retryAt}>
              <span className={classes['quiet']}>
                Below is Macie’s answer of <Time at={data.answeredAt} absolute />.
              </span>
            </ErrorNotice>
          )}
          <JobView
            key={`${sourceKey(source)}/${jobId}`}
            described={data}
            source={source}
            jobId={jobId}
            readLog={readLog}
            progress={progress}
            isSuperseded={isSuperseded}
          />
        </>
      ) : error && listed && error instanceof AwsError && error.kind === 'denied' ? (
        <ListedJob listed={listed} isSuperseded={isSuperseded} source={source} error={error} retry={retry} />
      ) : error || !isJobId(jobId) ? (
        <JobFailure error={error} source={source} jobId={jobId} retry={retry} retryAt={retryAt} />
      ) : (
        <>
          {listed ? (
            <ListedHead listed={listed} isSuperseded={isSuperseded} source={source} />
          ) : (
            <JobHead name={jobId} source={source} jobId={jobId} />
          )}
          <Skeleton height={320} role="img" aria-label="Loading the job" />
        </>
      )}
    </article>
  );
}

function Neighbour({ job, direction }: { job: Job | undefined; direction: 'previous' | 'next' }) {
  if (!job) return null;
  const label = direction === 'previous' ? 'Previous' : 'Next';
  const Icon = direction === 'previous' ? IconChevronLeft : IconChevronRight;
  return (
    <ButtonLink
      href={jobPath(job)}
      variant="plain"
      title={job.name ?? job.jobId}
      aria-label={`${label} job: ${job.name ?? job.jobId}`}
      {...(direction === 'previous'
        ? { icon: <Icon size={15} aria-hidden /> }
        : { after: <Icon size={15} aria-hidden /> })}
    >
      {label}
    </ButtonLink>
  );
}

/** Where the job stands in the list that the reader comes from. */
function Place({ index, count, complete }: NonNullable<Neighbours['place']>) {
  return (
    <span className={classes['quiet']}>
      {formatNumber(index + 1)} of {formatNumber(count)}
      {!complete && '+'}
    </span>
  );
}

function Freshness({ answeredAt }: { answeredAt: number }) {
  const age = useAtPresent((now) => formatAge(Math.min(answeredAt, now), now));
  return <span className={classes['quiet']}>Updated {age}</span>;
}
