import { IconKeyboard } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useLater } from './drop-down.tsx';
import type { JobList } from './job-list.ts';
import { QUICK_SEARCH_ID } from './quick-search.tsx';
import { ToolButton } from './tool-button.tsx';

const loadHelp = () => import('./keyboard-help.tsx');

/**
 * The list's keys, and the button that tells them: `/` to the search, `j` `k` and the arrows from row to row, `r`
 * refreshes, `?` shows the help. A row's link has the focus, so Enter opens it as it does with any link.
 */
export function ListKeys({ list }: { list: JobList }) {
  const [help, fetchHelp] = useLater(loadHelp);
  const [open, setOpen] = useState(false);
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (isForOthers(event)) return;
    const act = actOf(event.key);
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
      case 'j':
        return () => {
          moveRow(1);
        };
      case 'k':
        return () => {
          moveRow(-1);
        };
      case 'ArrowDown':
      case 'ArrowUp':
        // Elsewhere the arrows scroll, as everywhere.
        return document.activeElement?.closest(ROW)
          ? () => {
              moveRow(key === 'ArrowDown' ? 1 : -1);
            }
          : undefined;
      default:
        return undefined;
    }
  }
}

/** Whether a key means something else: text, a panel's key, or a shortcut of the browser. */
function isForOthers(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return true;
  const { target } = event;
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]') !== null
  );
}

function focusSearch(): void {
  const box = document.getElementById(QUICK_SEARCH_ID);
  if (box instanceof HTMLInputElement) {
    box.focus();
    box.select();
  }
}

const ROW = 'tbody tr[aria-rowindex]';

/** Moves the focus to the next row's link. The table keeps rows ready beyond its edges, so there is one. */
function moveRow(by: 1 | -1): void {
  const rows = [...document.querySelectorAll(ROW)];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const row = at >= 0 ? rows[at + by] : rows.find(isInView);
  const link = row?.querySelector<HTMLElement>('th[scope="row"] a');
  link?.focus({ preventScroll: true });
  if (!(row instanceof HTMLElement)) return;
  // In view is below the table's heading, which stays where it is.
  row.style.scrollMarginTop = `${row.closest('table')?.tHead?.offsetHeight ?? 0}px`;
  row.scrollIntoView({ block: 'nearest' });
}

/** Whether a row can be seen below the table's heading, which stays where it is. */
function isInView(row: Element): boolean {
  const heading = row.closest('table')?.tHead?.getBoundingClientRect().bottom ?? 0;
  return row.getBoundingClientRect().top >= Math.max(heading - 1, 0);
}
