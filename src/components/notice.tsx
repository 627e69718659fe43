import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import classes from './notice.module.css';

/** A message in a box. Assistive technology announces a `problem` or a `warning` at once. */
export function Notice({
  tone,
  title,
  icon,
  onDismiss,
  children,
}: {
  tone: 'problem' | 'warning' | 'fact';
  title: string;
  icon?: ReactNode;
  /** Shows a button that dismisses the notice. */
  onDismiss?: () => void;
  children: ReactNode;
}) {
  return (
    <div className={classes['notice']} data-tone={tone} role={tone === 'fact' ? 'note' : 'alert'}>
      {icon}
      <div className={classes['content']}>
        <div className={classes['title']}>{title}</div>
        {children}
      </div>
      {onDismiss && (
        <IconButton variant="quiet" aria-label="Dismiss" onClick={onDismiss}>
          <IconX size={16} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
