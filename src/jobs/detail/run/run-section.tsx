import type { DescribeClassificationJobResponse } from '@aws-sdk/client-macie2';
import { Time, useAtPresent } from '../../../components/time.tsx';
import { hasNeverRun, toDetails } from '../../model/details.ts';
import { pauseOf } from '../../model/pause.ts';
import { StatusLabel } from '../../model/status-label.tsx';
import { TYPE_TEXT } from '../../model/status-text.ts';
import { Fact, DescriptionList, Identifier } from '../description-list.tsx';
import { healthEventLink } from '../links-out.ts';
import { lastRunText, leftText, resultText, runsText } from './run-text.ts';
import { initialRunText, scheduleText } from '../../model/schedule-text.ts';
import { Section } from '../section.tsx';
import { AwsText, Sentence } from '../sentence.tsx';

/** When the job runs, how its runs went, and how far the current one is. */
export function RunSection({ job }: { job: DescribeClassificationJobResponse }) {
  const { jobStatus, jobType, statistics, userPausedDetails: pause } = job;
  const expired = useAtPresent((_, now) => pauseOf(job, now)?.expired ?? false);
  // A pause between two runs has no end, and one that is over by a resume has none any more: neither gets an event.
  const hasEnd = pauseOf(job, 0) !== undefined;
  const never = hasNeverRun(toDetails(job, 0));
  return (
    <Section id="run" title="Runs">
      <DescriptionList>
        <Fact label="Status" member="jobStatus">
          {jobStatus ? <StatusLabel status={jobStatus} /> : 'Macie didn’t say'}
        </Fact>
        <Fact label="Type" member="jobType">
          {jobType ? <AwsText>{TYPE_TEXT[jobType]?.label ?? jobType}</AwsText> : 'Macie didn’t say'}
        </Fact>
        <Fact label="Schedule" member="scheduleFrequency">
          {scheduleText(job)}
        </Fact>
        <Fact label="First run" member="initialRun">
          {initialRunText(job)}
        </Fact>
        <Fact label="Runs so far" member="statistics.numberOfRuns">
          {runsText(statistics?.numberOfRuns)}
        </Fact>
        <Fact label="Last run began" member="lastRunTime">
          <Sentence text={lastRunText(job)} />
        </Fact>
        <Fact label="Errors in last run" member="lastRunErrorStatus.code">
          {resultText({
            code: job.lastRunErrorStatus?.code,
            status: jobStatus,
            hasRun: never === undefined ? undefined : !never,
            samplingPercentage: job.samplingPercentage,
          })}
        </Fact>
        <Fact label="Objects left" member="statistics.approximateNumberOfObjectsToProcess">
          {leftText(job)}
        </Fact>
        {pause && (
          <>
            <Fact label="Paused" member="userPausedDetails.jobPausedAt">
              {pause.jobPausedAt ? <Time at={pause.jobPausedAt} absolute /> : 'Macie didn’t say when'}
            </Fact>
            <Fact label={expired ? 'Pause expired' : 'Pause expires'} member="userPausedDetails.jobExpiresAt">
              {pause.jobExpiresAt ? <Time at={pause.jobExpiresAt} absolute /> : 'Macie gave no date'}
            </Fact>
            <Fact label="AWS Health event" member="userPausedDetails.jobImminentExpirationHealthEventArn">
              {pause.jobImminentExpirationHealthEventArn ? (
                <Identifier
                  value={pause.jobImminentExpirationHealthEventArn}
                  what="ARN of the Health event"
                  link={{
                    href: healthEventLink(pause.jobImminentExpirationHealthEventArn),
                    children: 'View event',
                  }}
                />
              ) : expired || !hasEnd ? (
                'None'
              ) : (
                'None yet. AWS sends one about 7 days before the pause expires.'
              )}
            </Fact>
          </>
        )}
      </DescriptionList>
    </Section>
  );
}
