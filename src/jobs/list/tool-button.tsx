import { Button } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import classes from './toolbar.module.css';

/** A quiet button of the toolbar. Where there is little room it shows its icon only, and keeps its name. */
export function ToolButton({
  icon,
  children,
  preload,
  ...others
}: {
  icon: ReactNode;
  children: string;
  /** Fetches what the button will need, when somebody is about to press it. */
  preload?: () => Promise<unknown>;
  ref?: Ref<HTMLButtonElement>;
  onClick: () => void;
}) {
  // A failure is told when the button is pressed.
  const fetchEarly = () => void preload?.().catch(() => undefined);
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      color="gray"
      classNames={{ root: classes['tool'] ?? '' }}
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
 * For a control that vanishes as it is used: gives its focus to the button before the group that it is in, where the
 * keyboard would otherwise have to begin at the top of the page.
 */
export function leaveFocus({ currentTarget }: { readonly currentTarget: Element }): void {
  const before = currentTarget.closest('[role="group"]')?.previousElementSibling;
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
}
