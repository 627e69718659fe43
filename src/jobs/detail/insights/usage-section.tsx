import type { DescribeClassificationJobResponse } from '@aws-sdk/client-macie2';
import { useQuery } from '@tanstack/react-query';
import type { Source } from '../../../aws/source.ts';
import { Skeleton } from '../../../components/mantine.ts';
import { useAtPresent } from '../../../components/time.tsx';
import { counted } from '../../../lib/text.ts';
import { dayText } from '../../model/schedule-text.ts';
import { accountUsage } from '../../model/usage.ts';
import type { AccountUsage } from '../../model/usage.ts';
import { useMonitor } from '../../queries/monitor.ts';
import { Section } from '../section.tsx';
import { Unknown } from './unknown.tsx';
import classes from './insights.module.css';

/** Why Macie paused or cancelled a job: whose quota was met, or that Macie is suspended. */
export function UsageSection({
  job,
  source,
}: {
  job: Pick<DescribeClassificationJobResponse, 'jobStatus'>;
  source: Source;
}) {
  const { insights } = useMonitor();
  if (!insights.has('usage')) return null;
  if (job.jobStatus === 'PAUSED') return <Quotas source={source} />;
  return job.jobStatus === 'CANCELLED' ? <Suspended source={source} /> : null;
}

function Quotas({ source }: { source: Source }) {
  const { insights } = useMonitor();
  const { data, error } = useQuery(insights.usage(source));
  return (
    <Section id="usage" title="Usage this month">
      {data ? (
        <Usage accounts={accountUsage(data)} />
      ) : error ? (
        <Unknown what="Which account met its quota" error={error} source={source} />
      ) : (
        <Skeleton height={60} role="img" aria-label="Loading the usage" />
      )}
    </Section>
  );
}

/** Up to this many accounts are shown, those that have met their quota first. */
const MOST_ROWS = 20;

function Usage({ accounts }: { accounts: readonly AccountUsage[] }) {
  const month = useAtPresent((_, now) => {
    const today = new Date(now);
    return Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 1);
  });
  const limited = accounts.filter(({ isLimited }) => isLimited);
  return (
    <>
      <p>
        {limited.length === 0
          ? 'Macie names no account that has met its monthly quota now.'
          : `Monthly quota met: ${limited.map(({ accountId }) => accountId).join(', ')}.`}{' '}
        Quotas start again on {dayText(new Date(month))}.
      </p>
      {accounts.length > 0 && (
        <table className={classes['table']}>
          <caption>Sensitive data discovery jobs</caption>
          <thead>
            <tr>
              <th scope="col">Account</th>
              <th scope="col">Quota</th>
              <th scope="col">Quota met</th>
              <th scope="col">Estimated cost</th>
            </tr>
          </thead>
          <tbody>
            {accounts.slice(0, MOST_ROWS).map(({ accountId, isLimited, quota, cost }) => (
              <tr key={accountId}>
                <th scope="row">
                  <bdi>{accountId}</bdi>
                </th>
                <td>{quota ?? 'unknown'}</td>
                <td>{isLimited === undefined ? 'unknown' : isLimited ? 'Yes' : 'No'}</td>
                <td>{cost ?? 'unknown'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {accounts.length > MOST_ROWS && (
        <p className={classes['unknown']}>{counted(accounts.length - MOST_ROWS, 'account')} more.</p>
      )}
    </>
  );
}

function Suspended({ source }: { source: Source }) {
  const { insights } = useMonitor();
  const { data } = useQuery(insights.suspended(source));
  if (!data) return null;
  return (
    <Section id="usage" title="Macie is suspended">
      <p>
        Macie is suspended in this account and Region. Suspending Macie cancels its jobs, so that may be why
        this one was cancelled.
      </p>
    </Section>
  );
}
