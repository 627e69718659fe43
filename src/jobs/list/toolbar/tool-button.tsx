import type { ReactNode, Ref } from 'react';
import { Button } from '../../../components/button.tsx';
import classes from './toolbar.module.css';

/** A quiet button of the toolbar. Where there is little room it shows its icon only, and keeps its name. */
export function ToolButton({
  icon,
  children,
  preload,
  className = '',
  ...others
}: {
  icon: ReactNode;
  children: string;
  /** Fetches what the button will need, when the reader is about to press it. */
  preload?: () => Promise<unknown>;
  ref?: Ref<HTMLButtonElement>;
  /** What the button's panel adds once it has been opened. */
  className?: string;
  onClick: () => void;
}) {
  // A failure is shown when the button is pressed.
  const fetchEarly = () => void preload?.().catch(() => undefined);
  return (
    <Button
      size="tiny"
      variant="quiet"
      className={`${classes['tool']} ${className}`}
      title={children}
      onFocus={fetchEarly}
      onPointerEnter={fetchEarly}
      {...others}
    >
      {icon}
      <span className={classes['label']}>{children}</span>
    </Button>
  );
}

/**
 * A small button that vanishes as it is used: its focus goes to the button before the group that it is in, where the
 * keyboard would otherwise have to begin at the top of the page.
 */
export function PassingButton({
  onClick,
  ...others
}: {
  variant?: 'outlined' | 'plain';
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Button
      size="tiny"
      {...others}
      onClick={({ currentTarget }) => {
        const before = currentTarget.closest('[role="group"]')?.previousElementSibling;
        if (before instanceof HTMLElement) before.focus({ preventScroll: true });
        onClick();
      }}
    />
  );
}
