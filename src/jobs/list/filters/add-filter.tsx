import { Button, Divider, Stack, Text, UnstyledButton } from '../../../components/mantine.ts';
import { IconArrowLeft, IconClipboardText } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { lazyPart } from '../../../components/lazy.tsx';
import { FIELDS, type Field, type Refinements, type View } from '../../criteria/criteria.ts';
import { INITIAL_FOCUS } from '../../../components/drop-down.tsx';
import { RefinementEditor } from './refinement-editor.tsx';
import { newTerm, TermEditor } from './term-editor.tsx';
import { FIELD_LABELS } from './term-text.ts';
import { useView } from '../use-view.ts';
import { createdRange, rangeOf, refine, replaceTerms, withCreatedRange } from '../view-edits.ts';
import classes from './add-filter.module.css';

const TimeRangeEditor = lazyPart(() =>
  import('./time-range-editor.tsx').then(({ TimeRangeEditor }) => TimeRangeEditor),
);
const RunTimeEditor = lazyPart(() =>
  import('./run-time-editor.tsx').then(({ RunTimeEditor }) => RunTimeEditor),
);
const PasteCriteria = lazyPart(() =>
  import('./paste-criteria.tsx').then(({ PasteCriteria }) => PasteCriteria),
);

type Step = 'menu' | Field | 'created.other' | 'lastRunTime' | 'buckets' | 'bucketIs' | 'paste';

/** What "Add filter" opens: the properties to filter by, then the editor of the one that was chosen. */
export function AddFilter({ onEdit }: { onEdit: (edit: (view: View) => View) => void }) {
  const view = useView();
  const [step, setStep] = useState<Step>('menu');
  if (step === 'menu') return <Menu onStep={setStep} onEdit={onEdit} />;
  return (
    <Stack gap="xs" align="start">
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        leftSection={<IconArrowLeft size={14} aria-hidden />}
        onClick={() => {
          setStep('menu');
        }}
      >
        {TITLES[step]}
      </Button>
      <Suspense fallback={<Text size="sm">Loading …</Text>}>{editor()}</Suspense>
    </Stack>
  );

  function editor(): ReactNode {
    switch (step) {
      case 'menu':
        return null;
      case 'created':
        return (
          <TimeRangeEditor
            range={rangeOf(createdRange(view))}
            onApply={(range) => {
              onEdit((view) => withCreatedRange(view, range));
            }}
            onOther={() => {
              setStep('created.other');
            }}
          />
        );
      case 'lastRunTime':
        return (
          <RunTimeEditor
            bounds={view.refinements.lastRunTime}
            onApply={(lastRunTime) => {
              onEdit((view) => refine(view, { lastRunTime }));
            }}
          />
        );
      case 'buckets':
      case 'bucketIs':
        return (
          <RefinementEditor
            kind={step}
            refinements={view.refinements}
            onApply={(change) => {
              onEdit((view) => refine(view, change));
            }}
          />
        );
      case 'paste':
        return <PasteCriteria onEdit={onEdit} />;
      default:
        return (
          <TermEditor
            term={newTerm(step === 'created.other' ? 'created' : step)}
            onApply={(term) => {
              onEdit((view) => replaceTerms(view, [], [term]));
            }}
          />
        );
    }
  }
}

function Menu({
  onStep,
  onEdit,
}: {
  onStep: (step: Step) => void;
  onEdit: (edit: (view: View) => View) => void;
}) {
  return (
    // The arrow keys are a shortcut on top of Tab, which reaches every button.
    <div className={classes['menu']} onKeyDown={moveByArrows} role="presentation">
      {FIELDS.map((field, index) => (
        <UnstyledButton
          key={field}
          className={classes['item']}
          {...(index === 0 && INITIAL_FOCUS)}
          onClick={() => {
            onStep(field);
          }}
        >
          {FIELD_LABELS[field]}
          <span>{HINTS[field]}</span>
        </UnstyledButton>
      ))}
      <Divider my={6} />
      <Text size="xs" px={8} pb={4} c="var(--macie-quiet)">
        Done in this browser over all matching jobs
      </Text>
      {REFINEMENTS.map(({ label, hint, to }) => (
        <UnstyledButton
          key={label}
          className={classes['item']}
          onClick={() => {
            if (typeof to === 'string') onStep(to);
            else onEdit((view) => refine(view, to));
          }}
        >
          {label}
          {hint && <span>{hint}</span>}
        </UnstyledButton>
      ))}
      <Divider my={6} />
      <UnstyledButton
        className={classes['item']}
        onClick={() => {
          onStep('paste');
        }}
      >
        <IconClipboardText size={15} aria-hidden />
        Paste criteria<span>CLI, boto3, API</span>
      </UnstyledButton>
    </div>
  );
}

/** What each item of the browser's part of the menu leads to: an editor, or a change at once. */
const REFINEMENTS: readonly {
  readonly label: string;
  readonly hint?: string;
  readonly to: Step | Partial<Refinements>;
}[] = [
  { label: 'Needs attention', hint: 'errors, pauses, overdue', to: { attention: true } },
  { label: 'Errors in last run', to: { lastRun: 'error' } },
  { label: 'No errors in last run', to: { lastRun: 'none' } },
  { label: 'Time of last run', hint: 'last 7 days, from – to …', to: 'lastRunTime' },
  { label: 'Pause expires soon', hint: 'within 7 days', to: { expires: '7d' } },
  { label: 'Overdue', hint: 'missed a scheduled run', to: { overdue: true } },
  { label: 'Bucket name', hint: 'contains …', to: 'buckets' },
  { label: 'Bucket', hint: 'is exactly …', to: 'bucketIs' },
];

const HINTS: Readonly<Record<Field, string>> = {
  status: 'running, idle, paused …',
  type: 'one-time, scheduled',
  name: 'contains, starts with …',
  created: 'last 7 days, from – to …',
};

const TITLES: Readonly<Record<Exclude<Step, 'menu'>, string>> = {
  ...FIELD_LABELS,
  'created.other': 'Created',
  lastRunTime: 'Time of last run',
  buckets: 'Bucket name',
  bucketIs: 'Bucket',
  paste: 'Paste criteria',
};

function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  buttons.at((at + by) % buttons.length)?.focus();
}
