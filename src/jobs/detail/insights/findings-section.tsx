import { useQuery } from '@tanstack/react-query';
import type { FindingCounts } from '../../../aws/insights-client.ts';
import type { Source } from '../../../aws/source.ts';
import { Skeleton } from '../../../components/mantine.ts';
import { counted, formatNumber } from '../../../lib/text.ts';
import { FINDINGS_KEPT_DAYS } from '../../model/findings.ts';
import { useMonitor } from '../../queries/monitor.ts';
import { OutLink } from '../description-list.tsx';
import { bucketLink } from '../links-out.ts';
import { Section } from '../section.tsx';
import { AwsText } from '../sentence.tsx';
import { Unknown } from './unknown.tsx';
import classes from './insights.module.css';

/** Up to this many groups are shown; the console has the others. */
const MOST_ROWS = 10;

/** How many findings Macie keeps of a job: by severity, by type and by bucket. */
export function FindingsSection({ source, jobId }: { source: Source; jobId: string }) {
  const { insights } = useMonitor();
  const { data, error } = useQuery(insights.jobFindings(source, jobId));
  if (!insights.has('findings')) return null;
  return (
    <Section id="findings" title="Findings">
      {data ? (
        <Counts {...data} />
      ) : error ? (
        <Unknown what="How many findings this job has" error={error} source={source} />
      ) : (
        <Skeleton height={90} role="img" aria-label="Loading the findings" />
      )}
    </Section>
  );
}

function Counts({
  types,
  severities,
  buckets,
}: {
  types: FindingCounts | undefined;
  severities: FindingCounts | undefined;
  buckets: FindingCounts | undefined;
}) {
  const counts = severities?.counts ?? new Map<string, number>();
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) {
    return (
      <p>None. Macie keeps findings for {FINDINGS_KEPT_DAYS} days, so earlier ones are no longer counted.</p>
    );
  }
  const bySeverity = [...counts].toSorted(([a], [b]) => rankOf(a) - rankOf(b));
  return (
    <>
      <p>
        {severities?.whole ? '' : 'At least '}
        {counted(total, 'finding')} of the last {FINDINGS_KEPT_DAYS} days.
      </p>
      <Bars caption="By severity" groups={bySeverity} whole={severities?.whole} />
      <Bars caption="By type" groups={[...(types?.counts ?? [])]} whole={types?.whole} />
      <Bars
        caption="By bucket"
        groups={[...(buckets?.counts ?? [])]}
        whole={buckets?.whole}
        link={bucketLink}
      />
    </>
  );
}

const SEVERITIES = ['High', 'Medium', 'Low'];

/** A severity that is newer than this page comes last. */
function rankOf(severity: string): number {
  const rank = SEVERITIES.indexOf(severity);
  return rank === -1 ? SEVERITIES.length : rank;
}

/** Numbers as a table whose rows have bars. */
function Bars({
  caption,
  groups,
  whole = false,
  link,
}: {
  caption: string;
  groups: readonly (readonly [string, number])[];
  whole?: boolean | undefined;
  link?: (group: string) => string | undefined;
}) {
  if (groups.length === 0) return null;
  const most = Math.max(...groups.map(([, count]) => count));
  const shown = groups.slice(0, MOST_ROWS);
  const more = groups.length - shown.length;
  return (
    <table className={classes['bars']}>
      <caption>{caption}</caption>
      <tbody>
        {shown.map(([group, count]) => {
          const href = link?.(group);
          return (
            <tr key={group} data-severity={group}>
              <th scope="row">
                {href === undefined ? <AwsText>{group}</AwsText> : <OutLink href={href}>{group}</OutLink>}
              </th>
              <td className={classes['number']}>{formatNumber(count)}</td>
              <td aria-hidden className={classes['track']}>
                <svg width="100%" height="12" className={classes['bar']}>
                  <rect width={`${(count / most) * 100}%`} height="12" rx="2" />
                </svg>
              </td>
            </tr>
          );
        })}
      </tbody>
      {(more > 0 || !whole) && (
        <tfoot>
          <tr>
            <td colSpan={3}>
              {whole
                ? `${formatNumber(more)} more in the Macie console.`
                : 'There may be more in the Macie console.'}
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
