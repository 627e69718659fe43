import { randomBytes, randomUUID } from 'node:crypto';
import { AwsError, validationError } from '../protocol/aws-error.ts';
import { issueCredentials } from './credentials.ts';
import { awsQuery, xml } from '../protocol/protocols.ts';
import type { Operation } from '../protocol/service.ts';

/** A role of an account that another account may assume. */
export interface Role {
  readonly accountId: string;
  readonly name: string;
  /** The account whose principals may assume it. */
  readonly trusts: string;
  /** The external id that they must give, if any. */
  readonly externalId?: string;
}

/** STS's AssumeRole, for an hour unless DurationSeconds says otherwise. */
export function assumeRole(roles: readonly Role[]): Operation {
  return {
    name: 'AssumeRole',
    service: 'sts',
    protocol: awsQuery,
    handle: ({ body, now }, caller) => {
      const input = new URLSearchParams(new TextDecoder().decode(body));
      const roleArn = required(input, 'RoleArn');
      const session = required(input, 'RoleSessionName');
      if (!/^[\w+=,.@-]{2,64}$/.test(session)) {
        throw validationError(
          `1 validation error detected: Value '${session}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
        );
      }
      const seconds = Number(input.get('DurationSeconds') ?? 3600);
      if (!(seconds >= 900 && seconds <= 43_200)) {
        throw validationError('1 validation error detected: DurationSeconds must be between 900 and 43200.');
      }
      const role = roles.find(({ accountId, name }) => roleArn === `arn:aws:iam::${accountId}:role/${name}`);
      // An unknown role and one that doesn't trust the caller look the same from outside.
      const named = role?.externalId === undefined || role.externalId === input.get('ExternalId');
      if (role?.trusts !== caller.accountId || !named) {
        throw new AwsError(
          403,
          'AccessDenied',
          `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
        );
      }
      const arn = `arn:aws:sts::${role.accountId}:assumed-role/${role.name}/${session}`;
      const expiresAt = Math.floor(now / 1000 + seconds) * 1000;
      const roleId = `AROA${role.accountId}DEMO`;
      const credentials = issueCredentials(
        { accountId: role.accountId, arn, mayUseMacie: true },
        expiresAt,
        `${arn} ${randomBytes(8).toString('hex')}`,
      );
      return (
        '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>' +
        `<AssumedRoleUser><AssumedRoleId>${roleId}:${xml(session)}</AssumedRoleId><Arn>${xml(arn)}</Arn></AssumedRoleUser>` +
        `<Credentials><AccessKeyId>${credentials.accessKeyId}</AccessKeyId>` +
        `<SecretAccessKey>${credentials.secretAccessKey}</SecretAccessKey>` +
        `<SessionToken>${credentials.sessionToken}</SessionToken>` +
        `<Expiration>${new Date(expiresAt).toISOString()}</Expiration></Credentials>` +
        `</AssumeRoleResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></AssumeRoleResponse>`
      );
    },
  };
}

/** STS's GetCallerIdentity: who signed the request. It needs no permission. */
export const getCallerIdentity: Operation = {
  name: 'GetCallerIdentity',
  service: 'sts',
  protocol: awsQuery,
  handle: (_call, { accountId, arn }) =>
    '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
    `<Arn>${xml(arn)}</Arn><UserId>${arn.includes(':assumed-role/') ? `AROA${accountId}DEMO:session` : `AIDA${accountId}DEMO`}</UserId>` +
    `<Account>${accountId}</Account></GetCallerIdentityResult>` +
    `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></GetCallerIdentityResponse>`,
};

function required(input: URLSearchParams, name: string): string {
  const value = input.get(name);
  if (!value) {
    throw validationError(
      `1 validation error detected: Value null at '${name.charAt(0).toLowerCase()}${name.slice(1)}' failed to satisfy constraint: Member must not be null`,
    );
  }
  return value;
}
