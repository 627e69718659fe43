import { randomUUID } from 'node:crypto';
import type { AwsError } from './aws-error.ts';

/** How a service writes its answers and errors. */
export interface Protocol {
  readonly success: (body: unknown) => Response;
  readonly failure: (error: AwsError) => Response;
}

/** restJson1, as Macie speaks it: the type of an error is in the header `x-amzn-errortype`, its message in the body. */
export const restJson: Protocol = {
  success: (body) => answer(200, 'application/json', JSON.stringify(body)),
  failure: (error) =>
    answer(error.status, 'application/json', JSON.stringify({ message: error.message }), {
      'x-amzn-errortype': error.type,
    }),
};

/**
 * AWS JSON 1.1, as Cognito identity and CloudWatch Logs speak it: the type of an error is in the body (`__type`)
 * and in the header, and every error of the caller's is a 400.
 */
export const awsJson: Protocol = {
  success: (body) => answer(200, 'application/x-amz-json-1.1', JSON.stringify(body)),
  failure: (error) =>
    answer(
      error.status < 500 ? 400 : error.status,
      'application/x-amz-json-1.1',
      JSON.stringify({ __type: error.type, message: error.message }),
      { 'x-amzn-errortype': error.type },
    ),
};

/** The query protocol, as STS speaks it: XML. A success is the finished document. */
export const awsQuery: Protocol = {
  success: (body) => answer(200, 'text/xml', String(body)),
  failure: (error) =>
    answer(
      error.status,
      'text/xml',
      '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error>' +
        `<Type>${error.status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${xml(QUERY_CODES[error.type] ?? error.type)}</Code>` +
        `<Message>${xml(error.message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
    ),
};

/** Text made safe for an XML element. */
export function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The query protocol's older names for what the JSON protocols call exceptions. */
const QUERY_CODES: Readonly<Record<string, string>> = {
  AccessDeniedException: 'AccessDenied',
  ExpiredTokenException: 'ExpiredToken',
  IncompleteSignatureException: 'IncompleteSignature',
  InvalidSignatureException: 'SignatureDoesNotMatch',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  UnrecognizedClientException: 'InvalidClientTokenId',
  ValidationException: 'ValidationError',
};

function answer(
  status: number,
  contentType: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  // As bytes, which is faster than text for large answers.
  return new Response(Buffer.from(body), {
    status,
    headers: { 'content-type': contentType, 'x-amzn-requestid': randomUUID(), ...headers },
  });
}
