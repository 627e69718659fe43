import { IconAlertTriangle, IconBell } from '@tabler/icons-react';
import { memo, useMemo } from 'react';
import type { AnchorHTMLAttributes, ReactNode } from 'react';
import { Hidden } from '../../../components/button.tsx';
import { counted, formatNumber } from '../../../lib/text.ts';
import { isPlainClick } from '../../../lib/plain-click.ts';
import { formatView, listPath } from '../../criteria/link.ts';
import type { View } from '../../criteria/criteria.ts';
import { hasRefinements, jobFilter } from '../../model/refine.ts';
import { StatusLabel } from '../../model/status-label.tsx';
import { countJobs } from '../../model/statistics.ts';
import type { JobCounts } from '../../model/statistics.ts';
import type { JobList } from '../job-list.ts';
import { expiringView, isChosen, pausedView, tileScope, tileView } from './tile-view.ts';
import type { Tile } from './tile-view.ts';
import { useSetView, useView } from '../use-view.ts';
import classes from './tiles.module.css';

/** What there is at a glance, jobs that need attention first: each a link that filters the list by it. */
export function Tiles({ list: { base, attention } }: { list: JobList }) {
  const view = useView();
  const { refinements } = view;
  const counts = useMemo(() => {
    const scope = tileScope(refinements);
    return countJobs(
      hasRefinements(scope) ? base.jobs.filter(jobFilter(scope, attention)) : base.jobs,
      attention,
    );
  }, [base.jobs, refinements, attention]);
  const targets = useMemo(
    () =>
      TILES.map((tile) => {
        const target = tileView(view, tile);
        return { tile, target, query: formatView(target) };
      }),
    [view],
  );
  const known = base.jobs.length > 0 || base.complete;
  return (
    <nav aria-label="Jobs by status">
      <ul className={classes['tiles']}>
        {targets.map(({ tile, target, query }) => (
          <TileLink
            key={tile}
            tile={tile}
            chosen={isChosen(view, tile)}
            target={target}
            query={query}
            count={known ? countOf(counts, tile) : undefined}
            complete={base.complete && (tile !== 'attention' || counts.unchecked === 0)}
            unchecked={tile === 'attention' && base.complete ? counts.unchecked : 0}
          >
            {tile === 'USER_PAUSED' && (
              <Pauses expiring={counts.expiring} expired={counts.expired} view={view} />
            )}
          </TileLink>
        ))}
      </ul>
    </nav>
  );
}

const TileLink = memo(function TileLink({
  tile,
  chosen,
  target,
  query,
  count,
  complete,
  unchecked,
  children,
}: {
  tile: Tile;
  chosen: boolean;
  /** What it leads to. */
  target: View;
  /** The same as in a link. */
  query: string;
  /** Undefined as long as nothing is known. */
  count: number | undefined;
  complete: boolean;
  /** Jobs that may have to be added to the count, once Macie has been asked about them. */
  unchecked: number;
  /** A further link in the tile. */
  children?: ReactNode;
}) {
  return (
    <li className={classes['item']}>
      <ViewLink
        to={target}
        query={query}
        className={classes['tile']}
        data-alarming={(count !== undefined && count > 0 && ALARMING.has(tile)) || undefined}
        data-none={!count || undefined}
        title={
          unchecked > 0
            ? `Macie has not been asked yet whether ${counted(unchecked, 'recurring job')} missed a run.`
            : chosen
              ? 'Clear this filter'
              : undefined
        }
        {...(chosen && { 'aria-current': true })}
      >
        {count === undefined ? (
          <span className={classes['count']} aria-hidden>
            –
          </span>
        ) : (
          <Count count={count} complete={complete} />
        )}
        <span className={classes['label']}>
          {tile === 'attention' ? (
            <AttentionLabel />
          ) : tile === 'errors' ? (
            <ErrorsLabel />
          ) : (
            <StatusLabel status={tile} />
          )}
        </span>
      </ViewLink>
      {children}
    </li>
  );
});

/** How many pauses end soon, and how many have ended, each with the link to them, the first to end first. */
function Pauses({ expiring, expired, view }: { expiring: number; expired: number; view: View }) {
  const soon = useMemo(() => expiringView(view), [view]);
  const all = useMemo(() => pausedView(view), [view]);
  if (expiring + expired === 0) return null;
  return (
    <span className={classes['more']}>
      {expiring > 0 && (
        <ViewLink
          to={soon}
          query={formatView(soon)}
          {...(view.refinements.expires !== undefined && { 'aria-current': true })}
        >
          {formatNumber(expiring)} {expiring === 1 ? 'expires' : 'expire'} within 7 days
        </ViewLink>
      )}
      {expired > 0 && (
        <ViewLink to={all} query={formatView(all)}>
          {formatNumber(expired)} expired
        </ViewLink>
      )}
    </span>
  );
}

/** A link to another view of the list, which a plain click follows without loading the page. */
function ViewLink({
  to,
  query,
  children,
  ...others
}: {
  to: View;
  /** The same as in a link. */
  query: string;
  children: ReactNode;
} & AnchorHTMLAttributes<HTMLAnchorElement>) {
  const setView = useSetView();
  return (
    <a
      {...others}
      href={listPath(query)}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        setView(() => to);
      }}
    >
      {children}
    </a>
  );
}

const TILES: readonly Tile[] = [
  'attention',
  'errors',
  'USER_PAUSED',
  'PAUSED',
  'RUNNING',
  'IDLE',
  'COMPLETE',
  'CANCELLED',
];

const ALARMING: ReadonlySet<Tile> = new Set(['attention']);

/** `12`, or `12+` for "at least 12" until all is read. */
function Count({ count, complete }: { count: number; complete: boolean }) {
  const number = formatNumber(count);
  return (
    <span className={classes['count']}>
      {!complete && <Hidden>at least </Hidden>}
      {number}
      {!complete && <span aria-hidden>+</span>}
    </span>
  );
}

function AttentionLabel() {
  return (
    <span className={classes['errors']}>
      <IconBell size={16} aria-hidden />
      Needs attention
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

function countOf({ attention, errors, byStatus }: JobCounts, tile: Tile): number {
  if (tile === 'attention') return attention;
  return tile === 'errors' ? errors : (byStatus[tile] ?? 0);
}
