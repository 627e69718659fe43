import { array, assert, bigInt, integer, maxSafeInteger, oneof, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { counted, formatNumber, joinWords } from './text.ts';

test('whole numbers are written as browsers write them in English', () => {
  assert(
    property(oneof(integer(), maxSafeInteger(), bigInt()), (value) => {
      // Browsers distinguish zero and minus zero; people don't.
      expect(formatNumber(value)).toBe((value || 0).toLocaleString('en', { maximumFractionDigits: 0 }));
    }),
  );
});

test('numbers have one decimal, and no exponent', () => {
  expect(formatNumber(1e21)).toBe('1,000,000,000,000,000,000,000');
  expect(formatNumber(0.04)).toBe('0');
  expect(formatNumber(999.95)).toBe('1,000');
  expect(formatNumber(1234.56)).toBe('1,234.6');
  expect(formatNumber(-1234.5)).toBe('-1,234.5');
  expect(formatNumber(Number.NaN)).toBe('an unknown number');
  expect(formatNumber(Infinity)).toBe('an unknown number');
});

test('counts carry their noun', () => {
  expect(counted(1, 'bucket')).toBe('1 bucket');
  expect(counted(0, 'bucket')).toBe('0 buckets');
  expect(counted(1200, 'bucket')).toBe('1,200 buckets');
});

test('words are joined as browsers join them in British English', () => {
  const or = new Intl.ListFormat('en-GB', { type: 'disjunction' });
  const and = new Intl.ListFormat('en-GB', { type: 'conjunction' });
  assert(
    property(array(string(), { maxLength: 5 }), (words) => {
      expect(joinWords(words, 'or')).toBe(or.format(words));
      expect(joinWords(words, 'and')).toBe(and.format(words));
    }),
  );
});
