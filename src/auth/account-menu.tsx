import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useId } from 'react';
import { Button } from '../components/button.tsx';
import type { Session } from './session-context.ts';
import classes from './account-menu.module.css';

/**
 * Who is signed in, and the way out. It needs no file that may be missing by now, such as after a new version was put up:
 * signing out must always work. So its panel is the browser's own popover.
 */
export function AccountMenu({ session }: { session: Session }) {
  const panel = useId();
  return (
    <>
      <Button
        variant="quiet"
        icon={<IconUserCircle size={18} aria-hidden />}
        className={classes['button']}
        aria-label={`Signed in as ${session.person}`}
        popoverTarget={panel}
      >
        <span className={classes['person']}>{session.person}</span>
      </Button>
      <div id={panel} popover="auto" className={classes['panel']}>
        <p className={classes['who']}>Signed in as {session.person}</p>
        <Button
          icon={<IconLogout size={16} aria-hidden />}
          onClick={() => {
            void session.signOut();
          }}
        >
          Sign out
        </Button>
      </div>
    </>
  );
}
