import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { isForOthers, keyOf } from './keys.ts';

/**
 * `j` and `k` lead from row to row, and so do the arrows once a row has the focus. A row's link has it, so Enter opens
 * the job as it does with any link. No press is lost: a row that is not in the page yet is scrolled to, and gets the
 * focus when it is there.
 *
 * @param body the rows that are in the page
 * @param count of all rows
 * @param scrollTo brings a row into the page
 */
export function useRowKeys(
  body: RefObject<HTMLTableSectionElement | null>,
  count: number,
  scrollTo: (index: number) => void,
): void {
  const wanted = useRef<Wanted>(undefined);
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { current: rows } = body;
    if (!rows || isForOthers(event)) return;
    const at = wanted.current?.index ?? focusedRow(rows);
    const by = directionOf(keyOf(event), at !== undefined);
    if (by === undefined) return;
    event.preventDefault();
    const index = at === undefined ? firstInView(rows) : at + by;
    if (index === undefined || index < 0 || index >= count) return;
    wanted.current = { index, from: document.activeElement };
    arrive(rows, wanted);
    if (wanted.current) scrollTo(index);
  });
  useEffect(() => {
    document.addEventListener('keydown', press);
    return () => {
      document.removeEventListener('keydown', press);
    };
  }, []);
  /** What has the focus in a row. It stays so when the row leaves the page: the reader hasn't left it. */
  const focused = useRef<EventTarget>(null);
  useEffect(() => {
    const { current: rows } = body;
    const enter = ({ target }: FocusEvent) => {
      focused.current = target;
    };
    const leave = ({ target }: FocusEvent) => {
      // Browsers may say so of what they take out, too.
      queueMicrotask(() => {
        if (focused.current === target && isInPage(target)) focused.current = null;
      });
    };
    rows?.addEventListener('focusin', enter);
    rows?.addEventListener('focusout', leave);
    return () => {
      rows?.removeEventListener('focusin', enter);
      rows?.removeEventListener('focusout', leave);
    };
  }, [body]);
  // Whenever other rows are in the page.
  useLayoutEffect(() => {
    const { current: rows } = body;
    if (!rows) return;
    arrive(rows, wanted);
    if (!focused.current || isInPage(focused.current)) return;
    focused.current = null;
    keepFocus(rows);
  });
}

function isInPage(target: EventTarget | null): boolean {
  return target instanceof Node && target.isConnected;
}

/**
 * Gives the rows' frame the focus that was on a row which is scrolled away, unless something else has it: so keys go on
 * scrolling, and j and k from what is in view.
 */
export function keepFocus(rows: HTMLTableSectionElement): void {
  const { activeElement } = document;
  if (activeElement === document.body || rows.contains(activeElement)) {
    frameOf(rows)?.focus({ preventScroll: true });
  }
}

function frameOf(rows: HTMLTableSectionElement): HTMLElement | null {
  return rows.closest('[tabindex]');
}

/** The row that the focus is on its way to, and where it comes from. */
type Wanted = { readonly index: number; readonly from: Element | null } | undefined;

function directionOf(key: string, onRow: boolean): 1 | -1 | undefined {
  if (key === 'j' || (key === 'ArrowDown' && onRow)) return 1;
  // Elsewhere the arrows scroll, as everywhere.
  return key === 'k' || (key === 'ArrowUp' && onRow) ? -1 : undefined;
}

/** Gives the focus to the wanted row if it is in the page, unless the reader has put it somewhere else meanwhile. */
function arrive(rows: HTMLTableSectionElement, wanted: RefObject<Wanted>): void {
  if (!wanted.current) return;
  const { index, from } = wanted.current;
  const { activeElement } = document;
  const row = rows.querySelector<HTMLElement>(`tr[data-index="${index}"]`);
  const gone =
    activeElement !== from && activeElement !== document.body && !frameOf(rows)?.contains(activeElement);
  if (gone || row) wanted.current = undefined;
  if (gone || !row) return;
  row.querySelector<HTMLElement>('th a, th button')?.focus({ preventScroll: true });
  // In view is below the table's heading, which stays where it is.
  row.style.scrollMarginTop = `${row.closest('table')?.tHead?.offsetHeight ?? 0}px`;
  row.scrollIntoView({ block: 'nearest' });
}

function focusedRow(rows: HTMLTableSectionElement): number | undefined {
  return indexOf([...rows.rows].find((row) => row.contains(document.activeElement)));
}

/** The first row that can be seen below the table's heading. */
function firstInView(rows: HTMLTableSectionElement): number | undefined {
  const heading = rows.closest('table')?.tHead?.getBoundingClientRect().bottom ?? 0;
  const top = Math.max(heading - 1, 0);
  return indexOf(
    [...rows.rows].find(
      (row) => row.dataset['index'] !== undefined && row.getBoundingClientRect().top >= top,
    ),
  );
}

function indexOf(row: HTMLTableRowElement | undefined): number | undefined {
  const index = row?.dataset['index'];
  return index === undefined ? undefined : Number(index);
}
