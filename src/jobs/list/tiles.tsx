import { VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useAtPresent } from '../../ui/time.tsx';
import { formatView } from '../criteria-link.ts';
import { DEFAULT_VIEW } from '../criteria.ts';
import { matchesRefinements } from '../refine.ts';
import { StatusLabel } from '../status-label.tsx';
import { countJobs } from '../summary.ts';
import type { JobCounts } from '../summary.ts';
import type { JobList } from './job-list.ts';
import { isChosen, tileView } from './tile-view.ts';
import type { Tile } from './tile-view.ts';
import { useView } from './use-view.ts';
import classes from './tiles.module.css';

/** What there is at a glance, those that need someone first: each a link that filters the list by it. */
export function Tiles({ list: { base } }: { list: JobList }) {
  const view = useView();
  const minute = useAtPresent((now) => now - (now % 60_000));
  const { buckets } = view.refinements;
  const counts = useMemo(() => {
    // The list that a tile leads to keeps this refinement, so its count does too.
    const refinements = { ...DEFAULT_VIEW.refinements, buckets };
    return countJobs(
      buckets.length === 0 ? base.jobs : base.jobs.filter((job) => matchesRefinements(job, refinements)),
      minute,
    );
  }, [base.jobs, buckets, minute]);
  return (
    <nav aria-label="Jobs by status">
      <ul className={classes['tiles']}>
        {TILES.map((tile) => {
          const chosen = isChosen(view, tile);
          const count = countOf(counts, tile);
          return (
            <li key={tile} className={classes['item']}>
              <Link
                to="/jobs"
                search={{ query: formatView(tileView(view, tile)) }}
                className={classes['tile']}
                data-alarming={(count > 0 && ALARMING.has(tile)) || undefined}
                data-none={count === 0 || undefined}
                title={chosen ? 'Show all again' : undefined}
                {...(chosen && { 'aria-current': true })}
              >
                {base.jobs.length > 0 || base.complete ? (
                  <Count count={count} complete={base.complete} />
                ) : (
                  <span className={classes['count']} aria-hidden>
                    –
                  </span>
                )}
                <span className={classes['label']}>
                  {tile === 'errors' ? <ErrorsLabel /> : <StatusLabel status={tile} />}
                </span>
                {tile === 'USER_PAUSED' && counts.expiring > 0 && (
                  <span className={classes['more']}>
                    {counts.expiring.toLocaleString('en')} {counts.expiring === 1 ? 'expires' : 'expire'}{' '}
                    within 7 days
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

const TILES: readonly Tile[] = [
  'errors',
  'USER_PAUSED',
  'PAUSED',
  'RUNNING',
  'IDLE',
  'COMPLETE',
  'CANCELLED',
];

/** Those that need someone. */
const ALARMING: ReadonlySet<Tile> = new Set(['errors', 'USER_PAUSED', 'PAUSED']);

/** `12`, or `12+` for "at least 12" until all is read. */
function Count({ count, complete }: { count: number; complete: boolean }) {
  const number = count.toLocaleString('en');
  return (
    <span className={classes['count']}>
      {!complete && <VisuallyHidden>at least </VisuallyHidden>}
      {number}
      {!complete && <span aria-hidden>+</span>}
    </span>
  );
}

function ErrorsLabel() {
  return (
    <span className={classes['errors']}>
      <IconAlertTriangle size={16} aria-hidden />
      Errors in last run
    </span>
  );
}

function countOf({ errors, byStatus }: JobCounts, tile: Tile): number {
  return tile === 'errors' ? errors : (byStatus[tile] ?? 0);
}
