import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import classes from './notice.module.css';

/** Something to know, in a box of its own. A `problem` or a `warning` is told to assistive technology at once. */
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
  /** Where it can be put away. */
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
        <IconButton look="quiet" aria-label="Dismiss" onClick={onDismiss}>
          <IconX size={16} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
