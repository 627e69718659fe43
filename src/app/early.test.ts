import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { askEarly } from './early.ts';

const POOL = 'us-east-1:00000000-0000-4000-8000-000000000001';
const OTHER = 'eu-west-1:00000000-0000-4000-8000-000000000002';
const CONFIG = {
  signIn: null,
  accounts: [
    { id: 'one', credentials: { identityPoolId: POOL, endpoint: '/cognito-identity/' } },
    { id: 'two', credentials: { identityPoolId: OTHER } },
  ],
};

/** What was asked for so far: the address, and the body if there is one. */
let asked: string[];
let config: unknown;
let answerOf: (target: string) => Response;

beforeEach(() => {
  asked = [];
  config = CONFIG;
  answerOf = (target) => Response.json(target.endsWith('GetId') ? { IdentityId: 'me' } : { Credentials: {} });
  vi.stubGlobal('fetch', async (input: string | Request, init?: RequestInit) => {
    const url = typeof input === 'string' ? input : input.url;
    const request = new Request(
      new URL(url, 'https://page.example'),
      typeof input === 'string' ? init : input,
    );
    const body = await request.text();
    asked.push(body === '' ? url : `${url} ${body}`);
    if (url === '/config.json') return Response.json(config);
    return answerOf(request.headers.get('x-amz-target') ?? '');
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const AT = { pathname: '/jobs', search: '' };

/** A call as the SDK makes it. */
function call(operation: string, input: object): [string, RequestInit] {
  return [
    'https://page.example/cognito-identity/',
    {
      method: 'POST',
      headers: { 'x-amz-target': `AWSCognitoIdentityService.${operation}`, 'amz-sdk-request': 'attempt=1' },
      body: JSON.stringify(input),
    },
  ];
}

describe('asking early', () => {
  test('asks for the configuration, an identity and its credentials, and answers the SDK with that', async () => {
    const early = askEarly(AT);
    const cognito = early.fetchFor(POOL);
    const id = await cognito(...call('GetId', { IdentityPoolId: POOL }));
    expect(await id.json()).toEqual({ IdentityId: 'me' });
    const credentials = await cognito(...call('GetCredentialsForIdentity', { IdentityId: 'me' }));
    expect(await credentials.json()).toEqual({ Credentials: {} });
    expect(await (await early.config).json()).toEqual(CONFIG);
    expect(asked).toEqual([
      '/config.json',
      `/cognito-identity/ {"IdentityPoolId":"${POOL}"}`,
      '/cognito-identity/ {"IdentityId":"me"}',
    ]);
  });

  test('gives an answer once, and none that is a refusal', async () => {
    const early = askEarly(AT);
    const cognito = early.fetchFor(POOL);
    await cognito(...call('GetId', { IdentityPoolId: POOL }));
    await cognito(...call('GetId', { IdentityPoolId: POOL }));
    expect(asked.filter((each) => each.includes('IdentityPoolId'))).toHaveLength(2);

    answerOf = () => new Response('{}', { status: 400 });
    const refused = askEarly(AT).fetchFor(POOL);
    answerOf = () => Response.json({ IdentityId: 'later' });
    const later = await refused(...call('GetId', { IdentityPoolId: POOL }));
    expect(await later.json()).toEqual({ IdentityId: 'later' });
  });

  test('asks for the account that the address names', async () => {
    for (const [address, pool] of [
      [{ pathname: '/jobs', search: '?account=two&region=us-east-1' }, OTHER],
      [{ pathname: `/jobs/two/us-east-1/${'0'.repeat(32)}`, search: '' }, OTHER],
      [{ pathname: '/jobs', search: '?account=nobody' }, POOL],
    ] as const) {
      asked = [];
      await askEarly(address).fetchFor(pool)(...call('GetId', { IdentityPoolId: pool }));
      expect(asked[1]).toContain(pool);
    }
    expect(asked[1]).toContain('/cognito-identity/');
  });

  test('leaves other pools alone', async () => {
    const early = askEarly(AT);
    await early.fetchFor(OTHER)(...call('GetId', { IdentityPoolId: OTHER }));
    expect(asked.filter((each) => each.includes(OTHER))).toHaveLength(1);
  });

  test.each<[string, unknown]>([
    ['people sign in', { ...CONFIG, signIn: { authority: 'https://issuer.example' } }],
    ['there are no accounts', { signIn: null, accounts: [] }],
    ['it is no object', 7],
  ])('asks Cognito nothing where %s', async (_, bad) => {
    config = bad;
    const early = askEarly(AT);
    await early.config;
    await early.fetchFor(POOL)(...call('GetId', { IdentityPoolId: POOL }));
    expect(asked).toEqual([
      '/config.json',
      `https://page.example/cognito-identity/ {"IdentityPoolId":"${POOL}"}`,
    ]);
  });

  test('a configuration that can’t be fetched is told by whoever reads it', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(askEarly(AT).config).rejects.toThrow('Failed to fetch');
  });
});
