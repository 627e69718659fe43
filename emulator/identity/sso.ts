import { randomBytes } from 'node:crypto';
import { AwsError } from '../protocol/aws-error.ts';
import { restJson } from '../protocol/protocols.ts';
import type { Operation } from '../protocol/service.ts';
import { issueCredentials } from './credentials.ts';

/** The access token of a person who has signed in with `aws sso login`, as far as the emulator goes. */
export const SSO_ACCESS_TOKEN = 'demo-sso-access-token';

/** The role that IAM Identity Center gives in every account. */
export const SSO_ROLE = 'MacieReader';

/** The SSO portal's GetRoleCredentials, `GET /federation/credentials`, for an hour. It takes a token, no signature. */
export function getRoleCredentials(accountIds: readonly string[]): Operation {
  return {
    name: 'GetRoleCredentials',
    protocol: restJson,
    region: () => undefined,
    handle: ({ url, headers, now }) => {
      if (headers.get('x-amz-sso_bearer_token') !== SSO_ACCESS_TOKEN) {
        throw new AwsError(401, 'UnauthorizedException', 'Session token not found or invalid');
      }
      const accountId = url.searchParams.get('account_id') ?? '';
      const role = url.searchParams.get('role_name') ?? '';
      if (!accountIds.includes(accountId) || role !== SSO_ROLE) {
        throw new AwsError(403, 'ForbiddenException', 'No access');
      }
      const expiresAt = Math.floor(now / 1000 + 3600) * 1000;
      const arn = `arn:aws:sts::${accountId}:assumed-role/AWSReservedSSO_${role}_0123456789abcdef/ada`;
      const { accessKeyId, secretAccessKey, sessionToken } = issueCredentials(
        { accountId, arn, mayUseMacie: true },
        expiresAt,
        `${arn} ${randomBytes(8).toString('hex')}`,
      );
      return { roleCredentials: { accessKeyId, secretAccessKey, sessionToken, expiration: expiresAt } };
    },
  };
}
