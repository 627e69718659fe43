import { ListClassificationJobsCommand, Macie2Client } from '@aws-sdk/client-macie2';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { beforeEach, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../emulator.ts';
import { inProcessRequestHandler } from '../server/in-process.ts';
import { ACCOUNT, REGION } from '../testing.ts';
import { staticKeyOf } from '../accounts.ts';

const OPEN_ROLE = 'arn:aws:iam::444455556666:role/MacieMonitor';
const GUARDED_ROLE = 'arn:aws:iam::777788889999:role/MacieMonitor';

let emulator: Emulator;
beforeEach(() => {
  emulator = createEmulator({ jobs: 20 });
});

function assume(
  RoleArn: string,
  options: { ExternalId?: string; RoleSessionName?: string; DurationSeconds?: number } = {},
  from = ACCOUNT,
) {
  return fromTemporaryCredentials({
    masterCredentials: staticKeyOf(from),
    params: { RoleArn, RoleSessionName: 'monitor', ...options },
    clientConfig: {
      region: REGION,
      endpoint: 'http://localhost/sts/',
      requestHandler: inProcessRequestHandler(emulator),
      maxAttempts: 1,
    },
  })();
}

test("a role's credentials reach the jobs of its account", async () => {
  const credentials = await assume(OPEN_ROLE);
  expect((credentials.expiration?.getTime() ?? 0) - Date.now()).toBeGreaterThan(3_590_000);
  const client = new Macie2Client({
    region: REGION,
    credentials,
    requestHandler: inProcessRequestHandler(emulator),
  });
  const { items } = await client.send(new ListClassificationJobsCommand({}));
  expect(items?.map(({ jobId }) => jobId)).toEqual(
    emulator.describe('444455556666', REGION)?.map(({ jobId }) => jobId),
  );
  expect(emulator.requests()).toMatchObject([
    { operation: 'AssumeRole', accountId: ACCOUNT, region: REGION, signature: 'valid' },
    { operation: 'ListClassificationJobs', accountId: '444455556666' },
  ]);
});

test('a role that wants an external id', async () => {
  await expect(assume(GUARDED_ROLE)).rejects.toMatchObject({
    name: 'AccessDenied',
    $metadata: { httpStatusCode: 403 },
  });
  await expect(assume(GUARDED_ROLE, { ExternalId: 'guess' })).rejects.toMatchObject({ name: 'AccessDenied' });
  expect(await assume(GUARDED_ROLE, { ExternalId: 'macie-job-monitor' })).toHaveProperty('sessionToken');
});

test('only the account that a role trusts can assume it, and no account an unknown one', async () => {
  await expect(assume(OPEN_ROLE, {}, '777788889999')).rejects.toMatchObject({
    name: 'AccessDenied',
    message: `User: arn:aws:iam::777788889999:user/macie-monitor is not authorized to perform: sts:AssumeRole on resource: ${OPEN_ROLE}`,
  });
  await expect(assume('arn:aws:iam::444455556666:role/Admin')).rejects.toMatchObject({
    name: 'AccessDenied',
  });
});

test.each([{ RoleSessionName: 'a b' }, { DurationSeconds: 60 }])('%o is refused', async (options) => {
  await expect(assume(OPEN_ROLE, options)).rejects.toMatchObject({
    name: 'ValidationError',
    $metadata: { httpStatusCode: 400 },
  });
});

test('what was asked is XML-safe in the answer', async () => {
  await expect(assume('<&>')).rejects.toMatchObject({
    message: expect.stringMatching(/resource: <&>$/) as unknown,
  });
});

test('an unsigned request assumes no role', async () => {
  const response = await emulator.fetch(
    new Request('http://localhost/sts/', {
      method: 'POST',
      body: `Action=AssumeRole&RoleArn=${OPEN_ROLE}&RoleSessionName=x`,
    }),
  );
  expect([response.status, response.headers.get('content-type')]).toEqual([403, 'text/xml']);
  expect(await response.text()).toContain('<Code>MissingAuthenticationToken</Code>');
});
