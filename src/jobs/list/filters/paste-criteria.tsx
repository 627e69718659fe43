import { Code, List, Stack, Text, Textarea } from '../../../components/mantine.ts';
import { useState } from 'react';
import { formatInstant } from '../../../lib/format-time.ts';
import { fromListRequest } from '../../criteria/pasted.ts';
import { describeView } from '../../criteria/sentence.ts';
import type { View } from '../../criteria/criteria.ts';
import { usePreferences } from '../../model/preferences.ts';
import { ApplyButton } from './apply-button.tsx';
import { INITIAL_FOCUS } from '../../../components/drop-down.tsx';
import { useView } from '../use-view.ts';
import classes from './paste-criteria.module.css';

/** Takes criteria from the AWS CLI, boto3 or the API, and shows the result before it is applied. */
export function PasteCriteria({ onEdit }: { onEdit: (edit: (view: View) => View) => void }) {
  const view = useView();
  const { zone } = usePreferences();
  const [text, setText] = useState('');
  const { terms, sort, problems } = fromListRequest(text);
  const taken = (view: View): View => ({ ...view, terms, sort: sort ?? view.sort });
  const usable = terms.length > 0 || sort !== undefined;
  const written = text.trim() !== '';
  return (
    <form
      className={classes['paste']}
      onSubmit={(event) => {
        event.preventDefault();
        if (usable) onEdit(taken);
      }}
    >
      <Stack gap="sm">
        <Textarea
          size="xs"
          label="filterCriteria, sortCriteria or a whole request"
          description="JSON or a Python dictionary. Replaces the current Macie filters."
          placeholder='{"includes": [{"key": "jobStatus", "comparator": "EQ", "values": ["RUNNING"]}]}'
          rows={6}
          spellCheck={false}
          classNames={{ input: classes['text'] ?? '' }}
          {...INITIAL_FOCUS}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
        />
        <div aria-live="polite">
          {usable && (
            <Text size="sm" className={classes['wrapped']}>
              {describeView(taken(view), {
                time: (instant) => formatInstant(instant, zone),
                account: String,
              })}
              .
            </Text>
          )}
          {written && problems.length > 0 && (
            <List size="xs" className={classes['wrapped']}>
              {problems.slice(0, 5).map(({ parameter, value, reason }, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- what could not be read has no other identity
                <List.Item key={index}>
                  Left out:{' '}
                  <Code>{parameter || (value.length > 40 ? `${value.slice(0, 40)} …` : value)}</Code> {reason}
                </List.Item>
              ))}
              {problems.length > 5 && <List.Item>and {problems.length - 5} more</List.Item>}
            </List>
          )}
        </div>
        <ApplyButton disabled={!usable}>Use these criteria</ApplyButton>
      </Stack>
    </form>
  );
}
