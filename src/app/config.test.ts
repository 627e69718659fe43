import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ConfigError, loadConfig, parseConfig } from './config.ts';
import type { ConfigProblem } from './config.ts';

const DEMO = readFileSync('public/config.json', 'utf8');

/** The demo's configuration with the field at a path set to a value, or taken away. */
function changed(path: string, value?: unknown): unknown {
  const config: unknown = JSON.parse(DEMO);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce((at, key) => (at as Record<string, unknown>)[key], config) as Record<
    string,
    unknown
  >;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return config;
}

function problemsOf(value: unknown): readonly ConfigProblem[] {
  try {
    parseConfig(value);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('a configuration', () => {
  test('of the demo is good', () => {
    expect(parseConfig(JSON.parse(DEMO))).toMatchObject({
      gateway: '/macie/{region}',
      signIn: null,
      logs: { endpoint: '/logs/{region}/' },
      accounts: [{ id: 'security', regions: ['us-east-1', 'eu-west-1'] }],
    });
  });

  test('a Region that is named twice counts once', () => {
    const config = parseConfig(changed('accounts.0.regions', ['us-east-1', 'us-east-1']));
    expect(config.accounts[0]?.regions).toEqual(['us-east-1']);
  });

  test.each<[string, string, unknown, RegExp]>([
    ['accounts', 'accounts', undefined, /^is missing$/],
    ['accounts', 'accounts', [], /at least one account/],
    ['accounts[0].id', 'accounts.0.id', 'a/b', /lowercase/],
    ['accounts[0].label', 'accounts.0.label', ' ', /name for people/],
    ['accounts[0].accountId', 'accounts.0.accountId', 111122223333, /in quotes/],
    ['accounts[0].accountId', 'accounts.0.accountId', '12', /12 digits/],
    ['accounts[0].regions', 'accounts.0.regions', [], /at least one Region/],
    ['accounts[0].regions[1]', 'accounts.0.regions.1', 'cn-north-1', /cn-north-1/],
    ['accounts[0].credentials', 'accounts.0.credentials', undefined, /^is missing$/],
    [
      'accounts[0].credentials.identityPoolId',
      'accounts.0.credentials.identityPoolId',
      'pool',
      /identity pool id/,
    ],
    ['accounts[0].credentials.endpoint', 'accounts.0.credentials.endpoint', 'javascript:alert(1)', /https/],
    ['accounts[0].credentials.roleArn', 'accounts.0.credentials.roleArn', 'role', /ARN/],
    ['gateway', 'gateway', '/macie', /\{region\}/],
    ['gateway', 'gateway', '//elsewhere/{region}', /path of this site/],
    ['gateway', 'gateway', '/\\evil.example/{region}', /path of this site/],
    [
      'accounts[0].credentials.roleArn',
      'accounts.0.credentials.roleArn',
      'arn:aws:iam::999999999999:role/MacieMonitor',
      /role of the account that accountId names/,
    ],
    ['signIn.clientId', 'signIn', { authority: 'https://issuer' }, /^is missing$/],
    ['logs', 'logs', 'yes', /false or an object/],
    ['title', 'title', '', /title/],
  ])('names %s when it is bad', (field, path, value, problem) => {
    expect(problemsOf(changed(path, value))).toEqual([
      { field, problem: expect.stringMatching(problem) as string },
    ]);
  });

  test('one account and Region can’t be listed twice', () => {
    const { accounts } = JSON.parse(DEMO) as { accounts: { id: string }[] };
    const again = accounts.map((account) => ({ ...account, id: `${account.id}-again` }));
    const problems = problemsOf(changed('accounts', [...accounts, ...again]));
    expect(problems[0]).toEqual({
      field: `accounts[${accounts.length}]`,
      problem: expect.stringMatching(/us-east-1 of account 111122223333 a second time/) as string,
    });
  });

  test('two accounts can’t share an id', () => {
    const { accounts } = JSON.parse(DEMO) as { accounts: unknown[] };
    expect(problemsOf(changed('accounts', [...accounts, ...accounts]))).toEqual([
      { field: 'accounts', problem: 'should have a different id for each account' },
    ]);
  });

  test('every bad field is named at once', () => {
    const fields = problemsOf({ accounts: [{ id: 1, regions: 'all' }] }).map(({ field }) => field);
    expect(fields).toEqual([
      'accounts[0].id',
      'accounts[0].label',
      'accounts[0].accountId',
      'accounts[0].regions',
      'accounts[0].credentials',
    ]);
  });

  test.each([[null], ['text'], [7]])('%j is none', (value) => {
    expect(problemsOf(value)).toEqual([{ field: '', problem: 'should be of the type Object' }]);
  });
});

describe('loading it', () => {
  test.each<[string, () => Promise<Response>, RegExp]>([
    ['nothing answers', () => Promise.reject(new TypeError('Failed to fetch')), /could not be fetched/],
    ['it is not there', () => Promise.resolve(new Response('', { status: 404 })), /HTTP 404/],
    ['it is no JSON', () => Promise.resolve(new Response('<html>')), /not JSON/],
  ])('says so when %s', async (_, answer, problem) => {
    await expect(loadConfig(answer())).rejects.toMatchObject({
      problems: [{ field: '', problem: expect.stringMatching(problem) as string }],
    });
  });
});
