import {
  IconBan,
  IconCircleCheck,
  IconClock,
  IconHourglass,
  IconPlayerPauseFilled,
  IconProgress,
  IconQuestionMark,
} from '@tabler/icons-react';
import { STATUS_TEXT } from './status-text.ts';
import classes from './status-label.module.css';

/** A status in words, with a shape and a colour of its own; an unknown one stands as AWS names it. */
export function StatusLabel({ status }: { status: string }) {
  const { Icon, color } = LOOKS.get(status) ?? {
    Icon: IconQuestionMark,
    color: 'var(--mantine-color-dimmed)',
  };
  return (
    <span className={classes['label']}>
      <Icon size={16} aria-hidden style={{ color }} />
      <span>{STATUS_TEXT[status]?.label ?? status}</span>
    </span>
  );
}

const LOOKS: ReadonlyMap<string, { Icon: typeof IconBan; color: string }> = new Map([
  ['RUNNING', { Icon: IconProgress, color: 'var(--macie-blue)' }],
  ['IDLE', { Icon: IconClock, color: 'var(--macie-grey)' }],
  ['PAUSED', { Icon: IconHourglass, color: 'var(--macie-yellow)' }],
  ['USER_PAUSED', { Icon: IconPlayerPauseFilled, color: 'var(--macie-orange)' }],
  ['COMPLETE', { Icon: IconCircleCheck, color: 'var(--macie-green)' }],
  ['CANCELLED', { Icon: IconBan, color: 'var(--macie-grey)' }],
]);
