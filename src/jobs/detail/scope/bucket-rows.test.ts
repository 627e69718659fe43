import { expect, test } from 'vitest';
import { bucketRows } from './bucket-rows.ts';

const accounts = [
  { accountId: '111122223333', buckets: ['invoices', 'Contracts'] },
  { accountId: '444455556666', buckets: ['logs'] },
  { accountId: undefined, buckets: [] },
];
const found = (search: string) =>
  bucketRows(accounts, search).map((row) =>
    row.kind === 'account' ? `${row.accountId ?? '?'}: ${row.count}` : row.bucket,
  );

test('buckets stand below their account', () => {
  expect(found('')).toEqual(['111122223333: 2', 'invoices', 'Contracts', '444455556666: 1', 'logs', '?: 0']);
});

test('a search keeps the accounts of what it finds, and counts it', () => {
  expect(found(' contr')).toEqual(['111122223333: 1', 'Contracts']);
  expect(found('nothing')).toEqual([]);
});

test('an account is found by its number, with all its buckets', () => {
  expect(found('4444')).toEqual(['444455556666: 1', 'logs']);
});
