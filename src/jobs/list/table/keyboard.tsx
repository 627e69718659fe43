import { IconKeyboard } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useLazy } from '../../../components/lazy.tsx';
import type { JobList } from '../job-list.ts';
import { isForOthers, keyOf } from './keys.ts';
import { QUICK_SEARCH_ID } from '../filters/quick-search.tsx';
import { ToolButton } from '../toolbar/tool-button.tsx';

const loadHelp = () => import('./keyboard-help.tsx');

/**
 * The list's keys, and the button that lists them: `/` leads to the search, `r` refreshes, `?` shows the help. Those that
 * lead from row to row are the table's own.
 */
export function ListKeys({ list }: { list: JobList }) {
  const [help, fetchHelp] = useLazy(loadHelp);
  const [open, setOpen] = useState(false);
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (isForOthers(event)) return;
    const act = actOf(keyOf(event));
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    document.addEventListener('keydown', press);
    return () => {
      document.removeEventListener('keydown', press);
    };
  }, []);
  const showHelp = () => {
    fetchHelp();
    setOpen(true);
  };
  return (
    <>
      <ToolButton icon={<IconKeyboard size={15} aria-hidden />} preload={loadHelp} onClick={showHelp}>
        Keyboard
      </ToolButton>
      {help && help !== 'failed' && (
        <help.KeyboardHelp
          opened={open}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );

  function actOf(key: string): (() => void) | undefined {
    switch (key) {
      case '/':
        return focusSearch;
      case '?':
        return showHelp;
      case 'r':
        return () => {
          list.refresh();
        };
      default:
        return undefined;
    }
  }
}

function focusSearch(): void {
  const box = document.getElementById(QUICK_SEARCH_ID);
  if (box instanceof HTMLInputElement) {
    box.focus();
    box.select();
  }
}
