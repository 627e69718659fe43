import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../../components/button.tsx';
import { DropDown } from '../../../components/drop-down.tsx';
import classes from './filter-bar.module.css';

/** One filter as a phrase: click to change it, × to take it away. */
export function FilterChip<T>({
  phrase,
  here = false,
  load,
  children,
  onRemove,
}: {
  phrase: string;
  /** Made in this browser, not by Macie. */
  here?: boolean;
  /** Fetches the module that holds the editor. */
  load: () => Promise<T>;
  children: (module: T, close: () => void) => ReactNode;
  onRemove: () => void;
}) {
  return (
    <li className={classes['chip']} data-here={here || undefined}>
      <DropDown
        load={load}
        renderTarget={(opener) => (
          <button
            type="button"
            className={classes['phrase']}
            dir="auto"
            title={here ? `${phrase} (done in this browser over all matching jobs)` : phrase}
            {...opener}
          >
            {phrase}
          </button>
        )}
      >
        {children}
      </DropDown>
      <IconButton
        variant="quiet"
        className={classes['remove']}
        aria-label={`Remove filter: ${phrase}`}
        onClick={onRemove}
      >
        <IconX size={13} aria-hidden />
      </IconButton>
    </li>
  );
}
