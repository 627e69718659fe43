import { UnstyledButton } from '../../../components/mantine.ts';
import { formatNumber } from '../../../lib/text.ts';
import { STATUS_TEXT } from '../../model/status-text.ts';
import type { Bin } from '../../model/statistics.ts';
import type { Span } from '../filters/created-range.ts';
import { binText } from './histogram-text.ts';
import hidden from '../../../components/hidden.module.css';
import classes from './histogram.module.css';

/** The same numbers as the bars, latest first; times without a job are left out. */
export function HistogramTable({
  bins,
  statuses,
  complete,
  narrow,
}: {
  bins: readonly Bin[];
  statuses: readonly string[];
  complete: boolean;
  narrow: (span: Span) => void;
}) {
  return (
    // A keyboard scrolls only what it can focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes['scroller']} role="group" aria-label="Jobs over time as a table" tabIndex={0}>
      <table className={classes['table']}>
        <caption className={hidden['hidden']}>
          Jobs by creation time{complete ? '' : ', of the jobs read so far'}
        </caption>
        <thead>
          <tr>
            <th scope="col">Created (UTC)</th>
            <th scope="col">Jobs</th>
            {statuses.map((status) => (
              <th key={status} scope="col">
                {STATUS_TEXT[status]?.label ?? status}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bins
            .filter(({ total }) => total > 0)
            .toReversed()
            .map((bin) => (
              <tr key={bin.from}>
                <th scope="row">
                  <UnstyledButton
                    className={classes['narrow']}
                    title="Show only these"
                    onClick={() => {
                      narrow(bin);
                    }}
                  >
                    {binText(bin)}
                  </UnstyledButton>
                </th>
                <td>{formatNumber(bin.total)}</td>
                {statuses.map((status) => (
                  <td key={status}>{formatNumber(bin.counts[status] ?? 0)}</td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
