import { IconAlertTriangle, IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { Suspense, lazy } from 'react';
import { Button, Hidden } from '../../../components/button.tsx';
import { formatNumber } from '../../../lib/text.ts';
import { formatAge } from '../../../lib/format-time.ts';
import { Select } from '../../../components/select.tsx';
import { useAtPresent } from '../../../components/time.tsx';
import { useMonitor } from '../../queries/monitor.ts';
import { changePreferences, usePreferences } from '../../model/preferences.ts';
import type { JobList } from '../job-list.ts';
import { NotifyButton } from '../../notifications/notify-button.tsx';
import { HistogramButton } from '../histogram/lazy-histogram.tsx';
import { failuresText, standingOf } from '../sources/source-text.ts';
import { SourcesButton } from '../sources/sources-button.tsx';
import { useView } from '../use-view.ts';
import { useChangesText } from './use-changes-text.ts';
import classes from './freshness.module.css';

const Notifications = lazy(() =>
  import('../../notifications/notifications.tsx').then(
    ({ Notifications }) => ({ default: Notifications }),
    () => ({ default: () => null }),
  ),
);

/** How old the list is, what keeps it fresh, and what stands in the way. */
export function Freshness({ list }: { list: JobList }) {
  const changes = useChangesText(list);
  const { notify } = usePreferences();
  const view = useView();
  return (
    <div className={classes['freshness']}>
      <Age list={list} />
      <Hidden live>
        <span key={changes.count}>{changes.text}</span>
      </Hidden>
      <Reading list={list} />
      <SourcesButton list={list} />
      <div className={classes['controls']}>
        <Button
          icon={<IconRefresh size={15} aria-hidden className={classes['wheel']} />}
          aria-busy={list.reading}
          onClick={() => {
            list.refresh();
          }}
        >
          Refresh
        </Button>
        <Interval />
        <NotifyButton />
        <HistogramButton />
      </div>
      {notify && (
        <Suspense>
          <Notifications view={view} base={list.base} />
        </Suspense>
      )}
    </div>
  );
}

/** When the list was last true; a warning once refreshing fails everywhere. One failing source has its own notice. */
function Age({ list }: { list: JobList }) {
  const { accounts } = useMonitor();
  const { sound, stale, missing } = standingOf(list.sources);
  const failed = sound.length === 0 && missing.length === 0 && stale.length > 0;
  const at = failed ? list.updatedAt : (oldest(sound) ?? list.updatedAt);
  const age = useAtPresent((now) => (at === undefined ? '' : formatAge(Math.min(at, now), now)));
  if (at === undefined) return null;
  if (!failed) {
    return (
      <span className={classes['age']}>
        Updated <time dateTime={new Date(at).toISOString()}>{age}</time>
      </span>
    );
  }
  return (
    <span className={classes['warning']}>
      <IconAlertTriangle size={16} aria-hidden />
      <span>
        <span role="alert">Could not refresh: {failuresText(accounts, stale)}.</span> Showing what was read{' '}
        <time dateTime={new Date(at).toISOString()} title={new Date(at).toISOString()}>
          {age}
        </time>
        .
      </span>
    </span>
  );
}

/** While pages are read in the background a way to stop, and once stopped, a way to go on. */
function Reading({ list }: { list: JobList }) {
  const stopped = list.sources.filter(({ state }) => state === 'stopped');
  if (stopped.length > 0) {
    return (
      <Button
        variant="plain"
        icon={<IconPlayerPlay size={15} aria-hidden />}
        onClick={() => {
          list.refresh(stopped.map(({ source }) => source));
        }}
      >
        Go on reading
      </Button>
    );
  }
  if (!list.reading || list.complete || list.updatedAt === undefined) return null;
  const done = list.sources.filter(({ state }) => state === 'complete' || state === 'failed').length;
  return (
    <>
      <span className={classes['age']}>
        {list.sources.length === 1
          ? 'Reading …'
          : `Reading, ${formatNumber(done)} of ${formatNumber(list.sources.length)} sources done`}
      </span>
      <Button
        variant="plain"
        icon={<IconPlayerStop size={15} aria-hidden />}
        onClick={() => {
          list.stop();
        }}
      >
        Stop reading
      </Button>
    </>
  );
}

const INTERVALS: readonly { readonly value: string; readonly label: string }[] = [
  { value: 'auto', label: 'Automatic' },
  { value: '10', label: 'Every 10 s' },
  { value: '30', label: 'Every 30 s' },
  { value: '60', label: 'Every minute' },
  { value: '300', label: 'Every 5 min' },
  { value: 'off', label: 'Off' },
];

function Interval() {
  const { refresh } = usePreferences();
  const value = String(refresh);
  return (
    <Select
      aria-label="Automatic refresh"
      title="Automatic: every 10 s while a job on screen runs, every minute otherwise"
      value={value}
      options={[
        ...INTERVALS,
        // A number that came from somewhere else, such as an older version of this page.
        ...(INTERVALS.some((each) => each.value === value) ? [] : [{ value, label: `Every ${value} s` }]),
      ]}
      onChange={({ currentTarget: { value } }) => {
        changePreferences({ refresh: value === 'auto' || value === 'off' ? value : Number(value) });
      }}
    />
  );
}

function oldest(sources: JobList['sources']): number | undefined {
  const times = sources.flatMap(({ readAt }) => readAt ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}
