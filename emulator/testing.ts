import {
  type JobSummary,
  ListClassificationJobsCommand,
  type ListClassificationJobsCommandInput,
  Macie2Client,
} from '@aws-sdk/client-macie2';
import type { Emulator } from './emulator.ts';
import { inProcessRequestHandler } from './server/in-process.ts';
import { staticKeyOf } from './accounts.ts';

/** The demo's first account and Region. */
export const ACCOUNT = '111122223333';
export const REGION = 'us-east-1';

/** The SDK's client for the emulator. It tries once, so that a test sees every error. */
export function macieClient(emulator: Emulator, region = REGION, accountId = ACCOUNT): Macie2Client {
  return new Macie2Client({
    region,
    credentials: staticKeyOf(accountId),
    requestHandler: inProcessRequestHandler(emulator),
    maxAttempts: 1,
  });
}

/** The items of all pages. */
export async function listAll(
  client: Macie2Client,
  input: ListClassificationJobsCommandInput,
): Promise<JobSummary[]> {
  const items: JobSummary[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(new ListClassificationJobsCommand({ ...input, nextToken }));
    items.push(...(page.items ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return items;
}

/** Calls one of the emulator's controls. */
export async function control(
  emulator: Emulator,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await emulator.fetch(
    new Request(`http://emulator/_emulator/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );
  return { status: response.status, body: await response.json() };
}
