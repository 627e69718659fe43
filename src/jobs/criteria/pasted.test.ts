import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds, view as anyView } from '../../testing/criteria-arbitraries.ts';
import { criteriaOf } from './criteria.ts';
import { parseView } from './link.ts';
import { fromListRequest } from './pasted.ts';
import { toListRequest } from './request.ts';
import { resolveTime } from './time.ts';

const NOW = new Date('2026-11-20T12:00:00Z');

const RUNNING = { field: 'status', comparator: 'EQ', exclude: false, values: ['RUNNING'] };
const NOT_TEST = { field: 'name', comparator: 'STARTS_WITH', exclude: true, values: ['test-'] };
const BY_NAME = { field: 'name', order: 'ASC' };

const includes = '[{"key": "jobStatus", "comparator": "EQ", "values": ["RUNNING"]}]';
const excludes = '[{"key": "name", "comparator": "STARTS_WITH", "values": ["test-"]}]';
const sort = '{"attributeName": "name", "orderBy": "ASC"}';

const complaints = (pasted: string): string[] =>
  fromListRequest(pasted).problems.map(
    ({ parameter, value, reason }) => `${parameter} = ${value}: ${reason}`,
  );

describe('takes', () => {
  it.each([
    [
      'a request',
      `{"filterCriteria": {"includes": ${includes}, "excludes": ${excludes}}, "sortCriteria": ${sort}}`,
    ],
    [
      'capitals, as other SDKs have',
      `{"FilterCriteria": {"Includes": [{"Key": "JOB_STATUS", "Comparator": "eq", "Values": ["RUNNING"]}], "Excludes": ${excludes}}, "SortCriteria": {"AttributeName": "name", "OrderBy": "asc"}}`,
    ],
    [
      'CLI spelling',
      `{"filter-criteria": {"includes": ${includes}, "excludes": ${excludes}}, "sort_criteria": ${sort}}`,
    ],
    [
      'empty paging',
      `{"filterCriteria": {"excludes": ${excludes}, "includes": ${includes}}, "maxResults": 0, "nextToken": "", "sortCriteria": ${sort}}`,
    ],
    [
      'a Python dictionary',
      `{'filterCriteria': {'includes': [{'key': 'jobStatus', 'comparator': 'EQ', 'values': ['RUNNING',]},], # alive\n 'excludes': ${excludes},}, 'sortCriteria': ${sort}, 'nextToken': None}`,
    ],
    [
      'keyword arguments',
      `filterCriteria={'includes': ${includes}, 'excludes': ${excludes}},\n    sortCriteria = ${sort},\n`,
    ],
  ])('%s', (_, pasted) => {
    expect(fromListRequest(pasted)).toEqual({ terms: [RUNNING, NOT_TEST], sort: BY_NAME, problems: [] });
  });

  it.each([
    ['filterCriteria alone', `{"includes": ${includes}, "excludes": null}`],
    ['a list of conditions', includes],
    ['one condition', includes.slice(1, -1)],
    ['one value without a list', '{"key":"jobStatus","comparator":"EQ","values":"RUNNING"}'],
    ['the same value twice', '{"key":"jobStatus","comparator":"EQ","values":["RUNNING","running"]}'],
  ])('%s', (_, pasted) => {
    expect(fromListRequest(pasted)).toEqual({ terms: [RUNNING], sort: undefined, problems: [] });
  });

  it('sortCriteria alone', () => {
    expect(fromListRequest(sort)).toEqual({ terms: [], sort: BY_NAME, problems: [] });
  });

  it('nothing', () => {
    expect(fromListRequest('{}')).toEqual({ terms: [], sort: undefined, problems: [] });
  });

  it.each([
    [`'it\\'s "x" \\x41\\u00e9\\U0001F469 \\n \\/'`, `it's "x" Aé👩 \n /`],
    [`"it's \\"x\\" \\t"`, `it's "x" \t`],
    [`'#no, comment: {}'`, '#no, comment: {}'],
    [`'True'`, 'True'],
  ])('the Python text %s', (literal, value) => {
    const pasted = `{'key': 'name', 'comparator': 'EQ', 'values': [${literal},]}`;
    expect(fromListRequest(pasted).terms[0]?.values).toEqual([value]);
  });
});

describe('names what it cannot take', () => {
  it('and keeps the rest', () => {
    const pasted = JSON.stringify({
      filterCriteria: {
        includes: [
          { key: 'jobStatus', comparator: 'EQ', values: ['RUNNING', '', 7] },
          { key: 'tags', comparator: 'EQ', values: ['a'] },
          { key: 'name', comparator: 'LIKE', values: ['a'] },
          { key: 'name', comparator: 'EQ' },
          { key: 'name', comparator: 'EQ', values: [] },
          'name',
        ],
        excludes: { key: 'name', comparator: 'EQ', values: ['a'] },
        and: [],
      },
      sortCriteria: { attributeName: 'size', orderBy: 'DESC' },
      maxResults: 50,
    });
    expect(fromListRequest(pasted).terms).toEqual([RUNNING]);
    expect(complaints(pasted)).toEqual([
      'filterCriteria.and = […]: Here can only be includes, excludes.',
      'filterCriteria.includes[0].values[1] = : A status or type is one word of Macie’s, such as RUNNING or ONE_TIME.',
      'filterCriteria.includes[0].values[2] = 7: A value is a text.',
      'filterCriteria.includes[1].key = tags: It takes jobStatus, jobType, name, createdAt.',
      'filterCriteria.includes[2].comparator = LIKE: It takes EQ, NE, GT, GTE, LT, LTE, CONTAINS, STARTS_WITH.',
      'filterCriteria.includes[3] = {…}: A condition has a key, a comparator and values.',
      'filterCriteria.includes[4].values = […]: This should be a list of texts.',
      'filterCriteria.includes[5] = name: This should be an object with key, comparator, values.',
      'filterCriteria.excludes = {…}: This should be a list of conditions.',
      'sortCriteria.attributeName = size: It takes jobStatus, jobType, name, createdAt.',
      'maxResults = 50: The page reads all pages by itself.',
    ]);
  });

  it.each(['', 'status=RUNNING', '{', "{'a': 'b", '{"a" "b"}', 'aws macie2 list-classification-jobs', "'\\"])(
    'such as %s',
    (pasted) => {
      expect(complaints(pasted)).toEqual([expect.stringContaining('neither JSON nor a Python dictionary')]);
    },
  );

  it.each(['null', '7', '"text"', 'True'])('such as %s', (pasted) => {
    expect(complaints(pasted)).toEqual([expect.stringContaining('an object with filterCriteria')]);
  });

  it('such as more values than a view holds', () => {
    const values = Array.from({ length: 600 }, (_, n) => String(n));
    const { terms, problems } = fromListRequest(JSON.stringify({ key: 'name', comparator: 'EQ', values }));
    expect(terms[0]?.values).toHaveLength(500);
    expect(problems).toHaveLength(100);
  });

  it.each(['{"attributeName": "name"}', '{"sortCriteria": {"orderBy": "ASC"}}'])(
    'such as half a sort: %s',
    (pasted) => {
      expect(complaints(pasted)).toEqual([
        expect.stringContaining('A sort has an attributeName and an orderBy.'),
      ]);
    },
  );

  it('such as a pit without a bottom', () => {
    for (const unit of ['[', '{"filterCriteria":', '{"includes":[', "'\\", '"\\']) {
      const pasted = unit.repeat(50_000);
      expect(() => fromListRequest(pasted)).not.toThrow();
    }
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect(fromListRequest(deep).problems).toHaveLength(1);
  });
});

describe('for any view', () => {
  it('the request and back gives the same criteria, relative times resolved', () => {
    holds(
      fc.property(anyView, fc.constantFrom('', 'lists only'), (view, shape) => {
        const request = toListRequest(view, NOW);
        const pasted = shape === '' ? request : { ...request.filterCriteria };
        const { terms, sort, problems } = fromListRequest(JSON.stringify(pasted));
        const resolved = view.terms.map((term) => ({
          ...term,
          values:
            term.field === 'created'
              ? [...new Set(term.values.map((value) => resolveTime(value, NOW)))]
              : term.values,
        }));
        expect(terms).toEqual([
          ...resolved.filter(({ exclude }) => !exclude),
          ...resolved.filter(({ exclude }) => exclude),
        ]);
        expect(sort).toEqual(shape === '' ? criteriaOf(view).sort : undefined);
        expect(problems).toEqual([]);
      }),
      500,
    );
  });

  it('never throws, whatever is pasted', () => {
    holds(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.json(),
          fc.anything().map((value) => JSON.stringify({ filterCriteria: value, sortCriteria: value }) ?? ''),
          fc
            .array(
              fc.constantFrom('{', '}', '[', ']', ',', ':', "'", '"', '\\', 'key', 'values', '=', 'a', ' '),
            )
            .map((parts) => parts.join('')),
        ),
        (pasted) => {
          for (const { reason } of fromListRequest(pasted).problems) expect(reason).toMatch(/\.$/);
        },
      ),
      2000,
    );
  });
});

it('reads back what a link asks for', () => {
  const { view } = parseView('status=RUNNING&not.name.starts-with=test-&sort=name.asc');
  expect(fromListRequest(JSON.stringify(toListRequest(view, NOW)))).toEqual({
    terms: [RUNNING, NOT_TEST],
    sort: BY_NAME,
    problems: [],
  });
});
