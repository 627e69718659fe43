import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { answeredEarly, askCredentials, askIdentity, findGuest } from './early.ts';
import type { EarlyGuest } from './early.ts';

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
let answerOf: (target: string) => Response;

beforeEach(() => {
  asked = [];
  answerOf = (target) => Response.json(target.endsWith('GetId') ? { IdentityId: 'me' } : { Credentials: {} });
  vi.stubGlobal('fetch', async (input: string | Request, init?: RequestInit) => {
    const url = typeof input === 'string' ? input : input.url;
    const request = new Request(
      new URL(url, 'https://page.example'),
      typeof input === 'string' ? init : input,
    );
    asked.push(`${url} ${await request.text()}`);
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

const GET_ID = call('GetId', { IdentityPoolId: POOL });

/** What is asked early of the configuration at an address, by the page and its worker. */
function askEarly(config = CONFIG): EarlyGuest {
  const guest = findGuest(JSON.stringify(config), AT);
  if (!guest) throw new Error('Nobody to ask about.');
  return askCredentials(guest, askIdentity(guest));
}

/** A `fetch` that knows what was asked early. */
function fetchKnowing(guest = askEarly()): typeof fetch {
  return answeredEarly(guest.answers);
}

describe('asking early', () => {
  test('asks for an identity and its credentials, and answers the SDK with that', async () => {
    const cognito = fetchKnowing();
    const id = await cognito(...GET_ID);
    expect(await id.json()).toEqual({ IdentityId: 'me' });
    const credentials = await cognito(...call('GetCredentialsForIdentity', { IdentityId: 'me' }));
    expect(await credentials.json()).toEqual({ Credentials: {} });
    expect(asked).toEqual([
      `/cognito-identity/ {"IdentityPoolId":"${POOL}"}`,
      '/cognito-identity/ {"IdentityId":"me"}',
    ]);
  });

  test('gives an answer once, and none that is a refusal', async () => {
    const cognito = fetchKnowing();
    await cognito(...GET_ID);
    await cognito(...GET_ID);
    expect(asked.filter((each) => each.includes('IdentityPoolId'))).toHaveLength(2);

    answerOf = () => new Response('{}', { status: 400 });
    const guest = askEarly();
    expect(await guest.answers).toEqual([]);
    answerOf = () => Response.json({ IdentityId: 'later' });
    const later = await fetchKnowing(guest)(...GET_ID);
    expect(await later.json()).toEqual({ IdentityId: 'later' });
  });

  test('a question that could not be asked is asked again', async () => {
    answerOf = () => {
      throw new TypeError('Failed to fetch');
    };
    const guest = askEarly();
    expect(await guest.answers).toEqual([]);
    await expect(fetchKnowing(guest)(...GET_ID)).rejects.toThrow('Failed to fetch');
  });

  test('is about the account that the address names', () => {
    for (const [address, pool] of [
      [{ pathname: '/jobs', search: '?account=two&region=us-east-1' }, OTHER],
      [{ pathname: `/jobs/two/us-east-1/${'0'.repeat(32)}`, search: '' }, OTHER],
      [{ pathname: '/jobs', search: '?account=nobody' }, POOL],
    ] as const) {
      expect(findGuest(JSON.stringify(CONFIG), address)?.identityPoolId).toBe(pool);
    }
  });

  test.each<[string, string]>([
    ['people sign in', JSON.stringify({ ...CONFIG, signIn: { authority: 'https://issuer.example' } })],
    ['there are no accounts', JSON.stringify({ signIn: null, accounts: [] })],
    ['the configuration is no object', '7'],
    ['the configuration is no JSON', '<!doctype html>'],
  ])('finds nobody to ask about where %s', (_, config) => {
    expect(findGuest(config, AT)).toBeUndefined();
  });
});
