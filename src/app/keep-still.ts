import { LIST_PATH } from '../jobs/criteria-link.ts';
import { STILL } from '../jobs/list/first-rows.ts';
import { lastList } from '../jobs/list/last-list.ts';
import { currentPreferences } from '../jobs/preferences.ts';
import { isGood, keepStills, readStills, surroundings } from './still.ts';
import type { Part, Still } from './still.ts';

/** Each time that the page is no longer seen, as when it is left, keeps what a list showed, for `showStill`. */
export function watchLeaving(root: HTMLElement, identity: string): void {
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) keepStill(root, identity);
  });
}

/** Lists that are kept: each takes some 50 KB. */
const MOST_STILLS = 4;

function keepStill(root: HTMLElement, identity: string): void {
  const { keep, colorScheme, zone } = currentPreferences();
  if (!keep || !isCalm(root)) return;
  try {
    const here = surroundings();
    const keptAt = Date.now();
    const still: Still = { ...here, identity, colorScheme, zone, keptAt, parts: partsOf(root) };
    const others = readStills().filter(
      (each) => each.address !== still.address && isGood(each, here, keptAt),
    );
    keepStills([still, ...others].slice(0, MOST_STILLS));
  } catch {
    // There is no storage.
  }
}

/**
 * Whether the address's own list is on the screen, whole and from the first job on, with nothing open over it and nothing
 * alarming above it.
 */
function isCalm(root: HTMLElement): boolean {
  const { pathname, search } = window.location;
  const table = root.querySelector('table:has(tr[data-job])');
  return (
    pathname === LIST_PATH &&
    // The address changes a moment before what is drawn does.
    lastList().query === search.slice(1) &&
    !root.hasAttribute(STILL) &&
    table !== null &&
    table.getAttribute('aria-busy') !== 'true' &&
    table.getAttribute('aria-rowcount') !== '-1' &&
    table.parentElement?.scrollTop === 0 &&
    window.scrollY === 0 &&
    root.querySelector('[role=alert], [aria-haspopup][aria-expanded=true]') === null
  );
}

function partsOf(parent: Element): Part[] {
  return [...parent.childNodes].flatMap((node): Part[] => {
    if (node instanceof Text) return [node.data];
    if (!(node instanceof Element) || isBelow(node)) return [];
    const tag = node.localName;
    if (node.hasAttribute(BLANK)) {
      const { width, height } = node.getBoundingClientRect();
      const attributes = { class: node.className, style: `width:${width}px;height:${height}px` };
      return [{ tag, attributes, parts: [] }];
    }
    const attributes = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]));
    // What a refresh has changed is marked for a moment only, as what has just been done is told.
    delete attributes['data-changed'];
    const parts = node.hasAttribute('aria-live') ? [] : partsOf(node);
    // What a reader chose in a control is no attribute of it.
    if (node instanceof HTMLInputElement) attributes['value'] = node.value;
    if (node instanceof HTMLOptionElement && node.selected) attributes['selected'] = '';
    return [{ tag, attributes, parts }];
  });
}

/** Rows below the screen are many. */
function isBelow(element: Element): boolean {
  return element.matches('tr[data-job]') && element.getBoundingClientRect().top > window.innerHeight;
}

/** Stands on what is styled by sheets that come later, or can be told only by the present: its place stays empty. */
const BLANK = 'data-still-blank';
