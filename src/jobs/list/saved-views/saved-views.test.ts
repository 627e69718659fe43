import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds, text, view as anyView } from '../../../testing/criteria-arbitraries.ts';
import { canonicalQuery, formatView, parseView } from '../../criteria/link.ts';
import {
  addView,
  deleteView,
  exportViews,
  importViews,
  isChanged,
  moveView,
  parseSavedViews,
  renameView,
  restoreView,
  type SavedViews,
  setStart,
  updateView,
} from './saved-views.ts';

const viewOf = (link: string) => parseView(link).view;

const NONE = parseSavedViews(undefined);
const THREE = ['a', 'b', 'c'].reduce(
  (saved, id) => addView(saved, id, `View ${id}`, viewOf(`name=${id}`)),
  NONE,
);

const ids = ({ views }: SavedViews): string[] => views.map(({ id }) => id);
const names = ({ views }: SavedViews): string[] => views.map(({ name }) => name);
const counter = (): (() => string) => {
  let n = 0;
  return () => `new-${(n += 1)}`;
};

describe('saved views', () => {
  it('begin with none', () => {
    expect(NONE).toEqual({ version: 1, views: [], start: undefined });
  });

  it('are added at the end, as canonical links with a name of their own', () => {
    const once = addView(THREE, 'd', '  Errors\n of today ', viewOf('last-run=error&sort=created.desc'));
    const twice = addView(once, 'e', 'Errors of today', viewOf(''));
    expect(addView(twice, 'f', '', viewOf('')).views.slice(3)).toEqual([
      { id: 'd', name: 'Errors of today', link: 'last-run=error' },
      { id: 'e', name: 'Errors of today (2)', link: '' },
      { id: 'f', name: 'Unnamed view', link: '' },
    ]);
    expect(names(addView(NONE, 'x', 'n'.repeat(1000), viewOf('')))).toEqual(['n'.repeat(100)]);
  });

  it('are renamed', () => {
    expect(names(renameView(THREE, 'b', 'New'))).toEqual(['View a', 'New', 'View c']);
    expect(names(renameView(THREE, 'b', 'View b'))).toEqual(['View a', 'View b', 'View c']);
    expect(names(renameView(THREE, 'b', 'View c'))).toEqual(['View a', 'View c (2)', 'View c']);
    expect(renameView(THREE, 'x', 'New')).toEqual(THREE);
  });

  it.each<[string, number, string[]]>([
    ['a', 2, ['b', 'c', 'a']],
    ['c', 0, ['c', 'a', 'b']],
    ['b', 1, ['a', 'b', 'c']],
    ['b', -1, ['b', 'a', 'c']],
    ['b', 9, ['a', 'c', 'b']],
    ['x', 0, ['a', 'b', 'c']],
  ])('are moved: %s to %d', (id, place, order) => {
    expect(ids(moveView(THREE, id, place))).toEqual(order);
  });

  it('are deleted, and with them the start that they were', () => {
    const started = setStart(THREE, 'b');
    expect(started.start).toBe('b');
    expect(deleteView(started, 'a')).toMatchObject({ views: [{ id: 'b' }, { id: 'c' }], start: 'b' });
    expect(deleteView(started, 'b')).toMatchObject({ views: [{ id: 'a' }, { id: 'c' }], start: undefined });
    expect(setStart(started, undefined).start).toBeUndefined();
    expect(setStart(started, 'x').start).toBeUndefined();
  });

  it('come back where they were deleted, beside what was changed since', () => {
    const [, deleted] = THREE.views;
    if (!deleted) throw new Error('There are three views.');
    const since = renameView(deleteView(setStart(THREE, 'b'), 'b'), 'a', 'View b');
    expect(restoreView(since, deleted, { place: 1, wasStart: true })).toEqual({
      version: 1,
      views: [{ ...THREE.views[0], name: 'View b' }, { ...deleted, name: 'View b (2)' }, THREE.views[2]],
      start: 'b',
    });
    expect(restoreView(since, deleted, { place: 1, wasStart: false }).start).toBeUndefined();
    expect(ids(restoreView(NONE, deleted, { place: 1, wasStart: false }))).toEqual(['b']);
  });

  it('say when the view on screen is another, and can be brought up to it', () => {
    const [saved] = THREE.views;
    if (!saved) throw new Error('There are three views.');
    expect(isChanged(viewOf('sort=created.desc&name.1=a'), saved)).toBe(false);
    const changed = viewOf('name=a&status=IDLE');
    expect(isChanged(changed, saved)).toBe(true);
    expect(updateView(THREE, 'a', changed).views[0]).toEqual({
      id: 'a',
      name: 'View a',
      link: 'status=IDLE&name=a',
    });
  });
});

describe('a stored record', () => {
  it('comes back as it was', () => {
    const saved = setStart(THREE, 'b');
    expect(parseSavedViews(JSON.parse(JSON.stringify(saved)))).toEqual(saved);
  });

  it('gives what can be understood', () => {
    const found = {
      version: 7,
      start: 'gone',
      views: [
        { id: 'a', name: 'A', link: '?status=idle&junk=1', icon: 'star' },
        { id: 'a', name: 'the same id', link: '' },
        { id: '', name: 'no id', link: '' },
        { id: 'b', name: 'A', link: 'name=b' },
        { id: 'c', name: 3, link: '' },
        null,
      ],
    };
    expect(parseSavedViews(found)).toEqual({
      version: 1,
      start: undefined,
      views: [
        { id: 'a', name: 'A', link: 'status=IDLE' },
        { id: 'b', name: 'A (2)', link: 'name=b' },
      ],
    });
  });

  it('keeps its views when only the start is broken', () => {
    expect(parseSavedViews({ ...THREE, start: 3 })).toEqual(THREE);
  });

  it.each([null, 7, 'text', [], {}, { views: {} }, { views: 'a' }])('that is %j is none', (found) => {
    expect(parseSavedViews(found)).toEqual(NONE);
  });
});

describe('a file', () => {
  it('takes names and links to another reader', () => {
    const file = exportViews(setStart(THREE, 'b'));
    expect(JSON.parse(file)).toEqual({
      version: 1,
      views: THREE.views.map(({ name, link }) => ({ name, link })),
    });
    const { saved, dropped } = importViews(NONE, file, counter());
    expect(saved).toEqual({
      version: 1,
      views: THREE.views.map((view, index) => ({ ...view, id: `new-${index + 1}` })),
      start: undefined,
    });
    expect(dropped).toEqual([]);
  });

  it('adds to what is there, and lists what it leaves out', () => {
    const file = JSON.stringify([
      { name: 'View a', link: 'name=a' },
      { name: 'View b', link: 'https://monitor.example/jobs?status=IDLE#top' },
      { name: 'Partly', link: '/jobs?status=IDLE&page=2' },
      { name: 'Elsewhere', link: 'javascript:alert(1)' },
      { name: 'No link' },
      'nothing',
    ]);
    const { saved, dropped } = importViews(setStart(THREE, 'c'), file, counter());
    expect(saved.start).toBe('c');
    expect(saved.views.slice(3)).toEqual([
      { id: 'new-1', name: 'View b (2)', link: 'status=IDLE' },
      { id: 'new-2', name: 'Partly', link: 'status=IDLE' },
    ]);
    expect(dropped).toEqual([
      { parameter: 'views[0]', value: 'View a', reason: 'You already have this view.' },
      { parameter: 'Partly: page', value: '2', reason: 'The list has no such parameter.' },
      { parameter: 'Elsewhere: javascript:alert(1)', value: '', reason: 'The list has no such parameter.' },
      { parameter: 'views[4]', value: '', reason: 'A view has a name and a link.' },
      { parameter: 'views[5]', value: '', reason: 'A view has a name and a link.' },
    ]);
  });

  it.each(['', '{', '7', 'null', '{"views": 3}', '"views"'])('that is %j is refused', (file) => {
    expect(importViews(THREE, file, counter())).toEqual({
      saved: THREE,
      dropped: [{ parameter: '', value: '', reason: 'This is not a file of saved views.' }],
    });
  });

  it('adds 200 at most', () => {
    const file = JSON.stringify(Array.from({ length: 500 }, (_, n) => ({ name: `${n}`, link: '' })));
    const { saved, dropped } = importViews(THREE, file, counter());
    expect(saved.views).toHaveLength(200);
    expect(dropped).toHaveLength(303);
  });

  it('gives any views back, whatever their names', () => {
    holds(
      fc.property(fc.array(fc.tuple(text, anyView), { maxLength: 8 }), (views) => {
        const saved = views.reduce(
          (saved, [name, view], n) => addView(saved, `new-${n + 1}`, name, view),
          NONE,
        );
        expect(new Set(names(saved)).size).toBe(views.length);
        for (const { link } of saved.views) expect(canonicalQuery(link)).toBe(link);
        expect(saved.views.map(({ link }) => link)).toEqual(views.map(([, view]) => formatView(view)));
        expect(importViews(NONE, exportViews(saved), counter())).toEqual({ saved, dropped: [] });
        expect(parseSavedViews(JSON.parse(JSON.stringify(saved)))).toEqual(saved);
      }),
      200,
    );
  });
});
