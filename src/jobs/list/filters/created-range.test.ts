import { describe, expect, test } from 'vitest';
import type { Comparator, Term } from '../../criteria/criteria.ts';
import { narrowCreated, withoutCreatedBounds } from './created-range.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const span = { from: Date.parse('2026-11-01T00:00:00Z'), to: Date.parse('2026-11-08T00:00:00Z') };
const from = created('GTE', '2026-11-01T00:00:00Z');
const to = created('LT', '2026-11-08T00:00:00Z');
const named: Term = { field: 'name', comparator: 'CONTAINS', exclude: false, values: ['pii'] };

describe('narrowing to a span', () => {
  test('adds both bounds, as instants of whole seconds', () => {
    expect(narrowCreated([named], span, NOW)).toEqual([named, from, to]);
  });

  test('replaces bounds that are wider', () => {
    const wider = [created('GT', '2026-10-01T00:00:00Z'), created('LTE', '2026-12-01T00:00:00Z')];
    expect(narrowCreated(wider, span, NOW)).toEqual([from, to]);
    expect(narrowCreated([created('GTE', 'now-90d')], span, NOW)).toEqual([from, to]);
  });

  test('keeps a bound that is narrower, and a relative one relative', () => {
    const later = created('GTE', '2026-11-02T00:00:00Z');
    expect(narrowCreated([later], span, NOW)).toEqual([later, to]);
    const recent = created('GTE', 'now-14d');
    expect(narrowCreated([recent], span, NOW)).toEqual([recent, to]);
    const earlier = created('LT', 'now-15d');
    expect(narrowCreated([earlier], span, NOW)).toEqual([earlier, from]);
  });

  test('leaves what is no bound', () => {
    const others = [
      created('NE', '2026-10-01T00:00:00Z'),
      { ...created('GT', '2026-10-01T00:00:00Z'), exclude: true },
    ];
    expect(narrowCreated(others, span, NOW)).toEqual([...others, from, to]);
  });
});

test('the whole time is a view without bounds', () => {
  expect(withoutCreatedBounds([named, from, to])).toEqual([named]);
});

function created(comparator: Comparator, value: string): Term {
  return { field: 'created', comparator, exclude: false, values: [value] };
}
