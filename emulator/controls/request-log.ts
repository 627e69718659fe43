/** A call that an emulated AWS service got. Null is what could not be told. */
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
  /** The HTTP status of the answer; 0 while, or if, there is none. */
  status: number;
  /** Absent too where the operation takes no signature. */
  readonly signature: 'valid' | 'invalid' | 'absent';
}

/** The most recent calls, oldest first. */
export interface RequestLog {
  readonly add: (request: LoggedRequest) => void;
  readonly list: () => readonly LoggedRequest[];
  readonly clear: () => void;
}

/** More calls than this are not kept: the oldest give way. */
export const REQUEST_LOG_LIMIT = 10_000;

/** An empty log. */
export function createRequestLog(): RequestLog {
  let requests: LoggedRequest[] = [];
  return {
    add: (request) => {
      requests.push(request);
      // Cut in one go, so that adding stays cheap.
      if (requests.length > 2 * REQUEST_LOG_LIMIT) requests = requests.slice(-REQUEST_LOG_LIMIT);
    },
    list: () => requests.slice(-REQUEST_LOG_LIMIT),
    clear: () => {
      requests = [];
    },
  };
}
