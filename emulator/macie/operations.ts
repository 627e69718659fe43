import { createHmac } from 'node:crypto';
import * as v from 'valibot';
import { AwsError, validationError } from '../protocol/aws-error.ts';
import type { Principal } from '../identity/credentials.ts';
import { parseListRequest } from './criteria.ts';
import type { Inventory, Position } from './inventory.ts';
import type { JobSummaryDocument } from './job-document.ts';
import { restJson } from '../protocol/protocols.ts';
import type { Operation } from '../protocol/service.ts';

/** Finds an account's inventory in a Region; undefined where Macie is not enabled. */
export type FindInventory = (accountId: string, region: string) => Inventory | undefined;

/** Macie's ListClassificationJobs, `POST /jobs/list`. */
export function listClassificationJobs(findInventory: FindInventory): Operation {
  return {
    name: 'ListClassificationJobs',
    service: 'macie2',
    protocol: restJson,
    handle: ({ body, now }, principal, region): { items: JobSummaryDocument[]; nextToken: string | null } => {
      const inventory = authorize(findInventory, principal, region, 'ListClassificationJobs', '*');
      const { filter, attribute, order, maxResults, nextToken } = parseListRequest(body);
      const binding = JSON.stringify([principal.accountId, region, filter, attribute, order]);
      const after = nextToken === undefined ? undefined : readToken(nextToken, binding);
      const page = inventory.page({ filter, attribute, order, limit: maxResults, after }, now);
      return {
        items: page.jobs.map((job) => job.summary()),
        // Null at the end, says the reference; whether as a member or for want of one, it does not say.
        nextToken: page.next ? writeToken(page.next, binding) : null,
      };
    },
  };
}

/** Macie's DescribeClassificationJob, `GET /jobs/{jobId}`. */
export function describeClassificationJob(findInventory: FindInventory): Operation {
  return {
    name: 'DescribeClassificationJob',
    service: 'macie2',
    protocol: restJson,
    handle: ({ url, now }, principal, region) => {
      const jobId = decode(url.pathname.slice('/jobs/'.length));
      const arn = `arn:aws:macie2:${region}:${principal.accountId}:classification-job/${jobId}`;
      const inventory = authorize(findInventory, principal, region, 'DescribeClassificationJob', arn);
      const job = inventory.find(jobId, now);
      if (!job) {
        // Assumption: an id that can't be a job's is as unknown as one that could.
        throw new AwsError(
          404,
          'ResourceNotFoundException',
          'The request failed because the specified resource does not exist.',
        );
      }
      return job.document(now);
    },
  };
}

/** A path segment as it was meant; one that is not properly encoded is nobody's id, as it stands. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function authorize(
  findInventory: FindInventory,
  principal: Principal,
  region: string,
  action: string,
  resource: string,
): Inventory {
  if (!principal.mayUseMacie) {
    throw new AwsError(
      403,
      'AccessDeniedException',
      `User: ${principal.arn} is not authorized to perform: macie2:${action} on resource: ${resource} because no session policy allows the macie2:${action} action`,
    );
  }
  const inventory = findInventory(principal.accountId, region);
  if (!inventory) throw new AwsError(403, 'AccessDeniedException', 'Macie is not enabled');
  return inventory;
}

const Token = v.object({
  value: v.union([v.string(), v.number()]),
  createdAt: v.number(),
  key: v.string(),
  seal: v.string(),
});

/**
 * An opaque token for the page after a position.
 *
 * Assumption: it belongs to its account, Region, criteria and sort (the `binding`), and names the last job that was
 * given rather than a number of jobs, so that jobs which come or change status meanwhile shift no page.
 */
function writeToken(position: Position, binding: string): string {
  return Buffer.from(JSON.stringify({ ...position, seal: seal(position, binding) })).toString('base64url');
}

/** @throws AwsError ValidationException for a token that was not issued for this binding. */
function readToken(token: string, binding: string): Position {
  try {
    const { seal: given, ...position } = v.parse(
      Token,
      JSON.parse(Buffer.from(token, 'base64url').toString()),
    );
    if (given === seal(position, binding)) return position;
  } catch {
    // Neither JSON nor a token: refused below like one that belongs elsewhere.
  }
  throw validationError('The nextToken value is not valid for this request.');
}

function seal({ value, createdAt, key }: Position, binding: string): string {
  return createHmac('sha256', 'macie-emulator')
    .update(JSON.stringify([value, createdAt, key, binding]))
    .digest('base64url')
    .slice(0, 16);
}
