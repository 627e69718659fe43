import { Checkbox, Group, NativeSelect, SegmentedControl, Stack, Text } from '../../../components/mantine.ts';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { readValue } from '../../criteria/values.ts';
import { COMPARATORS, type Comparator, type Field, type Term } from '../../criteria/criteria.ts';
import { usePreferences } from '../../model/preferences.ts';
import { STATUS_TEXT, TYPE_TEXT, type Word } from '../../model/status-text.ts';
import { ApplyButton } from './apply-button.tsx';
import { INITIAL_FOCUS } from '../../../components/drop-down.tsx';
import { readMoment, showMoment } from './moment-text.ts';
import { CASE_NOTE } from './no-match-hints.ts';
import { comparatorLabel, FIELD_LABELS, USUAL_COMPARATORS } from './term-text.ts';
import { type EditedValues, useEditedValues, ValuesInput } from './values-input.tsx';
import classes from './term-editor.module.css';

/** What a new term of a field starts as. */
export function newTerm(field: Field): Term {
  return { field, comparator: USUAL_COMPARATORS[field][0] ?? 'EQ', exclude: false, values: [] };
}

/** Changes one condition of the API's filter: its side, its comparator and its values. */
export function TermEditor({ term, onApply }: { term: Term; onApply: (term: Term) => void }) {
  const { field } = term;
  const { zone } = usePreferences();
  const [exclude, setExclude] = useState(term.exclude);
  const [comparator, setComparator] = useState(term.comparator);
  const [missing, setMissing] = useState(false);
  const words = WORDS[field];
  // Words have boxes to tick; other values start in the text box.
  const [ticked, setTicked] = useState<readonly string[]>(words ? term.values : []);
  const show = field === 'created' ? (value: string) => showMoment(value, zone) : String;
  const edited = useEditedValues(
    words ? [] : term.values,
    (text) => (field === 'created' ? readMoment(text, zone) : readValue(field, text)),
    show,
  );
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const typed = edited.text === '' ? edited.values : edited.take([edited.text]);
    if (!typed) return;
    const values = [...new Set([...ticked, ...typed])];
    setMissing(values.length === 0);
    if (values.length > 0) onApply({ field, comparator, exclude, values });
  };
  return (
    <form onSubmit={apply} className={classes['editor']} noValidate>
      <Stack gap="sm">
        <Group gap="xs" wrap="nowrap">
          <SegmentedControl
            size="xs"
            aria-label="Side"
            value={exclude ? 'exclude' : 'include'}
            onChange={(side) => {
              setExclude(side === 'exclude');
            }}
            data={[
              { value: 'include', label: 'Include' },
              { value: 'exclude', label: 'Exclude' },
            ]}
          />
          <ComparatorSelect field={field} value={comparator} onChange={setComparator} />
        </Group>
        {words ? (
          <WordChoice words={words} ticked={ticked} onTick={setTicked} edited={edited} />
        ) : (
          <ValuesInput
            label={
              field === 'created' ? `Time, ${zone === 'utc' ? 'UTC' : 'your zone'}` : 'Name, or a part of it'
            }
            description={field === 'created' ? '2026-11-20, 2026-11-20 14:05, or now-7d' : CASE_NOTE}
            edited={edited}
            show={show}
            focus
          />
        )}
        {missing && (
          <Text size="xs" role="alert" c="var(--macie-red)">
            {words ? 'Choose at least one.' : 'Give at least one value.'}
          </Text>
        )}
        <ApplyButton />
      </Stack>
    </form>
  );
}

function ComparatorSelect({
  field,
  value,
  onChange,
}: {
  field: Field;
  value: Comparator;
  onChange: (comparator: Comparator) => void;
}) {
  const usual = USUAL_COMPARATORS[field];
  const option = (comparator: Comparator) => ({
    value: comparator,
    label: comparatorLabel(field, comparator),
  });
  return (
    <NativeSelect
      size="xs"
      className={classes['comparator']}
      aria-label={`${FIELD_LABELS[field]}: comparator`}
      value={value}
      onChange={(event) => {
        const chosen = COMPARATORS.find((comparator) => comparator === event.currentTarget.value);
        if (chosen) onChange(chosen);
      }}
      data={[
        ...usual.map(option),
        {
          group: 'More of the API’s, which Macie may refuse',
          items: COMPARATORS.filter((comparator) => !usual.includes(comparator)).map(option),
        },
      ]}
    />
  );
}

/** Macie's words with what each means, and a box for others: Macie may be newer than this page. */
function WordChoice({
  words,
  ticked,
  onTick,
  edited,
}: {
  words: Readonly<Record<string, Word>>;
  ticked: readonly string[];
  onTick: (ticked: readonly string[]) => void;
  edited: EditedValues;
}) {
  const [offered] = useState([...new Set([...Object.keys(words), ...ticked])]);
  return (
    <>
      <Checkbox.Group value={[...ticked]} onChange={onTick} aria-label="Values">
        <Stack gap={8}>
          {offered.map((value, index) => (
            <Checkbox
              key={value}
              size="xs"
              value={value}
              label={words[value]?.label ?? value}
              description={words[value]?.meaning}
              {...(index === 0 && INITIAL_FOCUS)}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      <ValuesInput label="Other value, or part of one" edited={edited} />
    </>
  );
}

const WORDS: Readonly<Record<Field, Readonly<Record<string, Word>> | undefined>> = {
  status: STATUS_TEXT,
  type: TYPE_TEXT,
  name: undefined,
  created: undefined,
};
