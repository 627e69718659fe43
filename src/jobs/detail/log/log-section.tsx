import type { DescribeClassificationJobResponse } from '@aws-sdk/client-macie2';
import { Alert, Button, Checkbox, Group, Skeleton, Text } from '../../../components/mantine.ts';
import { useState } from 'react';
import { counted } from '../../../lib/text.ts';
import type { Source } from '../../../aws/source.ts';
import { AwsError } from '../../../aws/errors.ts';
import { ErrorNotice } from '../../errors/error-notice.tsx';
import { sourceLabel, useMonitor } from '../../queries/monitor.ts';
import { Command } from '../verdict/verdict-panel.tsx';
import { OutLink } from '../description-list.tsx';
import { commandLine } from '../job-commands.ts';
import { logStreamLink } from '../links-out.ts';
import { EVENTS_GUIDE, isErrorEvent } from './log-events.ts';
import type { LogEvent } from './log-events.ts';
import { groupEvents, summarizeErrors } from './log-groups.ts';
import type { JobLog } from './use-job-log.ts';
import { LogTimeline } from './log-timeline.tsx';
import { Section } from '../section.tsx';
import classes from '../detail.module.css';

interface LogProps {
  readonly job: DescribeClassificationJobResponse;
  readonly source: Source;
  readonly jobId: string;
}

/** What Macie logged of the job: why a run had errors, and when the job did what. */
export function LogSection({ log, ...where }: LogProps & { log: JobLog | undefined }) {
  const { source, jobId } = where;
  return (
    <Section
      id="log"
      title={where.job.lastRunErrorStatus?.code === 'ERROR' ? 'Why data was skipped' : 'What happened'}
      aside={<OutLink href={logStreamLink(source.region, jobId)}>Open the log in CloudWatch</OutLink>}
    >
      {log ? <Log log={log} {...where} /> : <Unread source={source} jobId={jobId} why="off" />}
    </Section>
  );
}

function Log({ source, jobId, log }: LogProps & { log: JobLog }) {
  const { accounts } = useMonitor();
  const failure = log.error && (
    <ErrorNotice
      error={log.error}
      where={sourceLabel(accounts, source)}
      retryAt={log.retryAt}
      retry={() => {
        log.retry();
      }}
    />
  );
  const older = (
    <>
      {log.hasMore && (
        <Button
          size="compact-sm"
          variant="default"
          loading={log.isReadingMore}
          onClick={() => {
            log.readMore();
          }}
        >
          Older events
        </Button>
      )}
      {failure}
    </>
  );
  if (log.events) {
    if (log.events.length === 0) {
      return (
        <NoEvents absent={log.isAbsent} complete={!log.hasMore}>
          {older}
        </NoEvents>
      );
    }
    return (
      <Events events={log.events} complete={!log.hasMore}>
        {older}
      </Events>
    );
  }
  if (log.error instanceof AwsError && log.error.kind === 'denied') {
    return <Unread source={source} jobId={jobId} why="denied" />;
  }
  if (failure) return failure;
  return <Skeleton height={80} role="img" aria-label="Reading the log" />;
}

function Events({
  events,
  complete,
  children,
}: {
  events: readonly LogEvent[];
  /** Whether the log has been read to its end. */
  complete: boolean;
  children: React.ReactNode;
}) {
  const [onlyErrors, setOnlyErrors] = useState(false);
  const errors = summarizeErrors(events);
  return (
    <>
      {errors && (
        <Group justify="space-between">
          <Text size="sm">
            {complete ? 'Skipped: ' : 'Skipped so far: '}
            {[
              ...(errors.buckets > 0 ? [counted(errors.buckets, 'bucket')] : []),
              ...(errors.accounts > 0 ? [`all buckets in ${counted(errors.accounts, 'account')}`] : []),
            ].join(' and ')}
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

function NoEvents({
  absent,
  complete,
  children,
}: {
  /** Whether the Region has no log of Macie jobs at all. */
  absent: boolean;
  /** CloudWatch may give empty pages with more behind them: only the last one proves that there is nothing. */
  complete: boolean;
  children: React.ReactNode;
}) {
  return (
    <>
      <p>
        {absent
          ? 'This Region has no log of Macie jobs. Macie creates it when the first job runs, so either none has run, or the log group was deleted.'
          : complete
            ? 'The log has no events of this job. They may have been deleted: the log group has a retention setting.'
            : 'No events of this job in the part of the log that was read so far.'}
      </p>
      {children}
    </>
  );
}

/** In place of the log: what it holds, and how to read it elsewhere. */
function Unread({ source, jobId, why }: { source: Source; jobId: string; why: 'off' | 'denied' }) {
  return (
    <Alert variant="light" color="gray" role="note" className={classes['unread'] ?? ''}>
      <p>
        {why === 'denied'
          ? 'This page can’t read the log: its role lacks the permission logs:FilterLogEvents on the log group /aws/macie/classificationjobs.'
          : 'This page isn’t configured to read the log of Macie jobs. Your administrator can switch that on.'}{' '}
        Macie logs when a run starts, pauses and ends, and an error for each account or bucket that it
        couldn’t access, with the operation that failed.{' '}
        <OutLink href={EVENTS_GUIDE}>What the events mean</OutLink>
      </p>
      <Command
        purpose="View the job log with the AWS CLI"
        line={commandLine('logs', { jobId, region: source.region })}
      />
    </Alert>
  );
}
