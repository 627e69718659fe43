import { ActionIcon, Button, Group, TextInput } from '../../../components/mantine.ts';
import { IconX } from '@tabler/icons-react';
import { useCallback, useRef, useState } from 'react';
import type { Reading } from '../../criteria/time.ts';
import { INITIAL_FOCUS } from '../../../components/drop-down.tsx';
import classes from './values-input.module.css';

/** Values being edited: those that stand, and a text that may become one more. */
export interface EditedValues {
  readonly values: readonly string[];
  readonly text: string;
  readonly error: string | undefined;
  readonly setValues: (values: readonly string[]) => void;
  readonly setText: (text: string) => void;
  /** Makes values of some texts. What can't become one stays in the box, with the reason below it. */
  readonly take: (texts: readonly string[]) => readonly string[] | undefined;
}

/**
 * Holds values while they are edited. The last one starts in the box, ready to be changed.
 *
 * @param read the canonical value of a text, or why there is none
 * @param show a value as the text that reads back to it
 */
export function useEditedValues(
  initial: readonly string[],
  read: (text: string) => Reading,
  show: (value: string) => string = String,
): EditedValues {
  const last = initial.at(-1);
  const [values, setValues] = useState(
    last === undefined || !fitsBox(show(last)) ? initial : initial.slice(0, -1),
  );
  const [text, setText] = useState(last === undefined || !fitsBox(show(last)) ? '' : show(last));
  const [error, setError] = useState<string>();
  return {
    values,
    text,
    error,
    setValues,
    setText: (next) => {
      setText(next);
      setError(undefined);
    },
    take: (texts) => {
      const taken = new Set(values);
      const refused: string[] = [];
      let reason: string | undefined;
      for (const each of texts) {
        const reading = read(each);
        if ('value' in reading) taken.add(reading.value);
        else {
          refused.push(each);
          reason ??= reading.reason;
        }
      }
      setValues([...taken]);
      setText(refused.join(' '));
      setError(reason);
      return reason === undefined ? [...taken] : undefined;
    },
  };
}

/** The values of a term as chips, and a box for one more. A paste of several lines gives several. */
export function ValuesInput({
  label,
  description,
  edited,
  show = String,
  focus = false,
}: {
  label: string;
  description?: string;
  edited: EditedValues;
  show?: (value: string) => string;
  /** Whether the focus of the panel begins here. */
  focus?: boolean;
}) {
  const { values, text, error, setValues, setText, take } = edited;
  const box = useRef<HTMLInputElement>(null);
  const attach = useCallback(
    (input: HTMLInputElement | null) => {
      box.current = input;
      if (focus) INITIAL_FOCUS.ref(input);
    },
    [focus],
  );
  return (
    <>
      {values.length > 0 && (
        <ul className={classes['values']} aria-label={`${label}: chosen`}>
          {values.map((value) => (
            <li key={value}>
              <span dir="auto">{show(value)}</span>
              <ActionIcon
                size="xs"
                variant="subtle"
                color="gray"
                aria-label={`Remove ${show(value)}`}
                onClick={() => {
                  setValues(values.filter((each) => each !== value));
                  box.current?.focus();
                }}
              >
                <IconX size={12} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <Group gap={6} align="end" wrap="nowrap">
        <TextInput
          size="xs"
          className={classes['box']}
          label={label}
          description={description}
          value={text}
          error={error}
          data-autofocus={focus || undefined}
          ref={attach}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
          onPaste={(event) => {
            const lines = linesOf(event.clipboardData.getData('text'));
            if (lines.length < 2) return;
            event.preventDefault();
            take(lines);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Backspace' && text === '' && values.length > 0) setValues(values.slice(0, -1));
          }}
        />
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            if (text !== '') take([text]);
            box.current?.focus();
          }}
        >
          Add
        </Button>
      </Group>
    </>
  );
}

/** An input has one line, and would lose what is beyond. */
function fitsBox(text: string): boolean {
  return !/[\n\r]/.test(text);
}

function linesOf(text: string): string[] {
  return text.split(/[\n\r]+/).filter((line) => line.trim() !== '');
}
