import * as v from 'valibot';
import { OPERATIONS } from '../../src/aws/operations.ts';
import { AwsError, validationError } from '../protocol/aws-error.ts';
import { readPageToken, writePageToken } from '../protocol/page-token.ts';
import { restJson } from '../protocol/protocols.ts';
import type { Handle, Operation } from '../protocol/service.ts';
import { authorize, type FindInventory } from './authorize.ts';
import { parseListRequest } from './criteria.ts';
import {
  batchGetCustomDataIdentifiers,
  describeBuckets,
  getAllowList,
  getFindingStatistics,
  getMacieSession,
  getUsageStatistics,
  type InsightSources,
} from './insights/operations.ts';
import type { Position } from './inventory.ts';

type MacieOperation = Extract<(typeof OPERATIONS)[number], { service: 'macie2' }>;

/** An operation and where it answers: `{…}` in the path stands for one segment. */
export type RoutedOperation = Operation & Pick<MacieOperation, 'method' | 'path'>;

/** The catalogue's operations of Macie, each with its answer. */
export function macieOperations(sources: InsightSources): readonly RoutedOperation[] {
  const handlers: Readonly<Record<MacieOperation['name'], Handle>> = {
    ListClassificationJobs: listClassificationJobs(sources.findInventory),
    DescribeClassificationJob: describeClassificationJob(sources.findInventory),
    GetFindingStatistics: getFindingStatistics(sources),
    DescribeBuckets: describeBuckets(sources),
    GetUsageStatistics: getUsageStatistics(sources),
    GetMacieSession: getMacieSession(sources),
    BatchGetCustomDataIdentifiers: batchGetCustomDataIdentifiers(sources),
    GetAllowList: getAllowList(sources),
  };
  return OPERATIONS.filter((operation) => operation.service === 'macie2').map(
    ({ name, service, method, path }) => ({
      name,
      service,
      method,
      path,
      protocol: restJson,
      handle: handlers[name],
    }),
  );
}

/** Macie's ListClassificationJobs. */
function listClassificationJobs(findInventory: FindInventory): Handle {
  return ({ body, now }, principal, region) => {
    const inventory = authorize(findInventory, principal, region, 'ListClassificationJobs', '*');
    const { filter, attribute, order, maxResults, nextToken } = parseListRequest(body);
    const binding = JSON.stringify([principal.accountId, region, filter, attribute, order]);
    const after = nextToken === undefined ? undefined : readPosition(nextToken, binding);
    const page = inventory.page({ filter, attribute, order, limit: maxResults, after }, now);
    return {
      items: page.jobs.map((job) => job.summary()),
      // The reference says null at the end, but not whether as a member.
      nextToken: page.next ? writePageToken(page.next, binding) : null,
    };
  };
}

/** Macie's DescribeClassificationJob. */
function describeClassificationJob(findInventory: FindInventory): Handle {
  return ({ url, now }, principal, region) => {
    const jobId = decode(url.pathname.slice('/jobs/'.length));
    const arn = `arn:aws:macie2:${region}:${principal.accountId}:classification-job/${jobId}`;
    const inventory = authorize(findInventory, principal, region, 'DescribeClassificationJob', arn);
    const job = inventory.find(jobId, now);
    if (!job) {
      // Assumption: a malformed id gets the same answer as an unknown one.
      throw new AwsError(
        404,
        'ResourceNotFoundException',
        'The request failed because the specified resource does not exist.',
      );
    }
    return job.document(now);
  };
}

/** A decoded path segment; one that is malformed stays as it is. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

const Place = v.object({
  value: v.union([v.string(), v.number()]),
  createdAt: v.number(),
  key: v.string(),
});

/**
 * The position of a token in a list of jobs.
 *
 * Assumption: it names the last job of the page rather than a number of jobs, so that jobs which are added or change
 * status don't shift later pages.
 */
function readPosition(token: string, binding: string): Position {
  const place = v.safeParse(Place, readPageToken(token, binding));
  if (place.success) return place.output;
  throw validationError('The nextToken value is not valid for this request.');
}
