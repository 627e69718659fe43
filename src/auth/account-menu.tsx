import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { DropDown } from '../components/drop-down.tsx';
import { Button } from '../components/button.tsx';
import type { Session } from './session-context.ts';
import classes from './account-menu.module.css';

/** Who is signed in, and the way out. */
export function AccountMenu({ session }: { session: Session }) {
  return (
    <DropDown
      load={NOTHING_MORE}
      renderTarget={(opener) => (
        <Button
          variant="quiet"
          icon={<IconUserCircle size={18} aria-hidden />}
          className={classes['button']}
          aria-label={`Signed in as ${session.person}`}
          {...opener}
        >
          <span className={classes['person']}>{session.person}</span>
        </Button>
      )}
    >
      {() => (
        <div className={classes['panel']}>
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
      )}
    </DropDown>
  );
}

const NOTHING_MORE = () => Promise.resolve(true);
