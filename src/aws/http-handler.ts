import { HttpResponse, buildQueryString } from '@smithy/core/protocols';
import type { HttpRequest } from '@smithy/core/protocols';
import type { HttpHandlerOptions, RequestHandler } from '@smithy/types';
import { noteServerTime } from '../lib/server-clock.ts';

/** What a call says to the handler of its requests, along with what the SDK itself knows to say. */
export interface CallHandling extends HttpHandlerOptions {
  /** Sends a request when its turn comes, until the signal says otherwise. */
  readonly inTurn?: (send: (signal: AbortSignal) => Promise<Answer>) => Promise<Answer>;
}

/** What the SDK makes sense of: the whole answer is there. */
export interface Answer {
  readonly response: HttpResponse;
}

/** A call of Cognito, STS or CloudWatch Logs that takes longer is given up, and made again by the SDK. */
const TIMEOUT_MS = 10_000;

/**
 * Sends the requests of the SDK's clients with the browser's own `fetch`, without the origin's cookies. The SDK's handler
 * starts its clock before the request's turn has come, and its time-out is for the beginning of an answer only.
 */
export const httpHandler: RequestHandler<HttpRequest, HttpResponse, CallHandling> & {
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): object;
} = {
  handle: async ({ protocol, hostname, port, path, query, method, headers, body }, handling) => {
    const parameters = buildQueryString(query);
    const url = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}${parameters && `?${parameters}`}`;
    const send = async (signal: AbortSignal): Promise<Answer> => {
      const answer = await fetch(url, {
        method,
        headers,
        ...(method !== 'GET' && { body }),
        credentials: 'omit',
        // AWS redirects no call. What does is a login in front of the page, on a host that the page can't read.
        redirect: 'manual',
        signal,
      });
      noteServerTime(answer.headers.get('date'));
      const response = new HttpResponse({
        // The browser hides the status of a redirect.
        statusCode: answer.type === 'opaqueredirect' ? 302 : answer.status,
        reason: answer.statusText,
        headers: Object.fromEntries(answer.headers),
        body: new Uint8Array(await answer.arrayBuffer()),
      });
      return { response };
    };
    if (handling?.inTurn) return handling.inTurn(send);
    const timeout = new AbortController();
    const timer = setTimeout(() => {
      timeout.abort(new DOMException('AWS did not answer in time.', 'TimeoutError'));
    }, TIMEOUT_MS);
    const { abortSignal } = handling ?? {};
    try {
      return await send(
        abortSignal instanceof AbortSignal ? AbortSignal.any([abortSignal, timeout.signal]) : timeout.signal,
      );
    } finally {
      clearTimeout(timer);
    }
  },
  updateHttpClientConfig: () => {},
  httpHandlerConfigs: () => ({}),
};
