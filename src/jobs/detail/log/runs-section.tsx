import { Time } from '../../../components/time.tsx';
import { formatDuration } from '../../../lib/format-time.ts';
import { counted, formatNumber } from '../../../lib/text.ts';
import { Section } from '../section.tsx';
import { loggedRuns } from './logged-runs.ts';
import type { JobLog } from './use-job-log.ts';
import classes from '../insights/insights.module.css';

/** Up to this many runs are shown. */
const MOST_ROWS = 12;

/** The runs of a recurring job: when each began, how long it took, and what went wrong. */
export function RunsSection({ log }: { log: JobLog | undefined }) {
  const runs = loggedRuns(log?.events ?? []);
  if (!log || runs.length === 0) return null;
  const shown = runs.slice(0, MOST_ROWS);
  const lengths = shown.map(({ beganAt, endedAt }) => (endedAt === undefined ? 0 : endedAt - beganAt));
  const longest = Math.max(...lengths, 1);
  const hasMatches = shown.some(({ matched }) => matched > 0);
  const more = runs.length - shown.length;
  return (
    <Section id="logged-runs" title="Runs in the log">
      <table className={classes['table']}>
        <caption>Latest first{log.hasMore ? ', as far as the log has been read' : ''}</caption>
        <thead>
          <tr>
            <th scope="col">Began</th>
            <th scope="col">Took</th>
            <td aria-hidden />
            <th scope="col">Errors</th>
            {hasMatches && <th scope="col">Buckets matched</th>}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ beganAt, endedAt, errors, matched }, index) => (
            <tr key={beganAt} data-severity={errors > 0 ? 'High' : undefined}>
              <th scope="row">
                <Time at={beganAt} absolute />
              </th>
              <td>{endedAt === undefined ? 'No end logged' : formatDuration(endedAt - beganAt)}</td>
              <td aria-hidden className={classes['track']}>
                <svg width="100%" height="12" className={classes['bar']}>
                  <rect width={`${((lengths[index] ?? 0) / longest) * 100}%`} height="12" rx="2" />
                </svg>
              </td>
              <td>{formatNumber(errors)}</td>
              {hasMatches && <td>{formatNumber(matched)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className={classes['unknown']}>{counted(more, 'earlier run')} in the log.</p>}
    </Section>
  );
}
