import { Title } from '../../components/mantine.ts';
import { Fragment, useEffect, useRef } from 'react';
import type { ReadJobLog } from '../../aws/logs-client.ts';
import { sourceKey } from '../../aws/source.ts';
import type { Source } from '../../aws/source.ts';
import { useAtPresent } from '../../components/time.tsx';
import { counted, formatNumber } from '../../lib/text.ts';
import type { Described } from '../queries/job-queries.ts';
import { sourceLabel, useAccount, useMonitor } from '../queries/monitor.ts';
import { StatusLabel } from '../model/status-label.tsx';
import { AboutSection } from './about-section.tsx';
import { DetectionSection } from './scope/detection-section.tsx';
import { OutLink } from './description-list.tsx';
import { findingsLink } from './links-out.ts';
import { FindingsSection } from './insights/findings-section.tsx';
import { UsageSection } from './insights/usage-section.tsx';
import { LogSection } from './log/log-section.tsx';
import { RunsSection } from './log/runs-section.tsx';
import { skippedOf } from './log/skipped.ts';
import { useJobLog } from './log/use-job-log.ts';
import { movementText } from './run/progress-text.ts';
import { stuckInSamples } from './run/progress.ts';
import { useProgress } from './run/use-progress.ts';
import { ProgressSection } from './run/progress-section.tsx';
import type { ProgressStore } from './run/progress-store.ts';
import { RawSection } from './raw-section.tsx';
import { RunSection } from './run/run-section.tsx';
import { scheduleText } from '../model/schedule-text.ts';
import { ScopeSection } from './scope/scope-section.tsx';
import { AwsText } from './sentence.tsx';
import { tabState, useTabState } from './tab-state.ts';
import { expiryOf, judge } from './verdict/verdict.ts';
import { VerdictPanel } from './verdict/verdict-panel.tsx';
import classes from './detail.module.css';

/** All that Macie says of a job, and what it means. */
export function JobView({
  described,
  source,
  jobId,
  readLog,
  progress,
  isSuperseded,
}: {
  described: Described;
  source: Source;
  jobId: string;
  readLog: ReadJobLog | undefined;
  progress: ProgressStore;
  /** Whether a later job of the same name, among those that are known, ended without errors. */
  isSuperseded?: boolean | undefined;
}) {
  const { title: site } = useMonitor();
  const { job } = described;
  const minute = useAtPresent((_, now) => Math.floor(now / 60_000) * 60_000);
  const log = useJobLog(job, source, jobId, readLog);
  const samples = useProgress(described, { store: progress, key: `${sourceKey(source)}/${jobId}` });
  const account = useAccount(source.account);
  const accountId = account?.accountId;
  const isOneTime = job.jobType === 'ONE_TIME';
  const verdict = judge(job, {
    now: new Date(minute),
    log: log !== undefined,
    skipped:
      log?.events && skippedOf(log.events, isOneTime ? undefined : job.lastRunTime?.getTime(), !log.hasMore),
    stuckSince: isOneTime ? stuckInSamples(samples, job.leftSince) : undefined,
    progress: isOneTime ? movementText(samples) : undefined,
    isSuperseded,
    accountId,
  });
  const cli = { jobId, region: source.region };
  // What was skipped stands first where something was; the scope then goes beside it.
  const errors = job.lastRunErrorStatus?.code === 'ERROR';
  const scope = (
    <ScopeSection
      definition={job.s3JobDefinition}
      recurring={job.jobType === 'SCHEDULED'}
      samplingPercentage={job.samplingPercentage}
      source={source}
    />
  );
  useTabState(tabState(verdict.state, job.name || jobId, site));
  return (
    <>
      <JobHead name={job.name || jobId} source={source} jobId={jobId}>
        {job.jobStatus && <StatusLabel status={job.jobStatus} />}
        <span>{scheduleText(job)}</span>
      </JobHead>
      <VerdictPanel verdict={verdict} job={cli} expiresAt={expiryOf(job)} />
      {job.unreadable && <Unreadable members={job.unreadable} />}
      <div className={classes['columns']}>
        <div className={classes['column']}>
          {job.jobStatus === 'RUNNING' && <ProgressSection samples={samples} />}
          {!errors && scope}
          {job.jobType === 'SCHEDULED' && <RunsSection log={log} />}
          <LogSection job={job} source={source} jobId={jobId} log={log} />
        </div>
        <div className={classes['column']}>
          <UsageSection job={job} source={source} />
          <FindingsSection source={source} jobId={jobId} />
          <RunSection job={job} />
          {errors && scope}
          <DetectionSection job={job} source={source} />
          <AboutSection job={job} source={source} jobId={jobId} />
        </div>
      </div>
      <RawSection described={described} cli={cli} />
    </>
  );
}

/** The members of Macie's answer that are not of the type that AWS documents. */
function Unreadable({ members }: { members: readonly string[] }) {
  const shown = members.slice(0, MOST_MEMBERS);
  const more = members.length - shown.length;
  return (
    <p className={classes['quiet']}>
      This monitor can’t read {counted(members.length, 'value')} in Macie’s answer, so{' '}
      {members.length === 1 ? 'it counts' : 'they count'} as unknown:{' '}
      {shown.map((member, index) => (
        <Fragment key={member}>
          {index > 0 && ', '}
          <code>
            <AwsText>{member}</AwsText>
          </code>
        </Fragment>
      ))}
      {more > 0 && ` and ${formatNumber(more)} more`}.
    </p>
  );
}

const MOST_MEMBERS = 5;

/** A name may have 500 characters; so many take a line. */
const LONG = 90;

/** The job's name, and in a line what it is and where. */
export function JobHead({
  name,
  source,
  jobId,
  children,
}: {
  name: string;
  source: Source;
  jobId: string;
  children?: React.ReactNode;
}) {
  const { accounts } = useMonitor();
  const heading = useRef<HTMLHeadingElement>(null);
  // Where the link that led here is gone, the focus would begin at the top of the document.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <header className={classes['head']}>
      <Title
        ref={heading}
        tabIndex={-1}
        order={1}
        size={name.length > LONG ? 'h4' : 'h2'}
        dir="auto"
        className={classes['name'] ?? ''}
      >
        {name}
      </Title>
      <div className={classes['line']}>
        {children}
        <span>{sourceLabel(accounts, source)}</span>
        <OutLink href={findingsLink(source.region, jobId)}>View findings</OutLink>
      </div>
    </header>
  );
}
