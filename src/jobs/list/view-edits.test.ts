import { describe, expect, it } from 'vitest';
import { formatView, parseView } from '../criteria/link.ts';
import type { View } from '../criteria/criteria.ts';
import { createdRange, refine, replaceTerms, withoutFilters } from './view-edits.ts';

const view = (link: string): View => parseView(link).view;
const terms = (link: string) => view(link).terms;

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
