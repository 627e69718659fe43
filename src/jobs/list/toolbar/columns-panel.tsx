import {
  ActionIcon,
  Button,
  Checkbox,
  Divider,
  Group,
  SegmentedControl,
  Stack,
  Switch,
  Text,
  VisuallyHidden,
} from '../../../components/mantine.ts';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useMonitor } from '../../queries/monitor.ts';
import { changePreferences, usePreferences } from '../../model/preferences.ts';
import { columns as allColumns, columnsWith, DEFAULT_COLUMNS } from '../table/columns.tsx';
import { INITIAL_FOCUS } from '../../../components/drop-down.tsx';
import classes from './columns-panel.module.css';

/** How the reader wants the list laid out: columns and their order, rows, and times. */
export function ColumnsPanel() {
  const { columns: chosen, density, wrap, zone, times, keep } = usePreferences();
  const { clearCache, insights } = useMonitor();
  const columns = columnsWith(insights.has);
  const [said, setSaid] = useState('');
  const shown = chosen ?? DEFAULT_COLUMNS;
  // What an older version of this page knew and this one doesn't stays in the record, and out of sight.
  const inOrder = shown.flatMap((id) => columns.find((column) => column.id === id) ?? []);
  // The first that can be taken away; it keeps the part when the order changes.
  const [first] = useState(() => inOrder.find(({ meta }) => !meta?.always)?.id);
  const move = (id: string, by: 1 | -1) => {
    const ids = inOrder.map((column) => column.id ?? '');
    const from = ids.indexOf(id);
    const to = from + by;
    if (to < 0 || to >= ids.length) return;
    changePreferences({ columns: ids.toSpliced(from, 1).toSpliced(to, 0, id) });
    setSaid(`${labelOf(id)}: place ${to + 1} of ${ids.length}`);
  };
  return (
    <Stack gap="sm" className={classes['panel']}>
      <ul className={classes['columns']} aria-label="Columns">
        {[...inOrder, ...columns.filter(({ id }) => !shown.includes(id ?? ''))].map((column, index) => {
          const { id = '', meta } = column;
          const on = index < inOrder.length;
          return (
            <li key={id}>
              <Checkbox
                size="xs"
                label={meta?.label}
                description={meta?.described ? 'one call per row' : undefined}
                checked={on}
                disabled={meta?.always}
                {...(id === first && INITIAL_FOCUS)}
                onChange={({ currentTarget: { checked } }) => {
                  changePreferences({
                    columns: checked ? [...shown, id] : shown.filter((each) => each !== id),
                  });
                }}
              />
              {on && (
                <Group gap={2} wrap="nowrap">
                  <Mover
                    label={`Move ${meta?.label} up`}
                    end={index === 0}
                    onClick={() => {
                      move(id, -1);
                    }}
                  >
                    <IconArrowUp size={14} aria-hidden />
                  </Mover>
                  <Mover
                    label={`Move ${meta?.label} down`}
                    end={index === inOrder.length - 1}
                    onClick={() => {
                      move(id, 1);
                    }}
                  >
                    <IconArrowDown size={14} aria-hidden />
                  </Mover>
                </Group>
              )}
            </li>
          );
        })}
      </ul>
      <VisuallyHidden aria-live="polite">{said}</VisuallyHidden>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => {
          changePreferences({ columns: undefined, widths: {} });
        }}
      >
        Reset columns and widths
      </Button>
      <Divider />
      <Choice
        label="Rows"
        value={density}
        options={[
          { value: 'compact', label: 'Compact' },
          { value: 'comfortable', label: 'Comfortable' },
        ]}
        onChange={(value) => {
          changePreferences({ density: value });
        }}
      />
      <Switch
        size="xs"
        label="Wrap long text"
        checked={wrap}
        onChange={({ currentTarget: { checked } }) => {
          changePreferences({ wrap: checked });
        }}
      />
      <Switch
        size="xs"
        label="Cache the job list in this browser"
        description="Shows it immediately when you come back"
        checked={keep}
        onChange={({ currentTarget: { checked } }) => {
          changePreferences({ keep: checked });
          if (!checked) void clearCache();
        }}
      />
      <Choice
        label="Times"
        value={times}
        options={[
          { value: 'relative', label: 'Ages' },
          { value: 'absolute', label: 'Dates' },
        ]}
        onChange={(value) => {
          changePreferences({ times: value });
        }}
      />
      <Choice
        label="Time zone"
        value={zone}
        options={[
          { value: 'local', label: 'Yours' },
          { value: 'utc', label: 'UTC' },
        ]}
        onChange={(value) => {
          changePreferences({ zone: value });
        }}
      />
      <Text size="xs" c="var(--macie-quiet)">
        Stored in this browser, never in links.
      </Text>
    </Stack>
  );
}

function labelOf(id: string): string {
  return allColumns.find((column) => column.id === id)?.meta?.label ?? id;
}

/** At the end of the list it stays a button that the focus can stand on. */
function Mover({
  label,
  end,
  onClick,
  children,
}: {
  label: string;
  end: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <ActionIcon
      size={22}
      variant="subtle"
      color="gray"
      aria-label={label}
      aria-disabled={end}
      {...(end && { 'data-disabled': true })}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}

function Choice<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: readonly { readonly value: T; readonly label: string }[];
  onChange: (value: T) => void;
}) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{label}</Text>
      <SegmentedControl size="xs" aria-label={label} value={value} data={[...options]} onChange={onChange} />
    </Group>
  );
}
