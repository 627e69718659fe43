import { Checkbox, Group, Stack, TextInput } from '../../../components/mantine.ts';
import { useState } from 'react';
import type { View } from '../../criteria/criteria.ts';
import { useMonitor } from '../../queries/monitor.ts';
import { ApplyButton } from '../filters/apply-button.tsx';
import { INITIAL_FOCUS } from '../../../components/drop-down.tsx';
import classes from './source-picker.module.css';

/** Which accounts and Regions a view is about; none ticked means all. */
type Choice = Pick<View, 'accounts' | 'regions'>;

/** Ticks accounts and Regions. */
export function SourcePicker({ view, onApply }: { view: View; onApply: (choice: Choice) => void }) {
  const { accounts: configured } = useMonitor();
  const [accounts, setAccounts] = useState(view.accounts);
  const [regions, setRegions] = useState(view.regions);
  const [search, setSearch] = useState('');
  const accountOptions = withUnknown(
    configured.map(({ id, label, accountId }) => ({ value: id, label, detail: accountId })),
    view.accounts,
  );
  const regionOptions = withUnknown(
    [...new Set(configured.flatMap(({ regions }) => regions))]
      .toSorted()
      .map((value) => ({ value, label: value })),
    view.regions,
  );
  return (
    <form
      className={classes['picker']}
      onSubmit={(event) => {
        event.preventDefault();
        onApply({
          accounts: allIsNone(accounts, accountOptions),
          regions: allIsNone(regions, regionOptions),
        });
      }}
    >
      <Stack gap="sm">
        {accountOptions.length + regionOptions.length > MANY && (
          <TextInput
            size="xs"
            type="search"
            aria-label="Find an account or a Region"
            placeholder="Find an account, its number or a Region"
            autoComplete="off"
            {...INITIAL_FOCUS}
            value={search}
            onChange={(event) => {
              setSearch(event.currentTarget.value);
            }}
          />
        )}
        <Group align="start" gap="lg" wrap="wrap">
          {accountOptions.length > 1 && (
            <Ticks
              legend="Accounts"
              options={accountOptions}
              search={search}
              ticked={accounts}
              onTick={setAccounts}
            />
          )}
          <Ticks
            legend="Regions"
            options={regionOptions}
            search={search}
            ticked={regions}
            onTick={setRegions}
          />
        </Group>
        <ApplyButton />
      </Stack>
    </form>
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
}

/** From so many on, finding one by eye takes longer than by name. */
const MANY = 12;

function Ticks({
  legend,
  options,
  search,
  ticked,
  onTick,
}: {
  legend: string;
  options: readonly Option[];
  search: string;
  ticked: readonly string[];
  onTick: (ticked: readonly string[]) => void;
}) {
  const wanted = search.trim().toLowerCase();
  // What is ticked stays in sight: readers should see what they apply.
  const found = options.filter(
    ({ value, label, detail }) =>
      ticked.includes(value) || [value, label, detail].some((text) => text?.toLowerCase().includes(wanted)),
  );
  return (
    <fieldset className={classes['ticks']}>
      <legend>{legend}</legend>
      <Checkbox
        size="xs"
        label={`All ${legend === 'Regions' ? legend : legend.toLowerCase()}`}
        checked={ticked.length === 0}
        onChange={() => {
          onTick([]);
        }}
      />
      {found.map(({ value, label, detail }) => (
        <Checkbox
          key={value}
          size="xs"
          label={label}
          description={detail}
          checked={ticked.includes(value)}
          onChange={({ currentTarget: { checked } }) => {
            onTick(checked ? [...ticked, value] : ticked.filter((each) => each !== value));
          }}
        />
      ))}
    </fieldset>
  );
}

/** A link may name what this page doesn't read; that too must be there to be taken away. */
function withUnknown(options: readonly Option[], chosen: readonly string[]): readonly Option[] {
  const unknown = chosen.filter((value) => options.every((option) => option.value !== value));
  return [
    ...options,
    ...unknown.map((value) => ({ value, label: value, detail: 'This page does not read it' })),
  ];
}

/** A choice of everything is the same as none: what is configured later belongs to it too. */
function allIsNone(chosen: readonly string[], options: readonly Option[]): readonly string[] {
  return options.every(({ value }) => chosen.includes(value)) ? [] : chosen;
}
