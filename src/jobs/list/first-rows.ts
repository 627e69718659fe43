/** Rows that are painted before the others of the screen. */
export const FIRST_ROWS = 6;

/** Stands on the page while a list is on the screen as its reader left it. */
export const STILL = 'data-still';

/** How many rows a list may begin with: all that the screen has room for where they are there already. */
export function mostRowsAtFirst(): number {
  return document.querySelector(`[${STILL}]`) ? Infinity : FIRST_ROWS;
}
