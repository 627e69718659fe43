import { Title } from '@mantine/core';
import type { ReadJobLog } from '../../aws/logs.ts';
import { sourceKey } from '../../aws/source.ts';
import type { Source } from '../../aws/source.ts';
import { useAtPresent } from '../../ui/time.tsx';
import type { Described } from '../job-queries.ts';
import { sourceLabel, useMonitor } from '../monitor.ts';
import { StatusLabel } from '../status-label.tsx';
import { AboutSection } from './about-section.tsx';
import { DetectionSection } from './detection-section.tsx';
import { LogSection } from './log-section.tsx';
import type { ProgressStore } from './progress-store.ts';
import { RawSection } from './raw-section.tsx';
import { RunSection } from './run-section.tsx';
import { scheduleWords } from './schedule-words.ts';
import { ScopeSection } from './scope-section.tsx';
import { tabState, useTabState } from './tab-state.ts';
import { judge } from './verdict.ts';
import { VerdictPanel } from './verdict-panel.tsx';
import classes from './page.module.css';

/** All that Macie tells of a job, and what it means. */
export function JobView({
  described,
  source,
  jobId,
  readLog,
  progress,
}: {
  described: Described;
  source: Source;
  jobId: string;
  readLog: ReadJobLog | undefined;
  progress: ProgressStore;
}) {
  const { title: site } = useMonitor();
  const { job } = described;
  const minute = useAtPresent((now) => Math.floor(now / 60_000) * 60_000);
  const verdict = judge(job, new Date(minute));
  const cli = { jobId, region: source.region };
  useTabState(tabState(verdict.state, job.name || jobId, site));
  return (
    <>
      <JobHead name={job.name || jobId} source={source}>
        {job.jobStatus && <StatusLabel status={job.jobStatus} />}
        <span>{scheduleWords(job)}</span>
      </JobHead>
      <VerdictPanel verdict={verdict} job={cli} />
      <div className={classes['columns']}>
        <div className={classes['column']}>
          <RunSection
            described={described}
            progress={{ store: progress, key: `${sourceKey(source)}/${jobId}` }}
          />
          <LogSection job={job} source={source} jobId={jobId} readLog={readLog} />
        </div>
        <div className={classes['column']}>
          <ScopeSection
            definition={job.s3JobDefinition}
            recurring={job.jobType === 'SCHEDULED'}
            source={source}
          />
          <DetectionSection job={job} />
          <AboutSection job={job} source={source} jobId={jobId} />
        </div>
      </div>
      <RawSection described={described} cli={cli} />
    </>
  );
}

/** The job's name, and in a line what it is and where. */
export function JobHead({
  name,
  source,
  children,
}: {
  name: string;
  source: Source;
  children?: React.ReactNode;
}) {
  const { accounts } = useMonitor();
  return (
    <header className={classes['head']}>
      <Title order={1} size="h2" dir="auto" className={classes['name'] ?? ''}>
        {name}
      </Title>
      <div className={classes['line']}>
        {children}
        <span>{sourceLabel(accounts, source)}</span>
      </div>
    </header>
  );
}
