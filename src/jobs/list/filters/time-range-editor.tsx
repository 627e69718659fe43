import { Button, Group, SegmentedControl, Stack, Text, TextInput } from '../../../components/mantine.ts';
import { DatePicker } from '../../../components/date-picker.ts';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { usePreferences } from '../../model/preferences.ts';
import { ApplyButton } from './apply-button.tsx';
import { INITIAL_FOCUS } from '../../../components/drop-down.tsx';
import { readMoment, showMoment, type Zone } from './moment-text.ts';
import classes from './time-range-editor.module.css';

/** A range of times as links write them: instants, or relative ones. Undefined is open. */
export interface TimeRange {
  /** At or after. */
  readonly from: string | undefined;
  /** Before. */
  readonly to: string | undefined;
}

/**
 * Changes a range of times: a relative one in one click, or from and to as dates or exact times, in the reader's zone
 * or in UTC. The result holds instants, or times that stay relative.
 */
export function TimeRangeEditor({
  range,
  onApply,
  onOther,
}: {
  range: TimeRange;
  /** Never open at both ends. */
  onApply: (range: TimeRange) => void;
  /** Leads to the other comparators. */
  onOther?: () => void;
}) {
  const { zone: preferred } = usePreferences();
  const [zone, setZone] = useState<Zone>(preferred);
  const [from, setFrom] = useState(() => shown(range.from, preferred, false));
  const [to, setTo] = useState(() => shown(range.to, preferred, true));
  const [problems, setProblems] = useState<{ readonly from?: string; readonly to?: string }>({});
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const start = from.trim() === '' ? undefined : readMoment(from, zone);
    const end = to.trim() === '' ? undefined : readMoment(to, zone, true);
    if (!start && !end) {
      setProblems({ from: 'Give a start, an end, or both.' });
    } else if ((start && 'reason' in start) || (end && 'reason' in end)) {
      setProblems({
        ...(start && 'reason' in start && { from: start.reason }),
        ...(end && 'reason' in end && { to: end.reason }),
      });
    } else {
      onApply({ from: start?.value, to: end?.value });
    }
  };
  const changeZone = (next: Zone) => {
    setFrom(inZone(from, zone, next, false));
    setTo(inZone(to, zone, next, true));
    setZone(next);
  };
  return (
    <form onSubmit={apply} className={classes['editor']} noValidate>
      <Stack gap={4} className={classes['presets']} role="group" aria-label="Relative ranges">
        {PRESETS.map(({ value, label }, index) => (
          <Button
            key={value}
            size="xs"
            justify="start"
            variant={range.from === value && range.to === undefined ? 'light' : 'subtle'}
            {...(index === 0 && INITIAL_FOCUS)}
            onClick={() => {
              onApply({ from: value, to: undefined });
            }}
          >
            {label}
          </Button>
        ))}
      </Stack>
      <Stack gap="xs">
        <Group gap="xs" align="start" wrap="nowrap" grow preventGrowOverflow={false}>
          <TextInput
            size="xs"
            label="From"
            placeholder="2026-11-20 14:05"
            autoComplete="off"
            value={from}
            error={problems.from}
            onChange={(event) => {
              setFrom(event.currentTarget.value);
              setProblems({});
            }}
          />
          <TextInput
            size="xs"
            label="To"
            placeholder="open"
            autoComplete="off"
            value={to}
            error={problems.to}
            onChange={(event) => {
              setTo(event.currentTarget.value);
              setProblems({});
            }}
          />
        </Group>
        <Text size="xs" c="var(--macie-quiet)">
          A date, a date and time, or a relative time such as now-7d. The end date is included.
        </Text>
        <DatePicker
          type="range"
          size="xs"
          allowSingleDateInRange
          hideOutsideDates
          weekendDays={[]}
          ariaLabels={{ previousMonth: 'Previous month', nextMonth: 'Next month' }}
          value={[dayOf(from), dayOf(to)]}
          onChange={([first, last]) => {
            setFrom(first ?? '');
            setTo(last ?? '');
            setProblems({});
          }}
        />
        <Group gap="xs" justify="space-between">
          <SegmentedControl
            size="xs"
            aria-label="Time zone"
            value={zone}
            onChange={(value) => {
              changeZone(value === 'utc' ? 'utc' : 'local');
            }}
            data={[
              { value: 'local', label: 'Your zone' },
              { value: 'utc', label: 'UTC' },
            ]}
          />
          <Group gap="xs">
            {onOther && (
              <Button size="xs" variant="subtle" onClick={onOther}>
                Other comparators
              </Button>
            )}
            <ApplyButton />
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

const PRESETS = [
  { value: 'now-1h', label: 'Last hour' },
  { value: 'now-24h', label: 'Last 24 hours' },
  { value: 'now-7d', label: 'Last 7 days' },
  { value: 'now-30d', label: 'Last 30 days' },
  { value: 'now-90d', label: 'Last 90 days' },
] as const;

function shown(value: string | undefined, zone: Zone, wholeDay: boolean): string {
  return value === undefined ? '' : showMoment(value, zone, wholeDay);
}

/** The same moment as another zone's clocks show it; what is no moment stays as it was typed. */
function inZone(text: string, zone: Zone, next: Zone, wholeDay: boolean): string {
  const reading = readMoment(text, zone, wholeDay);
  return 'value' in reading ? showMoment(reading.value, next, wholeDay) : text;
}

/** The day that a calendar marks for a text. */
function dayOf(text: string): string | null {
  return /^\s*(\d{4}-\d\d-\d\d)(?!\S*Z)/.exec(text)?.[1] ?? null;
}
