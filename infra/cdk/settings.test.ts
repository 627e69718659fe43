import { describe, expect, it } from 'vitest';
import { checkedSettings, readSettings } from './settings.ts';
import type { Settings } from './settings.ts';

const account = { id: 'security', label: 'Security', accountId: '111122223333', regions: ['us-east-1'] };
const settings: Settings = { accounts: [account] };

describe('settings', () => {
  it('are what the example shows', () => {
    expect(readSettings(new URL('monitor.example.json', import.meta.url).pathname).accounts).toHaveLength(2);
  });

  it.each<[string, unknown]>([
    ['at least one', { ...settings, accounts: [] }],
    ['at least one', {}],
    ['two security', { ...settings, accounts: [account, account] }],
    ["can't stand in a link", { ...settings, accounts: [{ ...account, id: 'a/b' }] }],
    ['no label', { ...settings, accounts: [{ ...account, label: '' }] }],
    ['12 digits', { ...settings, accounts: [{ ...account, accountId: '1234' }] }],
    ['no regions', { ...settings, accounts: [{ ...account, regions: [] }] }],
    ['"eu", where Macie is not', { ...settings, accounts: [{ ...account, regions: ['eu'] }] }],
    [
      '"eu-west-1/*", where Macie is not',
      { ...settings, accounts: [{ ...account, regions: ['eu-west-1/*'] }] },
    ],
    [
      'us-east-1 only',
      { ...settings, domain: { name: 'a.example', certificateArn: 'arn:aws:acm:eu-west-1:1:x' } },
    ],
  ])('say what is wrong with them: %s', (message, wrong) => {
    expect(() => checkedSettings(wrong as Settings)).toThrow(message);
  });
});
