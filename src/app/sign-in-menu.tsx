import { Button, Menu } from '@mantine/core';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { Themed } from '../ui/themed.tsx';
import type { Session } from './sign-in-context.ts';
import classes from './sign-in-menu.module.css';

/** Who is signed in, and the way out. */
export function AccountMenu({ session }: { session: Session }) {
  return (
    <Themed>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            maw={220}
            aria-label={`Signed in as ${session.person}`}
          >
            <IconUserCircle size={18} aria-hidden />
            <span className={classes['person']}>{session.person}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{session.person}</Menu.Label>
          <Menu.Item
            leftSection={<IconLogout size={16} aria-hidden />}
            onClick={() => {
              void session.signOut();
            }}
          >
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Themed>
  );
}
