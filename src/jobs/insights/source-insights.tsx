import { useQuery } from '@tanstack/react-query';
import { AwsError } from '../../aws/errors.ts';
import type { Source } from '../../aws/source.ts';
import { describeError, errorReference } from '../errors/error-messages.ts';
import { accountUsage } from '../model/usage.ts';
import { sourceLabel, useMonitor } from '../queries/monitor.ts';
import classes from './source-insights.module.css';

/** What is known of a source beyond its jobs: whose quota is met, whether Macie is suspended, and what is unknown. */
export function SourceInsights({ source }: { source: Source }) {
  const { accounts, insights } = useMonitor();
  // Findings are read for the list, never for this line.
  const findings = useQuery({ ...insights.findings(source), enabled: false });
  const usage = useQuery(insights.usage(source));
  const suspended = useQuery(insights.suspended(source));
  const limited = usage.data && accountUsage(usage.data).filter(({ isLimited }) => isLimited);
  const where = sourceLabel(accounts, source);
  // Where Macie is off, the source itself says so.
  const failures = [findings.error, usage.error, suspended.error].filter(
    (error) => error && !(error instanceof AwsError && error.kind === 'not-enabled'),
  );
  if (!suspended.data && !limited?.length && failures.length === 0) return null;
  return (
    <ul className={classes['lines']}>
      {suspended.data && <li>Macie is suspended here. Suspending it cancels its jobs.</li>}
      {limited && limited.length > 0 && (
        <li>Monthly quota met: {limited.map(({ accountId }) => accountId).join(', ')}</li>
      )}
      {failures.map((error) => (
        <li key={errorReference(error)} title={errorReference(error)}>
          {describeError(error, where).detail}
        </li>
      ))}
    </ul>
  );
}
