import type { AccountBuckets } from './scope.ts';

/** A row of the list of buckets: an account, or a bucket below it. */
export type BucketRow =
  | { readonly kind: 'account'; readonly accountId: string | undefined; readonly count: number }
  | { readonly kind: 'bucket'; readonly bucket: string };

/** The accounts and, below each, its buckets whose name or account contains a text, whatever its case. */
export function bucketRows(accounts: readonly AccountBuckets[], search: string): readonly BucketRow[] {
  const wanted = search.trim().toLowerCase();
  return accounts.flatMap(({ accountId, buckets }) => {
    const found =
      wanted === '' || accountId?.includes(wanted)
        ? buckets
        : buckets.filter((bucket) => bucket.toLowerCase().includes(wanted));
    if (found.length === 0 && wanted !== '') return [];
    return [
      { kind: 'account', accountId, count: found.length } as const,
      ...found.map((bucket) => ({ kind: 'bucket', bucket }) as const),
    ];
  });
}
