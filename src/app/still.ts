import { afterPaint } from '../ui/after-paint.ts';
import { showColorScheme } from '../ui/color-scheme.ts';
import type { ColorScheme } from '../ui/color-scheme.ts';
import { formatAge, formatTime } from '../ui/format-time.ts';
import { STORAGE_KEYS } from '../ui/storage-keys.ts';

/*
 * Who comes back to a list sees it as they left it, with its age, while what draws it is on its way: the elements that
 * were on their screen, kept as data and made anew. They are in the page as they were, so links lead where they led;
 * what draws replaces them by the same list, then by what Macie says now.
 */

/** What was on the screen. */
export interface Still {
  /** Of which list: path and search part of its address. */
  readonly address: string;
  /** Whose it is. */
  readonly identity: string;
  /** What it is styled by: another version of the page has other styles. */
  readonly look: string;
  /** Of the window, in pixels. */
  readonly width: number;
  /** How the reader liked colours and times then. */
  readonly colorScheme: ColorScheme;
  readonly zone: 'local' | 'utc';
  /** Milliseconds since 1970. */
  readonly keptAt: number;
  readonly parts: readonly Part[];
}

/** A text, or an element. */
export type Part = string | ElementPart;

interface ElementPart {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly parts: readonly Part[];
}

/** Times that depend on the present are told anew: as the age of what is read, or as the reader likes times told. */
const TOLD_BY = 'data-told-by';

const LONGEST_KEPT_MS = 30 * 86_400_000;

/** Those that are kept, the newest first; none where nothing can be. */
export function readStills(): readonly Still[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(STORAGE_KEYS.stills) ?? '[]');
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

/** Keeps these from now on, and nothing where nothing can be kept. */
export function keepStills(stills: readonly Still[]): void {
  try {
    if (stills.length > 0) localStorage.setItem(STORAGE_KEYS.stills, JSON.stringify(stills));
    else localStorage.removeItem(STORAGE_KEYS.stills);
  } catch {
    // There is no room, or no storage: then the next visit begins without.
  }
}

/** What a still must have in common with the page as it is. */
export function surroundings(): Pick<Still, 'address' | 'look' | 'width'> {
  const { pathname, search } = window.location;
  const look = document.querySelector('link[rel=stylesheet]')?.getAttribute('href') ?? '';
  return { address: `${pathname}${search}`, look, width: window.innerWidth };
}

/** Whose data it is that whoever has the page sees. */
export const GUEST = 'guest';

/**
 * Shows the list as somebody left it, where that is known and `root` shows none already. Whatever draws into it next
 * replaces it, and calls `endStill`.
 *
 * @returns whether it is shown
 */
export function showStill(root: HTMLElement, identity: string, now = Date.now()): boolean {
  if (root.dataset['still'] !== undefined) return true;
  const here = surroundings();
  try {
    const still = readStills().find(
      (each) =>
        each.address === here.address &&
        each.identity === identity &&
        each.look === here.look &&
        each.width === here.width &&
        now - each.keptAt < LONGEST_KEPT_MS,
    );
    // Where styles come with the code, as in development, there are none yet.
    if (!still || here.look === '') return false;
    const { made, others } = makeAll(still, now);
    showColorScheme(still.colorScheme);
    root.replaceChildren(...made);
    afterPaint(others);
  } catch {
    // What was kept is broken.
    return false;
  }
  root.dataset['still'] = '';
  root.setAttribute('aria-busy', 'true');
  return true;
}

/** Says that what is in `root` from here on is the page. */
export function endStill(root: HTMLElement): void {
  delete root.dataset['still'];
  root.removeAttribute('aria-busy');
}

/** Takes one away that is shown, and forgets those of somebody whose data nobody may see any more. */
export function dropStills(root: HTMLElement, identity: string): void {
  if (root.dataset['still'] !== undefined) root.replaceChildren();
  endStill(root);
  const stills = readStills();
  const others = stills.filter((each) => each.identity !== identity);
  if (others.length < stills.length) keepStills(others);
}

const SVG = 'http://www.w3.org/2000/svg';

/** As with the page itself, these are painted before the others. */
const FIRST_ROWS = 8;

/** Makes what a still shows; the rows after the first ones only when told to. */
function makeAll({ parts, zone }: Still, now: number): { made: Node[]; others: () => void } {
  let rows = 0;
  const waiting: (() => void)[] = [];
  const make = (part: Part, isInSvg: boolean): Node => {
    if (typeof part === 'string') return document.createTextNode(part);
    if (part.attributes['data-job'] === undefined) return makeElement(part, isInSvg);
    rows += 1;
    if (rows <= FIRST_ROWS) return makeElement(part, isInSvg);
    const place = document.createComment('');
    waiting.push(() => {
      place.replaceWith(makeElement(part, isInSvg));
    });
    return place;
  };
  const makeElement = ({ tag, attributes, parts }: ElementPart, isInSvg: boolean): Element => {
    const isSvg = isInSvg || tag === 'svg';
    const element = isSvg ? document.createElementNS(SVG, tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      // As an attribute, the page's policy forbids it.
      if (name === 'style') (element as ElementCSSInlineStyle).style.cssText = value;
      else element.setAttribute(name, value);
    }
    if (element instanceof HTMLTimeElement && element.hasAttribute(TOLD_BY)) {
      element.textContent = toldNow(element, zone, now);
    } else {
      element.append(...parts.map((part) => make(part, isSvg)));
    }
    return element;
  };
  return {
    made: parts.map((part) => make(part, false)),
    others: () => {
      for (const makeRow of waiting) makeRow();
    },
  };
}

function toldNow(time: HTMLTimeElement, zone: Still['zone'], now: number): string {
  const at = Date.parse(time.dateTime);
  return time.getAttribute(TOLD_BY) === 'age'
    ? formatAge(Math.min(at, now), now)
    : formatTime(at, { zone, times: 'relative' }, now);
}
