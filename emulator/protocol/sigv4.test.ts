import { createHash } from 'node:crypto';
import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import { beforeEach, expect, test } from 'vitest';
import { issueCredentials } from '../identity/credentials.ts';
import { createEmulator, type Emulator } from '../emulator.ts';
import { ACCOUNT, REGION } from '../testing.ts';
import { staticKeyOf } from '../accounts.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const HOST = 'macie2.us-east-1.amazonaws.com';

let emulator: Emulator;
beforeEach(() => {
  emulator = createEmulator({ jobs: 3, now: () => NOW });
});

interface Signing {
  readonly credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  readonly region?: string;
  readonly service?: string;
  readonly host?: string;
  readonly at?: number;
  readonly body?: string;
}

/** A list request, signed as the SDK does. */
async function signed(
  options: Signing = {},
): Promise<{ url: string; init: RequestInit & { headers: Record<string, string> } }> {
  const {
    credentials = staticKeyOf(ACCOUNT),
    region = REGION,
    service = 'macie2',
    host = HOST,
    at = NOW,
    body = '{"maxResults":2}',
  } = options;
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 });
  const request = await signer.sign(
    {
      method: 'POST',
      protocol: 'https:',
      hostname: host,
      path: '/jobs/list',
      headers: { host, 'content-type': 'application/json' },
      body,
    },
    { signingDate: new Date(at) },
  );
  return { url: `https://${host}/jobs/list`, init: { method: 'POST', body, headers: request.headers } };
}

async function send({ url, init }: Awaited<ReturnType<typeof signed>>): Promise<{
  status: number;
  type: string | null;
  body: Record<string, unknown>;
}> {
  const response = await emulator.fetch(new Request(url, init));
  const body: Record<string, unknown> = await response.json();
  return { status: response.status, type: response.headers.get('x-amzn-errortype'), body };
}

async function expectRefusal(
  request: Awaited<ReturnType<typeof signed>>,
  type: string,
  message: RegExp,
): Promise<void> {
  const answer = await send(request);
  expect(answer).toMatchObject({ status: 403, type });
  expect(answer.body['message']).toMatch(message);
  expect(Object.keys(answer.body)).toEqual(['message']);
}

test('a valid signature gets data, and is logged with its account and Region', async () => {
  const answer = await send(await signed());
  expect(answer.status).toBe(200);
  expect(answer.body['items']).toHaveLength(2);
  expect(emulator.requests()).toMatchObject([
    {
      operation: 'ListClassificationJobs',
      accountId: ACCOUNT,
      region: REGION,
      status: 200,
      signature: 'valid',
    },
  ]);
});

test('no signature', async () => {
  const request = await signed();
  delete request.init.headers['authorization'];
  await expectRefusal(request, 'MissingAuthenticationTokenException', /^Missing Authentication Token$/);
  expect(emulator.requests()).toMatchObject([{ status: 403, signature: 'absent', accountId: null }]);
});

test.each([
  ['another scheme', { authorization: 'Bearer abc' }],
  ['no date', { 'x-amz-date': '' }],
  ['a date that is none', { 'x-amz-date': '20261399T000000Z' }],
])('an incomplete signature: %s', async (_, headers) => {
  const request = await signed();
  Object.assign(request.init.headers, headers);
  await expectRefusal(request, 'IncompleteSignatureException', /requires 'Credential'/);
  expect(emulator.requests()).toMatchObject([{ signature: 'invalid' }]);
});

test('a wrong secret', async () => {
  const request = await signed({ credentials: { ...staticKeyOf(ACCOUNT), secretAccessKey: 'guessed' } });
  await expectRefusal(request, 'InvalidSignatureException', /does not match the signature you provided/);
  expect(emulator.requests()).toMatchObject([{ status: 403, signature: 'invalid', accountId: null }]);
});

test('an unknown key', async () => {
  const request = await signed({ credentials: { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'x' } });
  await expectRefusal(request, 'UnrecognizedClientException', /token included in the request is invalid/);
});

test.each([
  ['the body', { body: '{"maxResults":3}' }, /does not match the digest/],
  [
    'the body and its digest',
    { body: '{}', headers: { 'x-amz-content-sha256': createHash('sha256').update('{}').digest('hex') } },
    /does not match the signature/,
  ],
  ['a signed header', { headers: { 'content-type': 'text/plain' } }, /does not match the signature/],
])('a signature whose request changed on the way: %s', async (_, change, message) => {
  const request = await signed();
  const headers = Object.assign(request.init.headers, 'headers' in change && change.headers);
  const init = { ...request.init, ...change, headers };
  await expectRefusal({ ...request, init }, 'InvalidSignatureException', message);
});

test('a signature for another path', async () => {
  const { init } = await signed();
  await expectRefusal(
    { url: `https://${HOST}/jobs/list?x=1`, init },
    'InvalidSignatureException',
    /does not match/,
  );
});

test('a signature for another host', async () => {
  const request = await signed({ host: 'localhost:5173' });
  request.init.headers['host'] = HOST;
  await expectRefusal(request, 'InvalidSignatureException', /does not match the signature/);
});

test('a signature for another Region than the host', async () => {
  await expectRefusal(
    await signed({ region: 'eu-west-1' }),
    'InvalidSignatureException',
    /scoped to a valid region/,
  );
});

test('a signature for another service', async () => {
  await expectRefusal(
    await signed({ service: 's3' }),
    'InvalidSignatureException',
    /correct service: 'macie2'/,
  );
});

test.each([
  [-5 * 60_000 - 1000, /^Signature expired: 20261120T115459Z is now earlier than 20261120T115500Z/],
  [5 * 60_000 + 1000, /^Signature not yet current: 20261120T120501Z is still later than 20261120T120500Z/],
])('a clock that is off by %d ms', async (skew, message) => {
  await expectRefusal(await signed({ at: NOW + skew }), 'InvalidSignatureException', message);
});

test.each([-5 * 60_000, 5 * 60_000])('a clock that is off by %d ms is still good', async (skew) => {
  expect(await send(await signed({ at: NOW + skew }))).toMatchObject({ status: 200 });
});

const GUEST = { accountId: ACCOUNT, arn: 'arn:aws:sts::111122223333:assumed-role/x/y', mayUseMacie: true };

test('temporary credentials until they expire', async () => {
  const request = await signed({ credentials: issueCredentials(GUEST, NOW + 1000, 'a') });
  expect(await send(request)).toMatchObject({ status: 200 });
  const expired = await signed({ credentials: issueCredentials(GUEST, NOW, 'a') });
  await expectRefusal(expired, 'ExpiredTokenException', /is expired/);
});

test('a session token that was not issued, was tampered with, or belongs to another key', async () => {
  const credentials = issueCredentials(GUEST, NOW + 1000, 'a');
  const [content = '', seal = ''] = credentials.sessionToken.split('.');
  const richer = Buffer.from(content, 'base64url').toString().replace(ACCOUNT, '444455556666');
  for (const sessionToken of [
    'made-up',
    `${Buffer.from(richer).toString('base64url')}.${seal}`,
    issueCredentials(GUEST, NOW + 1000, 'b').sessionToken,
  ]) {
    await expectRefusal(
      await signed({ credentials: { ...credentials, sessionToken } }),
      'UnrecognizedClientException',
      /is invalid/,
    );
  }
});

test('a session token that was left out of the signature', async () => {
  const { sessionToken, ...credentials } = issueCredentials(GUEST, NOW + 1000, 'a');
  const request = await signed({ credentials });
  request.init.headers['x-amz-security-token'] = sessionToken;
  await expectRefusal(request, 'InvalidSignatureException', /does not match/);
});

test.each([
  ['no JSON', '{"maxResults":'],
  ['no object', '3'],
  ['nothing', 'null'],
  ['no text', '\u0000'],
])('a body that is %s is refused, its signature being good', async (_, body) => {
  expect(await send(await signed({ body }))).toMatchObject({ status: 400, type: 'ValidationException' });
});

test('null members are as good as absent ones', async () => {
  const body = '{"filterCriteria":{"includes":null},"maxResults":null,"nextToken":null,"sortCriteria":null}';
  expect((await send(await signed({ body }))).body['items']).toHaveLength(3);
});

test('a path that is badly encoded is an unknown job, not a failure', async () => {
  const signer = new SignatureV4({
    service: 'macie2',
    region: REGION,
    credentials: staticKeyOf(ACCOUNT),
    sha256: Sha256,
    uriEscapePath: true,
  });
  const { headers } = await signer.sign(
    { method: 'GET', protocol: 'https:', hostname: HOST, path: '/jobs/%E0%A4%A', headers: { host: HOST } },
    { signingDate: new Date(NOW) },
  );
  const answer = await send({ url: `https://${HOST}/jobs/%E0%A4%A`, init: { headers } });
  expect(answer).toMatchObject({ status: 404, type: 'ResourceNotFoundException' });
});
