import { Button, Code, Drawer, SegmentedControl, Text, TextInput } from '../../../components/mantine.ts';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleOff,
  IconClockExclamation,
  IconPlayerStop,
  IconProgressDown,
} from '@tabler/icons-react';
import { memo, useMemo, useState } from 'react';
import { sourceKey } from '../../../aws/source.ts';
import { counted } from '../../../lib/text.ts';
import { formatAge } from '../../../lib/format-time.ts';
import { Themed } from '../../../components/themed.tsx';
import { useAtPresent } from '../../../components/time.tsx';
import { describeError, errorReference } from '../../errors/error-messages.ts';
import { SourceInsights } from '../../insights/source-insights.tsx';
import { sourceLabel, useMonitor } from '../../queries/monitor.ts';
import { GroupCounts } from './group-counts.tsx';
import type { Grouping } from './group-counts.tsx';
import type { JobList, SourceState } from '../job-list.ts';
import { failureLabel, isNotEnabled, standingOf } from './source-text.ts';
import classes from './sources-panel.module.css';

/** What is known of each source of the list, with a retry; and its jobs counted by account or Region. */
export function SourcesPanel({
  list,
  opened,
  onClose,
}: {
  list: JobList;
  opened: boolean;
  onClose: () => void;
}) {
  const [part, setPart] = useState<'sources' | Grouping>('sources');
  return (
    <Themed>
      <Drawer.Root opened={opened} onClose={onClose} position="right" size={620} lockScroll={false}>
        <Drawer.Overlay />
        <Drawer.Content>
          <div className={classes['header']}>
            <Drawer.Title>Sources of this list</Drawer.Title>
            <Drawer.CloseButton aria-label="Close" />
          </div>
          <Drawer.Body>
            {list.sources.length > 1 && (
              <SegmentedControl
                fullWidth
                size="xs"
                mb="sm"
                aria-label="Show"
                value={part}
                onChange={setPart}
                data={[
                  { value: 'sources', label: 'Each source' },
                  { value: 'account', label: 'By account' },
                  { value: 'region', label: 'By Region' },
                ]}
              />
            )}
            {part === 'sources' ? (
              <Sources list={list} />
            ) : (
              <GroupCounts list={list} by={part} onLeave={onClose} />
            )}
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
    </Themed>
  );
}

/** More than these want a search box. */
const MANY = 8;

/** Up to this many failures can be explained at length without pushing each other off the screen. */
const MOST_OPEN = 3;

function Sources({ list: { sources, refresh } }: { list: JobList }) {
  const { accounts } = useMonitor();
  const [wanted, setWanted] = useState('');
  const { missing, stale } = standingOf(sources);
  const failed = [...missing, ...stale];
  const shown = useMemo(() => {
    const words = wanted.toLowerCase().split(/\s+/);
    return sources
      .filter((state) => {
        const text = `${sourceLabel(accounts, state.source)} ${sourceKey(state.source)} ${stateOf(state).label}`;
        return words.every((word) => text.toLowerCase().includes(word));
      })
      .toSorted((a, b) => stateOf(a).rank - stateOf(b).rank);
  }, [accounts, sources, wanted]);
  return (
    <>
      <div className={classes['tools']}>
        {sources.length > MANY && (
          <TextInput
            className={classes['search']}
            size="xs"
            aria-label="Find a source"
            placeholder="Find an account, Region or state"
            value={wanted}
            onChange={({ currentTarget }) => {
              setWanted(currentTarget.value);
            }}
          />
        )}
        {failed.length > 1 && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              refresh(failed.map(({ source }) => source));
            }}
          >
            Retry all failed
          </Button>
        )}
      </div>
      <ul className={classes['sources']} aria-label="Sources">
        {shown.map((state) => (
          <SourceRow
            key={sourceKey(state.source)}
            state={state}
            open={failed.length <= MOST_OPEN}
            refresh={refresh}
          />
        ))}
      </ul>
      {shown.length === 0 && (
        <Text size="sm" c="var(--macie-quiet)">
          No source matches.
        </Text>
      )}
    </>
  );
}

const SourceRow = memo(function SourceRow({
  state,
  open,
  refresh,
}: {
  state: SourceState;
  /** Whether the words about a failure are there at once. */
  open: boolean;
  refresh: JobList['refresh'];
}) {
  const { accounts } = useMonitor();
  const { source, error, readAt } = state;
  const { label, Icon, color, failed } = stateOf(state);
  const where = sourceLabel(accounts, source);
  const age = useAtPresent((now) => (readAt === undefined ? '' : formatAge(Math.min(readAt, now), now)));
  const words = error ? describeError(error, where) : undefined;
  const reference = errorReference(error);
  return (
    <li className={classes['source']}>
      <Icon size={16} aria-hidden className={classes['icon']} style={{ color }} />
      <div className={classes['what']}>
        <div>{where}</div>
        <div className={classes['facts']}>
          <span style={failed ? { color } : undefined}>{label}</span>
          {!isNotEnabled(state) && <span>{countText(state)}</span>}
          {age && <span>{failed ? `last read ${age}` : `read ${age}`}</span>}
        </div>
        <SourceInsights source={source} />
        {failed && words && (
          <details className={classes['error']} open={open}>
            <summary>What this means</summary>
            <div>{words.detail}</div>
            {words.quote && (
              <div>
                AWS says: <q>{words.quote}</q>
              </div>
            )}
            {reference && <Code>{reference}</Code>}
          </details>
        )}
      </div>
      {(failed || state.state === 'stopped') && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`${failed ? 'Retry' : 'Go on reading'} ${where}`}
          onClick={() => {
            refresh([source]);
          }}
        >
          {failed ? 'Retry' : 'Go on'}
        </Button>
      )}
    </li>
  );
});

/** Exact once a source has been read to its end. */
function countText({ state, count }: SourceState): string {
  const exact = state === 'complete';
  if (!exact && count === 0) return 'not read yet';
  return `${exact ? '' : 'at least '}${counted(count, 'job')}`;
}

interface StateVariant {
  readonly label: string;
  readonly Icon: typeof IconAlertTriangle;
  readonly color: string;
  /** Problems come first. */
  readonly rank: number;
  readonly failed?: boolean;
}

function stateOf(state: SourceState): StateVariant {
  if (isNotEnabled(state)) return NOT_ENABLED;
  if (state.error === undefined && state.state !== 'failed') return VARIANTS[state.state];
  return { ...FAILED, label: failureLabel(state.error) };
}

const FAILED = { Icon: IconAlertTriangle, color: 'var(--macie-red)', rank: 0, failed: true };

const NOT_ENABLED: StateVariant = {
  label: 'Macie is not enabled',
  Icon: IconCircleOff,
  color: 'var(--macie-grey)',
  rank: 5,
};

const VARIANTS: Readonly<Record<Exclude<SourceState['state'], 'failed'>, StateVariant>> = {
  stopped: { label: 'Stopped', Icon: IconPlayerStop, color: 'var(--macie-orange)', rank: 1 },
  timedOut: { label: 'No response yet', Icon: IconClockExclamation, color: 'var(--macie-orange)', rank: 1 },
  waiting: { label: 'Waiting', Icon: IconCircleDashed, color: 'var(--macie-grey)', rank: 2 },
  reading: { label: 'Reading', Icon: IconProgressDown, color: 'var(--macie-blue)', rank: 3 },
  complete: { label: 'Read', Icon: IconCircleCheck, color: 'var(--macie-green)', rank: 4 },
};
