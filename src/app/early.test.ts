import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { askCredentials } from './early-credentials.ts';
import { findGuests } from './early.ts';

const POOL = 'us-east-1:00000000-0000-4000-8000-000000000001';
const OTHER = 'eu-west-1:00000000-0000-4000-8000-000000000002';
const CONFIG = {
  signIn: null,
  accounts: [
    {
      id: 'one',
      regions: ['us-east-1', 'eu-west-1'],
      credentials: { identityPoolId: POOL, endpoint: '/cognito-identity/' },
    },
    { id: 'two', regions: ['eu-west-1'], credentials: { identityPoolId: OTHER } },
    { id: 'three', regions: ['eu-west-1'], credentials: { identityPoolId: OTHER } },
  ],
};

const LIST = { pathname: '/jobs', search: '' };

/** Has Cognito answer, and tells what it was asked. */
function answering(answerOf: (operation: string) => Response): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string, { headers, body }: RequestInit) => {
    const target = new Headers(headers).get('x-amz-target') ?? '';
    asked.push(`${url} ${target} ${typeof body === 'string' ? body : ''}`);
    return answerOf(target.split('.')[1] ?? '');
  });
  return asked;
}

function storage(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  };
}

beforeEach(() => {
  vi.stubGlobal('localStorage', storage());
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('whose credentials are asked for early', () => {
  test.each([
    [LIST, [POOL, OTHER]],
    [{ pathname: '/', search: '' }, [POOL, OTHER]],
    [{ pathname: '/jobs', search: '?region=US-EAST-1' }, [POOL]],
    [{ pathname: '/jobs', search: '?account=two&region=eu-west-1' }, [OTHER]],
    [{ pathname: '/jobs', search: '?region=us-east-1' }, [POOL]],
    [{ pathname: '/jobs', search: '?account=two&region=us-east-1' }, []],
    // An account that the page is not set up for counts as not named.
    [{ pathname: '/jobs', search: '?account=nobody' }, [POOL, OTHER]],
    [{ pathname: `/jobs/three/eu-west-1/${'0'.repeat(32)}`, search: '' }, [OTHER]],
    [{ pathname: `/jobs/nobody/eu-west-1/${'0'.repeat(32)}`, search: '' }, []],
    [{ pathname: '/jobs/%', search: '' }, []],
  ])('at %j: that of each pool once', (address, pools) => {
    const guests = findGuests(JSON.stringify(CONFIG), address);
    expect(guests.map(({ identityPoolId }) => identityPoolId)).toEqual(pools);
  });

  test.each<[string, string]>([
    ['people sign in', JSON.stringify({ ...CONFIG, signIn: { authority: 'https://issuer.example' } })],
    ['there are no accounts', JSON.stringify({ signIn: null, accounts: [] })],
    ['an account is no object', JSON.stringify({ signIn: null, accounts: [7, null] })],
    ['the configuration is no object', '7'],
    ['the configuration is no JSON', '<!doctype html>'],
  ])('nobody’s where %s', (_, config) => {
    expect(findGuests(config, LIST)).toEqual([]);
  });

  test('Cognito is where the account says, or where AWS has it for the pool', () => {
    const endpoints = findGuests(JSON.stringify(CONFIG), LIST).map(({ endpoint }) => endpoint);
    expect(endpoints).toEqual(['/cognito-identity/', 'https://cognito-identity.eu-west-1.amazonaws.com/']);
  });

  test('nobody’s at the bare address while that may stand for a saved view', () => {
    localStorage.setItem('macie-job-monitor.views', '{}');
    expect(findGuests(JSON.stringify(CONFIG), { pathname: '/', search: '' })).toEqual([]);
    expect(localStorage.getItem('macie-job-monitor.visited')).toBeNull();
  });

  test('who was here before is known, as far as the browser keeps anything', () => {
    const visits = [1, 2].map(() => findGuests(JSON.stringify(CONFIG), LIST)[0]?.wasHere);
    expect(visits).toEqual([false, true]);
    vi.stubGlobal('localStorage', undefined);
    expect(findGuests(JSON.stringify(CONFIG), LIST)[0]?.wasHere).toBe(true);
  });
});

describe('asking for a guest’s credentials', () => {
  const GUEST = { identityPoolId: POOL, endpoint: '/cognito-identity/', wasHere: false };
  const CREDENTIALS = {
    AccessKeyId: 'AKIA',
    SecretKey: 'secret',
    SessionToken: 'token',
    Expiration: 1_770_000_000.5,
  };

  test('asks for an identity, then for its credentials', async () => {
    const asked = answering((operation) =>
      Response.json(
        operation === 'GetId' ? { IdentityId: 'me' } : { IdentityId: 'me', Credentials: CREDENTIALS },
      ),
    );
    expect(await askCredentials(GUEST)).toEqual({
      accessKeyId: 'AKIA',
      secretAccessKey: 'secret',
      sessionToken: 'token',
      expiration: new Date(1_770_000_000_500),
    });
    expect(asked).toEqual([
      `/cognito-identity/ AWSCognitoIdentityService.GetId {"IdentityPoolId":"${POOL}"}`,
      '/cognito-identity/ AWSCognitoIdentityService.GetCredentialsForIdentity {"IdentityId":"me"}',
    ]);
  });

  test.each<[string, (operation: string) => Response]>([
    ['there is no identity', () => Response.json({ __type: 'ResourceNotFoundException' }, { status: 400 })],
    [
      'the identity gets none',
      (operation) =>
        operation === 'GetId' ? Response.json({ IdentityId: 'me' }) : new Response('{}', { status: 400 }),
    ],
    [
      'one part of them is missing',
      (operation) =>
        Response.json(
          operation === 'GetId'
            ? { IdentityId: 'me' }
            : { Credentials: { ...CREDENTIALS, SessionToken: undefined } },
        ),
    ],
    ['the answer is no JSON', () => new Response('<!doctype html>')],
    [
      'Cognito can’t be reached',
      () => {
        throw new TypeError('Failed to fetch');
      },
    ],
  ])('gives none where %s', async (_, answerOf) => {
    answering(answerOf);
    expect(await askCredentials(GUEST)).toBeUndefined();
  });
});
