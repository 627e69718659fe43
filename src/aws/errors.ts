/** What went wrong, as far as a reader can act on it. Everything above this folder switches on it. */
export type AwsErrorKind =
  | 'credentials'
  | 'denied'
  | 'not-enabled'
  | 'not-found'
  | 'throttled'
  | 'invalid'
  | 'network'
  | 'server'
  | 'malformed';

/**
 * A failed call to AWS. Its message is AWS's own where AWS gave one. It does not keep the SDK's error:
 * that carries the signed request, session token and all, to wherever an error is printed.
 */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly kind: AwsErrorKind;
  /** The AWS operation that failed, such as `ListClassificationJobs`. */
  readonly operation: string;
  /** AWS's name of the error, such as `AccessDeniedException`; where AWS gave none, the browser's. */
  readonly code: string;
  /** HTTP status, or undefined where no answer came. */
  readonly status: number | undefined;
  /** What AWS support asks for; undefined where no answer came. */
  readonly requestId: string | undefined;

  constructor(
    kind: AwsErrorKind,
    operation: string,
    details: {
      message: string;
      code: string;
      status?: number | undefined;
      requestId?: string | undefined;
    },
  ) {
    super(details.message);
    this.kind = kind;
    this.operation = operation;
    this.code = details.code;
    this.status = details.status;
    this.requestId = details.requestId;
  }

  /** Whether the same call may succeed later without anybody changing anything. */
  get retryable(): boolean {
    return this.kind === 'throttled' || this.kind === 'network' || this.kind === 'server';
  }
}

/**
 * The typed error for whatever an SDK call threw. An AwsError stays itself; an abort is the caller's
 * own doing and is thrown on.
 */
export function toAwsError(error: unknown, operation: string): AwsError {
  if (error instanceof AwsError) return error;
  if (isAbort(error)) throw error;
  const { name, message, $metadata, $response } = readSdkError(error);
  const status = $metadata?.httpStatusCode ?? $response?.statusCode;
  return new AwsError(kindOf(name, message, status, $response !== undefined), operation, {
    message,
    code: name,
    status,
    requestId: $metadata?.requestId ?? $response?.headers?.['x-amzn-requestid'],
  });
}

/** Whether a call ended because its AbortSignal said so. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

interface SdkError {
  name: string;
  message: string;
  $metadata?: { httpStatusCode?: number; requestId?: string };
  /** The SDK hangs the raw response on errors of its deserializer. */
  $response?: { statusCode?: number; headers?: Record<string, string> };
}

function readSdkError(error: unknown): SdkError {
  if (error instanceof Error) return error;
  return { name: 'Unknown', message: String(error) };
}

/** Errors that say "these credentials won't do", by name: AWS gives them with 400, 401 or 403. */
const CREDENTIAL_ERRORS = new Set([
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignatureException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'NotAuthorizedException',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);

function kindOf(name: string, message: string, status: number | undefined, answered: boolean): AwsErrorKind {
  if (CREDENTIAL_ERRORS.has(name)) return 'credentials';
  // The usual state of most Regions. Seen with 403 and with 401, so only name and message tell.
  if (name === 'AccessDeniedException' && /^macie is not enabled/i.test(message)) return 'not-enabled';
  if (name === 'ThrottlingException' || name === 'TooManyRequestsException' || status === 429)
    return 'throttled';
  if (status === undefined) return answered ? 'malformed' : 'network';
  if (status === 401 || status === 403) return 'denied';
  if (status === 404) return 'not-found';
  if (status >= 500) return 'server';
  if (status >= 400) return 'invalid';
  return 'malformed';
}
