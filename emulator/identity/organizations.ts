import * as v from 'valibot';
import type { Account } from '../accounts.ts';
import { AwsError } from '../protocol/aws-error.ts';
import { readPageToken, writePageToken } from '../protocol/page-token.ts';
import { awsJson } from '../protocol/protocols.ts';
import type { Operation } from '../protocol/service.ts';

/** The organization's id in the ARNs of its accounts. */
const ORGANIZATION = 'o-alderfinch';

const Input = v.object({
  NextToken: v.nullish(v.string()),
  MaxResults: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20))),
});

/** Organizations' ListAccounts: the first account manages the organization, and only it may ask. */
export function listAccounts(accounts: readonly Account[]): Operation {
  const manager = accounts[0]?.accountId ?? '';
  const all = accounts.map(({ accountId, name = accountId }) => ({
    Id: accountId,
    Arn: `arn:aws:organizations::${manager}:account/${ORGANIZATION}/${accountId}`,
    Email: `aws+${accountId}@example.com`,
    Name: name,
    Status: 'ACTIVE',
    JoinedMethod: accountId === manager ? 'INVITED' : 'CREATED',
    JoinedTimestamp: 1_672_531_200,
  }));
  return {
    name: 'ListAccounts',
    service: 'organizations',
    protocol: awsJson,
    handle: ({ body }, { accountId }) => {
      const input = v.safeParse(
        v.pipe(v.string(), v.parseJson(), Input),
        new TextDecoder().decode(body) || '{}',
      );
      if (!input.success) {
        throw new AwsError(400, 'InvalidInputException', 'You specified an invalid value.');
      }
      if (accountId !== manager) {
        throw new AwsError(
          400,
          'AccessDeniedException',
          "You don't have permissions to access this resource.",
        );
      }
      const { NextToken, MaxResults } = input.output;
      const start = NextToken ? Number(readPageToken(NextToken, 'accounts')) : 0;
      const end = start + (MaxResults ?? 20);
      return {
        Accounts: all.slice(start, end),
        ...(end < all.length && { NextToken: writePageToken(end, 'accounts') }),
      };
    },
  };
}
