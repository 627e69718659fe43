import { describe, expect, test } from 'vitest';
import type { Account } from '../../../aws/account.ts';
import { AwsError } from '../../../aws/errors.ts';
import type { AwsErrorKind } from '../../../aws/errors.ts';
import type { SourceState } from '../job-list.ts';
import { failureLabel, failuresText, placesText, standingOf } from './source-text.ts';

const REGIONS = ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-north-1', 'ap-south-1', 'sa-east-1'];
const payments = account('payments', 'Payments', REGIONS);
const sales = account('sales', 'Sales', REGIONS.slice(0, 2));

describe('the standing of a source', () => {
  test('Macie that is off is no failure, whatever the state', () => {
    const off = state('us-east-1', 'failed', { error: refusal('not-enabled') });
    expect(standingOf([off, { ...off, state: 'complete' }]).notEnabled).toHaveLength(2);
  });

  test('a failed source is missing when nothing of it was ever read, and stale otherwise', () => {
    const missing = state('us-east-1', 'failed', { error: refusal('denied') });
    const half = { ...missing, count: 200 };
    const old = { ...missing, readAt: 1, state: 'complete' as const };
    const standing = standingOf([missing, half, old, state('eu-west-1', 'waiting')]);
    expect(standing).toEqual({
      notEnabled: [],
      missing: [missing],
      stale: [half, old],
      sound: [state('eu-west-1', 'waiting')],
    });
  });
});

describe('places', () => {
  test('are Regions where there is one account', () => {
    expect(placesText([payments], places('payments', 2))).toBe('us-east-1, us-west-2');
  });

  test('are accounts with their Regions where there are several', () => {
    const both = [...places('payments', 1), ...places('sales', 2)];
    expect(placesText([payments, sales], both)).toBe('Payments (us-east-1), Sales (all 2 Regions)');
  });

  test('are counted where they are many', () => {
    expect(placesText([payments, sales], places('payments', 5))).toBe(
      'Payments (us-east-1, us-west-2, eu-west-1 and 2 more)',
    );
  });
});

test('failures of a kind are named together', () => {
  const failed = [
    state('us-east-1', 'failed', { error: refusal('denied') }),
    state('us-west-2', 'failed', { error: refusal('network') }),
    state('eu-west-1', 'failed', { error: refusal('denied') }),
    state('eu-north-1', 'failed', { error: new TypeError('oops') }),
  ];
  expect(failuresText([payments], failed)).toBe(
    'access denied in us-east-1, eu-west-1; no answer from us-west-2; an error of this page in eu-north-1',
  );
  expect(failed.map(({ error }) => failureLabel(error))).toEqual([
    'Access denied',
    'No answer',
    'Access denied',
    'Page error',
  ]);
});

function account(id: string, label: string, regions: readonly string[]): Account {
  return { id, label, accountId: '111122223333', regions, credentials: { identityPoolId: 'pool' } };
}

function places(account: string, count: number) {
  return REGIONS.slice(0, count).map((region) => ({ account, region }));
}

function refusal(kind: AwsErrorKind): AwsError {
  return new AwsError(kind, 'ListClassificationJobs', { message: 'no', code: 'No' });
}

function state(region: string, state: SourceState['state'], more: Partial<SourceState> = {}): SourceState {
  return {
    source: { account: 'payments', region },
    state,
    count: 0,
    readAt: undefined,
    whole: false,
    error: undefined,
    ...more,
  };
}
