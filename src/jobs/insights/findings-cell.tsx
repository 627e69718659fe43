import { createContext, use } from 'react';
import { formatNumber } from '../../lib/text.ts';
import { describeError } from '../errors/error-messages.ts';
import { FINDINGS_KEPT_DAYS, findingsOf } from '../model/findings.ts';
import type { KnownFindings } from '../model/findings.ts';
import type { Job } from '../model/job.ts';
import { sourceLabel, useMonitor } from '../queries/monitor.ts';
import classes from './findings-cell.module.css';

/** Provides the findings to the cells of the list. */
export const FindingsContext = createContext<KnownFindings>(new Map());

/** How many findings of a job Macie keeps, and how many are of high severity. */
export function FindingsCell({ job }: { job: Job }) {
  const { accounts } = useMonitor();
  const known = use(FindingsContext).get(job.source);
  if (!known) return <span className={classes['quiet']}>…</span>;
  if (known instanceof Error) {
    const { title, detail } = describeError(known, sourceLabel(accounts, job.source));
    return (
      <span className={classes['quiet']} title={`${title}. ${detail}`}>
        Unknown
      </span>
    );
  }
  const findings = findingsOf(job, known);
  if (!findings) {
    return (
      <span className={classes['quiet']} title="Macie may have left out jobs with few findings.">
        Unknown
      </span>
    );
  }
  const { total, high } = findings;
  if (total === 0) {
    return (
      <span className={classes['quiet']} title={`Macie keeps findings for ${FINDINGS_KEPT_DAYS} days.`}>
        None
      </span>
    );
  }
  return (
    <span className={classes['number']}>
      {formatNumber(total)}
      {high === undefined ? (
        <span className={classes['quiet']}> · high unknown</span>
      ) : (
        high > 0 && <span className={classes['high']}> · {formatNumber(high)} high</span>
      )}
    </span>
  );
}
