import { Text } from '../../../components/mantine.ts';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconHandStop,
  IconInfoCircle,
  IconQuestionMark,
} from '@tabler/icons-react';
import type { CliJob } from '../../criteria/aws-cli.ts';
import { CopyIcon } from '../copy.tsx';
import { commandLine } from '../job-commands.ts';
import { PauseBar } from './pause-bar.tsx';
import { Sentence } from '../sentence.tsx';
import type { Verdict } from './types.ts';
import classes from '../detail.module.css';

/** Whether the job needs attention, why, and what to do about it. */
export function VerdictPanel({
  verdict,
  job,
  expiresAt,
}: {
  verdict: Verdict;
  job: CliJob;
  expiresAt: Date | undefined;
}) {
  const Icon = ICONS[verdict.needs];
  return (
    <section className={classes['verdict']} data-needs={verdict.needs} aria-labelledby="verdict">
      <h2 id="verdict" className={classes['headline']}>
        <Icon size={22} aria-hidden />
        <span>
          <Sentence text={verdict.headline} />
        </span>
      </h2>
      {expiresAt && <PauseBar expiresAt={expiresAt} />}
      <Text size="sm">
        <Sentence text={verdict.meaning} />
      </Text>
      <Text size="sm">
        <b>{verdict.needs === 'nothing' ? 'Next: ' : 'What to do: '}</b>
        <Sentence text={verdict.next} />
      </Text>
      {verdict.commands.map(({ command, purpose }) => (
        <Command key={command} purpose={purpose} line={commandLine(command, job)} />
      ))}
    </section>
  );
}

/** A command line to copy. The page itself only reads. */
export function Command({ purpose, line }: { purpose: string; line: string }) {
  return (
    <div className={classes['command']}>
      <span className={classes['purpose']}>{purpose}</span>
      <code>{line}</code>
      <CopyIcon value={line} what={`the command: ${purpose}`} />
    </div>
  );
}

const ICONS = {
  nothing: IconCircleCheck,
  fact: IconInfoCircle,
  look: IconAlertTriangle,
  act: IconHandStop,
  unknown: IconQuestionMark,
} as const;
