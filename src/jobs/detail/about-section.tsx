import type { DescribeClassificationJobResponse } from '@aws-sdk/client-macie2';
import { Time } from '../../components/time.tsx';
import type { Source } from '../../aws/source.ts';
import { sourceLabel, useAccount, useMonitor } from '../queries/monitor.ts';
import { CopyIcon } from './copy.tsx';
import { Fact, DescriptionList, Identifier } from './description-list.tsx';
import { Section } from './section.tsx';
import { AwsText } from './sentence.tsx';
import classes from './detail.module.css';

/** What the job is, where it is, and its ids. */
export function AboutSection({
  job,
  source,
  jobId,
}: {
  job: DescribeClassificationJobResponse;
  source: Source;
  jobId: string;
}) {
  const { accounts } = useMonitor();
  const account = useAccount(source.account);
  const owner = /^arn:[^:]*:macie2:[^:]*:(\d{12}):/.exec(job.jobArn ?? '')?.[1];
  const tags = Object.entries(job.tags ?? {});
  return (
    <Section id="about" title="About">
      <DescriptionList>
        <Fact label="Description" member="description">
          {job.description ? <AwsText>{job.description}</AwsText> : 'None'}
        </Fact>
        <Fact label="Where">
          {sourceLabel(accounts, source)}
          {account && <span className={classes['quiet']}> · account {account.accountId}</span>}
        </Fact>
        <Fact label="Created" member="createdAt">
          {job.createdAt ? <Time at={job.createdAt} absolute /> : 'Macie didn’t say'}
        </Fact>
        <Fact label="Tags" member="tags">
          {tags.length === 0 ? (
            'None'
          ) : (
            <ul className={classes['chips']}>
              {tags.map(([key, value]) => (
                <li key={key}>
                  <span>
                    <AwsText>{key}</AwsText>
                    {value !== '' && (
                      <>
                        {' = '}
                        <AwsText>{value}</AwsText>
                      </>
                    )}
                  </span>
                  <CopyIcon value={value === '' ? key : `${key}=${value}`} what={`tag ${key}`} />
                </li>
              ))}
            </ul>
          )}
        </Fact>
        <Fact label="Job id" member="jobId">
          <Identifier value={job.jobId ?? jobId} what="job id" />
        </Fact>
        <Fact label="ARN" member="jobArn">
          {job.jobArn ? <Identifier value={job.jobArn} what="ARN" /> : 'Macie didn’t say'}
          {owner !== undefined && account && owner !== account.accountId && (
            <p className={classes['warning']} role="alert">
              This job belongs to account {owner}, not to {account.accountId}: the configuration of{' '}
              {account.label} uses another account’s role or identity pool. Your administrator can fix it.
            </p>
          )}
        </Fact>
        <Fact label="Client token" member="clientToken">
          {job.clientToken ? <Identifier value={job.clientToken} what="client token" /> : 'Macie didn’t say'}
        </Fact>
      </DescriptionList>
    </Section>
  );
}
