import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { holds, text } from '../../testing/criteria-arbitraries.ts';
import { COVERAGE_FILTERS, COVERAGE_PATH, coveragePath, parseCoverage } from './coverage-link.ts';

const view = fc.record({
  accounts: fc.uniqueArray(text, { maxLength: 3 }),
  regions: fc.uniqueArray(fc.constantFrom('us-east-1', 'eu-west-1'), { maxLength: 2 }),
  show: fc.constantFrom(...COVERAGE_FILTERS, undefined),
  notSince: fc.constantFrom('now-30d', '2026-11-20T12:00:00Z', undefined),
  q: text.map((words) => words.trim().replaceAll(/\s+/g, ' ')),
  sort: fc.record({
    field: fc.constantFrom('name', 'last-run', 'objects', 'bytes', 'jobs', 'score'),
    order: fc.constantFrom('ASC', 'DESC'),
  }),
});

test('a link says what the view says', () => {
  holds(
    fc.property(view, (each) => {
      const { search } = new URL(coveragePath(each), 'https://macie.example');
      expect(parseCoverage(search)).toEqual({ view: each, ignored: [] });
    }),
    300,
  );
});

test('the bare page has no parameters, and a bad value costs only itself', () => {
  expect(coveragePath(parseCoverage('').view)).toBe(COVERAGE_PATH);
  const { view, ignored } = parseCoverage('?show=nothing&q=logs&not-since=soon&status=IDLE');
  expect(coveragePath(view)).toBe(`${COVERAGE_PATH}?q=logs`);
  expect(ignored.map(({ parameter }) => parameter)).toEqual(['status', 'show', 'not-since']);
});
