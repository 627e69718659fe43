/** A call that an emulated AWS service got. Null is what isn't known. */
export interface LoggedRequest {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The AWS name of the operation, or the issuer's, such as `OidcToken`. */
  readonly operation: string | null;
  readonly accountId: string | null;
  readonly region: string | null;
  readonly method: string;
  /** As the service saw it: behind the gateway, without the gateway's prefix. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The HTTP status of the answer; 0 without one. */
  status: number;
  /** Also absent for operations that take no signature. */
  readonly signature: 'valid' | 'invalid' | 'absent';
}

/** The most recent calls, oldest first. */
export interface RequestLog {
  readonly add: (request: LoggedRequest) => void;
  readonly list: () => readonly LoggedRequest[];
  readonly clear: () => void;
}

/** The most calls that are kept. The oldest are dropped first. */
export const REQUEST_LOG_LIMIT = 10_000;

/** An empty log. */
export function createRequestLog(): RequestLog {
  let requests: LoggedRequest[] = [];
  return {
    add: (request) => {
      requests.push(request);
      // Dropped in batches, so that adding stays cheap.
      if (requests.length > 2 * REQUEST_LOG_LIMIT) requests = requests.slice(-REQUEST_LOG_LIMIT);
    },
    list: () => requests.slice(-REQUEST_LOG_LIMIT),
    clear: () => {
      requests = [];
    },
  };
}
