import { createHash } from 'node:crypto';
import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import { AwsError } from './aws-error.ts';
import { findKey, type Key, type Principal } from '../identity/credentials.ts';

/** A request as it arrived, its body already read. */
export interface SignedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** The unverified contents of an Authorization header. */
export interface Claim {
  readonly accessKeyId: string;
  /** Year, month and day, `YYYYMMDD`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** AWS refuses signatures older than this, or further in the future. */
const MAXIMUM_SKEW = 5 * 60_000;

/** The claim of a request's Authorization header; undefined without one, or if it isn't Signature Version 4. */
export function readClaim(headers: Headers): Claim | undefined {
  const parts =
    /^AWS4-HMAC-SHA256\s+Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/.exec(
      headers.get('authorization') ?? '',
    );
  if (!parts) return undefined;
  const [, accessKeyId = '', date = '', region = '', service = '', signedHeaders = '', signature = ''] =
    parts;
  return { accessKeyId, date, region, service, signedHeaders: signedHeaders.split(';'), signature };
}

/**
 * Verifies a request's Signature Version 4 by signing it again with the secret that belongs to its access key.
 * @param service the signing name of the service that was asked, such as `macie2`.
 * @returns the owner of the key.
 * @throws AwsError the error that AWS answers: MissingAuthenticationToken, IncompleteSignature, UnrecognizedClient,
 *   ExpiredToken or InvalidSignatureException.
 */
export async function verifySignature(
  request: SignedRequest,
  service: string,
  staticKeys: ReadonlyMap<string, Key>,
  now: number,
): Promise<Principal> {
  const { headers } = request;
  if (!headers.has('authorization')) {
    throw missingToken();
  }
  const claim = readClaim(headers);
  const date = headers.get('x-amz-date') ?? '';
  const signedAt = parseBasicDate(date);
  if (!claim || signedAt === undefined) {
    throw new AwsError(
      403,
      'IncompleteSignatureException',
      "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters and an 'X-Amz-Date' header.",
    );
  }
  const key = findKey(staticKeys, claim.accessKeyId, headers.get('x-amz-security-token') ?? undefined, now);
  checkScope(claim, service, headers.get('host') ?? '', date);
  checkTime(signedAt, now);
  checkBody(request);
  if ((await sign(request, claim, key, new Date(signedAt))) !== claim.signature) {
    throw invalid(
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  }
  return key.principal;
}

/** AWS's answer to an unsigned request, and to an unknown path. */
export function missingToken(): AwsError {
  return new AwsError(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
}

/** The signature that this key gives for the request. */
async function sign(
  request: SignedRequest,
  claim: Claim,
  key: Key,
  signingDate: Date,
): Promise<string | undefined> {
  const { method, url, headers, body } = request;
  const sessionToken = headers.get('x-amz-security-token');
  const signer = new SignatureV4({
    service: claim.service,
    region: claim.region,
    sha256: Sha256,
    applyChecksum: false,
    credentials: {
      accessKeyId: claim.accessKeyId,
      secretAccessKey: key.secretAccessKey,
      ...(sessionToken !== null && { sessionToken }),
    },
  });
  const again = await signer.sign(
    {
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: queryOf(url),
      headers: Object.fromEntries(claim.signedHeaders.map((name) => [name, headers.get(name) ?? ''])),
      body,
    },
    { signingDate, signableHeaders: new Set(claim.signedHeaders) },
  );
  return again.headers['authorization']?.split('Signature=')[1];
}

/** Checks that the signature was made for this host and service, and on the day of its time. */
function checkScope(claim: Claim, service: string, host: string, date: string): void {
  if (claim.service !== service) {
    throw invalid(`Credential should be scoped to correct service: '${service}'. `);
  }
  if (!claim.signedHeaders.includes('host')) {
    throw invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }
  const [, hostRegion] = /^[a-z0-9-]+\.([a-z0-9-]+)\.amazonaws\.com$/.exec(host) ?? [];
  if (hostRegion !== undefined && hostRegion !== claim.region) {
    throw invalid(`Credential should be scoped to a valid region, not '${claim.region}'. `);
  }
  if (!date.startsWith(claim.date)) {
    throw invalid('Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP');
  }
}

function checkTime(signedAt: number, now: number): void {
  const [signed, current] = [basicDate(signedAt), basicDate(now)];
  if (signedAt < now - MAXIMUM_SKEW) {
    throw invalid(
      `Signature expired: ${signed} is now earlier than ${basicDate(now - MAXIMUM_SKEW)} (${current} - 5 min.)`,
    );
  }
  if (signedAt > now + MAXIMUM_SKEW) {
    throw invalid(
      `Signature not yet current: ${signed} is still later than ${basicDate(now + MAXIMUM_SKEW)} (${current} + 5 min.)`,
    );
  }
}

/** The body is signed by way of this header, so the header must match the body. */
function checkBody({ headers, body }: SignedRequest): void {
  const declared = headers.get('x-amz-content-sha256');
  if (declared !== null && declared !== createHash('sha256').update(body).digest('hex')) {
    throw invalid(
      "The value passed in as x-amz-content-sha256 does not match the digest of the request's payload.",
    );
  }
}

function queryOf(url: URL): Record<string, string[]> {
  const query: Record<string, string[]> = {};
  for (const [name, value] of url.searchParams) (query[name] ??= []).push(value);
  return query;
}

/** Milliseconds since 1970 of `YYYYMMDDTHHMMSSZ`. */
function parseBasicDate(text: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}

function basicDate(time: number): string {
  return new Date(time).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
}

function invalid(message: string): AwsError {
  return new AwsError(403, 'InvalidSignatureException', message);
}
