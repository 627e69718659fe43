import { Popover } from '@mantine/core';
import type { ReactElement, ReactNode, Ref } from 'react';
import { Themed } from './themed.tsx';
import classes from './drop-down.module.css';

/** A panel that hangs from its button, holds the focus while it is open, and is a dialog named after the button. */
export function DropPanel({
  opened,
  onChange,
  target,
  targetRef,
  children,
}: {
  opened: boolean;
  onChange: (opened: boolean) => void;
  target: ReactElement;
  targetRef: Ref<HTMLElement>;
  children: ReactNode;
}) {
  return (
    <Themed>
      <Popover
        opened={opened}
        onChange={onChange}
        position="bottom-start"
        shadow="md"
        trapFocus
        middlewares={{ flip: true, shift: { padding: 8, crossAxis: true } }}
        transitionProps={{ duration: 0 }}
      >
        <Popover.Target ref={targetRef}>{target}</Popover.Target>
        <Popover.Dropdown className={classes['panel']}>{children}</Popover.Dropdown>
      </Popover>
    </Themed>
  );
}
