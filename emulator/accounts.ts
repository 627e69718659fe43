import type { IdentityPool } from './identity/cognito-identity.ts';
import type { Key, StaticKey } from './identity/credentials.ts';
import type { Role } from './identity/sts.ts';

/** An AWS account: where Macie is enabled, and who can get credentials. */
export interface Account {
  readonly accountId: string;
  /** Its name in the organization; its number by default. */
  readonly name?: string;
  /** How many jobs its inventory has in each Region where Macie is enabled. */
  readonly regions: Readonly<Record<string, number>>;
  readonly identityPools?: readonly Omit<IdentityPool, 'accountId'>[];
  readonly roles?: readonly Omit<Role, 'accountId'>[];
}

/**
 * The accounts of the demo: a security account whose pool accepts guests, and two more with a role to assume. Macie is
 * not enabled in any other Region, as in most Regions of most accounts.
 */
export function demoAccounts(jobs: number): readonly Account[] {
  const share = (divisor: number): number => Math.ceil(jobs / divisor);
  return [
    {
      accountId: '111122223333',
      name: 'Security tooling',
      regions: { 'us-east-1': jobs, 'eu-west-1': share(4) },
      identityPools: [
        { id: 'us-east-1:00000000-0000-4000-8000-000000000001', guests: 'with-macie' },
        { id: 'us-east-1:00000000-0000-4000-8000-000000000002', guests: 'without-macie' },
        {
          id: 'us-east-1:00000000-0000-4000-8000-000000000003',
          guests: 'refused',
          provider: 'cognito-idp.us-east-1.amazonaws.com/us-east-1_demo',
        },
      ],
    },
    {
      accountId: '444455556666',
      name: 'Payments',
      regions: { 'us-east-1': share(2), 'us-west-2': share(5), 'eu-central-1': share(8) },
      identityPools: [{ id: 'us-east-1:00000000-0000-4000-8000-000000000004', guests: 'with-macie' }],
      roles: [{ name: 'MacieMonitor', trusts: '111122223333' }],
    },
    {
      accountId: '777788889999',
      name: 'Archive',
      regions: { 'eu-west-1': share(3), 'eu-central-1': share(10) },
      identityPools: [{ id: 'eu-west-1:00000000-0000-4000-8000-000000000005', guests: 'with-macie' }],
      roles: [{ name: 'MacieMonitor', trusts: '111122223333', externalId: 'macie-job-monitor' }],
    },
  ];
}

/** The access key of an account for clients such as the AWS CLI. It is fixed, so that commands can be copied. */
export function staticKeyOf(accountId: string): StaticKey {
  return { accessKeyId: `AKIADEMO${accountId}`, secretAccessKey: `demo-secret-access-key-of-${accountId}` };
}

/** The static keys of these accounts, by access key id. */
export function staticKeysOf(accounts: readonly Account[]): ReadonlyMap<string, Key> {
  return new Map(
    accounts.map(({ accountId }) => {
      const { accessKeyId, secretAccessKey } = staticKeyOf(accountId);
      const principal = { accountId, arn: `arn:aws:iam::${accountId}:user/macie-monitor`, mayUseMacie: true };
      return [accessKeyId, { secretAccessKey, principal }];
    }),
  );
}
