import { JobComparator, ListJobsFilterKey } from '@aws-sdk/client-macie2';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds, text, view as anyView } from '../../testing/criteria-arbitraries.ts';
import { canonicalQuery, formatView, isFiltered, listCriteria, parseView } from './link.ts';
import { API_KEY, COMPARATORS, DEFAULT_VIEW, FIELDS, type Term, type View } from './criteria.ts';

const terms = (search: string): readonly Term[] => parseView(search).view.terms;
const reasons = (search: string): string[] =>
  parseView(search).ignored.map(({ parameter, value, reason }) => `${parameter}=${value}: ${reason}`);

describe('the grammar', () => {
  it('knows each key and comparator of the SDK', () => {
    expect(new Set(COMPARATORS)).toEqual(new Set(Object.values(JobComparator)));
    expect(new Set(FIELDS.map((field) => API_KEY[field]))).toEqual(new Set(Object.values(ListJobsFilterKey)));
  });

  it('reads a bare link as the whole list, newest first', () => {
    for (const search of ['', '?', '&&', '?sort=created.desc']) {
      expect(parseView(search)).toEqual({ view: DEFAULT_VIEW, ignored: [] });
    }
    expect(formatView(DEFAULT_VIEW)).toBe('');
  });

  it('reads several values as one term', () => {
    expect(terms('?status=RUNNING&status=IDLE&status=RUNNING')).toEqual([
      { field: 'status', comparator: 'EQ', exclude: false, values: ['RUNNING', 'IDLE'] },
    ]);
  });

  it('reads excludes, comparators, ranges and further terms', () => {
    const link =
      'not.name.starts-with=test-&created.gte=now-7d&created.lt=2026-11-20T00:00:00Z&name.contains=pii&name.contains.2=eu';
    expect(terms(link)).toEqual([
      { field: 'name', comparator: 'CONTAINS', exclude: false, values: ['pii'] },
      { field: 'name', comparator: 'CONTAINS', exclude: false, values: ['eu'] },
      { field: 'name', comparator: 'STARTS_WITH', exclude: true, values: ['test-'] },
      { field: 'created', comparator: 'GTE', exclude: false, values: ['now-7d'] },
      { field: 'created', comparator: 'LT', exclude: false, values: ['2026-11-20T00:00:00Z'] },
    ]);
  });

  it('names every comparator of every field on both sides', () => {
    const all = FIELDS.flatMap((field) =>
      [false, true].flatMap((exclude) =>
        COMPARATORS.map((comparator): Term => ({
          field,
          comparator,
          exclude,
          values: [field === 'created' ? 'now-1h' : 'A'],
        })),
      ),
    );
    const link = formatView({ ...DEFAULT_VIEW, terms: all });
    expect(link).toMatch(/^status=A&status\.ne=A&status\.gt=A&.*&not\.created\.starts-with=now-1h$/);
    expect(parseView(link)).toEqual({ view: { ...DEFAULT_VIEW, terms: all }, ignored: [] });
  });

  it('reads sources, sort and refinements', () => {
    const link =
      'account=security&account=dev&region=eu-west-1&sort=name.asc&last-run=error&bucket=logs&bucket=pii&attention=any';
    expect(parseView(link)).toEqual({
      view: {
        accounts: ['security', 'dev'],
        regions: ['eu-west-1'],
        terms: [],
        sort: { field: 'name', order: 'ASC' },
        group: undefined,
        refinements: {
          ...DEFAULT_VIEW.refinements,
          lastRun: 'error',
          buckets: ['logs', 'pii'],
          attention: true,
        },
      },
      ignored: [],
    });
    expect(canonicalQuery(link)).toBe(link);
  });

  it('reads what the browser searches, filters, sorts and groups by', () => {
    const link =
      'sort=urgency.desc&group=reason&q=PII+eu&last-run.gte=now-7d&last-run.lt=2026-11-20T00:00:00Z&bucket.is=app-logs&bucket.is=data&expires=7d&overdue=any';
    expect(parseView(link)).toEqual({
      view: {
        ...DEFAULT_VIEW,
        sort: { field: 'urgency', order: 'DESC' },
        group: 'reason',
        refinements: {
          ...DEFAULT_VIEW.refinements,
          q: 'PII eu',
          lastRunTime: { GTE: 'now-7d', LT: '2026-11-20T00:00:00Z' },
          bucketIs: ['app-logs', 'data'],
          expires: '7d',
          overdue: true,
        },
      },
      ignored: [],
    });
    expect(canonicalQuery(link)).toBe(link);
    expect(listCriteria(parseView(link).view)).toEqual({ terms: [], sort: DEFAULT_VIEW.sort, key: '' });
  });

  it.each([
    ['name=662E41', '662E41'],
    ['name=00000000000000000000000000000012', '00000000000000000000000000000012'],
    ['name=null', 'null'],
    ['name=[1]', '[1]'],
    ['name=a=b', 'a=b'],
    ['name=100%', '100%'],
    ['name=a+b', 'a b'],
    ['name=%2B', '+'],
  ])('keeps %s as text', (link, value) => {
    expect(terms(link)).toEqual([{ field: 'name', comparator: 'EQ', exclude: false, values: [value] }]);
  });
});

describe('the canonical form', () => {
  it.each([
    ['region=US-EAST-1&account=a', 'account=a&region=us-east-1'],
    ['not.status=IDLE&sort=NAME.DESC&status=RUNNING', 'status=RUNNING&not.status=IDLE&sort=name.desc'],
    ['status=running&type=one-time&status=user paused', 'status=RUNNING&status=USER_PAUSED&type=ONE_TIME'],
    ['status.eq=IDLE', 'status=IDLE'],
    ['name.1=a&name=b', 'name=a&name=b'],
    ['name.9=c&name.3=b&name.10=d', 'name=b&name.2=c&name.3=d'],
    ['created.gte.4=2026-11-20', 'created.gte=2026-11-20T00:00:00Z'],
    ['name=a:b/c@d', 'name=a:b/c@d'],
    ['name=a.', 'name=a%2E'],
    ['name=a%20', 'name=a+'],
    ['not.name.starts-with=test-', 'not.name.starts-with=test-'],
    ['name=a:', 'name=a%3A'],
    ['name=a_', 'name=a%5F'],
    ['name=a*', 'name=a%2A'],
    ["name=(it's)", 'name=%28it%27s%29'],
    ['sort=urgency', 'sort=urgency.desc'],
    ['sort=Expires', 'sort=expires.asc'],
    ['sort=buckets&group=REASON', 'sort=buckets.desc&group=reason'],
    ['q=%C2%A0a%09%20b+', 'q=a+b'],
    ['last-run.lte=2026-11-20&last-run=none', 'last-run=none&last-run.lte=2026-11-20T00:00:00Z'],
    ['expires=7D', 'expires=7d'],
    ['overdue=ANY&bucket=a&bucket.is=B&bucket.is=B', 'bucket=a&bucket.is=B&overdue=any'],
  ])('of %s is %s', (link, form) => {
    expect(canonicalQuery(link)).toBe(form);
    expect(canonicalQuery(form)).toBe(form);
  });
});

describe('what is bad', () => {
  it('is left out value by value and reported', () => {
    const link =
      'status=RUNNING&status=&status=a.b&created.gte=2026-02-30&created.gte=now-7d&utm_source=x&last-run=maybe&sort=size.asc&name=%FF&name=ok';
    expect(canonicalQuery(link)).toBe('status=RUNNING&name=ok&created.gte=now-7d');
    expect(reasons(link)).toEqual([
      'name=%FF: Its percent-encoding is damaged, as in a link that was cut.',
      'utm_source=x: The list has no such parameter.',
      'status=: A status or type is one word of Macie’s, such as RUNNING or ONE_TIME.',
      'status=a.b: A status or type is one word of Macie’s, such as RUNNING or ONE_TIME.',
      'created.gte=2026-02-30: There is no such date or time.',
      'sort=size.asc: It takes status.asc, status.desc, type.asc, type.desc, name.asc, name.desc, created.asc, created.desc, urgency.asc, urgency.desc, expires.asc, expires.desc, last-run.asc, last-run.desc, next-run.asc, next-run.desc, account.asc, account.desc, region.asc, region.desc, buckets.asc, buckets.desc, findings.asc, findings.desc.',
      'last-run=maybe: It takes error, none.',
    ]);
  });

  it.each([
    ['q=', 'The value is empty.'],
    ['q=+%C2%A0', 'The value is empty.'],
    [`q=${'a'.repeat(1001)}`, 'A value has 1000 characters at most.'],
    ['q=%FF', 'Its percent-encoding is damaged, as in a link that was cut.'],
    ['bucket.is=', 'The value is empty.'],
    ['expires=', 'A length of time is a number with m, h, d or w, such as 7d.'],
    ['expires=7', 'A length of time is a number with m, h, d or w, such as 7d.'],
    ['expires=0d', 'A length of time is a number with m, h, d or w, such as 7d.'],
    ['expires=-7d', 'A length of time is a number with m, h, d or w, such as 7d.'],
    ['expires=1e3d', 'A length of time is a number with m, h, d or w, such as 7d.'],
    ['expires=7 d', 'A length of time is a number with m, h, d or w, such as 7d.'],
    ['expires=now-7d', 'A length of time is a number with m, h, d or w, such as 7d.'],
    ['expires=999999999w', 'A length of time is 20 years at most.'],
    ['overdue=yes', 'It takes any.'],
    ['group=name', 'It takes account, region, status, reason.'],
    ['group=undefined', 'It takes account, region, status, reason.'],
    ['last-run=', 'It takes error, none.'],
    ['last-run.gte=soon', 'A time is a date, an instant such as 2026-11-20T00:00:00Z, or now-7d.'],
    ['last-run.gte=2026-02-30', 'There is no such date or time.'],
    ['last-run.eq=error', 'The list has no such parameter.'],
    ['last-run.contains=2026', 'The list has no such parameter.'],
    ['last-run.gte.2=now-7d', 'The list has no such parameter.'],
    ['not.last-run=error', 'The list has no such parameter.'],
    ['not.q=a', 'The list has no such parameter.'],
    ['bucket.eq=a', 'The list has no such parameter.'],
    ['Q=a', 'The list has no such parameter.'],
  ])('%s is ignored: %s', (link, reason) => {
    expect(parseView(`${link}&status=RUNNING`).ignored.map(({ reason }) => reason)).toEqual([reason]);
    expect(canonicalQuery(`${link}&status=RUNNING`)).toBe('status=RUNNING');
  });

  it.each(['sort=urgency.', 'sort=urgency.up', 'sort=size', 'sort=name', 'sort=urgency.desc.asc'])(
    '%s is ignored',
    (link) => {
      expect(reasons(link)).toEqual([expect.stringContaining('It takes status.asc')]);
      expect(canonicalQuery(link)).toBe('');
    },
  );

  it.each(['name.0=a', 'name.01=a', 'name.like=a', 'not.sort=name.asc', 'Status=IDLE', 'name.2.contains=a'])(
    'parameter %s is reported',
    (link) => {
      expect(reasons(link)).toEqual([expect.stringContaining('no such parameter')]);
      expect(canonicalQuery(link)).toBe('');
    },
  );

  it('takes the first of what can be said once', () => {
    expect(canonicalQuery('sort=created.desc&sort=name.asc&sort=created.desc')).toBe('');
    expect(reasons('sort=created.desc&sort=name.asc&sort=created.desc')).toEqual([
      'sort=name.asc: Only the first value counts.',
    ]);
    expect(canonicalQuery('expires=x&expires=1d&expires=2d&q=a&q=b')).toBe('q=a&expires=1d');
    expect(reasons('expires=1d&expires=2d&q=a&q=b&last-run.gte=now-1d&last-run.gte=now-2d')).toEqual([
      'q=b: Only the first value counts.',
      'last-run.gte=now-2d: Only the first value counts.',
      'expires=2d: Only the first value counts.',
    ]);
  });

  it('lets a status pass that this SDK does not know', () => {
    expect(parseView('status=ARCHIVED').ignored).toEqual([]);
    expect(canonicalQuery('status=ARCHIVED')).toBe('status=ARCHIVED');
  });

  it('is bounded, however long the link', () => {
    const many = Array.from({ length: 20_000 }, (_, n) => `name.contains.${(n % 9999) + 1}=${n}`).join('&');
    const { view, ignored } = parseView(many);
    expect(view.terms).toHaveLength(500);
    expect(ignored).toHaveLength(19_500);
    expect(reasons(`name=${'a'.repeat(100_000)}`)).toEqual([expect.stringContaining('1000 characters')]);
    expect(parseView('='.repeat(100_000)).ignored).toHaveLength(1);
  });
});

it('distinguishes a filtered list from the whole one in another order', () => {
  expect(isFiltered(parseView('sort=urgency&group=status').view)).toBe(false);
  expect(isFiltered(DEFAULT_VIEW)).toBe(false);
  expect(isFiltered(parseView('sort=name.asc').view)).toBe(false);
  for (const link of [
    'account=a',
    'region=eu-west-1',
    'name=a',
    'last-run=none',
    'bucket=a',
    'attention=any',
    'q=a',
    'bucket.is=a',
    'last-run.gte=now-7d',
    'expires=7d',
    'overdue=any',
  ]) {
    expect(isFiltered(parseView(link).view)).toBe(true);
  }
});

describe('for any view', () => {
  it('a link and back gives the same view, terms in canonical order', () => {
    holds(
      fc.property(anyView, (view) => {
        const inOrder = [...view.terms].toSorted((a, b) => position(a) - position(b));
        expect(parseView(`?${formatView(view)}`)).toEqual({ view: { ...view, terms: inOrder }, ignored: [] });
      }),
      500,
    );
  });

  it('the link holds nothing that a browser or a chat program would change', () => {
    holds(
      fc.property(anyView, (view) => {
        const link = formatView(view);
        expect(new URL(`https://host/jobs?${link}`).search.replace(/^\?/, '')).toBe(link);
        expect(link).toMatch(/^([\w.*+=&:/@-]|%[0-9A-F]{2})*$/);
        expect(link).not.toMatch(/[?!.,:*_~]$/);
      }),
      300,
    );
  });
});

it('survives 10,000 hostile links, and what it makes of them is canonical', { timeout: 30_000 }, () => {
  const name = fc.oneof(
    fc.constantFrom('status', 'name', 'created.gte', 'not.type.ne', 'sort', 'account', 'region', 'bucket'),
    fc.constantFrom('q', 'bucket.is', 'expires', 'overdue', 'group', 'last-run.gte', 'last-run.lt'),
    fc.constantFrom('last-run', 'attention', 'name.contains.2', '__proto__', 'constructor', 'not.not.name'),
    text,
  );
  const value = fc.oneof(
    text,
    fc.constantFrom(
      '7d',
      '0d',
      'any',
      'urgency',
      'urgency.asc',
      'reason',
      'now-7d',
      'now-1e9d',
      '2026-02-31',
      'RUNNING',
      'name.asc',
      '%E0%A4%A',
      '%',
      '\uD800',
      '',
    ),
  );
  const encoded = fc.tuple(name, fc.constantFrom('=', '==', ''), value).map((parts) => parts.join(''));
  const link = fc.oneof(
    fc.array(encoded, { maxLength: 8 }).map((parts) => `?${parts.join('&')}`),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 })
      .map((units) => String.fromCharCode(...units)),
  );
  holds(
    fc.property(link, (search) => {
      const { view, ignored } = parseView(search);
      // As text, because this is compared 10,000 times.
      expect(JSON.stringify(parseView(formatView(view)))).toBe(JSON.stringify({ view, ignored: [] }));
      expect(ignored.filter(({ reason }) => !/^[A-Z].*\.$/.test(reason))).toHaveLength(0);
    }),
    10_000,
  );
});

/** The place of a term in the canonical order, computed independently of the codec. */
function position({ field, comparator, exclude }: Omit<View['terms'][number], 'values'>): number {
  const fields = ['status', 'type', 'name', 'created'];
  const comparators = ['EQ', 'NE', 'GT', 'GTE', 'LT', 'LTE', 'CONTAINS', 'STARTS_WITH'];
  return fields.indexOf(field) * 100 + (exclude ? 10 : 0) + comparators.indexOf(comparator);
}
