import { ListClassificationJobsCommand, Macie2Client } from '@aws-sdk/client-macie2';
import { beforeEach, expect, test } from 'vitest';
import { staticKeyOf } from '../accounts.ts';
import { createEmulator, type Emulator } from '../emulator.ts';
import { inProcessRequestHandler } from '../server/in-process.ts';
import { ACCOUNT, control, macieClient, REGION } from '../testing.ts';

const HOUR = 3_600_000;

let emulator: Emulator;
beforeEach(() => {
  emulator = createEmulator({ jobs: 3 });
});

function hoursAhead(time: number): number {
  return Math.round((time - Date.now()) / HOUR);
}

function list(maxAttempts: number) {
  const client = new Macie2Client({
    region: REGION,
    credentials: staticKeyOf(ACCOUNT),
    requestHandler: inProcessRequestHandler(emulator),
    maxAttempts,
  });
  return client.send(new ListClassificationJobsCommand({}));
}

test.each([3600, -3600])(
  'with a clock %d s off, a signature has the wrong time, and the SDK corrects itself by the answer’s Date',
  async (offsetSeconds) => {
    expect((await control(emulator, 'PUT', 'clock', { offsetSeconds })).status).toBe(200);
    await expect(list(1)).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      message: expect.stringMatching(/^Signature (expired|not yet current)/) as unknown,
    });
    expect((await list(2)).items).toHaveLength(3);
  },
);

test('the clock that an answer names, and by which calls are logged, is the emulator’s', async () => {
  await control(emulator, 'PUT', 'clock', { offsetSeconds: 86_400 });
  const response = await emulator.fetch(new Request('http://localhost/jobs/list', { method: 'POST' }));
  expect(hoursAhead(Date.parse(response.headers.get('date') ?? ''))).toBe(24);
  expect(hoursAhead(emulator.requests()[0]?.at ?? 0)).toBe(24);
});

test('credentials expire by it', async () => {
  await control(emulator, 'PUT', 'clock', { offsetSeconds: -86_400 });
  const get = async (operation: string, input: object) => {
    const response = await emulator.fetch(
      new Request('http://localhost/cognito-identity/', {
        method: 'POST',
        headers: { 'x-amz-target': `AWSCognitoIdentityService.${operation}` },
        body: JSON.stringify(input),
      }),
    );
    return (await response.json()) as Record<string, unknown>;
  };
  const pool = 'us-east-1:00000000-0000-4000-8000-000000000001';
  const { IdentityId } = await get('GetId', { IdentityPoolId: pool });
  const { Credentials } = await get('GetCredentialsForIdentity', { IdentityId });
  const { Expiration } = Credentials as { Expiration: number };
  expect(hoursAhead(Expiration * 1000)).toBe(-23);
});

test('an emulator starts with the clock that it is given, has jobs of that time, and is put back to it', async () => {
  emulator = createEmulator({ jobs: 3, clockOffsetMs: -48 * HOUR });
  const newest = () => Date.parse(emulator.describe(ACCOUNT, REGION)?.[0]?.createdAt ?? '');
  expect(hoursAhead(newest())).toBe(-48);
  await control(emulator, 'PUT', 'clock', { offsetSeconds: 0 });
  await expect(macieClient(emulator).send(new ListClassificationJobsCommand({}))).resolves.toBeDefined();
  await control(emulator, 'POST', 'reset');
  expect(hoursAhead(newest())).toBe(-48);
});

test('the control refuses what is no number of seconds', async () => {
  expect((await control(emulator, 'PUT', 'clock', { offsetSeconds: 'an hour' })).status).toBe(400);
  expect((await control(emulator, 'PUT', 'clock', {})).status).toBe(400);
});
