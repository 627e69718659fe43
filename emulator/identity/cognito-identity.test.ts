import { ListClassificationJobsCommand, Macie2Client } from '@aws-sdk/client-macie2';
import { fromCognitoIdentityPool } from '@aws-sdk/credential-providers';
import { beforeEach, expect, test } from 'vitest';
import type { VerifyLogin } from './cognito-identity.ts';
import { createEmulator, type Emulator } from '../emulator.ts';
import { inProcessRequestHandler } from '../server/in-process.ts';
import { REGION } from '../testing.ts';

const DEMO_POOL = 'us-east-1:00000000-0000-4000-8000-000000000001';
const GUEST_POOL = 'us-east-1:00000000-0000-4000-8000-000000000002';
const LOGIN_POOL = 'us-east-1:00000000-0000-4000-8000-000000000003';
const PROVIDER = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_demo';

const NOW = Date.now();

/** Accepts tokens that name their subject. */
const verifyLogin: VerifyLogin = async (_provider, token) => {
  if (!token.startsWith('sub=')) throw new Error('Not a valid OpenId Connect identity token.');
  return { sub: token.slice(4) };
};

let emulator: Emulator;
beforeEach(() => {
  emulator = createEmulator({ jobs: 3, now: () => NOW, verifyLogin });
});

/** The SDK's credentials of a pool. Nothing is cached between two calls. */
function credentialsOf(identityPoolId: string, logins?: Record<string, string>) {
  const clientConfig = {
    region: REGION,
    endpoint: 'http://localhost/cognito-identity/',
    requestHandler: inProcessRequestHandler(emulator),
    maxAttempts: 1,
  };
  const cache = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
  return fromCognitoIdentityPool({ identityPoolId, clientConfig, cache, ...(logins && { logins }) })();
}

async function call(
  operation: string,
  input: unknown,
): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }> {
  const response = await emulator.fetch(
    new Request('http://localhost/cognito-identity/', {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityService.${operation}`,
      },
      body: typeof input === 'string' ? input : JSON.stringify(input),
    }),
  );
  const body: Record<string, unknown> = await response.json();
  return { status: response.status, body, headers: response.headers };
}

test("the demo's guests get an hour of credentials that Macie takes", async () => {
  const credentials = await credentialsOf(DEMO_POOL);
  expect(credentials).toMatchObject({
    accessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/) as unknown,
    secretAccessKey: expect.stringMatching(/^.{40}$/) as unknown,
    identityId: expect.stringMatching(
      /^us-east-1:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    ) as unknown,
    expiration: new Date(Math.floor((NOW + 3_600_000) / 1000) * 1000),
  });
  const client = new Macie2Client({
    region: REGION,
    credentials,
    requestHandler: inProcessRequestHandler(emulator),
  });
  expect((await client.send(new ListClassificationJobsCommand({}))).items).toHaveLength(3);
  expect(
    emulator.requests().map(({ operation, region, signature }) => [operation, region, signature]),
  ).toEqual([
    ['GetId', 'us-east-1', 'absent'],
    ['GetCredentialsForIdentity', 'us-east-1', 'absent'],
    ['ListClassificationJobs', 'us-east-1', 'valid'],
  ]);
});

test("other guests' credentials are good for anything but Macie, as on AWS", async () => {
  const credentials = await credentialsOf(GUEST_POOL);
  const client = new Macie2Client({
    region: REGION,
    credentials,
    requestHandler: inProcessRequestHandler(emulator),
  });
  await expect(client.send(new ListClassificationJobsCommand({}))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('not authorized to perform: macie2:ListClassificationJobs') as unknown,
  });
});

test('a pool without guests wants a login, and gives the same login the same identity', async () => {
  await expect(credentialsOf(LOGIN_POOL)).rejects.toMatchObject({
    name: 'NotAuthorizedException',
    message: 'Unauthenticated access is not supported for this identity pool.',
  });
  const [ada, again, bob] = await Promise.all(
    ['ada', 'ada', 'bob'].map((sub) => credentialsOf(LOGIN_POOL, { [PROVIDER]: `sub=${sub}` })),
  );
  expect(ada?.identityId).toBe(again?.identityId);
  expect(ada?.identityId).not.toBe(bob?.identityId);
  expect(ada?.accessKeyId).not.toBe(again?.accessKeyId);
});

test.each([
  [
    { 'accounts.google.com': 'sub=ada' },
    'NotAuthorizedException',
    'Token is not from a supported provider of this identity pool.',
  ],
  [{ nonsense: 'sub=ada' }, 'InvalidParameterException', 'Please provide a valid public provider.'],
  [
    { [PROVIDER]: 'forged' },
    'NotAuthorizedException',
    'Invalid login token. Not a valid OpenId Connect identity token.',
  ],
])('a login that does not hold: %o', async (logins, name, message) => {
  await expect(credentialsOf(LOGIN_POOL, logins)).rejects.toMatchObject({
    name,
    message,
    $metadata: { httpStatusCode: 400 },
  });
});

test("an identity's credentials go to its own login only", async () => {
  const { body } = await call('GetId', { IdentityPoolId: LOGIN_POOL, Logins: { [PROVIDER]: 'sub=ada' } });
  const { IdentityId } = body;
  const forbidden = {
    status: 400,
    body: {
      __type: 'NotAuthorizedException',
      message: `Access to Identity '${String(IdentityId)}' is forbidden.`,
    },
  };
  expect(await call('GetCredentialsForIdentity', { IdentityId })).toMatchObject(forbidden);
  expect(
    await call('GetCredentialsForIdentity', { IdentityId, Logins: { [PROVIDER]: 'sub=bob' } }),
  ).toMatchObject(forbidden);
  expect(
    await call('GetCredentialsForIdentity', { IdentityId, Logins: { [PROVIDER]: 'sub=ada' } }),
  ).toMatchObject({ status: 200 });
});

test('without a way to verify logins, none is believed', async () => {
  emulator = createEmulator({ jobs: 1 });
  await expect(credentialsOf(LOGIN_POOL, { [PROVIDER]: 'sub=ada' })).rejects.toMatchObject({
    name: 'NotAuthorizedException',
  });
});

test('identities outlive a restart', async () => {
  const { body } = await call('GetId', { IdentityPoolId: DEMO_POOL });
  emulator = createEmulator({ jobs: 1 });
  expect(await call('GetCredentialsForIdentity', body)).toMatchObject({ status: 200 });
});

test.each([
  [
    'GetId',
    { IdentityPoolId: 'us-east-1:0b0b0b0b' },
    'ResourceNotFoundException',
    "IdentityPool 'us-east-1:0b0b0b0b' not found.",
  ],
  ['GetId', { IdentityPoolId: 'demo' }, 'ValidationException', /identityPoolId.*regular expression/],
  ['GetId', {}, 'ValidationException', /IdentityPoolId/],
  ['GetId', '{', 'SerializationException', /JSON/],
  [
    'GetCredentialsForIdentity',
    { IdentityId: 'us-east-1:0b0b0b0b' },
    'ResourceNotFoundException',
    "Identity 'us-east-1:0b0b0b0b' not found.",
  ],
  ['DeleteIdentities', {}, 'UnknownOperationException', /DeleteIdentities/],
])('%s of %o is refused', async (operation, input, type, message) => {
  const { status, body, headers } = await call(operation, input);
  expect([status, body['__type'], headers.get('x-amzn-errortype')]).toEqual([400, type, type]);
  expect(body['message']).toMatch(message);
});
