import { SignatureV4 } from '@smithy/signature-v4';
import { Sha256Js } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/protocols';
import type { AwsCredentialIdentityProvider } from '@smithy/types';

/** A call of an AWS API over HTTP. */
export interface AwsCall {
  /** The signing name: `macie2`, `logs` or `sts`. */
  readonly service: string;
  readonly region: string;
  readonly method: string;
  readonly path: string;
  /** Only these headers are sent, beside those of the signature. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends a signed call to AWS and gives its answer, whatever its status. */
export type SignedFetch = (credentials: AwsCredentialIdentityProvider, call: AwsCall) => Promise<Response>;

const TIMEOUT_MS = 20_000;

/**
 * Calls AWS with `fetch`.
 *
 * @param endpointUrl takes the place of every service's endpoint, such as an emulator's
 */
export function createSignedFetch(
  endpointUrl: string | undefined,
  send: (request: Request) => Promise<Response> = fetch,
): SignedFetch {
  return async (credentials, { service, region, method, path, headers = {}, body }) => {
    const { origin, host } = new URL(endpointUrl ?? `https://${service}.${region}.amazonaws.com`);
    const signer = new SignatureV4({ service, region, credentials, sha256: Sha256Js });
    const url = new URL(origin);
    const signed = await signer.sign(
      new HttpRequest({
        method,
        protocol: url.protocol,
        hostname: url.hostname,
        path,
        headers: { ...headers, host },
        ...(body !== undefined && { body }),
      }),
    );
    // fetch makes the Host header from the URL.
    const { host: _host, ...sent } = signed.headers;
    return send(
      new Request(origin + path, {
        method,
        headers: sent,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(body !== undefined && method !== 'GET' && { body }),
      }),
    );
  };
}
