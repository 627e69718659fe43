/** What went wrong, as far as a reader can act on it. Everything above this folder switches on it. */
export type AwsErrorKind =
  | 'credentials'
  | 'denied'
  | 'denied-by-policy'
  | 'not-enabled'
  | 'region-off'
  | 'not-found'
  | 'throttled'
  | 'invalid'
  | 'quota'
  | 'conflict'
  | 'refused'
  | 'not-aws'
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

  /** Whether the same call may succeed later by itself. A proxy's 5xx may pass like a server's; so may a cut answer. */
  get retryable(): boolean {
    const { kind, status } = this;
    return (
      kind === 'throttled' ||
      kind === 'network' ||
      kind === 'server' ||
      kind === 'malformed' ||
      (kind === 'not-aws' && status !== undefined && status >= 500)
    );
  }

  /**
   * Whether what failed may be well again by itself, within minutes and without anyone changing a role, the configuration
   * or a filter.
   */
  get mayPass(): boolean {
    return (
      this.retryable ||
      this.kind === 'not-aws' ||
      this.kind === 'conflict' ||
      (this.kind === 'credentials' && PASSING_CREDENTIAL_ERRORS.has(this.code))
    );
  }

  /** Whether AWS gave this answer, so that its message is AWS's. Otherwise it is the SDK's or the browser's. */
  get isFromAws(): boolean {
    return this.status !== undefined && this.kind !== 'not-aws' && this.kind !== 'malformed';
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
  const requestId = $metadata?.requestId ?? $response?.headers?.['x-amzn-requestid'];
  const typed = $response?.headers?.['x-amzn-errortype'] !== undefined || !UNTYPED.has(name);
  const isAnswered = $response !== undefined || status !== undefined;
  const fromAws = typed || requestId !== undefined;
  return new AwsError(kindOf(name, message, { status, isAnswered, fromAws, operation }), operation, {
    message,
    code: name,
    status,
    requestId,
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

/** What credentials are called that are no longer good, or that a clock makes look wrong. */
const PASSING_CREDENTIAL_ERRORS = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
]);

/** Names of errors that AWS did not give: the SDK's where an answer has no type, and the browser's. */
const UNTYPED = new Set(['', 'Error', 'NotFound', 'SyntaxError', 'TypeError', 'Unknown', 'UnknownError']);

/** What AWS's services call throttling; the status may be 400, 429 or 503. */
const THROTTLING_ERRORS = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'Throttled',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequests',
  'TooManyRequestsException',
]);

/** The operations that give credentials; all others are made with them. */
const CREDENTIAL_OPERATIONS = new Set(['GetId', 'GetCredentialsForIdentity', 'AssumeRole', 'RenewSignIn']);

function kindOf(
  name: string,
  message: string,
  {
    status,
    isAnswered,
    fromAws,
    operation,
  }: { status: number | undefined; isAnswered: boolean; fromAws: boolean; operation: string },
): AwsErrorKind {
  if (THROTTLING_ERRORS.has(name) || status === 429) return 'throttled';
  // A Region that is not switched on in the account does not know its credentials. `macie-client.ts` has asked for fresh
  // ones before this is shown, so it is not that they have expired.
  if (name === 'UnrecognizedClientException' && !CREDENTIAL_OPERATIONS.has(operation)) return 'region-off';
  if (CREDENTIAL_ERRORS.has(name)) return 'credentials';
  // The usual state of most Regions. Seen with 403 and with 401, so only name and message show it.
  if (name === 'AccessDeniedException' && /^macie is not enabled/i.test(message)) return 'not-enabled';
  if (!isAnswered) return 'network';
  // A proxy, a login page, or a gateway that is not one: whatever its status and whatever it says. The SDK throws a
  // TypeError only at JSON with a value of another type, which no such page is.
  if (!fromAws) return name === 'TypeError' ? 'malformed' : 'not-aws';
  if (status === undefined || status < 400) return 'malformed';
  if (name === 'ServiceQuotaExceededException') return 'quota';
  if (name === 'ConflictException') return 'conflict';
  if (name === 'ResourceNotFoundException') return 'not-found';
  if (name === 'ValidationException') return 'invalid';
  if (status === 401 || status === 403 || name.startsWith('AccessDenied')) {
    return /explicit deny/i.test(message) ? 'denied-by-policy' : 'denied';
  }
  return status >= 500 ? 'server' : 'refused';
}

/** Whether AWS no longer takes the credentials that a call was made with, so that fresh ones may do. */
export function needsFreshCredentials({ code }: AwsError): boolean {
  return STALE_CREDENTIALS.has(code);
}

const STALE_CREDENTIALS = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
]);
