import { Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { readText } from '../../criteria/values.ts';
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
      {kind === 'buckets' && <BucketEditor buckets={refinements.buckets} onApply={onApply} />}
      {kind === 'attention' && (
        <Text size="sm">
          Jobs that had errors in their last run, that a person or Macie paused, or whose pause runs out.
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

function BucketEditor({
  buckets,
  onApply,
}: {
  buckets: readonly string[];
  onApply: (change: Partial<Refinements>) => void;
}) {
  const edited = useEditedValues(buckets, readText);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const values =
          edited.text === '' && edited.values.length > 0 ? edited.values : edited.take([edited.text]);
        if (values) onApply({ buckets: values });
      }}
    >
      <Stack gap="sm">
        <ValuesInput
          label="Bucket name contains"
          description="Of jobs that name their buckets; criteria choose anew at each run."
          edited={edited}
          focus
        />
        <ApplyButton />
      </Stack>
    </form>
  );
}
