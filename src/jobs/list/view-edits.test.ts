import { describe, expect, it } from 'vitest';
import { formatView, parseView } from '../criteria/link.ts';
import type { View } from '../criteria/criteria.ts';
import {
  createdRange,
  quickSearchText,
  refine,
  replaceTerms,
  withoutFilters,
  withQuickSearch,
} from './view-edits.ts';

const view = (link: string): View => parseView(link).view;
const terms = (link: string) => view(link).terms;

describe('the quick search', () => {
  it.each([
    ['', ''],
    ['name.contains=pii', 'pii'],
    ['name.contains=pii&name.contains.2=eu', 'pii'],
    // Several values, other sides and other comparators are filters of their own.
    ['name.contains=a&name.contains=b', ''],
    ['name.contains=a&name.contains=b&name.contains.2=eu', 'eu'],
    ['not.name.contains=pii&name=pii&name.starts-with=pii', ''],
  ])('of %s is "%s"', (link, text) => {
    expect(quickSearchText(view(link))).toBe(text);
  });

  it.each([
    ['', 'pii', 'name.contains=pii'],
    [
      'status=IDLE&name.contains=pi&name.contains.2=eu&sort=name.asc',
      'pii',
      'status=IDLE&name.contains=pii&name.contains.2=eu&sort=name.asc',
    ],
    ['name.contains=pii&status=IDLE', '', 'status=IDLE'],
    ['', '', ''],
    ['name.contains=a&name.contains=b', 'c', 'name.contains=c&name.contains.2=a&name.contains.2=b'],
  ])('of %s becomes "%s"', (link, text, after) => {
    const changed = formatView(withQuickSearch(view(link), text));
    expect(changed).toBe(after);
    expect(quickSearchText(view(changed))).toBe(text);
  });
});

describe('replacing terms', () => {
  it('changes one and keeps the rest', () => {
    const before = view('status=IDLE&name=a&name.2=a&bucket=x&region=eu-west-1');
    expect(formatView(replaceTerms(before, terms('name=a'), terms('not.name=b')))).toBe(
      'region=eu-west-1&status=IDLE&name=a&not.name=b&bucket=x',
    );
  });

  it('adds where there is nothing to replace', () => {
    expect(formatView(replaceTerms(view('status=IDLE'), terms('name=gone'), terms('type=ONE_TIME')))).toBe(
      'status=IDLE&type=ONE_TIME',
    );
  });
});

it('clears the filters, and neither the places nor the order', () => {
  const link = 'account=a&region=eu-west-1&status=IDLE&sort=name.asc&last-run=error&bucket=x&attention=any';
  expect(formatView(withoutFilters(view(link)))).toBe('account=a&region=eu-west-1&sort=name.asc');
});

it('changes a refinement and keeps the others', () => {
  expect(formatView(refine(view('bucket=x&last-run=error'), { attention: true, lastRun: undefined }))).toBe(
    'bucket=x&attention=any',
  );
});

describe('the range of creation times', () => {
  it.each([
    ['created.gte=now-7d&created.lt=2026-11-20', 'created.gte=now-7d', 'created.lt=2026-11-20T00:00:00Z'],
    ['created.gte=now-7d', 'created.gte=now-7d', ''],
    ['created.gt=now-7d&not.created.lt=now-1d', '', ''],
    // What the form could not show, it must not replace.
    ['created.gte=now-7d&created.gte=now-8d&created.lt=now-1d', '', 'created.lt=now-1d'],
    ['created.gte=now-7d&created.gte.2=now-8d', '', ''],
  ])('of %s', (link, from, to) => {
    const range = createdRange(view(link));
    const format = (term: View['terms'][number] | undefined) =>
      formatView({ ...view(''), terms: term ? [term] : [] });
    expect([format(range.from), format(range.to)]).toEqual([from, to]);
  });
});
