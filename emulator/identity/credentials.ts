import { createHmac } from 'node:crypto';
import * as v from 'valibot';
import { AwsError } from '../protocol/aws-error.ts';

/** The sender of a request whose signature has been verified. */
export interface Principal {
  readonly accountId: string;
  /** The IAM or STS ARN that error messages name. */
  readonly arn: string;
  /** False for credentials that AWS narrows to services without Macie: guests of an identity pool. */
  readonly mayUseMacie: boolean;
}

export interface TemporaryCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** An access key's secret and owner. */
export interface Key {
  readonly secretAccessKey: string;
  readonly principal: Principal;
}

/** A long-lived access key of an account, for clients without an identity pool, such as the AWS CLI. */
export interface StaticKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * Issues temporary credentials whose session token contains their owner and expiry. Nothing is stored, so they survive
 * a restart of the emulator, and they can't be forged without its secret.
 */
export function issueCredentials(
  principal: Principal,
  expiresAt: number,
  serial: string,
): TemporaryCredentials {
  const accessKeyId = `ASIA${digest('access-key', serial)
    .toUpperCase()
    .replaceAll(/[^A-Z2-7]/g, 'Q')
    .slice(0, 16)}`;
  const content = Buffer.from(JSON.stringify({ accessKeyId, expiresAt, ...principal })).toString('base64url');
  return {
    accessKeyId,
    secretAccessKey: secretOf(accessKeyId),
    sessionToken: `${content}.${digest('session-token', content)}`,
    expiresAt,
  };
}

/**
 * Finds the key that signed a request by its access key id and session token.
 * @throws AwsError UnrecognizedClientException for a token or key that was never issued, ExpiredTokenException.
 */
export function findKey(
  staticKeys: ReadonlyMap<string, Key>,
  accessKeyId: string,
  sessionToken: string | undefined,
  now: number,
): Key {
  if (sessionToken === undefined) {
    const key = staticKeys.get(accessKeyId);
    if (!key) throw unrecognized();
    return key;
  }
  const [content = '', signature] = sessionToken.split('.');
  if (signature !== digest('session-token', content)) throw unrecognized();
  const session = v.parse(Session, JSON.parse(Buffer.from(content, 'base64url').toString()));
  if (session.accessKeyId !== accessKeyId) throw unrecognized();
  if (session.expiresAt <= now) {
    throw new AwsError(403, 'ExpiredTokenException', 'The security token included in the request is expired');
  }
  return { secretAccessKey: secretOf(accessKeyId), principal: session };
}

const Session = v.object({
  accessKeyId: v.string(),
  expiresAt: v.number(),
  accountId: v.string(),
  arn: v.string(),
  mayUseMacie: v.boolean(),
});

function secretOf(accessKeyId: string): string {
  return digest('secret-access-key', accessKeyId).slice(0, 40);
}

/** A keyed digest. The key is constant on purpose: there is nothing here to protect. */
function digest(purpose: string, text: string): string {
  return createHmac('sha256', 'macie-emulator').update(`${purpose}\n${text}`).digest('base64url');
}

function unrecognized(): AwsError {
  return new AwsError(
    403,
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
  );
}
