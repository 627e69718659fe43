import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { Button } from '../../../components/button.tsx';
import type { Account } from '../../../aws/account.ts';
import { counted, formatNumber } from '../../../lib/text.ts';
import { NextTry } from '../../errors/next-try.tsx';
import { useMonitor } from '../../queries/monitor.ts';
import type { JobList, SourceState } from '../job-list.ts';
import { failuresText, placesText, standingOf } from './source-text.ts';
import classes from './source-notices.module.css';

/**
 * What the list lacks: one notice for all sources that fail, as long as others make a list. Where all of them
 * fail, the list itself says so in place of its rows, or Freshness does beside older ones.
 */
export function SourceNotices({ list }: { list: JobList }) {
  const { accounts } = useMonitor();
  const { notEnabled, missing, stale, sound } = standingOf(list.sources);
  const everywhere = sound.length === 0 && (list.matching.length === 0 || missing.length === 0);
  const parts = stale.filter(({ whole }) => !whole);
  const old = stale.filter(({ whole }) => whole);
  const failed = everywhere ? [] : [...missing, ...stale];
  const quiet = notEnabled.length < list.sources.length ? notEnabled : [];
  const timedOut = list.sources.filter(({ state }) => state === 'timedOut');
  const stopped = list.sources.filter(({ ceiling, state }) => ceiling !== undefined && state === 'stopped');
  const unreadable = list.sources.filter(({ unreadable = 0 }) => unreadable > 0);
  if (failed.length + timedOut.length + quiet.length + stopped.length + unreadable.length === 0) return null;
  return (
    <div className={classes['notice']} data-problem={failed.length > 0 || undefined}>
      {failed.length > 0 ? (
        <IconAlertTriangle size={16} aria-hidden />
      ) : (
        <IconInfoCircle size={16} aria-hidden />
      )}
      <div className={classes['words']}>
        {failed.length > 0 && (
          <p role="alert">
            {!everywhere && missing.length > 0 && (
              <>Missing from this list: {failuresText(accounts, missing)}. </>
            )}
            {!everywhere && parts.length > 0 && <>Read only in part: {failuresText(accounts, parts)}. </>}
            {!everywhere && old.length > 0 && <>Not up to date: {failuresText(accounts, old)}.</>}
          </p>
        )}
        {timedOut.length > 0 && (
          <p>
            Waiting for {placesOf(accounts, timedOut)}
            {timedOut.length < list.sources.length && ', so these jobs are missing'}. Retrying…
          </p>
        )}
        {stopped.length > 0 && (
          <p>
            Reading stopped at {formatNumber(stopped[0]?.ceiling ?? 0)} jobs in {placesOf(accounts, stopped)},
            and there may be more. “Go on reading” reads them too.
          </p>
        )}
        {unreadable.length > 0 && (
          <p>
            Not in this list: at least{' '}
            {counted(
              unreadable.reduce((sum, { unreadable = 0 }) => sum + unreadable, 0),
              'item',
            )}{' '}
            in the answers from {placesOf(accounts, unreadable)} without a job id.
          </p>
        )}
        {quiet.length > 0 && (
          <p className={classes['quiet']}>Macie is not enabled in {placesOf(accounts, quiet)}.</p>
        )}
      </div>
      {failed.length > 0 && <NextTry at={earliest(failed.map(({ retryAt }) => retryAt))} />}
      {failed.length > 0 && (
        <Button
          size="tiny"
          onClick={() => {
            list.refresh(failed.map(({ source }) => source));
          }}
        >
          Try again
        </Button>
      )}
    </div>
  );
}

function placesOf(accounts: readonly Account[], states: readonly SourceState[]): string {
  return placesText(
    accounts,
    states.map(({ source }) => source),
  );
}

function earliest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}
