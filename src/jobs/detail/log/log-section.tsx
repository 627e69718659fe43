import type { DescribeClassificationJobResponse } from '@aws-sdk/client-macie2';
import { Alert, Button, Checkbox, Group, Skeleton, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { counted } from '../../../lib/text.ts';
import type { ReadJobLog } from '../../../aws/logs-client.ts';
import { sourceKey } from '../../../aws/source.ts';
import type { Source } from '../../../aws/source.ts';
import { AwsError } from '../../../aws/errors.ts';
import { ErrorNotice } from '../../errors/error-notice.tsx';
import { sourceLabel, useMonitor } from '../../queries/monitor.ts';
import { Command } from '../verdict/verdict-panel.tsx';
import { OutLink } from '../description-list.tsx';
import { commandLine } from '../job-commands.ts';
import { logStreamLink } from '../links-out.ts';
import { EVENTS_GUIDE, isErrorEvent, parseLogEvent } from './log-events.ts';
import type { LogEvent } from './log-events.ts';
import { groupEvents, summarizeErrors } from './log-groups.ts';
import { LogTimeline } from './log-timeline.tsx';
import { Section } from '../section.tsx';
import classes from '../detail.module.css';

interface LogProps {
  readonly job: DescribeClassificationJobResponse;
  readonly source: Source;
  readonly jobId: string;
}

/** What Macie logged of the job: why a run had errors, and when the job did what. */
export function LogSection({ readLog, ...log }: LogProps & { readLog: ReadJobLog | undefined }) {
  const { source, jobId } = log;
  return (
    <Section
      id="log"
      title={log.job.lastRunErrorStatus?.code === 'ERROR' ? 'Why data was skipped' : 'What happened'}
      aside={<OutLink href={logStreamLink(source.region, jobId)}>The log in CloudWatch</OutLink>}
    >
      {readLog ? <Log readLog={readLog} {...log} /> : <Unread source={source} jobId={jobId} why="off" />}
    </Section>
  );
}

function Log({ job, source, jobId, readLog }: LogProps & { readLog: ReadJobLog }) {
  const { accounts } = useMonitor();
  const { createdAt, lastRunTime } = job;
  const log = useInfiniteQuery({
    // With the time of the last run, so that a new run reads anew.
    queryKey: ['jobs', 'log', sourceKey(source), jobId, createdAt, lastRunTime],
    queryFn: ({ pageParam, signal }) =>
      readLog(source, { jobId, createdAt, lastRunTime, token: pageParam, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: 30_000,
  });
  const older = log.hasNextPage && (
    <Button
      size="compact-sm"
      variant="default"
      loading={log.isFetchingNextPage}
      onClick={() => {
        void log.fetchNextPage();
      }}
    >
      Older events
    </Button>
  );
  if (log.data) {
    const [first] = log.data.pages;
    const events = log.data.pages.flatMap(({ lines }) => lines.map(parseLogEvent));
    if (events.length === 0) return <NoEvents absent={first?.absent ?? false}>{older}</NoEvents>;
    return <Events events={events}>{older}</Events>;
  }
  if (log.error instanceof AwsError && log.error.kind === 'denied') {
    return <Unread source={source} jobId={jobId} why="denied" />;
  }
  if (log.error) {
    return (
      <ErrorNotice
        error={log.error}
        where={sourceLabel(accounts, source)}
        retry={() => {
          void log.refetch();
        }}
      />
    );
  }
  return <Skeleton height={80} role="img" aria-label="Reading the log" />;
}

function Events({ events, children }: { events: readonly LogEvent[]; children: React.ReactNode }) {
  const [onlyErrors, setOnlyErrors] = useState(false);
  const errors = summarizeErrors(events);
  return (
    <>
      {errors && (
        <Group justify="space-between">
          <Text size="sm">
            Skipped, as far as the log is read: {counted(errors.buckets, 'bucket')}
            {errors.accounts > 0 && ` and all buckets of ${counted(errors.accounts, 'account')}`}.
          </Text>
          <Checkbox
            size="xs"
            label="Only errors"
            checked={onlyErrors}
            onChange={(event) => {
              setOnlyErrors(event.currentTarget.checked);
            }}
          />
        </Group>
      )}
      <LogTimeline groups={groupEvents(onlyErrors ? events.filter(isErrorEvent) : events)} />
      {children}
    </>
  );
}

function NoEvents({ absent, children }: { absent: boolean; children: React.ReactNode }) {
  return (
    <>
      <p>
        {absent
          ? 'There is no log of Macie jobs in this Region: Macie makes it when the first job runs, so either none has run, or somebody deleted it.'
          : 'The log has no event of this job. Events may be deleted after a time that is set for the log group.'}
      </p>
      {children}
    </>
  );
}

/** The same explained without the log: what one would find in it, and how to get there. */
function Unread({ source, jobId, why }: { source: Source; jobId: string; why: 'off' | 'denied' }) {
  return (
    <Alert variant="light" color="gray" role="note" className={classes['unread'] ?? ''}>
      <p>
        {why === 'denied'
          ? 'This page may not read the log: its role lacks the permission logs:FilterLogEvents on the log group /aws/macie/classificationjobs.'
          : 'This page is not configured to read the log of Macie jobs; whoever set it up can switch that on.'}{' '}
        Macie writes there when a run starts, pauses and ends, and for each account or bucket that it could
        not access one of twelve kinds of errors, with what was refused.{' '}
        <OutLink href={EVENTS_GUIDE}>What the events mean</OutLink>
      </p>
      <Command
        purpose="Read it with the AWS CLI"
        line={commandLine('logs', { jobId, region: source.region })}
      />
    </Alert>
  );
}
