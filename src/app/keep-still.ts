import { LIST_PATH } from '../jobs/criteria-link.ts';
import { currentPreferences } from '../jobs/preferences.ts';
import { keepStills, readStills, surroundings } from './still.ts';
import type { Part, Still } from './still.ts';

/** Each time that the page is left, or is no longer seen, keeps what a list showed, for `showStill`. */
export function watchLeaving(root: HTMLElement, identity: string): void {
  const keep = () => {
    keepStill(root, identity);
  };
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) keep();
  });
  window.addEventListener('pagehide', keep);
}

/** Lists that are kept: each takes some 20 KB. */
const MOST_STILLS = 4;

function keepStill(root: HTMLElement, identity: string): void {
  const { keep, colorScheme, zone } = currentPreferences();
  if (!keep || window.location.pathname !== LIST_PATH || !isCalm(root)) return;
  const still: Still = {
    ...surroundings(),
    identity,
    colorScheme,
    zone,
    keptAt: Date.now(),
    parts: partsOf(root),
  };
  const others = readStills().filter(({ address }) => address !== still.address);
  keepStills([still, ...others].slice(0, MOST_STILLS));
}

/** Whether there is a list of jobs from the first one on, with nothing open over it and nothing alarming above it. */
function isCalm(root: HTMLElement): boolean {
  const table = root.querySelector('table:has(tr[data-job])');
  return (
    table !== null &&
    table.getAttribute('aria-busy') !== 'true' &&
    table.parentElement?.scrollTop === 0 &&
    window.scrollY === 0 &&
    root.querySelector('[role=alert], [aria-haspopup][aria-expanded=true]') === null
  );
}

function partsOf(parent: Element): Part[] {
  return [...parent.childNodes].flatMap((node): Part[] => {
    if (node instanceof Text) return [node.data];
    if (!(node instanceof Element) || isBelow(node)) return [];
    const attributes = Object.fromEntries(
      [...node.attributes].filter(isKept).map(({ name, value }) => [name, value]),
    );
    // What a reader chose in a control is no attribute of it.
    if (node instanceof HTMLInputElement) attributes['value'] = node.value;
    if (node instanceof HTMLOptionElement && node.selected) attributes['selected'] = '';
    const tag = node.localName;
    if (!node.hasAttribute(BLANK)) return [{ tag, attributes, parts: partsOf(node) }];
    const { width, height } = node.getBoundingClientRect();
    return [{ tag, attributes: { ...attributes, style: `width:${width}px;height:${height}px` }, parts: [] }];
  });
}

/** Rows below the screen are many. */
function isBelow(element: Element): boolean {
  return element.matches('tr[data-job]') && element.getBoundingClientRect().top > window.innerHeight;
}

/** What a refresh has changed is marked for a moment only; and links lead to this site, whatever they are kept as. */
function isKept({ name, value }: Attr): boolean {
  return name !== 'data-changed' && (name !== 'href' || /^[/#]/.test(value));
}

/** Stands on what is styled by sheets that come later, or can be told only by the present: its place stays empty. */
const BLANK = 'data-still-blank';
