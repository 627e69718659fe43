import { randomId } from '../../../lib/random-id.ts';
import {
  ActionIcon,
  Button,
  FileButton,
  Group,
  Stack,
  Text,
  TextInput,
} from '../../../components/mantine.ts';
import { IconArrowDown, IconArrowUp, IconHome, IconHomeFilled, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import {
  addView,
  deleteView,
  exportViews,
  importViews,
  moveView,
  renameView,
  restoreView,
  setStart,
  type SavedView,
  type SavedViews,
} from './saved-views.ts';
import { TextLink } from '../../../components/link.tsx';
import { listPath } from '../../criteria/link.ts';
import { saveFile } from '../toolbar/download-jobs.ts';
import { INITIAL_FOCUS } from '../../../components/drop-down.tsx';
import { changeSavedViews, useSavedViews } from './saved-views-store.ts';
import { useView } from '../use-view.ts';
import classes from './saved-views-panel.module.css';

/** The saved views: to open one, to keep the present one, and to put them in order. */
export function SavedViewsPanel({ open, onOpened }: { open: SavedView | undefined; onOpened: () => void }) {
  const saved = useSavedViews();
  const [managing, setManaging] = useState(false);
  const [said, setSaid] = useState<ReactNode>();
  return (
    <Stack gap="sm" className={classes['panel']}>
      {saved.views.length === 0 ? (
        <Text size="sm" c="var(--macie-quiet)">
          A saved view is a named link, stored in this browser.
        </Text>
      ) : managing ? (
        <ManagedViews saved={saved} onSaid={setSaid} />
      ) : (
        <ul className={classes['views']} aria-label="Saved views">
          {saved.views.map(({ id, name, link }) => (
            <li key={id}>
              <TextLink
                href={listPath(link)}
                size="sm"
                className={classes['name']}
                underline="hover"
                aria-current={id === open?.id ? 'page' : undefined}
                onClick={onOpened}
              >
                {name}
              </TextLink>
              {id === saved.start && <IconHomeFilled size={14} role="img" aria-label="Start page" />}
            </li>
          ))}
        </ul>
      )}
      <SaveAs onSaved={setSaid} />
      <Group gap={6}>
        {saved.views.length > 0 && (
          <>
            <Button
              size="compact-xs"
              variant="default"
              aria-pressed={managing}
              onClick={() => {
                setManaging(!managing);
              }}
            >
              {managing ? 'Done' : 'Rename, order, delete'}
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => {
                saveFile(
                  new Blob([exportViews(saved)], { type: 'application/json' }),
                  'macie-job-views.json',
                );
              }}
            >
              Export
            </Button>
          </>
        )}
        <Import onDone={setSaid} />
      </Group>
      <Text size="xs" component="div" aria-live="polite">
        {said}
      </Text>
    </Stack>
  );
}

/** Keeps what the list shows now under a name. */
function SaveAs({ onSaved }: { onSaved: (said: string) => void }) {
  const view = useView();
  const [name, setName] = useState('');
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    const isKept = changeSavedViews((saved) => addView(saved, randomId(), name, view));
    setName('');
    onSaved(
      isKept
        ? `Saved ${name.trim()}`
        : `Saved ${name.trim()} until this page is closed: this browser’s storage is full or blocked`,
    );
  };
  return (
    <form onSubmit={save}>
      <Group gap={6} align="end" wrap="nowrap">
        <TextInput
          size="xs"
          className={classes['name']}
          label="Save this view as"
          placeholder="Running jobs, EU"
          maxLength={100}
          autoComplete="off"
          {...INITIAL_FOCUS}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
        />
        <Button type="submit" size="xs" variant="default">
          Save
        </Button>
      </Group>
    </form>
  );
}

function ManagedViews({ saved, onSaid }: { saved: SavedViews; onSaid: (said: ReactNode) => void }) {
  const undo = (view: SavedView, before: { place: number; wasStart: boolean }) => (
    <>
      Deleted {view.name}.{' '}
      <Button
        size="compact-xs"
        variant="default"
        {...INITIAL_FOCUS}
        onClick={(event) => {
          changeSavedViews((saved) => restoreView(saved, view, before));
          event.currentTarget.closest<HTMLElement>('[role="dialog"]')?.focus();
          onSaid(undefined);
        }}
      >
        Undo
      </Button>
    </>
  );
  return (
    <ul className={classes['views']} aria-label="Saved views">
      {saved.views.map(({ id, name, link }, place) => (
        <li key={id}>
          <Rename
            name={name}
            onRename={(next) => {
              changeSavedViews((saved) => renameView(saved, id, next));
            }}
          />
          <Tool
            label={`Begin with ${name}`}
            pressed={id === saved.start}
            onClick={() => {
              changeSavedViews((saved) => setStart(saved, saved.start === id ? undefined : id));
            }}
          >
            {id === saved.start ? (
              <IconHomeFilled size={14} aria-hidden />
            ) : (
              <IconHome size={14} aria-hidden />
            )}
          </Tool>
          <Tool
            label={`Move ${name} up`}
            onClick={() => {
              changeSavedViews((saved) => moveView(saved, id, place - 1));
            }}
          >
            <IconArrowUp size={14} aria-hidden />
          </Tool>
          <Tool
            label={`Move ${name} down`}
            onClick={() => {
              changeSavedViews((saved) => moveView(saved, id, place + 1));
            }}
          >
            <IconArrowDown size={14} aria-hidden />
          </Tool>
          <Tool
            label={`Delete ${name}`}
            onClick={() => {
              changeSavedViews((saved) => deleteView(saved, id));
              onSaid(undo({ id, name, link }, { place, wasStart: id === saved.start }));
            }}
          >
            <IconTrash size={14} aria-hidden />
          </Tool>
        </li>
      ))}
    </ul>
  );
}

/** A name to be changed in place; it counts when the reader leaves it or presses Enter. */
function Rename({ name, onRename }: { name: string; onRename: (name: string) => void }) {
  const [text, setText] = useState(name);
  // What it is called now may not be what was typed: the name may have been taken.
  const [known, setKnown] = useState(name);
  if (known !== name) {
    setKnown(name);
    setText(name);
  }
  const rename = () => {
    if (text.trim() === '') setText(name);
    else if (text !== name) onRename(text);
  };
  return (
    <TextInput
      size="xs"
      className={classes['name']}
      aria-label={`Name of ${name}`}
      maxLength={100}
      autoComplete="off"
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
      }}
      onBlur={rename}
      onKeyDown={(event) => {
        if (event.key === 'Enter') rename();
      }}
    />
  );
}

function Tool({
  label,
  pressed,
  onClick,
  children,
}: {
  label: string;
  pressed?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <ActionIcon
      size={24}
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}

/** Takes the views of a file that another reader exported. */
function Import({ onDone }: { onDone: (said: ReactNode) => void }) {
  const take = async (file: File | null) => {
    if (!file) return;
    const text = await file.text();
    changeSavedViews((before) => {
      const { saved, dropped } = importViews(before, text, () => randomId());
      const count = saved.views.length - before.views.length;
      onDone(
        <>
          {count} {count === 1 ? 'view' : 'views'} imported.
          {dropped.slice(0, 5).map(({ parameter, value, reason }) => (
            <div key={`${parameter} ${value} ${reason}`}>
              {[parameter, value].filter(Boolean).join(': ')} {reason}
            </div>
          ))}
          {dropped.length > 5 && <div>and {dropped.length - 5} more left out</div>}
        </>,
      );
      return saved;
    });
  };
  return (
    <FileButton accept="application/json,.json" onChange={(file) => void take(file)}>
      {({ onClick }) => (
        <Button size="compact-xs" variant="default" onClick={onClick}>
          Import
        </Button>
      )}
    </FileButton>
  );
}
