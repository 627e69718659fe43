import { Button, Text } from '../../../components/mantine.ts';
import { useDeferredValue, useMemo, useState } from 'react';
import { formatNumber } from '../../../lib/text.ts';
import { Themed } from '../../../components/themed.tsx';
import { StatusLabel } from '../../model/status-label.tsx';
import { createdBins } from '../../model/statistics.ts';
import { narrowCreated, withoutCreatedBounds } from '../filters/created-range.ts';
import type { Span } from '../filters/created-range.ts';
import { HistogramPlot } from './histogram-plot.tsx';
import { HistogramTable } from './histogram-table.tsx';
import { statusesOf } from './histogram-text.ts';
import type { JobList } from '../job-list.ts';
import { useSetView, useView } from '../use-view.ts';
import classes from './histogram.module.css';

/** How many jobs of which status were created when, as stacked bars or as a table; either narrows the list. */
export function Histogram({ list }: { list: JobList }) {
  const view = useView();
  const setView = useSetView();
  const [asTable, setAsTable] = useState(false);
  // Nobody waits for the chart while pages come in.
  const jobs = useDeferredValue(list.matching);
  const bins = useMemo(() => createdBins(jobs), [jobs]);
  const statuses = useMemo(() => statusesOf(bins), [bins]);
  const narrow = (span: Span) => {
    setView((view) => ({ ...view, terms: narrowCreated(view.terms, span, Date.now()) }));
  };
  const narrowed = withoutCreatedBounds(view.terms).length < view.terms.length;
  const Shape = asTable ? HistogramTable : HistogramPlot;
  const undated = jobs.length - bins.reduce((sum, { total }) => sum + total, 0);
  return (
    <Themed>
      <figure className={classes['figure']}>
        <figcaption className={classes['caption']}>
          <Text span size="xs" c="var(--macie-quiet)">
            Created, in UTC{!list.complete && `; of ${formatNumber(list.read)} jobs read so far`}
            {undated > 0 && `; ${formatNumber(undated)} without a time of creation are not shown`}
          </Text>
          <ul className={classes['legend']} aria-label="Legend">
            {statuses.map((status) => (
              <li key={status}>
                <span className={classes['swatch']} data-status={status} aria-hidden />
                <StatusLabel status={status} />
              </li>
            ))}
          </ul>
          <span className={classes['actions']}>
            {narrowed && (
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                onClick={() => {
                  setView((view) => ({ ...view, terms: withoutCreatedBounds(view.terms) }));
                }}
              >
                Reset range
              </Button>
            )}
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              aria-pressed={asTable}
              onClick={() => {
                setAsTable(!asTable);
              }}
            >
              Show as table
            </Button>
          </span>
        </figcaption>
        {bins.length === 0 ? (
          <Text size="sm" c="var(--macie-quiet)" className={classes['none']}>
            No jobs to show.
          </Text>
        ) : (
          <Shape bins={bins} statuses={statuses} narrow={narrow} complete={list.complete} />
        )}
      </figure>
    </Themed>
  );
}
