import * as v from 'valibot';
import { canonicalQuery, formatView, parseView } from '../../criteria/link.ts';
import type { Ignored, View } from '../../criteria/criteria.ts';

/** A named link to the list. */
export interface SavedView {
  readonly id: string;
  /** Never empty; no two views have the same. */
  readonly name: string;
  /** The canonical query string, without `?`. */
  readonly link: string;
}

/** The views that a reader keeps, in the reader's order: one record, kept as JSON. */
export interface SavedViews {
  readonly version: 1;
  readonly views: readonly SavedView[];
  /** The id of the view to begin with; undefined for the whole list. */
  readonly start: string | undefined;
}

/** The saved views in a stored record of any version, or in anything else: what is not understood is left out. */
export function parseSavedViews(found: unknown): SavedViews {
  // Version 1 is the only one so far; a migration would turn an older record into this one here.
  const record = v.is(RECORD, found) ? found : { views: [], start: undefined };
  let saved: SavedViews = { version: 1, views: [], start: undefined };
  for (const each of record.views.slice(0, MOST_VIEWS)) {
    if (!v.is(STORED_VIEW, each) || saved.views.some(({ id }) => id === each.id)) continue;
    saved = append(saved, { id: each.id, name: each.name, link: canonicalQuery(each.link) });
  }
  return setStart(saved, typeof record.start === 'string' ? record.start : undefined);
}

/** Adds a view at the end, under a free id; its name gets a number where another has the same. */
export function addView(saved: SavedViews, id: string, name: string, view: View): SavedViews {
  return append(saved, { id, name, link: formatView(view) });
}

/** Lets a saved view show what `view` shows. */
export function updateView(saved: SavedViews, id: string, view: View): SavedViews {
  return replace(saved, id, (old) => ({ ...old, link: formatView(view) }));
}

/** Renames a view; the name gets a number where another has the same. */
export function renameView(saved: SavedViews, id: string, name: string): SavedViews {
  const others = saved.views.filter((view) => view.id !== id);
  return replace(saved, id, (old) => ({ ...old, name: freeName(others, name) }));
}

/** Moves a view to a place counted from 0, or as near to it as there is one. */
export function moveView(saved: SavedViews, id: string, place: number): SavedViews {
  const moved = saved.views.find((view) => view.id === id);
  if (!moved) return saved;
  const views = saved.views.filter((view) => view.id !== id);
  return { ...saved, views: views.toSpliced(Math.max(0, place), 0, moved) };
}

/** Deletes a view. If it was the one to begin with, that is the whole list again. */
export function deleteView(saved: SavedViews, id: string): SavedViews {
  return setStart({ ...saved, views: saved.views.filter((view) => view.id !== id) }, saved.start);
}

/** Puts a deleted view back to its place, counted from 0, under a name that is free; it may have been begun with. */
export function restoreView(
  saved: SavedViews,
  view: SavedView,
  { place, wasStart }: { readonly place: number; readonly wasStart: boolean },
): SavedViews {
  const restored = moveView(append(saved, view), view.id, place);
  return wasStart ? setStart(restored, view.id) : restored;
}

/** Chooses the view to begin with; an unknown id or none means the whole list. */
export function setStart(saved: SavedViews, id: string | undefined): SavedViews {
  return { ...saved, start: saved.views.some((view) => view.id === id) ? id : undefined };
}

/** Whether a view shows something else than the saved one. */
export function isChanged(view: View, saved: SavedView): boolean {
  return formatView(view) !== saved.link;
}

/** The views as a JSON file for other readers: names and links. */
export function exportViews({ version, views }: SavedViews): string {
  return `${JSON.stringify({ version, views: views.map(({ name, link }) => ({ name, link })) }, null, 2)}\n`;
}

/**
 * Adds the views of an exported file, or of a bare list of names and links; a link may be a whole address. Never
 * throws: what can't be taken is left out and listed in `dropped`.
 */
export function importViews(
  saved: SavedViews,
  file: string,
  newId: () => string,
): { readonly saved: SavedViews; readonly dropped: readonly Ignored[] } {
  const found = readFile(file);
  if (!found) {
    return { saved, dropped: [{ parameter: '', value: '', reason: 'This is not a file of saved views.' }] };
  }
  const dropped: Ignored[] = [];
  let grown = saved;
  for (const [index, each] of found.entries()) {
    const drop = (value: string, reason: string, parameter = `views[${index}]`): void => {
      dropped.push({ parameter, value, reason });
    };
    if (!v.is(IMPORTED_VIEW, each)) {
      drop('', 'A view has a name and a link.');
      continue;
    }
    const { name } = each;
    const { view, ignored } = parseView(queryOf(each.link));
    for (const { parameter, value, reason } of ignored) drop(value, reason, `${name}: ${parameter}`);
    const link = formatView(view);
    if (link === '' && ignored.length > 0) continue;
    if (grown.views.some((view) => view.link === link && view.name === cleanName(name))) {
      drop(name, 'You already have this view.');
    } else if (grown.views.length === MOST_VIEWS) drop(name, `You can save up to ${MOST_VIEWS} views.`);
    else grown = append(grown, { id: newId(), name, link });
  }
  return { saved: grown, dropped };
}

/** More than a menu can hold with sense, and far less than the browser's storage can. */
const MOST_VIEWS = 200;

const LONGEST_NAME = 100;

const RECORD = v.object({ views: v.array(v.unknown()), start: v.optional(v.unknown()) });

const STORED_VIEW = v.object({ id: v.pipe(v.string(), v.nonEmpty()), name: v.string(), link: v.string() });

const IMPORTED_VIEW = v.object({ name: v.string(), link: v.string() });

function readFile(file: string): readonly unknown[] | undefined {
  try {
    const found: unknown = JSON.parse(file);
    if (Array.isArray(found)) return found;
    return v.is(RECORD, found) ? found.views : undefined;
  } catch {
    return undefined;
  }
}

/** The query string of an address, or the text if it is one already. */
function queryOf(link: string): string {
  return link.replace(/^(?:https?:\/\/|\/)[^?#]*/, '').replace(/#.*/s, '');
}

function append(saved: SavedViews, view: SavedView): SavedViews {
  return { ...saved, views: [...saved.views, { ...view, name: freeName(saved.views, view.name) }] };
}

function replace(saved: SavedViews, id: string, change: (old: SavedView) => SavedView): SavedViews {
  return { ...saved, views: saved.views.map((view) => (view.id === id ? change(view) : view)) };
}

function freeName(others: readonly SavedView[], name: string): string {
  const wanted = cleanName(name);
  const taken = new Set(others.map(({ name }) => name));
  let free = wanted;
  for (let n = 2; taken.has(free); n += 1) free = `${wanted} (${n})`;
  return free;
}

function cleanName(name: string): string {
  const signs = Array.from(name.replaceAll(/\s+/g, ' ').trim());
  return signs.slice(0, LONGEST_NAME).join('').trim() || 'Unnamed view';
}
