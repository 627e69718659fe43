import { Radio, Stack, Text, TextInput } from '../../../components/mantine.ts';
import { useState } from 'react';
import { readSpan } from '../../criteria/time.ts';
import { readSearch, readText } from '../../criteria/values.ts';
import type { Refinements } from '../../criteria/criteria.ts';
import { ApplyButton } from './apply-button.tsx';
import { INITIAL_FOCUS } from '../../../components/drop-down.tsx';
import { useEditedValues, ValuesInput } from './values-input.tsx';
import classes from './term-editor.module.css';

/** Changes a filter that the API lacks and the browser makes. */
export function RefinementEditor({
  kind,
  refinements,
  onApply,
}: {
  kind: keyof Refinements;
  refinements: Refinements;
  onApply: (change: Partial<Refinements>) => void;
}) {
  return (
    <Stack gap="sm" className={classes['editor']}>
      {kind === 'lastRun' && <LastRunEditor lastRun={refinements.lastRun} onApply={onApply} />}
      {kind === 'buckets' && (
        <ValuesEditor
          label="Bucket name contains"
          values={refinements.buckets}
          onApply={(buckets) => {
            onApply({ buckets });
          }}
        />
      )}
      {kind === 'bucketIs' && (
        <ValuesEditor
          label="Bucket name is"
          values={refinements.bucketIs}
          onApply={(bucketIs) => {
            onApply({ bucketIs });
          }}
        />
      )}
      {kind === 'q' && <SearchEditor q={refinements.q} onApply={onApply} />}
      {kind === 'expires' && <ExpiresEditor expires={refinements.expires} onApply={onApply} />}
      {kind === 'attention' && (
        <Text size="sm">
          Jobs with errors in their last run, a pause that expires soon or has expired, a missed run, or a
          pause by Macie.
        </Text>
      )}
      {kind === 'overdue' && (
        <Text size="sm">
          Recurring jobs that missed a run, as far as Macie has been asked for their details.
        </Text>
      )}
      <Text size="xs" c="var(--macie-quiet)">
        Macie can’t filter by this. It is done in this browser over all matching jobs, which are read for it.
      </Text>
    </Stack>
  );
}

function LastRunEditor({
  lastRun,
  onApply,
}: {
  lastRun: Refinements['lastRun'];
  onApply: (change: Partial<Refinements>) => void;
}) {
  const [chosen, setChosen] = useState(lastRun ?? 'error');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onApply({ lastRun: chosen });
      }}
    >
      <Stack gap="sm">
        <Radio.Group
          label="Last run"
          value={chosen}
          onChange={(value) => {
            setChosen(value === 'none' ? 'none' : 'error');
          }}
        >
          <Stack gap={8} mt={6}>
            <Radio size="xs" value="error" label="Had errors" {...(chosen === 'error' && INITIAL_FOCUS)} />
            <Radio size="xs" value="none" label="Had no errors" {...(chosen === 'none' && INITIAL_FOCUS)} />
          </Stack>
        </Radio.Group>
        <ApplyButton />
      </Stack>
    </form>
  );
}

function ValuesEditor({
  label,
  values: initial,
  onApply,
}: {
  label: string;
  values: readonly string[];
  onApply: (values: readonly string[]) => void;
}) {
  const edited = useEditedValues(initial, readText);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const values =
          edited.text === '' && edited.values.length > 0 ? edited.values : edited.take([edited.text]);
        if (values) onApply(values);
      }}
    >
      <Stack gap="sm">
        <ValuesInput
          label={label}
          description="Doesn’t match jobs that select buckets by criteria."
          edited={edited}
          focus
        />
        <ApplyButton />
      </Stack>
    </form>
  );
}

function SearchEditor({ q, onApply }: { q: string; onApply: (change: Partial<Refinements>) => void }) {
  const [text, setText] = useState(q);
  const reading = readSearch(text);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onApply({ q: 'value' in reading ? reading.value : '' });
      }}
    >
      <Stack gap="sm">
        <TextInput
          size="xs"
          label="Name, id or bucket contains"
          description="Every word, in upper or lower case."
          value={text}
          maxLength={1000}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
          {...INITIAL_FOCUS}
        />
        <ApplyButton />
      </Stack>
    </form>
  );
}

function ExpiresEditor({
  expires,
  onApply,
}: {
  expires: Refinements['expires'];
  onApply: (change: Partial<Refinements>) => void;
}) {
  const [text, setText] = useState(expires ?? '7d');
  const [problem, setProblem] = useState<string>();
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const reading = readSpan(text.trim());
        if ('reason' in reading) setProblem(reading.reason);
        else onApply({ expires: reading.value });
      }}
    >
      <Stack gap="sm">
        <TextInput
          size="xs"
          label="Pause expires within"
          description="A number with m, h, d or w, such as 7d."
          value={text}
          error={problem}
          autoComplete="off"
          onChange={(event) => {
            setText(event.currentTarget.value);
            setProblem(undefined);
          }}
          {...INITIAL_FOCUS}
        />
        <ApplyButton />
      </Stack>
    </form>
  );
}
