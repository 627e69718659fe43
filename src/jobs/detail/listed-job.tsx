import type { Source } from '../../aws/source.ts';
import { Time, useAtPresent } from '../../components/time.tsx';
import { ErrorNotice } from '../errors/error-notice.tsx';
import type { Job } from '../model/job.ts';
import { sourceLabel, useMonitor } from '../queries/monitor.ts';
import { StatusLabel } from '../model/status-label.tsx';
import { Fact, DescriptionList, Identifier } from './description-list.tsx';
import { JobHead } from './job-view.tsx';
import { resultText } from './run/run-text.ts';
import { ScopeSection } from './scope/scope-section.tsx';
import { Section } from './section.tsx';
import { tabState, useTabState } from './tab-state.ts';
import { expiryOf, judge } from './verdict/verdict.ts';
import type { Judged } from './verdict/types.ts';
import { VerdictPanel } from './verdict/verdict-panel.tsx';
import classes from './detail.module.css';

/** What the list knows of a job that may be listed but not described. */
export function ListedJob({
  listed,
  isSuperseded,
  source,
  error,
  retry,
}: {
  listed: Job;
  /** Whether a later job of the same name ended without errors. */
  isSuperseded: boolean | undefined;
  source: Source;
  error: unknown;
  retry: () => void;
}) {
  const { accounts } = useMonitor();
  const { jobId, jobStatus, createdAt, userPausedDetails, bucketDefinitions, bucketCriteria } = listed;
  return (
    <>
      <ListedHead listed={listed} isSuperseded={isSuperseded} source={source} />
      <ErrorNotice error={error} where={sourceLabel(accounts, source)} retry={retry} />
      <p className={classes['quiet']}>
        Below is only what the list shows of this job. Its schedule, settings and progress aren’t known.
      </p>
      <Section id="listed" title="From the job list">
        <DescriptionList>
          <Fact label="Job id" member="jobId">
            <Identifier value={jobId} what="job id" />
          </Fact>
          <Fact label="Created" member="createdAt">
            {createdAt === undefined ? 'Macie didn’t say' : <Time at={createdAt} absolute />}
          </Fact>
          <Fact label="Errors in last run" member="lastRunErrorStatus.code">
            {resultText({ code: listed.lastRunError, status: jobStatus, hasRun: undefined })}
          </Fact>
          {userPausedDetails?.jobExpiresAt && (
            <Fact label="Pause expires" member="userPausedDetails.jobExpiresAt">
              <Time at={userPausedDetails.jobExpiresAt} absolute />
            </Fact>
          )}
        </DescriptionList>
      </Section>
      <ScopeSection
        source={source}
        known="buckets"
        recurring={listed.jobType === 'SCHEDULED'}
        definition={{ bucketDefinitions, bucketCriteria }}
      />
    </>
  );
}

/** The name, status and verdict as far as the list knows them: all there is until Macie has described the job. */
export function ListedHead({
  listed,
  isSuperseded,
  source,
}: {
  listed: Job;
  /** Whether a later job of the same name ended without errors. */
  isSuperseded: boolean | undefined;
  source: Source;
}) {
  const { title: site } = useMonitor();
  const { jobId, jobStatus } = listed;
  const minute = useAtPresent((_, now) => Math.floor(now / 60_000) * 60_000);
  const known = judgedOf(listed);
  const verdict = judge(known, { now: new Date(minute), summaryOnly: true, isSuperseded });
  const name = listed.name || jobId;
  useTabState(tabState(verdict.state, name, site));
  return (
    <>
      <JobHead name={name} source={source} jobId={jobId}>
        {jobStatus && <StatusLabel status={jobStatus} />}
      </JobHead>
      <VerdictPanel verdict={verdict} job={{ jobId, region: source.region }} expiresAt={expiryOf(known)} />
    </>
  );
}

function judgedOf({
  jobStatus,
  jobType,
  createdAt,
  lastRunError,
  userPausedDetails,
  bucketDefinitions,
  bucketCriteria,
}: Job): Judged {
  return {
    jobStatus,
    jobType,
    createdAt: createdAt === undefined ? undefined : new Date(createdAt),
    lastRunErrorStatus: { code: lastRunError },
    userPausedDetails,
    s3JobDefinition: { bucketDefinitions, bucketCriteria },
  };
}
