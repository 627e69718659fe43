import type { GetMacieSessionResponse, UsageRecord } from '@aws-sdk/client-macie2';
import { Random } from '../../generator/random.ts';
import { bucketOwners } from '../../generator/names.ts';
import { eventsOf } from '../../logs/job-events.ts';
import type { StoredJob } from '../inventory.ts';
import type { Wire } from '../job-document.ts';

/** An item of GetUsageStatistics as Macie sends it. */
export type UsageDocument = Wire<UsageRecord>;

/** GetMacieSession's answer as Macie sends it. */
export type SessionDocument = Wire<GetMacieSessionResponse>;

/** Usage and quota of an account and its members; who has met the quota is who the paused jobs' logs name. */
export function usageOf(jobs: readonly StoredJob[], accountId: string, now: number): UsageDocument[] {
  const limited = new Set(
    jobs
      .filter(({ jobStatus }) => jobStatus === 'PAUSED')
      .map((job) => eventsOf(job.document(now), accountId, now).at(-1)?.affectedAccount),
  );
  return [...new Set([...bucketOwners(accountId), ...limited].filter((id) => id !== undefined))].map((id) =>
    recordOf(id, limited.has(id)),
  );
}

function recordOf(accountId: string, isServiceLimited: boolean): UsageDocument {
  const random = new Random('usage', accountId);
  const cost = (most: number): string => (random.next() * most).toFixed(2);
  return {
    accountId,
    freeTrialStartDate: new Date(Date.UTC(2023, 0, random.between(1, 300))).toISOString(),
    automatedDiscoveryFreeTrialStartDate: null,
    usage: [
      { type: 'DATA_INVENTORY_EVALUATION', currency: 'USD', estimatedCost: cost(90), serviceLimit: null },
      {
        type: 'SENSITIVE_DATA_DISCOVERY',
        currency: 'USD',
        // The quota's five terabytes, at a dollar a gigabyte.
        estimatedCost: isServiceLimited ? '5120.00' : cost(4000),
        serviceLimit: { isServiceLimited, unit: 'TERABYTES', value: 5 },
      },
      { type: 'AUTOMATED_OBJECT_MONITORING', currency: 'USD', estimatedCost: cost(40), serviceLimit: null },
    ],
  };
}

/** An account whose Macie is on. */
export function sessionOf(accountId: string): SessionDocument {
  return {
    createdAt: '2023-01-09T08:30:00.000Z',
    updatedAt: '2024-05-02T13:10:00.000Z',
    findingPublishingFrequency: 'SIX_HOURS',
    serviceRole: `arn:aws:iam::${accountId}:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie`,
    status: 'ENABLED',
  };
}
