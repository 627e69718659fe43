import type { MouseEvent } from 'react';

/** Whether a click on a link is for the page to follow; the browser knows what to do with the others, as with Ctrl. */
export function isPlainClick({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;
}
