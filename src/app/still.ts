import { afterPaint } from '../ui/after-paint.ts';
import { showColorScheme } from '../ui/color-scheme.ts';
import type { ColorScheme } from '../ui/color-scheme.ts';
import { formatAge, formatTime } from '../ui/format-time.ts';
import { STORAGE_KEYS } from '../ui/storage-keys.ts';
import { FIRST_ROWS, STILL } from '../jobs/list/first-rows.ts';

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
  /** The reader's preferences as they are kept: null where they have none. */
  readonly preferences: string | null;
  /** Of the window, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Of the preferences, what showing it needs: the script that shows it knows no more of them than their text. */
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
    // First, so that nothing is left of the others where there is no room for these.
    localStorage.removeItem(STORAGE_KEYS.stills);
    if (stills.length > 0) localStorage.setItem(STORAGE_KEYS.stills, JSON.stringify(stills));
  } catch {
    // There is no room, or no storage: then the next visit begins without.
  }
}

/** What the page is like. Throws where there is no storage. */
export function surroundings(): Pick<Still, 'address' | 'look' | 'preferences' | 'width' | 'height'> {
  const { pathname, search } = window.location;
  return {
    address: `${pathname}${search}`,
    look: document.querySelector('link[rel=stylesheet]')?.getAttribute('href') ?? '',
    preferences: localStorage.getItem(STORAGE_KEYS.preferences),
    width: window.innerWidth,
    height: window.innerHeight,
  };
}

/** Whether a still can be shown by this version of the page, and is not too old for it. */
export function isGood({ look, keptAt }: Still, here: Pick<Still, 'look'>, now: number): boolean {
  // Where styles come with the code, as in development, there are none yet.
  return look !== '' && look === here.look && now - keptAt < LONGEST_KEPT_MS;
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
  if (root.hasAttribute(STILL)) return true;
  try {
    const here = surroundings();
    const still = readStills().find(
      (each) =>
        isGood(each, here, now) &&
        each.address === here.address &&
        each.identity === identity &&
        each.preferences === here.preferences &&
        each.width === here.width &&
        each.height >= here.height,
    );
    if (!still) return false;
    const { made, others } = makeAll(still, now);
    showColorScheme(still.colorScheme);
    root.replaceChildren(...made);
    root.addEventListener('focusin', rememberFocus);
    afterPaint(others);
  } catch {
    // What was kept is broken.
    return false;
  }
  root.setAttribute(STILL, '');
  root.setAttribute('aria-busy', 'true');
  return true;
}

/** Says that what is in `root` from here on is the page, where the focus goes on from the link that had it. */
export function endStill(root: HTMLElement): void {
  root.removeAttribute(STILL);
  root.removeAttribute('aria-busy');
  root.removeEventListener('focusin', rememberFocus);
  if (focused === undefined || document.activeElement !== document.body) return;
  root.querySelector<HTMLElement>(`a[href=${CSS.escape(focused)}]`)?.focus({ preventScroll: true });
}

/** Where the link of a still leads that had the focus last: nothing else in it can have it. */
let focused: string | undefined;

function rememberFocus({ target }: FocusEvent): void {
  if (target instanceof Element) focused = target.getAttribute('href') ?? undefined;
}

/** Takes one away that is shown, and forgets those of somebody whose data nobody may see any more. */
export function dropStills(root: HTMLElement, identity: string): void {
  if (root.hasAttribute(STILL)) root.replaceChildren();
  endStill(root);
  const stills = readStills();
  const others = stills.filter((each) => each.identity !== identity);
  if (others.length < stills.length) keepStills(others);
}

const SVG = 'http://www.w3.org/2000/svg';

/** What could do more than show something is in no list. */
const NEVER = new Set(['script', 'iframe', 'object', 'embed', 'meta', 'link', 'base', 'form']);
/** Links lead to this site, and so do they from a still, whatever it says. */
const OWN_LINK = /^(#|\/(?![/\\]))/;

/** Makes what a still shows; the rows after the first ones only when told to. */
function makeAll({ parts, zone }: Still, now: number): { made: Node[]; others: () => void } {
  let rows = 0;
  const waiting: (() => void)[] = [];
  const make = (part: Part, isInSvg: boolean): Node => {
    if (typeof part === 'string') return document.createTextNode(part);
    const { 'data-job': job, 'data-spacer': spacer } = part.attributes;
    if (job !== undefined) rows += 1;
    if (spacer === undefined && (job === undefined || rows <= FIRST_ROWS)) return makeElement(part, isInSvg);
    // What stands for rows that are not there is made anew with the others, as nothing that is seen moves then.
    const place = job === undefined ? makeElement(part, isInSvg) : document.createComment('');
    waiting.push(() => {
      place.replaceWith(makeElement(part, isInSvg));
    });
    return place;
  };
  const makeElement = ({ tag, attributes, parts }: ElementPart, isInSvg: boolean): Element => {
    if (NEVER.has(tag)) throw new Error(`A list has no ${tag}.`);
    const isSvg = isInSvg || tag === 'svg';
    const element = isSvg ? document.createElementNS(SVG, tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      // As an attribute, the page's policy forbids it.
      if (name === 'style') (element as ElementCSSInlineStyle).style.cssText = value;
      else if (name !== 'href' || OWN_LINK.test(value)) element.setAttribute(name, value);
    }
    // A control that does nothing yet must not seem to; links do what they say.
    if (tag === 'input' || tag === 'select') element.setAttribute('inert', '');
    if (tag === 'input') element.setAttribute('readonly', '');
    if (tag === 'button') {
      element.setAttribute('aria-disabled', 'true');
      element.setAttribute('tabindex', '-1');
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
      try {
        for (const makeRow of waiting) makeRow();
      } catch {
        // What was kept is broken: what draws the list has all its rows.
      }
    },
  };
}

function toldNow(time: HTMLTimeElement, zone: Still['zone'], now: number): string {
  const at = Date.parse(time.dateTime);
  return time.getAttribute(TOLD_BY) === 'age'
    ? formatAge(Math.min(at, now), now)
    : formatTime(at, { zone, times: 'relative' }, now);
}
