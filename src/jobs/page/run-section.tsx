import { Time, useAtPresent } from '../../ui/time.tsx';
import type { Described } from '../job-queries.ts';
import { StatusLabel } from '../status-label.tsx';
import { TYPE_WORDS } from '../status-words.ts';
import { Fact, Facts, Identifier } from './facts.tsx';
import { healthEventLink } from './links-out.ts';
import { PauseBar } from './pause-bar.tsx';
import { ProgressChart } from './progress-chart.tsx';
import { estimate } from './progress.ts';
import { estimateWords } from './progress-words.ts';
import { lastRunWords, leftWords, resultWords, runsWords } from './run-words.ts';
import { initialRunWords, scheduleWords } from './schedule-words.ts';
import { Section } from './section.tsx';
import { AwsText, Sentence } from './sentence.tsx';
import { useProgress } from './use-progress.ts';
import type { JobProgress } from './use-progress.ts';

/** When the job runs, how its runs went, and how far the present one is. */
export function RunSection({ described, progress }: { described: Described; progress: JobProgress }) {
  const { job } = described;
  const { jobStatus, jobType, statistics, userPausedDetails: pause } = job;
  return (
    <Section id="run" title="Runs">
      <Progress described={described} progress={progress} />
      <Facts>
        <Fact label="Status" member="jobStatus">
          {jobStatus ? <StatusLabel status={jobStatus} /> : 'Macie did not say'}
        </Fact>
        <Fact label="Type" member="jobType">
          {jobType ? <AwsText>{TYPE_WORDS[jobType]?.label ?? jobType}</AwsText> : 'Macie did not say'}
        </Fact>
        <Fact label="Schedule" member="scheduleFrequency">
          {scheduleWords(job)}
        </Fact>
        <Fact label="First run" member="initialRun">
          {initialRunWords(job)}
        </Fact>
        <Fact label="Runs so far" member="statistics.numberOfRuns">
          {runsWords(statistics?.numberOfRuns)}
        </Fact>
        <Fact label="Last run began" member="lastRunTime">
          <Sentence words={lastRunWords(job)} />
        </Fact>
        <Fact label="Errors in last run" member="lastRunErrorStatus.code">
          {resultWords(job.lastRunErrorStatus?.code)}
        </Fact>
        <Fact label="Objects left" member="statistics.approximateNumberOfObjectsToProcess">
          {leftWords(job)}
        </Fact>
        {pause && (
          <>
            <Fact label="Paused" member="userPausedDetails.jobPausedAt">
              {pause.jobPausedAt ? <Time at={pause.jobPausedAt} absolute /> : 'Macie did not say when'}
            </Fact>
            <Fact label="Pause expires" member="userPausedDetails.jobExpiresAt">
              {pause.jobExpiresAt ? <Expiry at={pause.jobExpiresAt} /> : 'Never, as Macie gave no date'}
            </Fact>
            <Fact
              label="Warning by AWS Health"
              member="userPausedDetails.jobImminentExpirationHealthEventArn"
            >
              {pause.jobImminentExpirationHealthEventArn ? (
                <Identifier
                  value={pause.jobImminentExpirationHealthEventArn}
                  what="ARN of the Health event"
                  link={{
                    href: healthEventLink(pause.jobImminentExpirationHealthEventArn),
                    children: 'The event',
                  }}
                />
              ) : (
                'None so far; AWS sends one after 23 days'
              )}
            </Fact>
          </>
        )}
      </Facts>
    </Section>
  );
}

function Expiry({ at }: { at: Date }) {
  const now = useAtPresent((present) => Math.floor(present / 60_000) * 60_000);
  return (
    <>
      <Time at={at} absolute />
      <PauseBar expiresAt={at} now={now} />
    </>
  );
}

/** Speed and end of the present run, from what this page has seen of it. */
function Progress({ described, progress }: { described: Described; progress: JobProgress }) {
  const samples = useProgress(described, progress);
  const now = useAtPresent((present) => Math.floor(present / 10_000) * 10_000);
  if (described.job.jobStatus !== 'RUNNING') return null;
  const estimated = estimate(samples);
  return (
    <>
      <p aria-live="off">
        <Sentence words={estimateWords(estimated, now)} />
      </p>
      <ProgressChart samples={samples} estimate={estimated} />
    </>
  );
}
