import type { UsageRecord } from '@aws-sdk/client-macie2';
import { formatNumber } from '../../lib/text.ts';

/** What an account has used this month of what Macie allows for sensitive data discovery jobs. */
export interface AccountUsage {
  readonly accountId: string;
  /** Whether it has met its quota; undefined where Macie did not say. */
  readonly isLimited: boolean | undefined;
  /** Such as `5 terabytes a month`. Macie gives the quota, and of the usage only the cost. */
  readonly quota: string | undefined;
  /** An estimate of this month's cost so far, such as `512.40 USD`. */
  readonly cost: string | undefined;
}

/** The accounts of a usage answer, those that have met their quota first. Records without an account are left out. */
export function accountUsage(records: readonly UsageRecord[]): readonly AccountUsage[] {
  return records
    .flatMap(({ accountId, usage = [] }): AccountUsage[] => {
      if (accountId === undefined) return [];
      const discovery = usage.find(({ type }) => type === 'SENSITIVE_DATA_DISCOVERY');
      const { isServiceLimited, value, unit } = discovery?.serviceLimit ?? {};
      return [
        {
          accountId,
          isLimited: isServiceLimited,
          quota:
            value === undefined ? undefined : `${formatNumber(value)} ${(unit ?? '').toLowerCase()} a month`,
          cost:
            discovery?.estimatedCost === undefined
              ? undefined
              : `${discovery.estimatedCost} ${discovery.currency ?? ''}`.trim(),
        },
      ];
    })
    .toSorted((a, b) => Number(b.isLimited ?? false) - Number(a.isLimited ?? false));
}
